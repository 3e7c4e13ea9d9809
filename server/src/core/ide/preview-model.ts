import type { BudgetBars } from "../chart/budget-bars";
import type { TierBand } from "../chart/tier-band";
import type { Objective } from "../model/slo";
import type { Span } from "../text/span";
import type { WhatIfControls } from "./what-if/controls";

/** A table of figures that are ready to be read. Cells hold plain text. */
export interface PreviewTable {
  readonly caption: string;
  /** The first column heads the rows. */
  readonly columns: readonly { readonly id: string; readonly label: string }[];
  readonly rows: readonly PreviewRow[];
}

export interface PreviewRow {
  readonly id: string;
  /** What stands in the first column; several lines where a row answers several questions. */
  readonly label: string;
  /** A second line there: the dates of a calendar period, a remark. */
  readonly detail?: string;
  /** The cells after the first, as many as there are columns after it. */
  readonly cells: readonly string[];
  /** The declared window, where all other rows are scaled equivalents. */
  readonly declared?: boolean;
  /** What to say of the declared row: "the promise", "the usual window". */
  readonly mark?: string;
  /** Said of rows that allow less than one event, slice or sample. */
  readonly notMeasurable?: string;
  /** The row does not hold what it promises: an alert that can never fire, a question with findings. */
  readonly fault?: boolean;
  /** How a question without findings stands: answered, answered no and accepted, not judged, not to be asked. */
  readonly standing?: "good" | "taken" | "open" | "moot";
}

/** One objective of an SLO, or one category of a tier. */
export interface PreviewPart {
  /** Unique in the preview; fit for an HTML id. */
  readonly id: string;
  readonly title: string;
  /** "99.95 % over a rolling 28d". */
  readonly summary?: string;
  /** Sentences in plain text; code stands in backticks. */
  readonly sentences: readonly string[];
  /** Where its target stands in its tier. */
  readonly band?: TierBand;
  readonly budgets?: PreviewTable;
  readonly bars?: BudgetBars;
  readonly alerts?: PreviewTable;
  /** Whether it can be measured from what users feel, question by question. */
  readonly measurability?: PreviewTable;
  /** What an edit has changed about it, aspect by aspect. */
  readonly changes?: PreviewTable;
  /** What can be tried on it, where the page can ask. */
  readonly whatIf?: WhatIfControls;
  readonly assumptions: readonly string[];
  /** Where it stands in the file. */
  readonly span: Span;
}

/** One SLO or one tier. */
export interface PreviewSection {
  readonly id: string;
  readonly kind: "SLO" | "ReliabilityTier";
  readonly title: string;
  /** The name in the file, where the title is another. */
  readonly name?: string;
  readonly description?: string;
  readonly parts: readonly PreviewPart[];
  /** Tables that belong to the whole: a tier's alerts and steps. */
  readonly tables: readonly PreviewTable[];
  /** The cursor is in it. */
  readonly active: boolean;
  /** Where it stands in the file. */
  readonly span: Span;
}

/** What has changed about a file's objectives, ready to be shown. */
export interface PreviewChanges {
  readonly tables: ReadonlyMap<Objective, PreviewTable>;
  /** Whole sentences on what is not in the file any more. */
  readonly sentences: readonly string[];
}

/** The error budgets of a file, ready to be shown. */
export interface Preview {
  readonly uri: string;
  readonly title: string;
  readonly sections: readonly PreviewSection[];
  /** What was there and is gone, in whole sentences. */
  readonly gone?: readonly string[];
  /** What holds for all of it; or, where there is nothing to show, why. */
  readonly notes: readonly string[];
}
