import { indent } from "./openslo-example";

/** Parts of an example SLO that differ from the plain one; each is YAML, not yet indented. */
export interface Nobl9Parts {
  readonly name?: string;
  readonly project?: string;
  /** Further lines of `metadata`. */
  readonly metadata?: string;
  readonly service?: string;
  readonly method?: string;
  /** The entry of `timeWindows`. */
  readonly window?: string;
  /** The list of objectives. */
  readonly objectives?: string;
  /** Further lines of `spec`. */
  readonly more?: string;
}

/** Checkouts that went well, and all, as a browser counts them. */
export const NOBL9_COUNTS = `countMetrics:
  incremental: true
  good:
    prometheus:
      promql: sum(browser_checkout_attempts_total{result="ok"})
  total:
    prometheus:
      promql: sum(browser_checkout_attempts_total)`;

/** The ratio's one objective. */
const NOBL9_OBJECTIVE = `- name: availability
  target: 0.99
${indent(NOBL9_COUNTS, 2)}`;

/** A threshold of a browser's own time; \`query\` is the whole of its metric. */
export function nobl9Threshold(parts: { name?: string; value?: string; query?: string } = {}): string {
  return `- name: ${parts.name ?? "fast"}
  target: 0.95
  op: lte
${parts.value === undefined ? "  value: 2.5\n" : parts.value}  rawMetric:
    query:
${indent(parts.query ?? "prometheus:\n  promql: max(browser_page_load_seconds)", 6)}`;
}

/** A whole SLO in Nobl9's format: nothing is to be said of it but what `parts` bring in. */
export function nobl9Example(parts: Nobl9Parts = {}): string {
  return `apiVersion: n9/v1alpha
kind: SLO
metadata:
  name: ${parts.name ?? "checkout-availability"}
  project: ${parts.project ?? "shop"}
${lines(parts.metadata)}spec:
  service: ${parts.service ?? "checkout"}
  indicator:
    metricSource:
      name: prometheus
  budgetingMethod: ${parts.method ?? "Occurrences"}
  timeWindows:
    - ${indent(parts.window ?? "unit: Day\ncount: 28\nisRolling: true", 6).trimStart()}
  objectives:
${indent(parts.objectives ?? NOBL9_OBJECTIVE, 4)}
  anomalyConfig:
    noData:
      alertMethods:
        - name: on-call
${lines(parts.more)}`;
}

function lines(more: string | undefined): string {
  return more === undefined ? "" : `${indent(more, 2)}\n`;
}

/** A whole AlertPolicy in Nobl9's format, with these conditions. */
export function nobl9Policy(conditions: readonly string[], name = "fast-burn", project = "shop"): string {
  const items = conditions.map((one) => `    - ${indent(one, 6).trimStart()}\n`);
  return `apiVersion: n9/v1alpha
kind: AlertPolicy
metadata:
  name: ${name}
  project: ${project}
spec:
  severity: High
  conditions:
${items.join("")}`;
}
