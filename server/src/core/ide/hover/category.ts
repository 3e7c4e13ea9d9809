import type { Objective } from "../../model/slo";
import type { SpecObject } from "../../model/spec-object";
import { categoryOf } from "../../resolve/category";
import { sliOf } from "../../resolve/indicator";
import type { WorkspaceView } from "../../resolve/workspace-view";
import type { Lookup } from "../lookup";
import { message } from "../markdown";
import { categorySentences } from "../measurability/category-words";

/** The keys of an SLO or SLI that say what is measured. */
const INDICATOR_KEYS = new Set(["indicator", "indicatorRef", "ratioMetric", "thresholdMetric", "sli"]);

/** On a key that says what is measured: the category of what it measures, and how that is known. */
export function categoryHover(lookup: Lookup): string | undefined {
  const { object, path, view, onKey } = lookup;
  const key = path.at(-1);
  if (!onKey || typeof key !== "string" || !INDICATOR_KEYS.has(key)) return undefined;
  if (object.partial || (object.body.type !== "slo" && object.body.type !== "sli")) return undefined;
  const objective = objectiveAt(lookup);
  const reading = categoryOf(object, view, objective);
  return reading || readsIndicator(object, view, objective) ? message(categorySentences(reading)) : undefined;
}

/** Whether the indicator is there to be read: of one that is named and not found, nothing can be said. */
function readsIndicator(
  { body }: SpecObject,
  view: WorkspaceView,
  objective: Objective | undefined,
): boolean {
  return body.type !== "slo" || sliOf(objective?.indicator ?? body.indicator, view) !== undefined;
}

/** The objective that a path leads into, where each has an indicator of its own. */
function objectiveAt({ object, path }: Lookup): Objective | undefined {
  if (object.body.type !== "slo" || path[1] !== "objectives") return undefined;
  return object.body.objectives.find(({ index }) => index === path[2]);
}
