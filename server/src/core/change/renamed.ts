import { grouped } from "../text/grouped";
import { alertText } from "./alerts";
import type { Promised } from "./promised";
import { tierText } from "./tier";

/** The objectives of an SLO before and after; none on the side where it is missing. */
export interface ReadPair {
  readonly before: readonly Promised[];
  readonly after: readonly Promised[];
}

/**
 * Joins an SLO that is gone and one that is new where all but name, service and words is the same, if there is just one
 * of each: it was renamed.
 */
export function renamedPairs(pairs: readonly ReadPair[]): ReadPair[] {
  const gone = grouped(pairs, ({ before, after }) => (after.length === 0 ? signatureOf(before) : undefined));
  const come = grouped(pairs, ({ before, after }) => (before.length === 0 ? signatureOf(after) : undefined));
  const joined = new Map<ReadPair, ReadPair>();
  const taken = new Set<ReadPair>();
  for (const [signature, ones] of gone) {
    const others = come.get(signature) ?? [];
    const [one, ...twins] = ones;
    const [other, ...otherTwins] = others;
    if (!one || !other || twins.length + otherTwins.length > 0) continue;
    joined.set(other, { before: one.before, after: other.after });
    taken.add(one);
  }
  return pairs.flatMap((pair) => (taken.has(pair) ? [] : [joined.get(pair) ?? pair]));
}

/** All that objectives promise, in one text; undefined where too little is known to recognise them by it. */
function signatureOf(objectives: readonly Promised[]): string | undefined {
  if (objectives.length === 0) return undefined;
  const parts: unknown[] = [];
  for (const { slo, target, window, slice, comparison, indicator, alerts, tier } of objectives) {
    if (!target || indicator.metrics.length === 0) return undefined;
    const { op, valueText } = comparison;
    parts.push([
      target.toFraction(),
      window?.text,
      slo.budgetingMethod?.value,
      slice,
      op,
      valueText,
      indicator.traits,
      indicator.metrics.map(({ role, asks, source }) => [role, asks, source]),
      alerts.alerts.map((alert) => [alert.condition.severity?.value, alertText(alert)]),
      tierText(tier),
    ]);
  }
  return JSON.stringify(parts);
}
