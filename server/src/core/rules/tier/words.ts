import { budgetSeconds } from "../../math/budget";
import { type Duration, durationSeconds, type FineDuration } from "../../math/duration";
import { formatDuration, formatPercent, shortDuration } from "../../math/format";
import type { Rational } from "../../math/rational";
import type { TierObjective } from "../../model/tier";

/** What a target leaves in a window: "99.8 % allows 80m 38.4s in 28d". */
export function allowance(target: Rational, window: Duration): string {
  const budget = formatDuration(budgetSeconds(target, durationSeconds(window)), "down");
  return `${formatPercent(target)} allows ${budget} in ${shortDuration(window)}`;
}

/** What a tier's objective is about: "availability", "latency on the path `critical`". */
export function objectiveWords(objective: TierObjective): string {
  const { category, path } = objective;
  return path ? `${category.value} on the path \`${path.value}\`` : category.value;
}

/** The key that makes an objective the same in two tiers, or the same twice in one. */
export function objectiveKey(objective: TierObjective): string {
  return JSON.stringify([objective.category.value, objective.path?.value ?? null]);
}

/** Compares two durations by their lengths. */
export function compareDurations(a: FineDuration, b: FineDuration): number {
  return durationSeconds(a).compare(durationSeconds(b));
}
