import type { SpecDocument } from "../../dialects/spec-document";
import type { Sli } from "../../model/sli";
import type { Objective, Slo } from "../../model/slo";
import type { SpecObject } from "../../model/spec-object";
import { type CategoryReading, categoryOf } from "../../resolve/category";
import { sliOfObjective } from "../../resolve/indicator";
import { madeSlo } from "../../resolve/made-slo";
import { type MeasurementFacts, measurementFacts } from "../../resolve/measurement";
import { type MetricQuery, metricQuery } from "../../resolve/query";
import { type MetricSignal, signalsOf } from "../../resolve/signal";
import { type ResolvedTier, tierOf } from "../../resolve/tier";
import type { Definition, WorkspaceView } from "../../resolve/workspace-view";
import { type JudgedWindow, judgedWindow } from "../../rules/measurability/basis";
import { type ObjectiveFacts, objectiveFacts } from "../budget/objective-facts";

/** All that the questions about one objective are answered from. */
export interface MeasurabilityContext {
  readonly object: SpecObject;
  readonly document: SpecDocument;
  readonly slo: Slo;
  readonly objective: Objective;
  readonly view: WorkspaceView;
  /** Absent where the objective has no figures: a target that cannot be read. */
  readonly figures?: ObjectiveFacts;
  /** As the rules take it; absent where it cannot be read, and where a month was written as a minute. */
  readonly window?: JudgedWindow;
  readonly category?: CategoryReading;
  readonly facts: MeasurementFacts;
  /** Absent where the indicator is not in the workspace. */
  readonly sli?: Sli;
  /** Where the SLI is defined, if not in the SLO. */
  readonly sliDefinedIn?: Definition;
  /** The object that the SLI is written in. */
  readonly holder: SpecObject;
  /** What the indicator's queries count. Series that only select others are left out. */
  readonly signals: readonly MetricSignal[];
  /** The queries that could be read as PromQL, by metric. */
  readonly queries: readonly MetricQuery[];
  readonly tier?: ResolvedTier;
}

/** Gathers what is known of one objective of an SLO; undefined for what is none. */
export function measurabilityContext(
  object: SpecObject,
  document: SpecDocument,
  objective: Objective,
  view: WorkspaceView,
  nowEpochMs: number,
): MeasurabilityContext | undefined {
  if (object.body.type !== "slo") return undefined;
  const slo = madeSlo(object.body, view);
  const reading = objectiveFacts(object, objective, view, nowEpochMs);
  const found = sliOfObjective(slo, objective, view);
  const holder = found?.definedIn ?? { object, document };
  const tier = tierOf(object, view);
  const window = judgedWindow(slo.window);
  const category = categoryOf(object, view, objective);
  const signals = found ? signalsOf(found.sli, holder.object, holder.document, view) : [];
  return {
    object,
    document,
    slo,
    objective,
    view,
    facts: measurementFacts(object, view, objective),
    holder: holder.object,
    signals: signals.filter(({ joined }) => !joined),
    queries: found ? found.sli.metrics.flatMap((metric) => metricQuery(metric, view) ?? []) : [],
    ...(reading.ok && { figures: reading.facts }),
    ...(window && { window }),
    ...(category && { category }),
    ...(found && { sli: found.sli }),
    ...(found?.definedIn && { sliDefinedIn: found.definedIn }),
    ...(tier && { tier }),
  };
}
