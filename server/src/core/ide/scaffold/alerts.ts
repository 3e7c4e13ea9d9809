import {
  budgetFractionAtFire,
  canFire,
  type Duration,
  durationSeconds,
  formatPercent,
  type Rational,
  ratio,
  shortDuration,
} from "../../math";
import { decimalText } from "../../math/format-decimal";
import type { ObjectKind } from "../../model/spec-object";
import type { Tier } from "../../model/tier";
import type { WorkspaceView } from "../../resolve/workspace-view";
import { burnOf } from "../../rules/tier/alerts";
import { oneLine, scalar, slug, uniqueName } from "./names";

/** A burn alert, ready to be written. */
export interface AlertPlan {
  /** `page` or `ticket`. */
  readonly severity: string;
  /** The threshold as it is written: a plain decimal. */
  readonly threshold: string;
  readonly lookback: Duration;
  /** The share of the budget that is spent when it fires, in words. */
  readonly description: string;
}

interface Wanted {
  readonly severity: string;
  readonly burn: Rational;
  readonly lookback: Duration;
}

/**
 * The burn alerts of the tier for this window, or where it has none the SRE Workbook's (chapter 5): 2 % of the budget
 * in an hour, 5 % in six, and going above plan for three days. Those that could not fire at one of the targets,
 * or that look back further than the window, are left out.
 */
export function alertsFor(
  tier: Tier | undefined,
  window: Duration,
  targets: readonly Rational[],
): AlertPlan[] {
  const length = durationSeconds(window);
  return (tierAlerts(tier, window) ?? usualAlerts(length)).flatMap(({ severity, burn, lookback }) => {
    // What is written is what has to hold: it is judged after rounding.
    const threshold = decimalText(burn, 4, "nearest").replaceAll(",", "");
    const written = ratio(threshold);
    const seconds = durationSeconds(lookback);
    if (written.compare(0) <= 0 || seconds.compare(length) > 0) return [];
    if (!targets.every((target) => canFire(target, written))) return [];
    const share = budgetFractionAtFire(written, seconds, length);
    const description = `${share ? formatPercent(share) : "A part"} of the budget within ${shortDuration(lookback)}`;
    return [{ severity, threshold, lookback, description }];
  });
}

function tierAlerts(tier: Tier | undefined, window: Duration): Wanted[] | undefined {
  if (!tier || tier.alerting.length === 0) return undefined;
  return tier.alerting.flatMap((alert) => {
    const burn = burnOf(alert, window);
    const lookback = alert.longWindow?.value;
    return burn && lookback ? [{ severity: oneLine(alert.severity?.value ?? "ticket"), burn, lookback }] : [];
  });
}

function usualAlerts(length: Rational): Wanted[] {
  const hours = (count: number) => ratio(count * 3_600);
  return [
    {
      severity: "page",
      burn: ratio(2, 100).mul(length).div(hours(1)),
      lookback: { count: 1, unit: "h", text: "1h" },
    },
    {
      severity: "page",
      burn: ratio(5, 100).mul(length).div(hours(6)),
      lookback: { count: 6, unit: "h", text: "6h" },
    },
    { severity: "ticket", burn: ratio(1), lookback: { count: 3, unit: "d", text: "3d" } },
  ];
}

/** The documents of alert policies and of those whom they notify, and the policies' names. */
export function policies(
  journey: string,
  alerts: readonly AlertPlan[],
  view: WorkspaceView,
): { readonly names: readonly string[]; readonly documents: readonly string[] } {
  const names: string[] = [];
  const receivers = new Map<string, string>();
  const isTaken = (kind: ObjectKind) => (name: string) =>
    names.includes(name) || view.lookup(kind, name).length > 0;
  const documents = alerts.map((alert, at) => {
    const over = shortDuration(alert.lookback);
    const name = uniqueName(slug(`${journey}-${alert.severity}-${over}`), isTaken("AlertPolicy"));
    names.push(name);
    const receiver = alert.severity === "page" ? `${journey}-on-call` : `${journey}-tickets`;
    if (view.lookup("AlertNotificationTarget", receiver).length === 0)
      receivers.set(receiver, alert.severity);
    return policy(name, alert, receiver, at === 0);
  });
  return {
    names,
    documents: [...documents, ...[...receivers].map(([name, severity]) => notified(name, severity))],
  };
}

/** A policy with its condition in place. Missing data is told once: by the first one. */
export function policy(name: string, alert: AlertPlan, receiver: string, tellsNoData: boolean): string {
  return `apiVersion: openslo/v1
kind: AlertPolicy
metadata:
  name: ${name}
spec:
  description: ${scalar(alert.description)}
  alertWhenBreaching: true
  alertWhenResolved: true
  alertWhenNoData: ${tellsNoData}
  conditions:
    - kind: AlertCondition
      metadata:
        name: ${name}
      spec:
        severity: ${scalar(alert.severity)}
        condition:
          kind: burnrate
          op: gt
          threshold: ${alert.threshold}
          lookbackWindow: ${shortDuration(alert.lookback)}
  notificationTargets:
    - targetRef: ${receiver}
`;
}

/** Whom a policy tells. */
export function notified(name: string, severity: string): string {
  const isPage = severity === "page";
  return `apiVersion: openslo/v1
kind: AlertNotificationTarget
metadata:
  name: ${name}
spec:
  description: ${isPage ? "The engineer on call" : "The team's ticket queue"}
  target: ${isPage ? "pagerduty" : "jira"}
`;
}
