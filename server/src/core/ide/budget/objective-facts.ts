import {
  budgetEvents,
  budgetSeconds,
  budgetSlices,
  type CountBudget,
  durationSeconds,
  errorBudget,
  eventsIn,
  formatPercent,
  ONE,
  type Rational,
} from "../../math";
import type { Objective, Slo } from "../../model/slo";
import type { SpecObject } from "../../model/spec-object";
import { timeZoneOf } from "../../resolve/facts";
import { sliOfObjective } from "../../resolve/indicator";
import { madeSlo } from "../../resolve/made-slo";
import { type MeasurementFacts, measurementFacts } from "../../resolve/measurement";
import type { WorkspaceView } from "../../resolve/workspace-view";
import { type WindowFacts, type WindowReading, windowFacts } from "./window-facts";

/** All figures of one objective that need no alert. Optional ones are absent where the spec does not say enough. */
export interface ObjectiveFacts {
  readonly object: SpecObject;
  readonly slo: Slo;
  readonly objective: Objective;
  /** The objective's own name, else the SLO's. */
  readonly title: string;
  /** As a ratio, from 0 up to but not including 1. */
  readonly target: Rational;
  /** e0, the error budget as a share. */
  readonly share: Rational;
  readonly timeZone: string;
  readonly windowReading: WindowReading;
  readonly window?: WindowFacts;
  /** The budget in seconds, over the window. */
  readonly time?: Rational;
  readonly eventsPerDay?: Rational;
  readonly events?: CountBudget;
  readonly sliceSeconds?: Rational;
  readonly slices?: CountBudget;
  /** Seconds between two samples, where the indicator is a gauge and its interval is stated. */
  readonly sampleSeconds?: Rational;
}

/** The figures of an objective, or in a whole sentence why it has none. */
export type ObjectiveReading =
  | { readonly ok: true; readonly facts: ObjectiveFacts }
  | { readonly ok: false; readonly title: string; readonly why: string };

/** Reads one objective of an SLO at a moment. */
export function objectiveFacts(
  object: SpecObject,
  objective: Objective,
  view: WorkspaceView,
  nowEpochMs: number,
): ObjectiveReading {
  const title = objectiveTitle(object, objective);
  if (object.body.type !== "slo") return { ok: false, title, why: "This is not an SLO." };
  const slo = madeSlo(object.body, view);
  const target = objective.target?.value;
  if (!target) return { ok: false, title, why: "The target cannot be read, so there are no numbers." };
  const fault = targetFault(target);
  if (fault) return { ok: false, title, why: fault };
  const windowReading = readWindow(slo, nowEpochMs);
  const window = windowReading.ok ? windowReading.window : undefined;
  const facts: ObjectiveFacts = {
    object,
    slo,
    objective,
    title,
    target,
    share: errorBudget(target),
    timeZone: timeZoneOf(object, view),
    windowReading,
    ...(window && { window, time: budgetSeconds(target, window.seconds) }),
    ...countFacts(object, slo, objective, view, target, window),
  };
  return { ok: true, facts };
}

/** The window; without one, why there is none. */
function readWindow(slo: Slo, nowEpochMs: number): WindowReading {
  const why = slo.window ? undefined : slo.implied?.source?.missing;
  return why === undefined ? windowFacts(slo.window, nowEpochMs) : { ok: false, why };
}

/** All objectives of an SLO, read. */
export function objectivesOf(
  object: SpecObject,
  view: WorkspaceView,
  nowEpochMs: number,
): ObjectiveReading[] {
  if (object.body.type !== "slo") return [];
  return object.body.objectives.map((objective) => objectiveFacts(object, objective, view, nowEpochMs));
}

/** The objectives that have figures. */
export function judgedObjectives(
  object: SpecObject,
  view: WorkspaceView,
  nowEpochMs: number,
): ObjectiveFacts[] {
  return objectivesOf(object, view, nowEpochMs).flatMap((reading) => (reading.ok ? [reading.facts] : []));
}

/** Why a target has no budget to speak of; undefined for a sound one. */
function targetFault(target: Rational): string | undefined {
  if (target.equals(ONE)) return "A target of 100 % leaves no error budget: the first failure breaks it.";
  if (target.compare(ONE) > 0 || target.compare(0) < 0)
    return `A target of ${formatPercent(target)} lies outside 0 to 100 %, so there are no numbers.`;
  return undefined;
}

function objectiveTitle(object: SpecObject, objective: Objective): string {
  const own = objective.displayName?.value;
  if (own) return own;
  const name = object.name?.value ?? "SLO without a name";
  const several = object.body.type === "slo" && object.body.objectives.length > 1;
  return several ? `${name}, objective ${objective.index + 1}` : name;
}

type CountFacts = Pick<
  ObjectiveFacts,
  "eventsPerDay" | "events" | "sliceSeconds" | "slices" | "sampleSeconds"
>;

function countFacts(
  object: SpecObject,
  slo: Slo,
  objective: Objective,
  view: WorkspaceView,
  target: Rational,
  window: WindowFacts | undefined,
): CountFacts {
  const method = slo.budgetingMethod?.value;
  if (method === "Occurrences") {
    const stated = measurementFacts(object, view, objective);
    const perDay = stated.eventsPerDay?.value;
    const sampleSeconds = sampleSecondsOf(slo, objective, view, stated);
    return {
      ...(perDay && { eventsPerDay: perDay }),
      ...(perDay && window && { events: budgetEvents(target, eventsIn(perDay, window.seconds)) }),
      ...(sampleSeconds && { sampleSeconds }),
    };
  }
  const slice = objective.timeSliceWindow;
  if (!slice || (method !== "Timeslices" && method !== "RatioTimeslices")) return {};
  const sliceSeconds = durationSeconds(slice.value);
  const slices = window && budgetSlices(target, window.seconds, sliceSeconds);
  return { sliceSeconds, ...(slices && { slices }) };
}

/** Counters see every event between two samples; only a value compared with a limit is blind in between. */
function sampleSecondsOf(
  slo: Slo,
  objective: Objective,
  view: WorkspaceView,
  { sampleInterval }: MeasurementFacts,
): Rational | undefined {
  if (sliOfObjective(slo, objective, view)?.sli.shape !== "threshold") return undefined;
  return sampleInterval && durationSeconds(sampleInterval.value);
}
