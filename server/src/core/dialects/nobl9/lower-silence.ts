import type { Body } from "../../model/spec-object";
import { valueAt, type YamlMap } from "../../yaml/node";
import type { ProjectReferences } from "./references";

/** Reads an AlertSilence for what it names: an SLO, and the policy that is to be quiet about it. */
export function lowerSilence(root: YamlMap, references: ProjectReferences): Body {
  const spec = valueAt(root, "spec");
  references.read(spec, ["spec"], "slo", ["SLO"]);
  references.read(valueAt(spec, "alertPolicy"), ["spec", "alertPolicy"], "name", ["AlertPolicy"]);
  return { type: "other" };
}
