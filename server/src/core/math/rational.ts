import Fraction from "fraction.js";

/**
 * An exact rational number. Every target, budget and burn rate in the core is one of these: binary
 * floating point would turn 1 - 0.9995 into 0.0005000000000000004, and an allowed count off by one.
 * Values are immutable; the methods used are those of fraction.js (add, sub, mul, div, compare...).
 */
export type Rational = Fraction;

/** Longest run of significant digits that {@link parseDecimal} accepts. */
const MAX_SIGNIFICANT_DIGITS = 40;
/** Largest written exponent (either sign) that {@link parseDecimal} accepts. */
const MAX_EXPONENT = 30;
/** No YAML number a person writes is longer; it keeps hostile text from costing time. */
const MAX_SOURCE_LENGTH = 100;

// The optional parts keep what YAML 1.2's core schema calls a float or an integer, without hex, octal,
// infinities and underscores: `99.9`, `.5`, `1.`, `1e-3`, `+5`.
const DECIMAL = /^([-+]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([-+]?\d{1,9}))?$/;

/**
 * Reads a decimal exactly from a scalar's source text.
 *
 * @param source the text as it stands in the file, without quotes or surrounding space
 * @returns the exact value; `undefined` for anything that is not a plain decimal, has more than 40
 *   significant digits or an exponent beyond +-30. Never throws.
 */
export function parseDecimal(source: string): Rational | undefined {
  if (source.length === 0 || source.length > MAX_SOURCE_LENGTH) return undefined;
  const match = DECIMAL.exec(source);
  if (match === null) return undefined;
  const whole = match[2] ?? "";
  const fraction = match[3] ?? match[4] ?? "";
  const exponent = Number(match[5] ?? "0");
  if (Math.abs(exponent) > MAX_EXPONENT) return undefined;
  const digits = (whole + fraction).replace(/^0+/, "");
  if (digits.length > MAX_SIGNIFICANT_DIGITS) return undefined;
  const unsigned = BigInt(digits === "" ? "0" : digits);
  const numerator = match[1] === "-" ? -unsigned : unsigned;
  const scale = exponent - fraction.length;
  return scale >= 0
    ? new Fraction(numerator * 10n ** BigInt(scale), 1n)
    : new Fraction(numerator, 10n ** BigInt(-scale));
}

/**
 * Builds a rational from numbers the program itself knows (constants, counts, epoch differences).
 * Not for text that a user wrote: that goes through {@link parseDecimal}.
 *
 * @param numerator an integer, or a string holding a decimal ("0.999") or a fraction ("18/5")
 * @param denominator an integer other than 0
 * @throws RangeError where an argument is not such a value: a mistake of the caller
 */
export function ratio(numerator: bigint | number | string, denominator: bigint | number = 1n): Rational {
  const below = toBigInt(denominator);
  if (below === 0n) throw new RangeError("a ratio's denominator is not 0");
  if (typeof numerator !== "string") return new Fraction(toBigInt(numerator), below);
  const [above, under, ...rest] = numerator.split("/");
  const value = parseDecimal(above ?? "");
  const divisor = under === undefined ? ratio(1n) : parseDecimal(under);
  if (value === undefined || divisor === undefined || isZero(divisor) || rest.length > 0) {
    throw new RangeError(`not a decimal or a fraction: ${numerator}`);
  }
  return value.div(divisor).div(below, 1n);
}

function toBigInt(value: bigint | number): bigint {
  if (typeof value === "bigint") return value;
  if (!Number.isSafeInteger(value)) throw new RangeError("a ratio is built from safe integers");
  return BigInt(value);
}

/** 0, exactly. */
export const ZERO: Rational = ratio(0n);
/** 1, exactly. */
export const ONE: Rational = ratio(1n);

/** Whether the value is exactly 0. */
export function isZero(value: Rational): boolean {
  return value.n === 0n;
}

/** Whether the value is above 0. */
export function isPositive(value: Rational): boolean {
  return value.n !== 0n && value.s > 0n;
}

/** Whether the value is a whole number. */
export function isInteger(value: Rational): boolean {
  return value.d === 1n;
}

/** `numerator / denominator`, or `undefined` where the denominator is 0. */
export function divide(numerator: Rational, denominator: Rational): Rational | undefined {
  return isZero(denominator) ? undefined : numerator.div(denominator);
}

/** The smaller of two values. */
export function minOf(a: Rational, b: Rational): Rational {
  return a.compare(b) <= 0 ? a : b;
}

/** The larger of two values. */
export function maxOf(a: Rational, b: Rational): Rational {
  return a.compare(b) >= 0 ? a : b;
}

/** The largest integer not above the value (towards minus infinity). */
export function floorToBigInt(value: Rational): bigint {
  const signed = value.s < 0n ? -value.n : value.n;
  const quotient = signed / value.d;
  return signed < 0n && signed % value.d !== 0n ? quotient - 1n : quotient;
}

/** The smallest integer not below the value (towards plus infinity). */
export function ceilToBigInt(value: Rational): bigint {
  return -floorToBigInt(value.neg());
}

/** The nearest integer; halves go away from zero, as Go's `Duration.Round` and people do. */
export function roundToBigInt(value: Rational): bigint {
  const half = ratio(1n, 2n);
  return value.s < 0n ? ceilToBigInt(value.sub(half)) : floorToBigInt(value.add(half));
}

/** The value in lowest terms: "18/5", or "259200" where it is whole. Read back with {@link ratio}. */
export function toFractionString(value: Rational): string {
  const numerator = value.s < 0n && value.n !== 0n ? -value.n : value.n;
  return value.d === 1n ? `${numerator}` : `${numerator}/${value.d}`;
}
