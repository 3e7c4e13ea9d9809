import type { SpecObject } from "../../model/spec-object";

/** Whether an object is of OpenSLO's format, whose checker has rules of its own. */
export function isOpenSlo(object: SpecObject): boolean {
  return object.dialect.startsWith("openslo/");
}
