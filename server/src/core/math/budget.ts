import { divide, floorToBigInt, ONE, type Rational, ratio } from "./rational";

const SECONDS_PER_DAY = ratio(86_400);

/** A budget counted in whole things: what the target allows exactly, and how many that is. */
export interface CountBudget {
  /** All events or slices of the window; not whole where traffic is stated as an average. */
  readonly total: Rational;
  /** e0 times the total, exactly. */
  readonly exact: Rational;
  /** The whole failures allowed: the exact budget rounded down. */
  readonly allowed: bigint;
}

/**
 * The error budget as a share, e0 = 1 - t: what may fail. 0.9995 leaves exactly 1/2000.
 *
 * @param target the target as a ratio, 0 < t < 1
 */
export function errorBudget(target: Rational): Rational {
  return ONE.sub(target);
}

/**
 * The budget as time, e0 * P. For an SLI that counts events this is "equivalent to so many seconds of
 * total outage", never "downtime". Source: SRE Book, appendix A.
 *
 * @param target the target as a ratio
 * @param windowSeconds P, the window's length in seconds
 */
export function budgetSeconds(target: Rational, windowSeconds: Rational): Rational {
  return errorBudget(target).mul(windowSeconds);
}

/**
 * The budget in events, e0 * N, and the whole events allowed. Source: SRE Book, chapter 3.
 *
 * @param target the target as a ratio
 * @param events N, all events in the window
 */
export function budgetEvents(target: Rational, events: Rational): CountBudget {
  const exact = errorBudget(target).mul(events);
  return { total: events, exact, allowed: floorToBigInt(exact) };
}

/**
 * The budget in bad time slices: n = P / s slices, e0 * n of which may be bad.
 * Source: OpenSLO v1, budgetingMethod Timeslices.
 *
 * @param target the target as a ratio
 * @param windowSeconds P, the window's length in seconds
 * @param sliceSeconds s, the slice's length in seconds
 * @returns `undefined` where a slice has no length
 */
export function budgetSlices(
  target: Rational,
  windowSeconds: Rational,
  sliceSeconds: Rational,
): CountBudget | undefined {
  const slices = divide(windowSeconds, sliceSeconds);
  return slices === undefined ? undefined : budgetEvents(target, slices);
}

/**
 * Events in a stretch of time, at even traffic.
 *
 * @param perDay events on an average day
 * @param seconds the stretch's length in seconds
 */
export function eventsIn(perDay: Rational, seconds: Rational): Rational {
  return perDay.mul(seconds).div(SECONDS_PER_DAY);
}
