import type { SpecObject } from "../../model/spec-object";

/** Whether an object is of OpenSLO's format, whose checker has rules of its own. */
export function isOpenSlo(object: SpecObject): boolean {
  return object.dialect.startsWith("openslo/");
}

/** What follows from a refusal in this object's format. */
export function consequence(object: SpecObject): string {
  return object.reader?.refuses ?? "What it should say is not applied.";
}

/** What follows from a key that this object's format does not know. */
export function consequenceOfUnknown(object: SpecObject): string {
  return object.reader?.ignores ?? "What it should say is not applied.";
}
