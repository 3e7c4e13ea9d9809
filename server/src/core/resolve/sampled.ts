import type { SpecDocument } from "../dialects/spec-document";
import type { Objective } from "../model/slo";
import type { SpecObject } from "../model/spec-object";
import { sliOfObjective } from "./indicator";
import { measurementFacts } from "./measurement";
import { type MetricSignal, signalsOf } from "./signal";
import type { WorkspaceView } from "./workspace-view";

/** Why an indicator sees its service only now and then. */
export type Sampled = "threshold" | "probe" | "gauge";

/**
 * Whether an objective's indicator is a value that is looked at now and then, so that each look stands for all the
 * time until the next: a value compared with a limit, a probe, a gauge. A counter loses nothing between two scrapes.
 *
 * @returns `undefined` for counters, and where it is not known
 */
export function sampledBy(
  object: SpecObject,
  objective: Objective,
  view: WorkspaceView,
  document: SpecDocument,
): Sampled | undefined {
  if (object.body.type !== "slo") return undefined;
  const found = sliOfObjective(object.body, objective, view);
  const stated = measurementFacts(object, view, objective).signal?.value;
  const signals = found
    ? signalsOf(found.sli, found.definedIn?.object ?? object, found.definedIn?.document ?? document, view)
    : [];
  if (stated === "synthetic" || (stated === undefined && all(signals, isProbe))) return "probe";
  if (found?.sli.shape === "threshold") return "threshold";
  return all(signals, isGauge) ? "gauge" : undefined;
}

function all(signals: readonly MetricSignal[], test: (signal: MetricSignal) => boolean): boolean {
  return signals.length > 0 && signals.every(test);
}

function isProbe({ verdict }: MetricSignal): boolean {
  return verdict.class === "synthetic";
}

/** A suffix alone is no proof, and no suffix says gauge. */
function isGauge({ verdict }: MetricSignal): boolean {
  return verdict.type === "gauge" && verdict.typeBy === "family";
}
