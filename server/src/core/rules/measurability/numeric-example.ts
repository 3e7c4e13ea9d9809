import { indent, metric, type SloParts, sloExample } from "../openslo-example";

/** An SLO for a rule's page that states these facts; `facts` are lines of its annotations. */
export function factsExample(facts: string, parts: SloParts = {}): string {
  const named = "  name: checkout-availability\n";
  return sloExample(parts).replace(named, `${named}  annotations:\n${indent(facts, 4)}\n`);
}

/** An indicator that compares a value with a limit each time that it is looked at. */
export const THRESHOLD_INDICATOR = `indicator:
  metadata:
    name: checkout-reachable
  spec:
${indent(metric("thresholdMetric", "min(shop_checkout_reachable)"), 4)}`;

/** The lines of a 30-day rolling window. */
export const THIRTY_DAYS = "- duration: 30d\n  isRolling: true";
