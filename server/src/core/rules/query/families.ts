import type { SpecObject } from "../../model/spec-object";
import type { Selector } from "../../promql/expr";
import { ownFamilies } from "../../resolve/own-families";
import { referenceOf } from "../../resolve/signal";
import type { WorkspaceView } from "../../resolve/workspace-view";
import { baseName, classify } from "../../signals/classify";
import type { SignalVerdict } from "../../signals/signal";

/** What the catalogue, the tier and the workspace say of a selector's metric; recorded series are unknown here. */
export type Verdicts = (selector: Selector) => SignalVerdict;

/** A way to ask for the verdicts on an object's metrics. */
export function verdictsFor(holder: SpecObject, view: WorkspaceView): Verdicts {
  const own = ownFamilies(holder, view);
  return (selector) => classify(referenceOf(selector), own);
}

/** A metric's name without its suffix: what `_bucket`, `_count` and `_sum` of one histogram share. */
export function baseOf(selector: Selector): string | undefined {
  const name = selector.metric?.name;
  return name === undefined ? undefined : baseName(name);
}
