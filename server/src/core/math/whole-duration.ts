import type { Duration, DurationUnit } from "./duration";
import type { Rational } from "./rational";

const UNITS: readonly (readonly [DurationUnit, bigint])[] = [
  ["d", 86_400n],
  ["h", 3_600n],
  ["m", 60n],
];

/**
 * A length of time in the largest unit of days, hours and minutes that makes it whole: 86,400 s are `1d`, 5,400 s
 * `90m`.
 *
 * @param seconds above 0
 * @param text what it was read from; its own form if left out
 * @returns undefined where it is no whole number of minutes, and for lengths beyond all use
 */
export function wholeDuration(seconds: Rational, text?: string): Duration | undefined {
  if (seconds.d !== 1n || seconds.n <= 0n || seconds.n > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  for (const [unit, length] of UNITS) {
    if (seconds.n % length !== 0n) continue;
    const count = Number(seconds.n / length);
    return { count, unit, text: text ?? `${count}${unit}` };
  }
  return undefined;
}
