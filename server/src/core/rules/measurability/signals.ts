import type { SpecDocument } from "../../dialects/spec-document";
import type { SpecObject } from "../../model/spec-object";
import type { Tier } from "../../model/tier";
import { statedTag } from "../../resolve/facts";
import { sliOf, usesOf } from "../../resolve/indicator";
import { type MetricSignal, signalsOf } from "../../resolve/signal";
import { tierOf } from "../../resolve/tier";
import type { Definition, WorkspaceView } from "../../resolve/workspace-view";
import type { SignalClass } from "../../signals/signal";
import { slisOf } from "../indicator/slis";

/** The metrics that an object's own SLIs count, where nobody says how they are to be taken. */
export function judgedSignals(
  object: SpecObject,
  document: SpecDocument,
  view: WorkspaceView,
): readonly MetricSignal[] {
  if (usesOf(object, view).some((use) => statedTag(use, "slosmith/signal", view) !== undefined)) return [];
  return slisOf(object).flatMap((sli) =>
    signalsOf(sli, object, document, view).filter(({ joined }) => !joined),
  );
}

/** The tiers of an SLO, or of the SLOs that use an SLI. */
export function tiersOf(object: SpecObject, view: WorkspaceView): readonly Tier[] {
  return usesOf(object, view).flatMap((use) => tierOf(use, view)?.tier ?? []);
}

/** Whether one of the tiers takes signals of this class: its users are where the metric is measured. */
export function isAcceptedByTier(signal: SignalClass, tiers: readonly Tier[]): boolean {
  return tiers.some((tier) => tier.measurement?.signals.some(({ value }) => value === signal));
}

/** All metrics that an SLO's indicators count, wherever these are written; undefined where one is not known. */
export function countedSignals(
  definition: Definition,
  view: WorkspaceView,
): readonly MetricSignal[] | undefined {
  const { object, document } = definition;
  if (object.body.type !== "slo" || object.partial) return undefined;
  const { indicator, objectives } = object.body;
  const uses = [indicator, ...objectives.map((objective) => objective.indicator)].filter(
    (use) => use !== undefined,
  );
  const all: MetricSignal[] = [];
  for (const use of uses) {
    const found = sliOf(use, view);
    if (!found) return undefined;
    const holder = found.definedIn ?? { object, document };
    const signals = signalsOf(found.sli, holder.object, holder.document, view).filter(
      ({ joined }) => !joined,
    );
    if (signals.length === 0) return undefined;
    all.push(...signals);
  }
  return all.length > 0 ? all : undefined;
}

/** Each place once, in the order of the text: a recorded series stands for several metrics. */
export function byPlace(signals: readonly MetricSignal[]): readonly MetricSignal[] {
  const seen = new Set<string>();
  return signals.filter(({ span }) => {
    const place = `${span.start}-${span.end}`;
    return !seen.has(place) && seen.add(place);
  });
}
