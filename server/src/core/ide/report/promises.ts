import { formatDuration, ratio } from "../../math";
import type { Objective } from "../../model/slo";
import { categoryOf } from "../../resolve/category";
import { hasOwner, ownerOf } from "../../resolve/facts";
import type { ResolvedTier } from "../../resolve/tier";
import type { Definition, WorkspaceView } from "../../resolve/workspace-view";
import type { Workspace } from "../../workspace";
import { type ObjectiveFacts, type ObjectiveReading, objectivesOf } from "../budget/objective-facts";
import { promiseSentence } from "../budget/promise";
import type { PlacedObject } from "../lookup";
import { objectMeasurability } from "../measurability/summary";
import type { MeasurabilityAnswer, MeasurabilitySummary } from "../measurability/summary-model";
import type { IdeOptions } from "../options";
import { plainPromise } from "./promise-words";
import type { ReportBudget, ReportPromise } from "./report-model";
import { promiseReview } from "./reviews";
import { countedThings } from "./things";

/** An SLO that is reported on. */
export interface ReportedSlo extends Definition {
  readonly placed: PlacedObject;
  readonly view: WorkspaceView;
  readonly tier?: ResolvedTier;
  /** As people call it. */
  readonly title: string;
}

/** One objective, with all that the report's parts ask of it. */
export interface PromiseSource {
  readonly id: string;
  readonly title: string;
  readonly slo: ReportedSlo;
  readonly reading: ObjectiveReading;
  readonly summary?: MeasurabilitySummary;
  readonly owner?: string;
}

/** The objectives of an SLO. Their ids are the prefix and a number. */
export function promisesOf(
  slo: ReportedSlo,
  workspace: Workspace,
  idPrefix: string,
  options: IdeOptions,
): PromiseSource[] {
  const { object, view } = slo;
  const readings = objectivesOf(object, view, options.nowEpochMs);
  const summaries = objectMeasurability(workspace, slo.uri, slo.placed, options);
  const owner = ownerOf(object, view) ?? (hasOwner(object, view) ? "as a template says" : undefined);
  return readings.map((reading, index) => {
    const summary = summaries[index];
    return {
      id: `${idPrefix}${index + 1}`,
      title: readings.length > 1 ? `${slo.title}: ${objectiveName(slo, index)}` : slo.title,
      slo,
      reading,
      ...(summary && { summary }),
      ...(owner !== undefined && { owner }),
    };
  });
}

/** Of the promises of each SLO, which stand together, the first. */
export function firstOfEach(promises: readonly PromiseSource[]): PromiseSource[] {
  return promises.filter(({ slo }, at) => promises[at - 1]?.slo !== slo);
}

function objectiveOf({ object }: ReportedSlo, index: number): Objective | undefined {
  return object.body.type === "slo" ? object.body.objectives[index] : undefined;
}

function objectiveName(slo: ReportedSlo, index: number): string {
  return objectiveOf(slo, index)?.displayName?.value ?? `objective ${index + 1}`;
}

/** An objective as the page tells it. */
export function promisePart(source: PromiseSource): ReportPromise {
  const { id, title, slo, reading, owner } = source;
  const review = promiseReview(slo);
  const description = slo.object.description?.value.trim();
  return {
    id,
    title,
    ...(description && { description }),
    ...figures(reading, slo),
    ...(owner !== undefined && { owner }),
    ...review,
    remarks: remarksOf(source),
  };
}

function figures(
  reading: ObjectiveReading,
  slo: ReportedSlo,
): Pick<ReportPromise, "promise" | "allowance" | "budget"> {
  if (!reading.ok) return { promise: reading.why };
  const { facts } = reading;
  const category = categoryOf(slo.object, slo.view, facts.objective)?.category;
  const things = countedThings(slo, facts.objective, slo.view);
  const budget = budgetOf(facts);
  return {
    promise: plainPromise(facts, category, things),
    allowance: promiseSentence(facts, things),
    ...(budget && { budget }),
  };
}

/** The budget in time; undefined where the window does not tell how much that is. */
export function budgetOf({ slo, time, slices, sliceSeconds }: ObjectiveFacts): ReportBudget | undefined {
  if (slo.budgetingMethod?.value === "Timeslices") {
    if (!slices || !sliceSeconds) return undefined;
    const bad = sliceSeconds.mul(ratio(slices.allowed));
    return { seconds: bad.valueOf(), text: `${formatDuration(bad, "down")} of bad slices` };
  }
  return time && { seconds: time.valueOf(), text: `${formatDuration(time, "down")} of total outage` };
}

/** The questions about the measurement that have findings. */
export function doubtsOf({ summary }: PromiseSource): MeasurabilityAnswer[] {
  return (summary?.answers ?? []).filter(({ judgement }) => judgement === "finding");
}

function remarksOf(source: PromiseSource): string[] {
  const doubts = doubtsOf(source);
  if (doubts.length === 0) return [];
  return [`Doubts about the measurement: ${doubts.map(({ title }) => title).join(" ")}`];
}
