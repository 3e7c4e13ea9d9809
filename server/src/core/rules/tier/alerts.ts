import { burnThreshold } from "../../math/burn";
import { type Duration, durationSeconds } from "../../math/duration";
import { formatFactor, formatPercent, shortDuration } from "../../math/format";
import type { Rational } from "../../math/rational";
import type { TierAlert } from "../../model/tier";

/**
 * The burn rate at which a tier's alert fires for an SLO with this window: as written, or b = f * P / L from
 * the share of the budget. Undefined where the alert does not say, or says it twice.
 */
export function burnOf(alert: TierAlert, window: Duration): Rational | undefined {
  const { burnRate, budgetConsumed, longWindow } = alert;
  if (burnRate && budgetConsumed) return undefined;
  if (burnRate) return burnRate.value;
  if (!budgetConsumed || !longWindow) return undefined;
  return burnThreshold(budgetConsumed.value, durationSeconds(longWindow.value), durationSeconds(window));
}

/** How an alert is spoken of: "2 % of the budget in 1h", "1x over 7d". */
export function alertWords(alert: TierAlert): string {
  const over = alert.longWindow ? shortDuration(alert.longWindow.value) : "its window";
  if (alert.budgetConsumed) return `${formatPercent(alert.budgetConsumed.value)} of the budget in ${over}`;
  return alert.burnRate ? `${formatFactor(alert.burnRate.value)} over ${over}` : `the alert over ${over}`;
}

/** Where to speak of an alert's speed. */
export function speedSpan(alert: TierAlert) {
  return (alert.burnRate ?? alert.budgetConsumed)?.span ?? alert.span;
}
