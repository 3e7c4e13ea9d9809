import {
  budgetEvents,
  budgetSeconds,
  durationSeconds,
  eventsToProve,
  type FineDuration,
  floorToBigInt,
  formatCount,
  formatDuration,
  formatPercent,
  shortDuration,
} from "../../math";
import { eventsIn } from "../../math/budget";
import { type Sampled, sampledBy } from "../../resolve/sampled";
import { isComposite } from "../../rules/alert/words";
import { counted } from "../words";
import type { MeasurabilityContext } from "./context";
import { doesNotApply, type Evidence, judged, noFigures, noIndicator, notJudged, state } from "./evidence";

/** Whether there are events enough for the target. */
export function trafficAnswer({ object, figures, facts, slo, window }: MeasurabilityContext): Evidence {
  if (slo.budgetingMethod && slo.budgetingMethod.value !== "Occurrences")
    return doesNotApply("The budget counts time slices, not events.");
  const perDay = facts.eventsPerDay;
  const needed = figures && eventsToProve(figures.target);
  const takes =
    figures && needed !== undefined
      ? ` To prove ${formatPercent(figures.target)} takes ${counted(needed, "event")}.`
      : "";
  if (!perDay)
    return notJudged(`How many events there are is not stated.${takes}`, state(object, "events-per-day"));
  if (isComposite(slo))
    return notJudged("The events are stated for the whole SLO, not for each of its indicators.");
  if (!figures || !window) return noFigures();
  const { total, allowed } = budgetEvents(figures.target, eventsIn(perDay.value, window.shortest));
  return judged(
    `${formatCount(perDay.value)} a day are ${counted(total, "event")} in ${window.words}: ${formatCount(allowed)} may fail.${takes}`,
  );
}

const UNITS: Readonly<Record<Sampled, string>> = { probe: "probe", threshold: "sample", gauge: "sample" };

/** Whether one sample, probe or slice is small against the budget. */
export function resolutionAnswer(context: MeasurabilityContext): Evidence {
  const { object, document, view, figures, slo, sli, facts, signals, objective, window } = context;
  if (!figures || !window) return noFigures();
  const method = slo.budgetingMethod?.value;
  if (method === "Timeslices") {
    const slice = objective.timeSliceWindow;
    if (!slice) return notJudged("The length of a slice is not stated.", "State `timeSliceWindow`.");
    return inUnits(context, "slice", slice.value);
  }
  const sampled = sampledBy(object, objective, view, document);
  if (sampled) {
    const unit = UNITS[sampled];
    if (facts.sampleInterval) return inUnits(context, unit, facts.sampleInterval.value);
    const budget = formatDuration(budgetSeconds(figures.target, window.shortest), "down");
    return notJudged(
      `One ${unit} stands for all the time until the next. How often it is taken is not stated; the budget is ${budget}.`,
      state(object, "sample-interval"),
    );
  }
  if (!sli) return noIndicator();
  const counters =
    signals.length > 0 &&
    signals.every(({ verdict }) => verdict.type !== undefined && verdict.type !== "gauge");
  return counters || sli.counter?.value === true
    ? doesNotApply("Counters lose no event between two scrapes.")
    : notJudged("Whether its metrics are counters or samples is not known.");
}

/** "One sample stands for 60s; the budget is 40m 19.2s: 40 bad samples." */
function inUnits({ figures, window }: MeasurabilityContext, unit: string, length: FineDuration): Evidence {
  if (!figures || !window) return noFigures();
  const budget = budgetSeconds(figures.target, window.shortest);
  const bad = floorToBigInt(budget.div(durationSeconds(length)));
  const many = bad === 0n ? `less than one ${unit}` : counted(bad, `bad ${unit}`);
  return judged(
    `One ${unit} stands for ${shortDuration(length)}; the budget is ${formatDuration(budget, "down")}: ${many}.`,
  );
}
