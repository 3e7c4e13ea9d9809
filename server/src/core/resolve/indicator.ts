import type { Sli } from "../model/sli";
import type { IndicatorUse, Objective, Slo } from "../model/slo";
import type { SpecObject } from "../model/spec-object";
import type { Definition, WorkspaceView } from "./workspace-view";

/** The SLI behind a use, and where it is defined if it was named. Undefined where the name leads nowhere. */
export function sliOf(
  use: IndicatorUse | undefined,
  view: WorkspaceView,
): { readonly sli: Sli; readonly definedIn?: Definition } | undefined {
  if (!use) return undefined;
  if (use.kind === "inline") return { sli: use.sli };
  const found = view.lookup("SLI", use.name.value)[0];
  return found?.object.body.type === "sli" ? { sli: found.object.body, definedIn: found } : undefined;
}

/** The SLI that measures an objective: its own in a composite SLO, else the SLO's. */
export function sliOfObjective(slo: Slo, objective: Objective, view: WorkspaceView) {
  return sliOf(objective.indicator ?? slo.indicator, view);
}

/** The objects in whose name an SLI is judged: itself, and the SLOs that use it. */
export function usesOf(object: SpecObject, view: WorkspaceView): readonly SpecObject[] {
  if (object.body.type !== "sli" || object.name === undefined) return [object];
  return [object, ...view.slosOfIndicator(object.name.value).map((definition) => definition.object)];
}
