import { formatDuration, formatFactor, formatPercent, type Rational, shortDuration } from "../../math";
import type { Tier, TierAlert, TierObjective } from "../../model/tier";
import {
  leadObjective,
  objectiveName,
  sound,
  type TierAlertFacts,
  tierAlertAt,
  tierAlertFacts,
} from "../budget/tier-facts";
import { lines, plain } from "../markdown";
import { listed } from "../words";

/** An alert pair: its burn and its share of the budget, and what it takes at the floor and at the ceiling. */
export function alertHover(alert: TierAlert, tier: Tier): string | undefined {
  const facts = tierAlertFacts(alert, tier);
  if (!facts || !alert.longWindow) return undefined;
  const long = shortDuration(alert.longWindow.value);
  const pair = alert.shortWindow ? `${long} and ${shortDuration(alert.shortWindow.value)}` : long;
  const severity = alert.severity ? ` (${plain(alert.severity.value)})` : "";
  const lead = leadObjective(tier);
  return lines(
    `${formatFactor(facts.burn)} over ${pair}${severity} means ${formatPercent(facts.spent)} of the budget spent in ${long}, with a window of ${facts.window.label}.`,
    lead && atTargets(lead, facts),
    impossible(tier, facts),
    "Burn rate is the speed of spending: at 1 the budget lasts exactly one window.",
  );
}

function atTargets(objective: TierObjective, alert: TierAlertFacts): string[] {
  const limits = [
    ["floor", sound(objective.floor)],
    ["ceiling", sound(objective.ceiling)],
  ] as const;
  return limits.flatMap(([name, target]) =>
    target
      ? [`${plain(objectiveName(objective))}, ${name} ${formatPercent(target)}: ${atTarget(alert, target)}`]
      : [],
  );
}

function atTarget(alert: TierAlertFacts, target: Rational): string {
  const { needs, possible, detect, reset } = tierAlertAt(alert, target);
  if (!possible || !detect) return `it would take ${formatPercent(needs, "up")} errors: impossible.`;
  const ends = reset ? `, and ends ${formatDuration(reset, "up")} after recovery` : "";
  return `needs over ${formatPercent(needs, "up")} failing; a total outage fires it after ${formatDuration(detect, "up")}${ends}.`;
}

/** The other objectives at whose floor no outage can fire the alert. */
function impossible(tier: Tier, alert: TierAlertFacts): string | undefined {
  const lead = leadObjective(tier);
  const never = tier.objectives.filter((objective) => {
    const floor = sound(objective.floor);
    return objective !== lead && floor !== undefined && !tierAlertAt(alert, floor).possible;
  });
  if (never.length === 0) return undefined;
  const names = never.map((objective) => {
    const floor = objective.floor ? ` (${formatPercent(objective.floor.value)})` : "";
    return `${plain(objectiveName(objective))}${floor}`;
  });
  return `It can never fire at the floor of ${listed(names)}.`;
}
