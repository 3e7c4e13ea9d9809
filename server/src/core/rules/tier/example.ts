/** Sections of a tier's spec, in the order in which the examples show them. */
const SECTIONS = [
  "rank",
  "criticality",
  "aliases",
  "owner",
  "segments",
  "window",
  "objectives",
  "measurement",
  "alerting",
  "escalation",
  "releaseGates",
  "review",
  "incident",
] as const;

type Sections = Partial<Record<(typeof SECTIONS)[number], string>>;

const USUAL: Sections = {
  rank: "1",
  criticality: "high",
  owner: "team: shop\naccountable: head-of-shop",
  window: "default: 28d",
  objectives: "- category: availability\n  floorPercent: 99.5",
  escalation: escalationExample(
    "- consumedPercent: 100\n  actions: [techDebt]\n  decider: engineering-lead\n  within: 1d",
  ),
};

/** An `escalation` section with these steps, for {@link tierExample}. */
export function escalationExample(steps: string): string {
  const decisions = ["rollback: on-call", "featureThrottle: product-lead", "techDebt: engineering-lead"];
  return `decisions:\n${indent(decisions.join("\n"), 2)}\nsteps:\n${indent(steps, 2)}`;
}

/**
 * A small complete tier for the rules' pages. A section of one line without a key (`rank: "0"`) stands behind
 * its key, any other below it.
 */
export function tierExample(sections: Sections = {}, name = "core"): string {
  const all: Sections = { ...USUAL, ...sections };
  const spec = SECTIONS.flatMap((key) => {
    const body = all[key];
    if (body === undefined) return [];
    const inline = !/^(?:- |[A-Za-z]+:)/.test(body);
    return [inline ? `  ${key}: ${body}` : `  ${key}:\n${indent(body, 4)}`];
  });
  return `${header("slosmith/v1", "ReliabilityTier", name)}\nspec:\n${spec.join("\n")}\n`;
}

interface SloExample {
  readonly name?: string;
  /** Lines below `annotations` and `labels`. */
  readonly annotations?: string;
  readonly labels?: string;
  readonly window?: string;
  readonly objective?: string;
  /** Queries of good and of all events. */
  readonly good?: string;
  readonly total?: string;
  readonly alertPolicies?: string;
}

const REQUESTS = "nginx_ingress_controller_requests";

/** A complete SLO for the rules' pages: the availability of a shop's search. */
export function sloExample(parts: SloExample = {}): string {
  const { name = "search-availability", annotations, labels } = parts;
  const good = parts.good ?? `sum(${REQUESTS}{ingress="search",status!~"408|429|499|5.."})`;
  const total = parts.total ?? `sum(${REQUESTS}{ingress="search"})`;
  const tags = [
    ...(labels === undefined ? [] : [`  labels:\n${indent(labels, 4)}`]),
    ...(annotations === undefined ? [] : [`  annotations:\n${indent(annotations, 4)}`]),
  ];
  const lines = [
    header("openslo/v1", "SLO", name),
    ...tags,
    "spec:",
    "  service: search",
    "  indicator:",
    "    metadata:",
    `      name: ${name}-sli`,
    "    spec:",
    "      ratioMetric:",
    "        counter: true",
    ...metricLines("good", good),
    ...metricLines("total", total),
    "  timeWindow:",
    indent(parts.window ?? "- duration: 28d\n  isRolling: true", 4),
    "  budgetingMethod: Occurrences",
    "  objectives:",
    indent(parts.objective ?? "- target: 0.999", 4),
    ...(parts.alertPolicies === undefined ? [] : [`  alertPolicies:\n${indent(parts.alertPolicies, 4)}`]),
  ];
  return `${lines.join("\n")}\n`;
}

function metricLines(role: string, query: string): string[] {
  return [
    `        ${role}:`,
    "          metricSource:",
    "            type: Prometheus",
    "            spec:",
    `              query: ${query}`,
  ];
}

/** One entry of `alertPolicies` with one burn-rate condition, for {@link sloExample}. */
export function alertExample(threshold: string, lookback: string, severity = "page"): string {
  const name = `search-burns-${lookback}`;
  return `- kind: AlertPolicy
  metadata:
    name: ${name}
  spec:
    alertWhenBreaching: true
    alertWhenNoData: true
    conditions:
      - kind: AlertCondition
        metadata:
          name: ${name}-condition
        spec:
          severity: ${severity}
          condition:
            kind: burnrate
            op: gt
            threshold: ${threshold}
            lookbackWindow: ${lookback}
    notificationTargets:
      - targetRef: search-on-call`;
}

/** A Service and a notification target for the SLO examples. */
export function serviceExample(annotations?: string): string {
  const tags = annotations === undefined ? "" : `\n  annotations:\n${indent(annotations, 4)}`;
  return `${header("openslo/v1", "Service", "search")}${tags}\nspec:\n  description: Finds products.\n`;
}

/** One stream of several documents. */
export function stream(...documents: string[]): string {
  return documents.join("---\n");
}

function header(apiVersion: string, kind: string, name: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}`;
}

function indent(text: string, by: number): string {
  return text.replaceAll(/^(?=.)/gm, " ".repeat(by));
}
