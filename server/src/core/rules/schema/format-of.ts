import type { SpecObject } from "../../model/spec-object";

/** What follows from a refusal in this object's format. */
export function consequence(object: SpecObject): string {
  return object.reader?.refuses ?? "What it should say is not applied.";
}

/** What follows from a key that this object's format does not know. */
export function consequenceOfUnknown(object: SpecObject): string {
  return object.reader?.ignores ?? "What it should say is not applied.";
}
