import { formatDuration, isCalendarUnit, ratio, shortDuration, wholeWeeks } from "../../math";
import type { Slo } from "../../model/slo";
import { unitNote } from "../budget/alert-words";
import { objectivesOf } from "../budget/objective-facts";
import { budgetLine } from "../budget/promise";
import { civilDays, lastDay, type WindowFacts, windowFacts } from "../budget/window-facts";
import type { Lookup } from "../lookup";
import { lines, plain } from "../markdown";
import type { IdeOptions } from "../options";
import { andMore, shownOf } from "../words";

const MOST_OBJECTIVES = 4;

/** What the window is, and the budget of each objective in it. */
export function windowHover(lookup: Lookup, slo: Slo, options: IdeOptions): string {
  const reading = windowFacts(slo.window, options.nowEpochMs);
  const note = slo.window && unitNote(slo.window.duration.value, "window");
  if (!reading.ok) return lines(reading.why, note);
  const { window } = reading;
  const objectives = objectivesOf(lookup.object, lookup.view, options.nowEpochMs);
  const budgets = objectives.map((objective) => {
    if (!objective.ok) return `${plain(objective.title)}: ${objective.why}`;
    const line = budgetLine(objective.facts);
    return line ? `${plain(objective.facts.title)}: ${line}` : "";
  });
  const shown = shownOf(budgets.length, MOST_OBJECTIVES);
  return lines(period(window), budgets.slice(0, shown), andMore(budgets.length, shown, "objective"), note);
}

function period(window: WindowFacts): string[] {
  const { declared, seconds, calendar, written } = window;
  if (!calendar || declared.kind === "rolling") {
    const counted = isCalendarUnit(declared.duration.unit) ? `, counted as ${formatDuration(seconds)}` : "";
    const weeks =
      isCalendarUnit(declared.duration.unit) || wholeWeeks(declared.duration) || seconds.compare(604_800) < 0
        ? ""
        : " It is not whole weeks, so some windows hold more weekends than others.";
    return [
      `Rolling window: at every moment the last ${written}${counted}. Failures leave it when they are that old, and the budget comes back little by little.${weeks}`,
    ];
  }
  const length = formatDuration(seconds);
  return [
    `Calendar window of ${shortDuration(declared.duration)}, now ${window.label}: from ${calendar.startDate} to ${lastDay(calendar)} in ${declared.timeZone}, ${length} long.${clockChange(window)}`,
    `The budget is whole again on ${calendar.endDate}.`,
  ];
}

/** A word on daylight saving where it makes this window longer or shorter than its days. */
function clockChange(window: WindowFacts): string {
  const { calendar, declared, seconds } = window;
  if (!calendar || declared.duration.unit === "m" || declared.duration.unit === "h") return "";
  const difference = seconds.sub(ratio(civilDays(calendar) * 86_400));
  if (difference.n === 0n) return "";
  const much = formatDuration(difference.abs());
  return ` The clocks change in it, so it is ${much} ${difference.compare(0) > 0 ? "longer" : "shorter"} than its days.`;
}
