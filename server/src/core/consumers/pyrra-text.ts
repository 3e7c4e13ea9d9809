import type { SpecObject } from "../model/spec-object";
import { schemaAt } from "../schema/property";
import type { FoundFault } from "./consumer";

/**
 * Whether a finding is of a number or a truth value without quotes where text is wanted: from a file Pyrra reads that
 * as text, and Kubernetes refuses it.
 *
 * Source: pyrra-dev/pyrra, filesystem.go (`objectiveFromFile` reads by sigs.k8s.io/yaml, which turns numbers and truth
 * values into text where the field is text); the custom resource's `target` is of the type string.
 */
export function isBareText({ code, span }: FoundFault, object: SpecObject): boolean {
  if (code !== "wrong-type" || object.schemaKey === undefined) return false;
  const { schemaKey } = object;
  return object.schemaErrors.some(
    ({ keyword, node, path, span: place }) =>
      keyword === "type" &&
      node?.kind === "scalar" &&
      place.start === span.start &&
      place.end === span.end &&
      schemaAt(schemaKey, path)?.schema["x-slosmith"]?.readAsText !== undefined,
  );
}
