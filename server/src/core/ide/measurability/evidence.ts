import type { SpecObject } from "../../model/spec-object";
import { schemaAt } from "../../schema/property";

/** What a question's own evidence says, before the findings are counted. */
export interface Evidence {
  readonly state: "judged" | "denied" | "accepted" | "not-judged" | "does-not-apply";
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

/** The answer is no, which a rule says: its silence is no yes, and has a reason. `missing` says what settles it. */
export function denied(evidence: string, missing: string): Evidence {
  return { state: "denied", evidence, missing };
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

/** "State `slosmith/retention`."; where the object's format has no place for annotations, in the workspace's file. */
export function state(object: SpecObject, annotation: string): string {
  if (takesAnnotations(object)) return `State \`slosmith/${annotation}\`.`;
  if (annotation === "signal") return "List the metric under `signals` in `.slosmith.yaml`.";
  const key = annotation.replaceAll(/-[a-z]/g, (sign) => sign.slice(1).toUpperCase());
  return `State \`${key}\` under \`measurement\` in \`.slosmith.yaml\`.`;
}

/** Whether an object's format has a place for annotations. */
export function takesAnnotations({ schemaKey }: SpecObject): boolean {
  return schemaKey === undefined || schemaAt(schemaKey, ["metadata", "annotations"]) !== undefined;
}
