import { formatRatio, type Rational } from "../math";
import { spoken } from "../rules/query/known-buckets";
import type { SignalUnit } from "../signals/signal";
import { listed } from "./words";

/** More bounds than these are told by their ends. */
const MOST_BOUNDS = 14;

/** A histogram's bounds, rising: "5ms, 10ms and 25ms"; of many "20 of them, 1ms to 10s". */
export function boundsWords(bounds: readonly Rational[], unit: SignalUnit | undefined): string {
  const [first, last] = [bounds[0], bounds.at(-1)];
  if (!first || !last) return "none";
  if (bounds.length > MOST_BOUNDS)
    return `${bounds.length}, ${boundWords(first, unit)} to ${boundWords(last, unit)}`;
  return listed(bounds.map((bound) => boundWords(bound, unit)));
}

/** A bound with its unit: "250ms", "4096 bytes"; the number alone where its unit is not known. */
export function boundWords(bound: Rational, unit: SignalUnit | undefined): string {
  if (unit === undefined) return formatRatio(bound);
  return unit === "bytes" ? `${formatRatio(bound)} bytes` : spoken(bound, unit);
}
