/** Parts of an example SLO that differ from the plain one; each is YAML, not yet indented. */
export interface SloParts {
  /** `indicatorRef: …` or `indicator: …`. */
  readonly indicator?: string;
  readonly method?: string;
  /** The item of `timeWindow`. */
  readonly window?: string;
  /** The items of `objectives`. */
  readonly objectives?: string;
  /** The items of `alertPolicies`. */
  readonly alertPolicies?: string;
}

/** A whole OpenSLO v1 SLO for a rule's page: nothing is to be said of it but what `parts` bring in. */
export function sloExample(parts: SloParts = {}): string {
  return `apiVersion: openslo/v1
kind: SLO
metadata:
  name: checkout-availability
spec:
  service: checkout
${indent(parts.indicator ?? "indicatorRef: checkout-good-requests", 2)}
  budgetingMethod: ${parts.method ?? "Occurrences"}
  timeWindow:
${indent(parts.window ?? "- duration: 28d\n  isRolling: true", 4)}
  objectives:
${indent(parts.objectives ?? "- target: 0.999", 4)}
${parts.alertPolicies === undefined ? "" : `  alertPolicies:\n${indent(parts.alertPolicies, 4)}\n`}`;
}

/** A whole OpenSLO v1 SLI with this `spec`. */
export function sliExample(spec: string): string {
  return `apiVersion: openslo/v1
kind: SLI
metadata:
  name: checkout-good-requests
spec:
${indent(spec, 2)}
`;
}

/** A metric under this key, asked of Prometheus. */
export function metric(key: string, query: string): string {
  return `${key}:\n  metricSource:\n    type: Prometheus\n    spec:\n      query: ${query}`;
}

/** A whole OpenSLO v1 SLI that counts events with these queries in Prometheus. */
export function ratioExample(good: string, total: string): string {
  const sides = [metric("good", good), metric("total", total)].join("\n");
  return sliExample(`ratioMetric:\n  counter: true\n${indent(sides, 2)}`);
}

/** A whole OpenSLO v1 AlertCondition with these lines under `condition`. */
export function conditionExample(condition: string): string {
  return `apiVersion: openslo/v1
kind: AlertCondition
metadata:
  name: checkout-fast-burn
spec:
  severity: page
  condition:
    kind: burnrate
${indent(condition, 4)}
`;
}

/** A policy written inside an SLO, with these lines under `condition`. */
export function inlinePolicy(condition: string): string {
  return `- kind: AlertPolicy
  metadata:
    name: checkout-fast-burn
  spec:
    alertWhenBreaching: true
    alertWhenNoData: true
    conditions:
      - kind: AlertCondition
        metadata:
          name: checkout-fast-burn
        spec:
          severity: page
          condition:
            kind: burnrate
${indent(condition, 12)}
    notificationTargets:
      - targetRef: on-call`;
}

/** Moves every line to the right. */
export function indent(text: string, by: number): string {
  return text.replaceAll(/^(?=.)/gm, " ".repeat(by));
}
