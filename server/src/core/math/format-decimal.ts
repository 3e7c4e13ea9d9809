import { ceilToBigInt, floorToBigInt, type Rational, ratio, roundToBigInt } from "./rational";

/** Where a number goes that is cut: towards minus or plus infinity, or to the nearest (halves away from 0). */
export type Rounding = "down" | "up" | "nearest";

/** The decimals that write the value exactly, or `undefined` where they never end. */
export function decimalsNeeded(value: Rational): number | undefined {
  let rest = value.d;
  const count = (prime: bigint): number => {
    let times = 0;
    for (; rest % prime === 0n; times += 1) rest /= prime;
    return times;
  };
  const needed = Math.max(count(2n), count(5n));
  return rest === 1n ? needed : undefined;
}

/** The power of ten of the first digit that is not 0: 2 for 144, -3 for 0.0067, 0 for 0. */
export function firstDigit(value: Rational): number {
  if (value.n === 0n) return 0;
  const estimate = value.n.toString().length - value.d.toString().length;
  const size = value.abs();
  const power = estimate >= 0 ? ratio(10n ** BigInt(estimate)) : ratio(1n, 10n ** BigInt(-estimate));
  return size.compare(power) >= 0 ? estimate : estimate - 1;
}

/** The value times 10^decimals as a whole number, rounded. */
export function roundTo(value: Rational, decimals: number, round: Rounding): bigint {
  const scaled = value.mul(10n ** BigInt(decimals), 1n);
  if (round === "down") return floorToBigInt(scaled);
  return round === "up" ? ceilToBigInt(scaled) : roundToBigInt(scaled);
}

/** The value rounded to so many decimals, with thousands separated and trailing zeros left out. */
export function decimalText(value: Rational, decimals: number, round: Rounding): string {
  const scaled = roundTo(value, decimals, round);
  return scaled < 0n ? `-${trimmed(-scaled, decimals)}` : trimmed(scaled, decimals);
}

/** A whole number of 10^-decimals as a decimal without trailing zeros: (5000, 3) is "5". */
export function trimmed(scaled: bigint, decimals: number): string {
  const digits = scaled.toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, "");
  return fraction === "" ? group(whole) : `${group(whole)}.${fraction}`;
}

/** Thousands separated by commas. */
export function group(digits: string): string {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, ",");
}
