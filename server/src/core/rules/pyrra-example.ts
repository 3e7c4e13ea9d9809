import { indent } from "./openslo-example";

/** Parts of an example SLO that differ from the plain one; each is YAML, not yet indented. */
export interface PyrraParts {
  readonly name?: string;
  readonly target?: string;
  readonly window?: string;
  /** What stands under `indicator`. */
  readonly indicator?: string;
}

/** Failed and all attempts to check out, as a browser sees them. */
export const BROWSER_RATIO = `ratio:
  errors:
    metric: browser_checkout_attempts_total{result="error"}
  total:
    metric: browser_checkout_attempts_total`;

/** Checkouts that a browser saw answered within a time, and all of them. */
export function browserLatency(success: string, total = "browser_checkout_duration_seconds_count"): string {
  return `latency:
  success:
    metric: ${success}
  total:
    metric: ${total}`;
}

/** A whole file for Pyrra: nothing is to be said of it but what `parts` bring in. */
export function pyrraExample(parts: PyrraParts = {}): string {
  return `apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata:
  name: ${parts.name ?? "checkout-availability"}
  namespace: shop
spec:
  target: ${parts.target ?? '"99.9"'}
  window: ${parts.window ?? "28d"}
  indicator:
${indent(parts.indicator ?? BROWSER_RATIO, 4)}
`;
}
