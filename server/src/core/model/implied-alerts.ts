import type { Duration } from "../math/duration";
import type { Rational } from "../math/rational";
import type { Span } from "../text/span";
import type { AlertCondition, AlertPolicyUse, MislaidSwitch } from "./alert";
import type { SloWindow } from "./slo";

/** A long and a short window, and the burn rate at which both together fire. */
export interface WindowPair {
  /** The severity of the alert that it fires: `page` or `ticket`. */
  readonly severity: string;
  /** `quick`, `slow`. */
  readonly name: string;
  readonly burn: Rational;
  readonly long: Duration;
  readonly short: Duration;
  /** How long both must burn before the alert fires. */
  readonly alertAfter?: Duration;
}

/** The windows that a tool makes alerts from, and the period that they belong to. */
export interface WindowSet {
  readonly period: Duration;
  readonly pairs: readonly WindowPair[];
}

/** An alert that a tool makes for an SLO, unless it is switched off. */
export interface ImpliedAlert {
  readonly severity: string;
  /** What the generated alert is called. */
  readonly name?: string;
  /** The nearest that the file says of it: where to speak of it. */
  readonly place: Span;
  readonly mislaidSwitch?: MislaidSwitch;
}

/** What a tool makes of an SLO whose format leaves the window and the burn rates to it. */
export interface ImpliedAlerts {
  readonly alerts: readonly ImpliedAlert[];
  /** Where to speak of the window. */
  readonly place: Span;
  /** What is assumed of window and alerts, as a phrase; for the tool's own windows. */
  readonly assumption: string;
  /** What else holds for the figures of such SLOs, as phrases. */
  readonly remarks: readonly string[];
  /** How the windows can be changed, as a whole sentence. */
  readonly howToChange: string;
}

/** The window and the alerts of an SLO, as its tool makes them from a set of windows. */
export function makeAlerts(
  implied: ImpliedAlerts,
  set: WindowSet,
): { window: SloWindow; alertPolicies: readonly AlertPolicyUse[] } {
  const { place } = implied;
  return {
    window: { kind: "rolling", duration: { value: set.period, span: place }, span: place, implied: true },
    alertPolicies: implied.alerts.map((alert) => ({
      kind: "inline",
      policy: {
        type: "alertPolicy",
        span: alert.place,
        ...(alert.name === undefined ? {} : { name: alert.name }),
        // Where a ratio has no data, no comparison with it holds.
        alertWhenNoData: false,
        conditions: set.pairs
          .filter((pair) => pair.severity === alert.severity)
          .map((pair) => ({ kind: "inline", condition: conditionOf(pair, alert.place) })),
        ...(alert.mislaidSwitch ? { mislaidSwitch: alert.mislaidSwitch } : {}),
      },
    })),
  };
}

function conditionOf(pair: WindowPair, span: Span): AlertCondition {
  return {
    type: "alertCondition",
    span,
    name: pair.name,
    implied: true,
    severity: { value: pair.severity, span },
    op: { value: "gt", span },
    threshold: { value: pair.burn, span },
    lookback: { value: pair.long, span },
    shortLookback: { value: pair.short, span },
    ...(pair.alertAfter ? { alertAfter: { value: pair.alertAfter, span } } : {}),
  };
}
