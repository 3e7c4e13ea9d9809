import { formatCount, formatPercent, shortDuration } from "../../math";
import type { Objective } from "../../model/slo";
import { objectiveFacts } from "../budget/objective-facts";
import { promiseSentence } from "../budget/promise";
import type { Lookup } from "../lookup";
import { lines } from "../markdown";
import type { IdeOptions } from "../options";
import { adjective } from "../words";

/** What a time slice must reach, how many there are in the window and how many of them may be bad. */
export function sliceHover(lookup: Lookup, objective: Objective, options: IdeOptions): string {
  const reading = objectiveFacts(lookup.object, objective, lookup.view, options.nowEpochMs);
  const method = lookup.object.body.type === "slo" ? lookup.object.body.budgetingMethod?.value : undefined;
  if (method === "Occurrences")
    return "With the budgeting method Occurrences single events are counted: slices have no effect.";
  if (!reading.ok) return lines(must(objective), reading.why);
  const { facts } = reading;
  const slice = objective.timeSliceWindow;
  const { slices, window } = facts;
  if (!slice || !slices || !window) return lines(must(objective), promiseSentence(facts));
  return lines(
    `${window.label} holds ${formatCount(slices.total)} ${adjective(slice.value)} slices.`,
    promiseSentence(facts),
  );
}

function must(objective: Objective): string | undefined {
  const { timeSliceTarget, timeSliceWindow } = objective;
  if (!timeSliceTarget) return undefined;
  const slice = timeSliceWindow ? `A slice of ${shortDuration(timeSliceWindow.value)}` : "A slice";
  return `${slice} is good when at least ${formatPercent(timeSliceTarget.value, "up")} of its events are.`;
}
