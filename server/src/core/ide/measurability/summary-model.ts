import type { MeasurabilityQuestion, Severity } from "../../rules/rule";
import type { Span } from "../../text/span";

/** How far a question about an SLO could be answered. */
export type Judgement =
  /** Judged, and nothing was found. */
  | "holds"
  /** Judged, and something was found. */
  | "finding"
  /** Judged: it does not hold, and the files accept that it does not. */
  | "accepted"
  /** A fact is lacking: silence is no pass. */
  | "not-judged"
  /** The question does not arise for this kind of SLO. */
  | "does-not-apply";

/** One question of the summary, answered as far as the files allow. */
export interface MeasurabilityAnswer {
  readonly question: MeasurabilityQuestion;
  /** "Do users feel it?" */
  readonly title: string;
  readonly judgement: Judgement;
  /** On what evidence; or why it was not judged. Whole sentences; code stands in backticks. */
  readonly evidence: string;
  /** What to state so that it can be judged. A whole sentence. */
  readonly missing?: string;
  readonly findings: readonly MeasurabilityFinding[];
}

export interface MeasurabilityFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly what: string;
}

/** What was judged of one objective, on what evidence, and what was not for lack of which fact. */
export interface MeasurabilitySummary {
  readonly uri: string;
  /** The objective's own name, else the SLO's. */
  readonly title: string;
  /** "availability, by its queries", where the category is known. */
  readonly category?: string;
  /** How the category is known, or why it is not. A whole sentence; code stands in backticks. */
  readonly categoryEvidence: string;
  /** "3 of 8 questions judged, 1 with findings." */
  readonly inShort: string;
  readonly answers: readonly MeasurabilityAnswer[];
  /** The objective, in its file. */
  readonly span: Span;
}
