import { indent } from "./openslo-example";

/** Parts of an example SLO that differ from the plain one; each is YAML, not yet indented. */
export interface SlothParts {
  /** The line that says which format it is. */
  readonly version?: string;
  readonly service?: string;
  readonly name?: string;
  readonly objective?: string;
  /** What stands under `sli`. */
  readonly sli?: string;
  /** What stands under `alerting`. */
  readonly alerting?: string;
}

const ALERTING = `name: CheckoutErrors
page_alert:
  labels:
    severity: page
ticket_alert:
  labels:
    severity: ticket`;

/** Failed and all attempts to check out, as a browser sees them. */
export const BROWSER_EVENTS = `events:
  error_query: sum(rate(browser_checkout_attempts_total{result="error"}[{{.window}}]))
  total_query: sum(rate(browser_checkout_attempts_total[{{.window}}]))`;

/** A whole file of Sloth's plain format: nothing is to be said of it but what `parts` bring in. */
export function slothExample(parts: SlothParts = {}): string {
  return `${parts.version ?? "version: prometheus/v1"}
service: ${parts.service ?? "checkout"}
slos:
  - name: ${parts.name ?? "requests-availability"}
    objective: ${parts.objective ?? "99.9"}
    sli:
${indent(parts.sli ?? BROWSER_EVENTS, 6)}
    alerting:
${indent(parts.alerting ?? ALERTING, 6)}
`;
}

/** A whole AlertWindows file; `parts` are the quick page's windows. */
export function alertWindowsExample(parts: { longWindow?: string; shortWindow?: string } = {}): string {
  return `apiVersion: sloth.slok.dev/v1
kind: AlertWindows
spec:
  sloPeriod: 28d
  page:
    quick:
      errorBudgetPercent: 2
      shortWindow: ${parts.shortWindow ?? "5m"}
      longWindow: ${parts.longWindow ?? "1h"}
    slow:
      errorBudgetPercent: 5
      shortWindow: 30m
      longWindow: 6h
  ticket:
    quick:
      errorBudgetPercent: 10
      shortWindow: 2h
      longWindow: 1d
    slow:
      errorBudgetPercent: 10
      shortWindow: 6h
      longWindow: 3d
`;
}
