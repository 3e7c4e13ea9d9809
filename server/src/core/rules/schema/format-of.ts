import type { SpecObject } from "../../model/spec-object";

/** Whether an object is of OpenSLO's format, whose checker has rules of its own. */
export function isOpenSlo(object: SpecObject): boolean {
  return object.dialect.startsWith("openslo/");
}

/** What follows from a refusal in this object's format. */
export function consequence(object: SpecObject): string {
  return isOpenSlo(object)
    ? "OpenSLO's own checker refuses the document."
    : "What it should say is not applied.";
}
