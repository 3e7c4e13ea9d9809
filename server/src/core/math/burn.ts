import { errorBudget } from "./budget";
import {
  ceilToBigInt,
  divide,
  floorToBigInt,
  isPositive,
  isZero,
  maxOf,
  minOf,
  ONE,
  type Rational,
  ratio,
  ZERO,
} from "./rational";

/** How a measured burn is compared with the threshold: above it, or at or above it. */
export type BurnOperator = "gt" | "gte";

/**
 * The fastest burn there is: 1 / e0, when everything fails.
 *
 * @param target the target as a ratio
 * @returns `undefined` for a target of 1, which leaves no budget to burn
 */
export function maxBurn(target: Rational): Rational | undefined {
  return divide(ONE, errorBudget(target));
}

/**
 * The burn that spends a share of the budget within one lookback: b = f * P / L.
 * Source: SRE Workbook, chapter 5 (2 % of 30 days in one hour is 14.4).
 *
 * @param budgetFraction f, the share of the budget, 0.02 for 2 %
 * @param longSeconds L, the long window in seconds
 * @param windowSeconds P, the SLO's window in seconds
 * @returns `undefined` where the long window has no length
 */
export function burnThreshold(
  budgetFraction: Rational,
  longSeconds: Rational,
  windowSeconds: Rational,
): Rational | undefined {
  return divide(budgetFraction.mul(windowSeconds), longSeconds);
}

/**
 * The error ratio that a burn stands for: b * e0. Above 1 no service can reach it.
 *
 * @param burn b, the burn threshold
 * @param target the target as a ratio
 */
export function thresholdErrorRatio(burn: Rational, target: Rational): Rational {
  return burn.mul(errorBudget(target));
}

/**
 * The share of the budget that is spent when a burn has lasted one long window: f = b * L / P.
 *
 * @param burn b, the burn threshold
 * @param longSeconds L, the long window in seconds
 * @param windowSeconds P, the SLO's window in seconds
 * @returns `undefined` where the window has no length
 */
export function budgetFractionAtFire(
  burn: Rational,
  longSeconds: Rational,
  windowSeconds: Rational,
): Rational | undefined {
  return divide(burn.mul(longSeconds), windowSeconds);
}

/**
 * The share of the budget that an incident spends: e * d / (e0 * P), times the traffic's multiple of its
 * mean. May exceed 1. Source: The Calculus of Service Availability; SRE Workbook, chapter 5.
 *
 * @param target the target as a ratio
 * @param errorRatio e, the share of bad events meanwhile, 0 to 1
 * @param durationSeconds d, how long it lasts
 * @param windowSeconds P, the SLO's window in seconds
 * @param trafficMultiple m, traffic against its mean; leave it out for time budgets
 * @returns `undefined` where there is no budget: a target of 1, or a window of no length
 */
export function consumed(
  target: Rational,
  errorRatio: Rational,
  durationSeconds: Rational,
  windowSeconds: Rational,
  trafficMultiple: Rational = ONE,
): Rational | undefined {
  const bad = errorRatio.mul(durationSeconds).mul(trafficMultiple);
  return divide(bad, errorBudget(target).mul(windowSeconds));
}

/**
 * Whether an alert can fire at all, that is on a total outage: b * e0 < 1 for `gt`, <= 1 for `gte`.
 *
 * @param target the target as a ratio
 * @param burn b, the burn threshold
 */
export function canFire(target: Rational, burn: Rational, op: BurnOperator = "gt"): boolean {
  return exceeds(ONE, thresholdErrorRatio(burn, target), op);
}

function exceeds(errorRatio: Rational, threshold: Rational, op: BurnOperator): boolean {
  const order = errorRatio.compare(threshold);
  return op === "gt" ? order > 0 : order >= 0;
}

/** A burn alert and an outage to try it on. */
export interface AlertScenario {
  /** The target as a ratio. */
  readonly target: Rational;
  /** b, the burn threshold. */
  readonly burn: Rational;
  /** L, the long window (OpenSLO: lookbackWindow) in seconds. */
  readonly longSeconds: Rational;
  /** S, the short window in seconds, where the alert has one and both must burn. */
  readonly shortSeconds?: Rational | undefined;
  /** A, how long the condition must hold (`for`, alertAfter) in seconds; 0 if left out. */
  readonly alertAfterSeconds?: Rational | undefined;
  /** e, the share of bad events from the outage's start on, 0 to 1. */
  readonly errorRate: Rational;
  /** `gt` if left out. */
  readonly op?: BurnOperator | undefined;
}

/** What an alert does in an {@link AlertScenario}. */
export interface AlertBehaviour {
  /** b * e0, the error ratio that the alert waits for. */
  readonly thresholdRatio: Rational;
  readonly fires: boolean;
  /** From the outage's start to the alert, before scrape and evaluation delays. Only if it fires. */
  readonly detectSeconds?: Rational;
  /** From recovery to the alert's end. Only if it fires. */
  readonly resetSeconds?: Rational;
}

/**
 * How an alert answers to an outage that begins after a clean time, at even traffic. With x = b*e0/e it
 * fires if x < 1 (`gt`) or x <= 1 (`gte`), after x*L + A, and ends S*(1-x) after recovery (L*(1-x) where
 * there is no short window). Source: SRE Workbook, chapter 5.
 */
export function alertBehaviour(scenario: AlertScenario): AlertBehaviour {
  const { target, burn, longSeconds, errorRate } = scenario;
  const thresholdRatio = thresholdErrorRatio(burn, target);
  if (!exceeds(errorRate, thresholdRatio, scenario.op ?? "gt")) return { thresholdRatio, fires: false };
  const shortSeconds = scenario.shortSeconds ?? longSeconds;
  // No errors can only "reach" a threshold of 0, and then from the first moment.
  const x = divide(thresholdRatio, errorRate) ?? ZERO;
  return {
    thresholdRatio,
    fires: true,
    // Both windows must burn: the longer one is the last to begin, the shorter one the first to end.
    detectSeconds: x.mul(maxOf(longSeconds, shortSeconds)).add(scenario.alertAfterSeconds ?? ZERO),
    resetSeconds: ONE.sub(x).mul(minOf(longSeconds, shortSeconds)),
  };
}

/**
 * How long the budget lasts at a steady burn: R * P / b. For rolling windows this leaves out that old
 * errors expire meanwhile.
 *
 * @param burn b, the burn
 * @param windowSeconds P, the SLO's window in seconds
 * @param remaining R, the share of the budget that is left; all of it if left out
 * @returns seconds; `undefined` at a burn of 0, which never exhausts it
 */
export function exhaustionSeconds(
  burn: Rational,
  windowSeconds: Rational,
  remaining: Rational = ONE,
): Rational | undefined {
  return divide(remaining.mul(windowSeconds), burn);
}

/**
 * The failures in one lookback that make an alert fire: k = floor(b*e0*N_L) + 1 for `gt`. k = 1 means that
 * a single failure pages. More than N_L means that it cannot fire.
 *
 * @param burn b, the burn threshold
 * @param target the target as a ratio
 * @param eventsInLookback N_L, events in the long window (an average, so not always whole)
 */
export function failuresToFire(
  burn: Rational,
  target: Rational,
  eventsInLookback: Rational,
  op: BurnOperator = "gt",
): bigint {
  const needed = thresholdErrorRatio(burn, target).mul(eventsInLookback);
  if (op === "gt") return floorToBigInt(needed) + 1n;
  const atLeast = ceilToBigInt(needed);
  return atLeast > 1n ? atLeast : 1n;
}

/**
 * The burn over one lookback that a single failure makes: 1 / (N_L * e0).
 *
 * @param target the target as a ratio
 * @param eventsInLookback N_L, events in the long window
 * @returns `undefined` where there is no budget or no traffic
 */
export function burnOfOneFailure(target: Rational, eventsInLookback: Rational): Rational | undefined {
  return divide(ONE, errorBudget(target).mul(eventsInLookback));
}

/** Where a calendar window stands, and the burn to go on with. */
export interface CalendarStanding {
  /** C, the share of the budget spent so far; may exceed 1. */
  readonly consumed: Rational;
  /** b, the burn from now on. */
  readonly burn: Rational;
  /** P, the calendar window's real length in seconds. */
  readonly windowSeconds: Rational;
  /** Seconds of it that have passed, 0 to P. */
  readonly elapsedSeconds: Rational;
}

/** How a calendar window will end if the burn stays. */
export interface CalendarProjection {
  /** C + b*(P - elapsed)/P: the share of the budget spent at the end. */
  readonly consumedAtEnd: Rational;
  /** Seconds from now until the budget is gone; absent if it outlasts the window. 0 if it is gone. */
  readonly exhaustedInSeconds?: Rational;
}

/**
 * Projects a calendar window to its end at a steady burn.
 *
 * @returns `undefined` where the window has no length
 */
export function calendarProjection(standing: CalendarStanding): CalendarProjection | undefined {
  const { burn, windowSeconds, elapsedSeconds } = standing;
  if (!isPositive(windowSeconds)) return undefined;
  const left = maxOf(ZERO, windowSeconds.sub(elapsedSeconds));
  const consumedAtEnd = standing.consumed.add(burn.mul(left).div(windowSeconds));
  if (consumedAtEnd.compare(ONE) < 0) return { consumedAtEnd };
  const remaining = maxOf(ZERO, ONE.sub(standing.consumed));
  if (isZero(remaining)) return { consumedAtEnd, exhaustedInSeconds: ratio(0) };
  return { consumedAtEnd, exhaustedInSeconds: remaining.mul(windowSeconds).div(burn) };
}
