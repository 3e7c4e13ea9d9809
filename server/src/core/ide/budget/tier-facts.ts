import {
  alertBehaviour,
  type BurnOperator,
  budgetFractionAtFire,
  budgetSeconds,
  burnThreshold,
  canFire,
  type Duration,
  durationSeconds,
  formatDuration,
  isCalendarUnit,
  isPositive,
  ONE,
  type Rational,
  shortDuration,
  thresholdErrorRatio,
} from "../../math";
import type { Located } from "../../model/located";
import type { Tier, TierAlert, TierObjective } from "../../model/tier";

/** A length of time that a tier's figures are told in. */
export interface TierWindow {
  /** "28d", or "1M (counted as 30d)". */
  readonly label: string;
  readonly seconds: Rational;
}

/** One of the tier's windows; months count as 30 days, since a tier has no calendar of its own. */
export function tierWindow(duration: Located<Duration> | undefined): TierWindow | undefined {
  if (!duration) return undefined;
  const seconds = durationSeconds(duration.value);
  const written = shortDuration(duration.value);
  const label = isCalendarUnit(duration.value.unit)
    ? `${written} (counted as ${formatDuration(seconds)})`
    : written;
  return { label, seconds };
}

/** The tier's usual window. */
export function usualWindow(tier: Tier): TierWindow | undefined {
  return tierWindow(tier.window?.default);
}

/** "availability", "latency (critical)". */
export function objectiveName({ category, path }: TierObjective): string {
  return path ? `${category.value} (${path.value})` : category.value;
}

/** A target that leaves a budget: from 0 up to but not including 1. */
export function sound(target: Located<Rational> | undefined): Rational | undefined {
  const value = target?.value;
  return value && value.compare(0) >= 0 && value.compare(ONE) < 0 ? value : undefined;
}

/** The objective that a tier's times are told by: availability, else the first that has a usual target. */
export function leadObjective(tier: Tier): TierObjective | undefined {
  const usable = tier.objectives.filter((objective) => sound(objective.default));
  return usable.find(({ category }) => category.value === "availability") ?? usable[0];
}

/** The usual budget of the leading objective in the usual window. */
export function leadBudget(tier: Tier):
  | {
      readonly objective: TierObjective;
      readonly target: Rational;
      readonly window: TierWindow;
      readonly seconds: Rational;
    }
  | undefined {
  const objective = leadObjective(tier);
  const target = sound(objective?.default);
  const window = usualWindow(tier);
  if (!objective || !target || !window) return undefined;
  return { objective, target, window, seconds: budgetSeconds(target, window.seconds) };
}

/** An alert pair of a tier, in its usual window. */
export interface TierAlertFacts {
  readonly burn: Rational;
  /** The share of the budget that is spent when it fires. */
  readonly spent: Rational;
  readonly window: TierWindow;
  readonly longSeconds: Rational;
  readonly shortSeconds?: Rational;
}

/** @returns undefined where the pair's speed or long window cannot be read, or the tier has no usual window */
export function tierAlertFacts(alert: TierAlert, tier: Tier): TierAlertFacts | undefined {
  const window = usualWindow(tier);
  const long = alert.longWindow && durationSeconds(alert.longWindow.value);
  if (!window || !long) return undefined;
  const share = alert.budgetConsumed?.value;
  const burn = alert.burnRate?.value ?? (share && burnThreshold(share, long, window.seconds));
  if (!burn || !isPositive(burn)) return undefined;
  const spent = share ?? budgetFractionAtFire(burn, long, window.seconds);
  const short = alert.shortWindow && durationSeconds(alert.shortWindow.value);
  return spent && { burn, spent, window, longSeconds: long, ...(short && { shortSeconds: short }) };
}

/** What an alert pair does at one target. */
export interface TierAlertAtTarget {
  readonly needs: Rational;
  readonly possible: boolean;
  readonly detect?: Rational;
  readonly reset?: Rational;
}

/** What an alert pair does at a target: the share of errors it needs, and its times in a total outage. */
export function tierAlertAt(alert: TierAlertFacts, target: Rational): TierAlertAtTarget {
  const op: BurnOperator = "gt";
  const { burn, longSeconds, shortSeconds } = alert;
  const outage = alertBehaviour({ target, burn, longSeconds, shortSeconds, errorRate: ONE, op });
  return {
    needs: thresholdErrorRatio(burn, target),
    possible: canFire(target, burn, op),
    ...(outage.detectSeconds && { detect: outage.detectSeconds }),
    ...(outage.resetSeconds && { reset: outage.resetSeconds }),
  };
}
