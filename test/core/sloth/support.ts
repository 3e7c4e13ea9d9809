export { codesIn as findingsOf, hoverIn, NOW, objectsIn, viewFrom } from "../../support/reading";

/** A plain file with one SLO; the second half is what stands under `alerting`. */
export function plain(objective: string, alerting = "name: CheckoutErrors"): string {
  return `version: prometheus/v1
service: checkout
labels:
  owner: payments
slos:
  - name: requests-availability
    objective: ${objective}
    description: Checkouts are answered.
    labels:
      tier: core
    sli:
      events:
        error_query: sum(rate(browser_checkout_attempts_total{result="error"}[{{.window}}]))
        total_query: sum(rate(browser_checkout_attempts_total[{{.window}}]))
    alerting:
${alerting.replaceAll(/^/gm, "      ")}
`;
}

/** The same SLO as a Kubernetes object. */
export function crd(objective: string): string {
  return `apiVersion: sloth.slok.dev/v1
kind: PrometheusServiceLevel
metadata:
  name: checkout
  annotations:
    slosmith/events-per-day: "1200000"
spec:
  service: checkout
  slos:
    - name: requests-availability
      objective: ${objective}
      sli:
        events:
          errorQuery: sum(rate(browser_checkout_attempts_total{result="error"}[{{.window}}]))
          totalQuery: sum(rate(browser_checkout_attempts_total[{{.window}}]))
      alerting:
        name: CheckoutErrors
        pageAlert:
          labels:
            severity: page
`;
}

/** Sloth's AlertWindows with these four pairs: share in percent, short and long window. */
export function alertWindows(period: string, pairs: readonly (readonly [string, string, string])[]): string {
  const pair = (at: number) => {
    const [percent, short, long] = pairs[at] ?? ["", "", ""];
    return `      errorBudgetPercent: ${percent}\n      shortWindow: ${short}\n      longWindow: ${long}\n`;
  };
  return `apiVersion: sloth.slok.dev/v1
kind: AlertWindows
spec:
  sloPeriod: ${period}
  page:
    quick:
${pair(0)}    slow:
${pair(1)}  ticket:
    quick:
${pair(2)}    slow:
${pair(3)}`;
}
