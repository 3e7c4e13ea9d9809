import type { FineDuration, FineDurationUnit } from "./duration";
import {
  decimalsNeeded,
  decimalText,
  firstDigit,
  group,
  type Rounding,
  roundTo,
  trimmed,
} from "./format-decimal";
import { floorToBigInt, isInteger, isZero, ONE, type Rational, ratio } from "./rational";

export type { Rounding } from "./format-decimal";

/** Digits kept of a value, by whether its decimals end. */
interface Digits {
  /** Significant digits kept where the decimals end: most written numbers stand exactly. */
  readonly finite: number;
  /** Significant digits kept where they never end (1/3). */
  readonly endless: number;
  /** Decimals kept at least where they never end. */
  readonly endlessDecimals: number;
}

const FACTOR_DIGITS: Digits = { finite: 6, endless: 4, endlessDecimals: 0 };
const PERCENT_DIGITS: Digits = { finite: 6, endless: 2, endlessDecimals: 1 };
const COUNT_DIGITS: Digits = { finite: 6, endless: 3, endlessDecimals: 0 };

/**
 * A number in decimals: exact where six significant digits are enough, else rounded. Two significant digits of
 * the distance from `landmark` are always kept, so that 0.9999999 never reads 1.
 */
function formatDigits(value: Rational, round: Rounding, digits: Digits, landmark: Rational): string {
  const needed = decimalsNeeded(value);
  const kept = needed === undefined ? digits.endless : digits.finite;
  const distance = value.sub(landmark).abs();
  const enough = Math.max(
    kept - 1 - firstDigit(value),
    isZero(distance) ? 0 : 1 - firstDigit(distance),
    needed === undefined ? digits.endlessDecimals : 0,
    0,
  );
  return decimalText(value, Math.min(needed ?? enough, enough), round);
}

/**
 * A ratio of 1 as a percentage: "0.672 %", "5 %", "99.95 %", "144 %"; endless ones to two significant digits
 * and at least one decimal ("1.1 %" for 1/90). Never rounded onto 100 %, nor a positive one onto 0 %.
 *
 * @param round "down" for what is allowed, "up" for what is required
 */
export function formatPercent(value: Rational, round: Rounding = "nearest"): string {
  return `${formatDigits(value.mul(100, 1), round, PERCENT_DIGITS, ratio(100))} %`;
}

/** A burn or another factor: "13.44x", "14.4x", "0.9333x" for 14/15. */
export function formatFactor(value: Rational, round: Rounding = "nearest"): string {
  return `${formatDigits(value, round, FACTOR_DIGITS, ONE)}x`;
}

/** A ratio in decimals: "0.0144", "0.9995"; endless ones to four significant digits. */
export function formatRatio(value: Rational, round: Rounding = "nearest"): string {
  return formatDigits(value, round, FACTOR_DIGITS, ONE);
}

/**
 * A count: "16,800"; from a million on "33.6M" or "1.2B", where four significant digits tell all of it.
 * Counts that are not whole keep decimals below 1,000 ("12.5"), and none above.
 *
 * @param round for counts that are not whole; allowed counts are rounded down, which is the default
 */
export function formatCount(value: bigint | number | Rational, round: Rounding = "down"): string {
  const exact = typeof value === "object" ? value : ratio(value);
  if (!isInteger(exact)) {
    if (exact.abs().compare(1_000) >= 0) return formatCount(roundTo(exact, 0, round), round);
    return formatDigits(exact, round, COUNT_DIGITS, ratio(0));
  }
  const size = exact.n;
  const sign = exact.s < 0n ? "-" : "";
  for (const [suffix, unit] of [
    ["B", 1_000_000_000n],
    ["M", 1_000_000n],
  ] as const) {
    if (size < unit) continue;
    const significant = size.toString().replace(/0+$/, "");
    if (significant.length <= 4) return `${sign}${decimalText(ratio(size, unit), 3, "nearest")}${suffix}`;
  }
  return `${sign}${group(size.toString())}`;
}

const MS_PER_MINUTE = 60_000n;
const MS_PER_HOUR = 3_600_000n;
const MS_PER_DAY = 86_400_000n;

/**
 * A length of time: "1.8s", "24.192s", "5m 2.4s", "64m 48s", "4h 22m 48s", "50h", "36d 12h". Minutes up to two
 * hours (one hour exactly is "1h"), hours up to 100, days from there; at most three decimals of a second; parts
 * of zero left out. Above zero and below a millisecond it is "under 1ms".
 *
 * @param seconds exact seconds; negative ones get a minus sign
 * @param round "down" for budgets, "up" for requirements
 */
export function formatDuration(seconds: Rational, round: Rounding = "nearest"): string {
  if (isZero(seconds)) return "0s";
  if (seconds.s > 0n && seconds.compare(ratio(1, 1_000)) < 0) return "under 1ms";
  const total = floorToBigInt(ratio(roundTo(seconds.mul(1_000, 1), 0, round)));
  if (total === 0n) return "0s";
  return total < 0n ? `-${spellOut(-total)}` : spellOut(total);
}

function spellOut(ms: bigint): string {
  const days = ms >= 100n * MS_PER_HOUR ? ms / MS_PER_DAY : 0n;
  const afterDays = ms - days * MS_PER_DAY;
  const useHours = days > 0n || ms >= 2n * MS_PER_HOUR || ms === MS_PER_HOUR;
  const hours = useHours ? afterDays / MS_PER_HOUR : 0n;
  const afterHours = afterDays - hours * MS_PER_HOUR;
  const minutes = afterHours / MS_PER_MINUTE;
  const rest = afterHours - minutes * MS_PER_MINUTE;
  const parts = [
    days > 0n ? `${group(days.toString())}d` : "",
    hours > 0n ? `${hours}h` : "",
    minutes > 0n ? `${minutes}m` : "",
    rest > 0n ? `${trimmed(rest, 3)}s` : "",
  ];
  return parts.filter((part) => part !== "").join(" ");
}

const UNIT_NAMES: Readonly<Record<FineDurationUnit, string>> = {
  ms: "millisecond",
  s: "second",
  m: "minute",
  h: "hour",
  d: "day",
  w: "week",
  M: "month",
  Q: "quarter",
  Y: "year",
};

/** A duration in words: "28 days", "1 hour". */
export function spokenDuration(duration: FineDuration): string {
  const name = UNIT_NAMES[duration.unit];
  return `${group(String(duration.count))} ${name}${duration.count === 1 ? "" : "s"}`;
}

/** A duration behind "every" or "any": "2 weeks", "week". */
export function spokenPeriod(duration: FineDuration): string {
  return duration.count === 1 ? UNIT_NAMES[duration.unit] : spokenDuration(duration);
}

/** A duration in OpenSLO's shorthand: "28d", "1h"; one that was read from several units as it was written: "1h4m". */
export function shortDuration(duration: FineDuration): string {
  if (/^\d+[a-zA-Z]+\d/.test(duration.text)) return duration.text;
  return `${duration.count}${duration.unit}`;
}
