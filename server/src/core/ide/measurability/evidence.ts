/** What a question's own evidence says, before the findings are counted. */
export interface Evidence {
  readonly state: "judged" | "accepted" | "not-judged" | "does-not-apply";
  /** Whole sentences. */
  readonly evidence: string;
  /** A sentence to follow where no rule found anything: what its silence rests on. */
  readonly silence?: string;
  /** A whole sentence: what to state. */
  readonly missing?: string;
}

/** The rules judged it: yes where they found nothing. `silence` follows only then. */
export function judged(evidence: string, silence?: string): Evidence {
  return { state: "judged", evidence, ...(silence !== undefined && { silence }) };
}

/** The answer is no, and the files say that it may be. */
export function accepted(evidence: string, silence?: string): Evidence {
  return { state: "accepted", evidence, ...(silence !== undefined && { silence }) };
}

/** A fact is lacking; `missing` says which one to state. */
export function notJudged(evidence: string, missing?: string): Evidence {
  return { state: "not-judged", evidence, ...(missing !== undefined && { missing }) };
}

/** The question does not arise for this SLO. */
export function doesNotApply(evidence: string): Evidence {
  return { state: "does-not-apply", evidence };
}

/** Not judged, for want of a target or a window. */
export function noFigures(): Evidence {
  return notJudged("The target or the window cannot be read.");
}

/** Not judged, for want of the SLI. */
export function noIndicator(): Evidence {
  return notJudged("The indicator is not in the workspace.");
}

/** Not judged, for want of an alert. */
export function noAlert(): Evidence {
  return notJudged("The SLO has no alert.");
}

/** "State `slosmith/retention`." */
export function state(annotation: string): string {
  return `State \`slosmith/${annotation}\`.`;
}
