import type { Duration } from "../math/duration";
import type { Rational } from "../math/rational";
import type { Span } from "../text/span";
import type { AlertCondition, AlertPolicyUse, MislaidSwitch } from "./alert";
import type { SloWindow } from "./slo";
import type { ObjectKind } from "./spec-object";
import type { Tag } from "./tag";

/** A window, mostly with a shorter one beside it, and the burn rate at which both together fire. */
export interface WindowPair {
  /** The severity of the alert that it fires: `page` or `ticket`. */
  readonly severity: string;
  /** `quick`, `slow`. */
  readonly name: string;
  readonly burn: Rational;
  readonly long: Duration;
  /** Absent where one window decides alone. */
  readonly short?: Duration;
  /** How long both must burn before the alert fires. */
  readonly alertAfter?: Duration;
  /** See {@link AlertCondition}. */
  readonly firesFrom?: Rational;
  readonly ownBudget?: true;
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
  /** What it carries. */
  readonly labels?: readonly Tag[];
  readonly annotations?: readonly Tag[];
  /** The nearest that the file says of it: where to speak of it. */
  readonly place: Span;
  readonly mislaidSwitch?: MislaidSwitch;
}

/** What a tool makes of an SLO whose format leaves the burn rates to it, and perhaps the window too. */
export interface ImpliedAlerts {
  readonly alerts: readonly ImpliedAlert[];
  /** Where to speak of the window. */
  readonly place: Span;
  /** What is assumed of window and alerts, as a phrase; for the tool's own windows. Absent where the file states all. */
  readonly assumption?: string;
  /** What else holds for the figures of such SLOs, as phrases. */
  readonly remarks: readonly string[];
  /** How the windows can be changed, as a whole sentence. */
  readonly howToChange: string;
  /** Whether an alert of its own fires when the data stops; absent where a tool makes none. */
  readonly noticesSilence?: boolean;
  /** The object that they are made from, where the SLO names it; else what holds for all SLOs of the workspace. */
  readonly source?: NamedSource;
}

/** A named object that holds the windows of the SLOs that name it. */
export interface NamedSource {
  readonly kind: ObjectKind;
  readonly name: string;
  /** What is to be said where it is not found, as a whole sentence. */
  readonly missing: string;
  /** What holds for the figures that are made from it, as phrases. */
  readonly remarks: readonly string[];
}

/** The window, where the file states none, and the alerts of an SLO, as its tool makes them from a set of windows. */
export function makeAlerts(
  implied: ImpliedAlerts,
  set: WindowSet,
): { window: SloWindow; alertPolicies: readonly AlertPolicyUse[] } {
  const { place } = implied;
  return {
    window: { kind: "rolling", duration: { value: set.period, span: place }, span: place, implied: true },
    alertPolicies: implied.alerts.filter(hasPairs(set)).map((alert) => ({
      kind: "inline",
      policy: {
        type: "alertPolicy",
        span: alert.place,
        ...(alert.name === undefined ? {} : { name: alert.name }),
        ...(alert.labels ? { labels: alert.labels } : {}),
        ...(alert.annotations ? { annotations: alert.annotations } : {}),
        // Where a ratio has no data, no comparison with it holds.
        alertWhenNoData: implied.noticesSilence ?? false,
        conditions: set.pairs
          .filter((pair) => pair.severity === alert.severity)
          .map((pair) => ({ kind: "inline", condition: conditionOf(pair, alert.place) })),
        ...(alert.mislaidSwitch ? { mislaidSwitch: alert.mislaidSwitch } : {}),
      },
    })),
  };
}

function hasPairs(set: WindowSet) {
  return ({ severity }: ImpliedAlert) => set.pairs.some((pair) => pair.severity === severity);
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
    ...(pair.short ? { shortLookback: { value: pair.short, span } } : {}),
    ...(pair.alertAfter ? { alertAfter: { value: pair.alertAfter, span } } : {}),
    ...(pair.firesFrom ? { firesFrom: pair.firesFrom } : {}),
    ...(pair.ownBudget ? { ownBudget: true } : {}),
  };
}
