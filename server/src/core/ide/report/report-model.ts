import type { Tick } from "../../chart/budget-bars";

/**
 * What a workspace promises, for people outside engineering. All texts are plain; in those that are called sentences
 * backticks enclose code.
 */
export interface Report {
  readonly title: string;
  /** ISO date of the moment, in UTC. */
  readonly date: string;
  /** The whole in a few figures. */
  readonly figures: readonly ReportFigure[];
  /** The workspace's tiers, the most important first; what has no tier comes last. */
  readonly tiers: readonly ReportTier[];
  readonly reviews: readonly ReportReviewRow[];
  readonly gaps: readonly ReportGap[];
  /** The scale that all bars share; empty where no promise has a budget in time. */
  readonly ticks: readonly Tick[];
}

export interface ReportFigure {
  readonly label: string;
  readonly value: string;
  /** Where the page says more, as an id of it. */
  readonly target?: string;
}

export interface ReportTier {
  /** Unique in the report; fit for an HTML id. */
  readonly id: string;
  readonly title: string;
  /** The name in the file, where the title is another. */
  readonly name?: string;
  readonly description?: string;
  readonly facts: readonly ReportFact[];
  /** What the times of escalation and gates are told by, a sentence. */
  readonly yardstick?: string;
  /** What happens as the budget is spent, step by step: sentences. */
  readonly escalation: readonly string[];
  /** What releases must do, as less of the budget remains: sentences. */
  readonly gates: readonly string[];
  /** Who decides, in disagreement and on costly measures: sentences. */
  readonly decisions: readonly string[];
  readonly incidents: readonly string[];
  readonly services: readonly ReportService[];
  /** The group of what has no tier, which has no policy. */
  readonly untiered: boolean;
}

export interface ReportFact {
  readonly label: string;
  readonly value: string;
}

export interface ReportService {
  readonly id: string;
  readonly title: string;
  readonly name?: string;
  readonly description?: string;
  readonly promises: readonly ReportPromise[];
}

export interface ReportPromise {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  /** The promise in plain words; where it has no figures, why. */
  readonly promise: string;
  /** What may fail, in shares, counts and time. */
  readonly allowance?: string;
  readonly budget?: ReportBudget;
  readonly owner?: string;
  /** The next review: "due by 2026-12-01, in 7 days". */
  readonly review?: string;
  readonly reviewState?: ReviewState;
  /** What is to be known besides: no numbers, cannot be measured. Sentences. */
  readonly remarks: readonly string[];
}

export interface ReportBudget {
  /** Only the bar's length is made from it; the figure is `text`. */
  readonly seconds: number;
  /** "20m 9.6s of total outage in 28 days". */
  readonly text: string;
}

export type ReviewState = "overdue" | "dueSoon" | "current" | "never" | "unknown";

export interface ReportReviewRow {
  readonly promiseId: string;
  readonly title: string;
  readonly tier: string;
  readonly state: ReviewState;
  /** ISO dates, where they are known. */
  readonly last?: string;
  readonly due?: string;
  /** "overdue by 3 days". */
  readonly words: string;
}

/** One kind of what is missing. */
export interface ReportGap {
  readonly id: string;
  readonly title: string;
  /** What follows from it, one sentence. */
  readonly consequence: string;
  readonly entries: readonly ReportGapEntry[];
}

export interface ReportGapEntry {
  /** The promise that it is about. */
  readonly promiseId?: string;
  readonly subject: string;
  /** A sentence. */
  readonly words?: string;
}
