import type { Conversion } from "../../../server/src/core/convert/convert";
import { conversionOf } from "../../support/conversion";
import { workspaceOf } from "../../support/workspace";

/** Converts a text that stands alone. */
export function convertText(text: string, to: string): Conversion {
  return conversionOf(workspaceOf([{ name: "source.yaml", text }]), "source.yaml", to);
}

/** `lost: The fact.` for every note, in order. */
export function told({ notes }: Conversion): string[] {
  return notes.map(({ kind, what }) => `${kind}: ${what}`);
}

interface OpensloParts {
  readonly indicator?: string;
  readonly objectives?: string;
  readonly window?: string;
  readonly method?: string;
  readonly rest?: string;
  readonly metadata?: string;
}

/** An indicator of good and all events. */
export function ratioOf(good: string, total: string, counter = true): string {
  return `    metadata: { name: answered }
    spec:
      ratioMetric:
        counter: ${counter}
        good: { metricSource: { type: Prometheus, spec: { query: ${JSON.stringify(good)} } } }
        total: { metricSource: { type: Prometheus, spec: { query: ${JSON.stringify(total)} } } }
`;
}

/** An OpenSLO v1 SLO; what is left out is sound and plain. */
export function openslo(parts: OpensloParts = {}): string {
  return `apiVersion: openslo/v1
kind: SLO
metadata:
  name: checkout-availability
${parts.metadata ?? ""}spec:
  service: checkout
  indicator:
${parts.indicator ?? ratioOf('sum(requests_total{code!~"5.."})', "sum(requests_total)")}  timeWindow:
    - ${parts.window ?? "{ duration: 30d, isRolling: true }"}
  budgetingMethod: ${parts.method ?? "Occurrences"}
  objectives:
${parts.objectives ?? "    - target: 0.999\n"}${parts.rest ?? ""}`;
}

/** A policy with one burn condition, to stand in an SLO's `alertPolicies`. */
export function policy(name: string, severity: string, threshold: string, lookback: string): string {
  return `    - kind: AlertPolicy
      metadata: { name: ${name} }
      spec:
        alertWhenBreaching: true
        conditions:
          - kind: AlertCondition
            metadata: { name: ${name} }
            spec:
              severity: ${severity}
              condition: { kind: burnrate, op: gt, threshold: ${threshold}, lookbackWindow: ${lookback} }
        notificationTargets:
          - kind: AlertNotificationTarget
            metadata: { name: on-call }
            spec: { target: pagerduty }
`;
}

export const SLOTH = `# Orders that went wrong.
version: prometheus/v1
service: orders
labels:
  owner: sales
slos:
  - name: orders-placed
    objective: 99.9
    description: Customers can order.
    sli:
      events:
        error_query: sum(rate(orders_total{result="failed"}[{{.window}}]))
        total_query: sum(rate(orders_total[{{.window}}]))
    alerting:
      name: OrdersFail
      annotations:
        runbook: https://runbooks.example.com/orders
      page_alert:
        labels:
          severity: critical
      ticket_alert:
        disable: true
`;

export const PYRRA = `apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata:
  name: orders-quick
  namespace: shop
  labels:
    prometheus: main
    pyrra.dev/service: orders
    pyrra.dev/owner: sales
spec:
  target: "99"
  window: 4w
  description: Orders are taken within half a second.
  indicator:
    latency:
      success:
        metric: order_seconds_bucket{job="orders",le="0.5"}
      total:
        metric: order_seconds_count{job="orders"}
      grouping: [region]
`;
