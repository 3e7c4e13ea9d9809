import type { Rational } from "./rational";

/** Bounds around a real number, as integers over 2^bits: low <= value * 2^bits <= high. */
export interface FixedBounds {
  readonly low: bigint;
  readonly high: bigint;
}

/**
 * Bounds of -ln(x) in fixed point. Interval arithmetic rather than `Math.log`, because the callers need
 * to know on which side of a whole number a quotient of logarithms lies.
 *
 * @param x a rational, 0 < x < 1
 * @param bits fractional bits of the result
 */
export function negativeLogBounds(x: Rational, bits: number): FixedBounds {
  // -ln(n/d) = ln(d/n) = k*ln 2 + ln z with 1 <= z = top/bottom < 2.
  const halvings = bitLength(x.d) - bitLength(x.n);
  const shift = BigInt(x.d >= x.n << BigInt(halvings) ? halvings : halvings - 1);
  const bottom = x.n << shift;
  const rest = logBounds(x.d - bottom, x.d + bottom, bits);
  const two = logBounds(1n, 3n, bits);
  return { low: shift * two.low + rest.low, high: shift * two.high + rest.high };
}

/** Bounds of 2*artanh(p/q), that is of ln((q+p)/(q-p)), for 0 <= p/q <= 1/3. */
function logBounds(p: bigint, q: bigint, bits: number): FixedBounds {
  const scale = BigInt(bits);
  const u = (p << scale) / q;
  const square = (u * u) >> scale;
  let power = u;
  let sum = 0n;
  let terms = 0n;
  while (power > 0n) {
    sum += power / (2n * terms + 1n);
    power = (power * square) >> scale;
    terms += 1n;
  }
  // Everything was rounded down: at most 3 units a term, 2 for the terms left out, all of it doubled.
  return { low: 2n * sum, high: 2n * sum + 6n * terms + 4n };
}

/** The number of binary digits of a positive integer. */
export function bitLength(value: bigint): number {
  const hex = value.toString(16);
  return (hex.length - 1) * 4 + Number.parseInt(hex[0] ?? "0", 16).toString(2).length;
}
