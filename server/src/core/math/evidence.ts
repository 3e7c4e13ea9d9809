import { binomialTailUpper } from "./binomial";
import { errorBudget } from "./budget";
import { bitLength, negativeLogBounds } from "./log-bounds";
import { ceilToBigInt, divide, isPositive, maxOf, ONE, type Rational, ratio, ZERO } from "./rational";

/** 95 %, the confidence that is meant where none is stated. */
const USUAL_CONFIDENCE: Rational = ratio(95, 100);
/** 1.96, the two-sided 95 % quantile of the normal distribution, rounded up. */
const USUAL_Z: Rational = ratio(196, 100);
const FIRST_BITS = 256;
const LAST_BITS = 8_192;

/**
 * The events that it takes to prove a target when not one of them fails: the least N with
 * t^N <= 1 - confidence, that is ceil(ln(1-c) / ln t). With fewer, even a perfect record is no evidence.
 * 99.9 % at 95 % takes 2,995.
 *
 * @param target the target as a ratio, 0 < t < 1
 * @param confidence c, 0 < c < 1
 * @returns whole events, never too few; `undefined` outside these ranges
 */
export function eventsToProve(target: Rational, confidence: Rational = USUAL_CONFIDENCE): bigint | undefined {
  if (!isProperShare(target) || !isProperShare(confidence)) return undefined;
  const doubt = ONE.sub(confidence);
  for (let bits = FIRST_BITS; ; bits *= 2) {
    const numerator = negativeLogBounds(doubt, bits);
    const denominator = negativeLogBounds(target, bits);
    if (denominator.low <= 0n) continue;
    const least = ceilDivide(numerator.low, denominator.high);
    const most = ceilDivide(numerator.high, denominator.low);
    if (least === most || bits >= LAST_BITS) return most;
    if (isPowerOf(target, least, doubt)) return least;
  }
}

function isProperShare(value: Rational): boolean {
  return isPositive(value) && value.compare(ONE) < 0;
}

function ceilDivide(numerator: bigint, denominator: bigint): bigint {
  return (numerator + denominator - 1n) / denominator;
}

/** Whether base^exponent is exactly `value`: there no precision would ever settle the rounding. */
function isPowerOf(base: Rational, exponent: bigint, value: Rational): boolean {
  // Both are in lowest terms, so the denominators must match; sizes tell first, before a huge power is made.
  if (exponent * BigInt(bitLength(base.d) - 1) > BigInt(bitLength(value.d))) return false;
  return base.d ** exponent === value.d && base.n ** exponent === value.n;
}

/**
 * The rule of three: about 3 / e0 events without a failure prove a target at 95 %. A little above
 * {@link eventsToProve}, and easy to say.
 *
 * @returns whole events, rounded up; `undefined` for a target of 1
 */
export function ruleOfThree(target: Rational): bigint | undefined {
  const events = divide(ratio(3), errorBudget(target));
  return events === undefined ? undefined : ceilToBigInt(events);
}

/**
 * Wilson's upper bound of the error ratio after `events` without a failure: z^2 / (N + z^2).
 *
 * @param events N, at least 0
 * @param z the normal quantile, 1.96 (two-sided 95 %) if left out
 * @returns a ratio; 1 where there were no events, `undefined` where that and z are both 0
 */
export function wilsonUpperAtZero(events: Rational, z: Rational = USUAL_Z): Rational | undefined {
  const square = z.mul(z);
  return divide(square, events.add(square));
}

/** What {@link expectedFalseFires} is asked about. */
export interface FalseFireScenario {
  /** P, the SLO's window in seconds. */
  readonly windowSeconds: Rational;
  /** L, the alert's long window in seconds. */
  readonly longSeconds: Rational;
  /** N_L, events in the long window; an average is rounded up to whole events. */
  readonly eventsInLookback: Rational;
  /** p, the error ratio that is normal for the service and no incident. */
  readonly errorRatio: Rational;
  /** k, failures in one lookback that fire the alert: see `failuresToFire`. */
  readonly failuresToFire: bigint;
}

/**
 * About how often an alert fires in one window by chance alone: (P / L) * Pr[Binom(N_L, p) >= k]. Lookbacks
 * are counted as if they did not overlap.
 *
 * @returns rounded up to 6 significant digits; `undefined` where the long window has no length or there
 *   are more events than floating point can count
 */
export function expectedFalseFires(scenario: FalseFireScenario): Rational | undefined {
  const lookbacks = divide(scenario.windowSeconds, scenario.longSeconds);
  const events = ceilToBigInt(scenario.eventsInLookback);
  if (lookbacks === undefined || events > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  if (scenario.failuresToFire > events) return ZERO;
  // Rounded up at the 30th decimal: more errors make more false fires.
  const p = Number(ceilToBigInt(scenario.errorRatio.mul(10n ** 30n, 1n))) / 1e30;
  return lookbacks.mul(roundedUp(binomialTailUpper(Number(events), Number(scenario.failuresToFire), p)));
}

/** A probability as a decimal of 6 significant digits, rounded up. */
function roundedUp(probability: number): Rational {
  if (probability <= 0) return ZERO;
  if (probability < 1e-200) return ratio(1n, 10n ** 200n);
  const decimals = 5 - Math.floor(Math.log10(probability));
  return ratio(BigInt(Math.ceil(probability * 10 ** decimals)), 10n ** BigInt(decimals));
}

/**
 * The target that hard dependencies in series leave, if they fail independently: the product of theirs.
 * Source: The Calculus of Service Availability.
 */
export function seriesTarget(targets: readonly Rational[]): Rational {
  return targets.reduce((so, target) => so.mul(target), ONE);
}

/**
 * The target that dependencies in series leave in the worst case, whatever their failures have to do with
 * one another: 1 minus the sum of their budgets, and not below 0.
 */
export function guaranteedWorstCase(targets: readonly Rational[]): Rational {
  const spent = targets.reduce((sum, target) => sum.add(errorBudget(target)), ZERO);
  return maxOf(ZERO, ONE.sub(spent));
}

/**
 * The target of redundant parts any one of which is enough, if they fail independently: 1 minus the product
 * of their budgets. No parts give 0.
 */
export function redundantTarget(targets: readonly Rational[]): Rational {
  return ONE.sub(targets.reduce((so, target) => so.mul(errorBudget(target)), ONE));
}
