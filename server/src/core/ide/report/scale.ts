import { formatDuration, ratio } from "../../math";
import type { ReportScale } from "./report-model";

/** A scale from the power of ten below the least of some lengths of time to the one above the longest. */
export function scaleOf(seconds: readonly number[]): ReportScale | undefined {
  const shown = seconds.filter((one) => one > 0 && Number.isFinite(one));
  if (shown.length === 0) return undefined;
  const power = (value: number, round: (log: number) => number) => round(Math.log10(value));
  const low = power(Math.min(...shown), Math.floor);
  const high = Math.max(power(Math.max(...shown), Math.ceil), low + 1);
  const text = (exponent: number) =>
    formatDuration(exponent < 0 ? ratio(1n, 10n ** BigInt(-exponent)) : ratio(10n ** BigInt(exponent)));
  return {
    leastSeconds: 10 ** low,
    mostSeconds: 10 ** high,
    powers: high - low,
    words: `${text(low)} to ${text(high)}`,
  };
}

/** How much of a bar is filled, from 0 to 1, on a logarithmic scale. */
export function shareOfScale(seconds: number, { leastSeconds, powers }: ReportScale): number {
  if (!(seconds > 0)) return 0;
  return Math.min(Math.max(Math.log10(seconds / leastSeconds) / powers, 0), 1);
}
