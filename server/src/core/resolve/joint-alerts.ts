import { durationSeconds } from "../math/duration";
import type { AlertCondition } from "../model/alert";
import type { Slo } from "../model/slo";

/** Whether a condition is about the burn rate, the only kind that OpenSLO knows; some tools add others. */
export function isBurn(condition: AlertCondition): boolean {
  return (condition.conditionKind?.value.toLowerCase() ?? "burnrate") === "burnrate";
}

/**
 * A condition on how soon the budget would be gone, or on how much of it goes in a time, as one on the burn rate that
 * says the same of this SLO: a whole budget lasts T at the rate W / T, and the share x of it goes in L at x * W / L.
 */
export function asBurn(condition: AlertCondition, slo: Slo): AlertCondition {
  const { pace, lookback } = condition;
  if (!pace || !slo.window) return condition;
  const window = durationSeconds(slo.window.duration.value);
  const over = pace.kind === "lasts" ? pace.seconds : lookback && durationSeconds(lookback.value);
  if (!over || over.compare(0) <= 0) return condition;
  const rate = window.div(over);
  const { span } = pace;
  return {
    ...condition,
    conditionKind: { value: "burnrate", span },
    op: { value: "gte", span },
    threshold: { value: pace.kind === "lasts" ? rate : rate.mul(pace.share), span },
  };
}

/**
 * Conditions that have to hold all at once as one: the one that is met last decides when the alert comes, the shortest
 * lookback when it ends, and the highest threshold whether it comes at all.
 *
 * @returns undefined where one of them is not known, or is about something else than burn rates
 */
export function jointCondition(conditions: readonly AlertCondition[]): AlertCondition | undefined {
  const [first, ...others] = conditions;
  if (!first || others.length === 0) return first;
  const parts = conditions.flatMap((condition) => {
    const { threshold, lookback } = condition;
    if (!isBurn(condition) || !threshold || !lookback) return [];
    const seconds = durationSeconds(lookback.value);
    return [{ condition, threshold, lookback, seconds, spends: threshold.value.mul(seconds) }];
  });
  const [one] = parts;
  if (!one || parts.length < conditions.length) return undefined;
  const last = parts.reduce((a, b) => (b.spends.compare(a.spends) > 0 ? b : a));
  const shortest = parts.reduce((a, b) => (b.seconds.compare(a.seconds) < 0 ? b : a));
  const highest = parts.reduce((a, b) => (b.threshold.value.compare(a.threshold.value) > 0 ? b : a));
  return {
    ...last.condition,
    ...(shortest.seconds.compare(last.seconds) < 0 ? { shortLookback: shortest.lookback } : {}),
    ...(highest.threshold.value.compare(last.threshold.value) > 0
      ? { alsoNeeds: highest.threshold.value }
      : {}),
  };
}
