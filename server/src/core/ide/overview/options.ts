/** By what the overview is grouped. */
export const OVERVIEW_GROUPINGS = ["tier", "service", "file"] as const;
export type OverviewGrouping = (typeof OVERVIEW_GROUPINGS)[number];

/**
 * In what order siblings stand: by name, the most findings first, the smallest budget first, the review that is due
 * first first.
 */
export const OVERVIEW_ORDERS = ["name", "findings", "budget", "review"] as const;
export type OverviewOrder = (typeof OVERVIEW_ORDERS)[number];

/** How the overview is to be shown. */
export interface OverviewOptions {
  readonly groupBy: OverviewGrouping;
  readonly order: OverviewOrder;
  /** Only what has this in its name, with what it belongs to and what belongs to it; in any case. */
  readonly text?: string;
  /** Only what has an error or a warning, on itself or below. */
  readonly onlyFindings?: boolean;
}
