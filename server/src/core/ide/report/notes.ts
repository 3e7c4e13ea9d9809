import type { Tick } from "../../chart/budget-bars";
import { listed } from "../words";

/** Said in place of everything where there is nothing to report on. */
export const NOTHING = "These files hold no SLO and no reliability tier, so there is nothing to report.";

/** What the figures mean, sentence by sentence. */
export function howToRead(ticks: readonly Tick[]): readonly string[] {
  return [
    "A promise says which share of requests, or of time, is to be good. What may be bad is its error budget.",
    "Times are what a total outage would have to last to spend the budget. For counted requests they are an equivalent, not an allowance of downtime.",
    ...scaleWords(ticks),
    "Budgets are rounded down. 1h is one hour, 28d is 28 days, 1M is one month.",
    "A tier is a class of services with the same policy for spent budgets.",
  ];
}

function scaleWords(ticks: readonly Tick[]): string[] {
  const [first, last] = [ticks[0], ticks.at(-1)];
  if (!first || !last || first === last) return [];
  const between = ticks.slice(1, -1).map(({ label }) => label);
  const lines = between.length === 0 ? "" : ` with lines at ${listed(between)}`;
  return [`All bars share one logarithmic scale, from ${first.label} to ${last.label}${lines}.`];
}
