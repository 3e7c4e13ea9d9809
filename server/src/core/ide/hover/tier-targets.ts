import {
  budgetSeconds,
  divide,
  durationSeconds,
  errorBudget,
  eventsToProve,
  floorToBigInt,
  formatCount,
  formatDuration,
  formatPercent,
  type Rational,
  ratio,
  shortDuration,
} from "../../math";
import type { Tier, TierObjective, TierSegment } from "../../model/tier";
import { objectiveName, sound, type TierWindow, tierWindow, usualWindow } from "../budget/tier-facts";
import { lines, plain } from "../markdown";
import { andMore, counted, outOf, shownOf } from "../words";

const MOST_OBJECTIVES = 4;
const DAYS = ratio(86_400);

const LIMIT_WORDS = { floor: "Floor", default: "Usual target", ceiling: "Ceiling" } as const;

/** One of the three limits of a tier's objective, and its budget beside those of the others. */
export function objectiveHover(
  objective: TierObjective,
  which: keyof typeof LIMIT_WORDS,
  tier: Tier,
): string | undefined {
  const target = objective[which]?.value;
  const window = usualWindow(tier);
  if (!target || !sound(objective[which])) return undefined;
  const name = plain(objectiveName(objective));
  const share = `${LIMIT_WORDS[which]} of ${name}: ${outOf(errorBudget(target))} may fail`;
  if (!window) return `${share}.`;
  const promise = `${share}, equivalent to ${outage(target, window)} in ${window.label}.`;
  return lines(promise, besides(objective, which, window), proof(objective, which, target, window));
}

function outage(target: Rational, window: TierWindow): string {
  return `${formatDuration(budgetSeconds(target, window.seconds), "down")} of total outage`;
}

function besides(objective: TierObjective, which: string, window: TierWindow): string | undefined {
  const others = (["floor", "default", "ceiling"] as const).flatMap((name) => {
    const target = sound(objective[name]);
    if (name === which || !target) return [];
    const budget = formatDuration(budgetSeconds(target, window.seconds), "down");
    return [`${LIMIT_WORDS[name].toLowerCase()} ${formatPercent(target)}: ${budget}`];
  });
  return others.length === 0 ? undefined : `Beside it: ${others.join("; ")}.`;
}

/** What it takes to know that the ceiling is kept. */
function proof(
  objective: TierObjective,
  which: string,
  target: Rational,
  window: TierWindow,
): string | undefined {
  if (which !== "ceiling") return undefined;
  const events = eventsToProve(target);
  if (events === undefined) return undefined;
  return `To prove ${formatPercent(target)} with 95 % confidence takes ${formatCount(events)} ${plain(objective.category.value)} events without a failure in ${window.label}.`;
}

/** A group's own floor beside the tier's. */
export function segmentHover(
  segment: TierSegment,
  category: string,
  floor: Rational,
  tier: Tier,
): string | undefined {
  const window = usualWindow(tier);
  if (!window || floor.compare(0) < 0 || floor.compare(1) >= 0) return undefined;
  const group = segment.name ? plain(segment.name.value) : "this group";
  const own = tier.objectives.find(
    (objective) => objective.category.value === category && sound(objective.floor),
  );
  const usual = sound(own?.floor);
  return lines(
    `For ${group}, ${outOf(errorBudget(floor))} may fail in ${plain(category)}, equivalent to ${outage(floor, window)} in ${window.label}.`,
    usual &&
      `For everybody the tier's floor of ${formatPercent(usual)} holds: ${formatDuration(budgetSeconds(usual, window.seconds), "down")}.`,
  );
}

/** One of the tier's windows, and the usual budgets in it. */
export function tierWindowHover(which: "min" | "default" | "max", tier: Tier): string | undefined {
  const window = tierWindow(tier.window?.[which]);
  if (!window) return undefined;
  const words = { min: "The shortest window", default: "The usual window", max: "The longest window" }[which];
  const budgets = tier.objectives.flatMap((objective) => {
    const target = sound(objective.default);
    return target
      ? [`- ${plain(objectiveName(objective))} at ${formatPercent(target)}: ${outage(target, window)}.`]
      : [];
  });
  const shown = shownOf(budgets.length, MOST_OBJECTIVES);
  return lines(
    `${words} of an SLO in this tier is ${window.label}. The usual budgets in it:`,
    budgets.slice(0, shown),
    andMore(budgets.length, shown, "objective"),
  );
}

/** The fewest events of a window, or the longest time between two samples, held against the ceiling. */
export function measurementHover(what: "events" | "interval", tier: Tier): string | undefined {
  const window = usualWindow(tier);
  const strictest = strictestCeiling(tier);
  if (!window) return undefined;
  if (what === "events") {
    const events = tier.measurement?.minEventsPerWindow?.value;
    const daily = events && divide(events.mul(DAYS), window.seconds);
    if (!events || !daily || events.compare(0) <= 0) return undefined;
    const rate = `At least ${formatCount(events, "up")} events in ${window.label}: ${formatCount(daily, "up")} a day.`;
    if (!strictest) return rate;
    const allowed = floorToBigInt(errorBudget(strictest).mul(events));
    return lines(
      rate,
      `At the strictest ceiling, ${formatPercent(strictest)}, ${counted(allowed, "of them", "of them")} may fail.`,
    );
  }
  const interval = tier.measurement?.maxSampleInterval;
  if (!interval || !strictest) return undefined;
  const samples = budgetSeconds(strictest, window.seconds).div(durationSeconds(interval.value));
  return `One sample every ${shortDuration(interval.value)}: at the strictest ceiling, ${formatPercent(strictest)}, the budget of ${window.label} is ${counted(ratio(floorToBigInt(samples)), "sample")}.`;
}

function strictestCeiling(tier: Tier): Rational | undefined {
  const ceilings = tier.objectives.flatMap(({ ceiling }) => sound(ceiling) ?? []);
  return ceilings.reduce<Rational | undefined>(
    (most, one) => (most === undefined || one.compare(most) > 0 ? one : most),
    undefined,
  );
}
