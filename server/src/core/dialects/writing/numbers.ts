import { type Duration, durationSeconds } from "../../math/duration";
import { decimalsNeeded, decimalText } from "../../math/format-decimal";
import type { Rational } from "../../math/rational";
import { wholeDuration } from "../../math/whole-duration";

/** Decimals kept of a number that has no end: 14/15 is 0.9333. */
const MOST_DECIMALS = 4;

/** A number as it is written in a file, and whether it had to be rounded. */
export function decimal(value: Rational): { readonly text: string; readonly rounded: boolean } {
  const needed = decimalsNeeded(value);
  const decimals = needed ?? MOST_DECIMALS;
  const text = decimalText(value, decimals, "nearest").replaceAll(",", "");
  return { text, rounded: needed === undefined };
}

/** The same as a number of YAML. */
export function decimalNumber(value: Rational): number {
  return Number(decimal(value).text);
}

/** A length of time as a whole number and one unit: `28d`, `64m`. Months and longer keep the unit that they have. */
export function lengthText(duration: Duration): string {
  return `${duration.count}${duration.unit}`;
}

/** The same in units whose length is fixed: a month is 30d, a quarter 90d, a year 365d, as Prometheus' `y` is. */
export function fixedLength(duration: Duration): string {
  const whole = wholeDuration(durationSeconds(duration));
  return whole ? `${whole.count}${whole.unit}` : lengthText(duration);
}
