import { indent } from "./openslo-example";

/** Parts of an example SLO that differ from the plain one; each is YAML, not yet indented. */
export interface SloGeneratorParts {
  readonly goal?: string;
  readonly backend?: string;
  readonly method?: string;
  /** Further lines of `spec`. */
  readonly more?: string;
  /** What stands under `service_level_indicator`. */
  readonly indicator?: string;
}

/** Good and all attempts to check out, as a browser sees them. */
const BROWSER_FILTERS = `filter_good: browser_checkout_attempts_total{result="ok"}[window]
filter_valid: browser_checkout_attempts_total[window]`;

/** A whole SLO for slo-generator on Prometheus: nothing is to be said of it but what `parts` bring in. */
export function sloGeneratorExample(parts: SloGeneratorParts = {}): string {
  return `apiVersion: sre.google.com/v2
kind: ServiceLevelObjective
metadata:
  name: checkout-requests-availability
  labels:
    service_name: checkout
spec:
  description: Customers can check out without an error.
  goal: ${parts.goal ?? "0.999"}
  backend: ${parts.backend ?? "prometheus"}
  method: ${parts.method ?? "good_bad_ratio"}
${parts.more === undefined ? "" : `${indent(parts.more, 2)}\n`}  service_level_indicator:
${indent(parts.indicator ?? BROWSER_FILTERS, 4)}
`;
}

/** A whole shared configuration of slo-generator; `steps` are those of its one policy, each a window and a threshold. */
export function sharedConfigExample(steps: readonly (readonly [string, number, number])[]): string {
  const items = steps.map(
    ([name, window, threshold]) => `- name: ${name}
  window: ${window}
  burn_rate_threshold: ${threshold}
  alert: true
  message_alert: Defend the SLO
  message_ok: On track`,
  );
  return `backends:
  prometheus:
    url: http://prometheus:9090
error_budget_policies:
  default:
    steps:
${indent(items.join("\n"), 6)}
`;
}
