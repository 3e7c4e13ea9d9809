import type { BurnOperator } from "../../math/burn";
import { durationSeconds } from "../../math/duration";
import { isPositive, type Rational, ZERO } from "../../math/rational";
import type { AlertCondition } from "../../model/alert";
import { alertsOfSlo, type SloAlert } from "../../resolve/alerts";
import type { TargetBasis } from "./basis";

/** The figures of a burn alert that can be worked with. */
export interface BurnAlert {
  readonly alert: SloAlert;
  /** b, above 0. */
  readonly burn: Rational;
  /** L, in seconds. */
  readonly longSeconds: Rational;
  /** A, in seconds; 0 where it is not said. */
  readonly afterSeconds: Rational;
  readonly op: BurnOperator;
}

/** The burn alerts of an SLO that fire on quick burning and have a threshold and a look back. */
export function burnAlerts({ slo, view }: Pick<TargetBasis, "slo" | "view">): BurnAlert[] {
  return alertsOfSlo(slo, view).alerts.flatMap((alert) => {
    const { threshold, lookback, alertAfter, op } = alert.condition;
    const operator = op?.value ?? "gt";
    if (!threshold || !isPositive(threshold.value) || !lookback) return [];
    if (operator !== "gt" && operator !== "gte") return [];
    const longSeconds = durationSeconds(lookback.value);
    const afterSeconds = alertAfter ? durationSeconds(alertAfter.value) : ZERO;
    return [{ alert, burn: threshold.value, longSeconds, afterSeconds, op: operator }];
  });
}

/** The words by which people say that an alert wakes somebody. */
const PAGING = new Set(["page", "pager", "paging", "critical", "emergency", "p1", "sev1"]);

/** Whether this is the severity of an alert that wakes somebody. */
export function isPaging(severity: string | undefined): boolean {
  return severity !== undefined && PAGING.has(severity.toLowerCase());
}

/** Whether an alert says that it wakes somebody. */
export function pages({ severity }: AlertCondition): boolean {
  return isPaging(severity?.value);
}
