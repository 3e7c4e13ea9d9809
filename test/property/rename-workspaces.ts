import fc from "fast-check";
import type { NamedText } from "../support/workspace";

/** How a name is written: everywhere it may stand in quotes, or with a comment behind it. */
const writing = fc.constantFrom(
  (name: string) => name,
  (name: string) => `"${name}"`,
  (name: string) => `'${name}'`,
  (name: string) => `${name} # so called`,
  (name: string) => `!!str ${name}`,
  (name: string) => `&kept-${name} ${name}`,
);

/** Few names for many objects, so that objects of several kinds share one; no word of them says what is measured. */
const name = fc.constantFrom("alpha", "bravo", "charlie", "delta-2", "echo", "x9");
const written = fc.tuple(name, writing).map(([text, write]) => write(text));
/** One name and one of its spellings for the middle of a list. */
const list = fc
  .tuple(fc.array(name, { minLength: 1, maxLength: 3 }), fc.constantFrom(",", ", ", " ,  "))
  .chain(([names, comma]) =>
    fc.constantFrom(
      names.join(comma),
      `"${names.join(comma)}"`,
      `'${names.join(comma)}'`,
      `>-\n      ${names.join(comma)}`,
    ),
  );

function object(kind: string, own: string, spec: string, annotations = ""): string {
  const tagged = annotations === "" ? "" : `  annotations:\n${annotations}`;
  return `apiVersion: openslo/v1\nkind: ${kind}\nmetadata:\n  name: ${own}\n${tagged}spec:\n${spec}`;
}

const QUERY = `metricSource:
        metricSourceRef: %\n        type: Prometheus
        spec:
          query: sum(http_requests_total)`;

const sli = fc
  .tuple(written, written)
  .map(([own, source]) =>
    object(
      "SLI",
      own,
      `  ratioMetric:\n    counter: true\n    good:\n      ${QUERY.replace("%", source)}\n    total:\n      ${QUERY.replace("%", source)}\n`,
    ),
  );

const slo = fc
  .record({
    own: written,
    service: written,
    indicator: written,
    policies: fc.array(written, { maxLength: 2 }),
    tier: fc.option(written),
    label: fc.option(written),
    needs: fc.option(list),
    stated: fc.option(fc.tuple(name, name)),
  })
  .map(({ own, service, indicator, policies, tier, label, needs, stated }) => {
    const annotations = [
      tier === null ? "" : `    slosmith/tier: ${tier}\n`,
      needs === null ? "" : `    slosmith/depends-on: ${needs}\n`,
      stated === null ? "" : `    slosmith/dependencies: "${stated[0]}=99.9, ${stated[1]} = 99.95"\n`,
    ].join("");
    const spec = `  service: ${service}
  indicatorRef: ${indicator}
  timeWindow:
    - duration: 28d
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - target: 0.999
${policies.length === 0 ? "" : `  alertPolicies:\n${policies.map((policy) => `    - alertPolicyRef: ${policy}\n`).join("")}`}`;
    const text = object("SLO", own, spec, annotations);
    return label === null ? text : text.replace("metadata:\n", `metadata:\n  labels:\n    tier: ${label}\n`);
  });

const policy = fc
  .tuple(written, written, written)
  .map(([own, condition, target]) =>
    object(
      "AlertPolicy",
      own,
      `  alertWhenBreaching: true\n  conditions:\n    - conditionRef: ${condition}\n  notificationTargets:\n    - { targetRef: "${target.replaceAll(/["']| #.*|!!str |&\S+ /g, "")}" }\n`,
    ),
  );

const condition = written.map((own) =>
  object(
    "AlertCondition",
    own,
    "  severity: page\n  condition:\n    kind: burnrate\n    op: gt\n    threshold: 13.44\n    lookbackWindow: 1h\n",
  ),
);

const target = written.map((own) => object("AlertNotificationTarget", own, "  target: pager\n"));
const source = written.map((own) =>
  object("DataSource", own, "  type: Prometheus\n  connectionDetails: {}\n"),
);
const service = fc
  .tuple(written, fc.option(written), fc.option(list))
  .map(([own, tier, needs]) =>
    object(
      "Service",
      own,
      "  description: One of several.\n",
      `${tier === null ? "" : `    slosmith/tier: ${tier}\n`}${needs === null ? "" : `    slosmith/depends-on: ${needs}\n`}`,
    ),
  );

const tier = fc.tuple(written, fc.array(written, { maxLength: 2 }), fc.option(name)).map(
  ([own, aliases, needed]) => `apiVersion: slosmith/v1
kind: ReliabilityTier
metadata:
  name: ${own}
spec:
  rank: 0
${aliases.length === 0 ? "" : `  aliases:\n${aliases.map((alias) => `    - ${alias}\n`).join("")}`}  objectives:
    - category: availability
      floorPercent: 99.9
${needed === null ? "" : `  measurement:\n    dependencies:\n      ${needed}: 99.9\n`}`,
);

const sloth = fc.tuple(written, fc.array(written, { minLength: 1, maxLength: 2 })).map(
  ([own, slos]) => `version: prometheus/v1
service: ${own}
slos:
${slos
  .map(
    (one) => `  - name: ${one}
    objective: 99.9
    sli:
      events:
        error_query: sum(rate(http_requests_total{code=~"5.."}[{{.window}}]))
        total_query: sum(rate(http_requests_total[{{.window}}]))
    alerting:
      name: Burns
`,
  )
  .join("")}`,
);

/**
 * Nobl9's names are unique by project, which rules about all SLOs of a service do not look at: its objects share
 * one project here, and no name with those of other formats.
 */
const nobl9Name = fc.constantFrom("november", "oscar-2", "papa");
const project = fc.constant("quebec");

const nobl9 = fc.tuple(nobl9Name, project, nobl9Name, nobl9Name).map(
  ([own, project, used, method]) => `apiVersion: n9/v1alpha
kind: SLO
metadata:
  name: ${own}
  project: ${project}
spec:
  service: ${used}
  indicator:
    metricSource: { name: prom, kind: Agent, project: ${project} }
  budgetingMethod: Occurrences
  timeWindows:
    - unit: Day
      count: 28
      isRolling: true
  objectives:
    - name: good
      displayName: Good
      value: 1
      target: 0.99
      countMetrics:
        incremental: true
        good: { prometheus: { promql: sum(a) } }
        total: { prometheus: { promql: sum(b) } }
  anomalyConfig:
    noData:
      alertMethods:
        - name: ${method}
          project: ${project}
`,
);

const nobl9Service = fc
  .tuple(written, name)
  .map(
    ([own, project]) =>
      `apiVersion: n9/v1alpha\nkind: Service\nmetadata:\n  name: ${own}\n  project: ${project}\nspec: {}\n`,
  );

const config = fc.tuple(name, name).map(
  ([backend, policyName]) => `backends:
  prometheus/${backend}:
    url: http://localhost:9090
error_budget_policies:
  ${policyName}:
    steps:
      - name: 1 hour
        burn_rate_threshold: 9
        alert: true
        message_alert: Page
        message_ok: Fine
        window: 3600
`,
);

const generated = fc.tuple(written, name, name).map(
  ([own, backend, policyName]) => `apiVersion: sre.google.com/v2
kind: ServiceLevelObjective
metadata:
  name: ${own}
  labels:
    service_name: ${backend}
spec:
  description: Answered.
  goal: 0.99
  backend: prometheus/${backend}
  method: good_bad_ratio
  error_budget_policy: ${policyName}
  service_level_indicator:
    filter_good: a_total{code="200"}
    filter_valid: a_total
`,
);

const pyrra = fc.tuple(written, list).map(
  ([own, needs]) => `apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata:
  name: ${own}
  namespace: monitoring
  annotations:
    slosmith/depends-on: ${needs}
spec:
  target: "99.9"
  window: 4w
  indicator:
    ratio:
      errors: { metric: 'http_requests_total{code=~"5.."}' }
      total: { metric: http_requests_total }
`,
);

const stream = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: slo },
      { weight: 2, arbitrary: sli },
      { weight: 2, arbitrary: service },
      policy,
      condition,
      target,
      source,
      tier,
      sloth,
      nobl9,
      nobl9Service,
      config,
      generated,
      pyrra,
    ),
    { minLength: 1, maxLength: 5 },
  )
  .chain((documents) =>
    fc.constantFrom("---\n", "--- # next\n", "...\n---\n").map((mark) => documents.join(mark)),
  );

/** Two or three files that speak of one another, with line breaks of either kind. */
export const namedWorkspace: fc.Arbitrary<NamedText[]> = fc
  .array(fc.tuple(stream, fc.boolean(), fc.boolean()), { minLength: 2, maxLength: 3 })
  .map((streams) =>
    streams.map(([text, crlf, marked], at) => ({
      name: `${at === 2 ? "below/" : ""}file-${at}.yaml`,
      text: `${marked ? "\uFEFF" : ""}${crlf ? text.replaceAll("\n", "\r\n") : text}`,
    })),
  );
