import type { ReportScale } from "./report-model";

/** Said in place of everything where there is nothing to report on. */
export const NOTHING = "These files hold no SLO and no reliability tier, so there is nothing to report.";

/** What the figures mean, sentence by sentence. */
export function howToRead(scale: ReportScale | undefined): readonly string[] {
  return [
    "A promise says which share of requests, or of time, is to be good. What may be bad is its error budget.",
    "Times are what a total outage would have to last to spend the budget. For counted requests they are an equivalent, not an allowance of downtime.",
    ...(scale
      ? [
          `All bars share one scale, from ${scale.words}. From each line on a bar to the next it is ten times as much.`,
        ]
      : []),
    "Budgets are rounded down. 1h is one hour, 28d is 28 days, 1M is one month.",
    "A tier is a class of services with the same policy for spent budgets.",
  ];
}
