import { changesBetween } from "../../../server/src/core/change/changes";
import { type ObjectiveChange, verdict } from "../../../server/src/core/change/objective-change";
import { splitFiles, workspaceOf } from "../../support/workspace";

export const NOW = Date.UTC(2026, 0, 15);

/** A service's promise whose parts stand in four files. */
export const SHOP = `# file: slos/checkout.yaml
apiVersion: openslo/v1
kind: SLO
metadata:
  name: checkout
  annotations:
    slosmith/tier: gold
    slosmith/category: availability
    slosmith/events-per-day: "1000000"
spec:
  service: shop
  indicatorRef: answered
  timeWindow:
    - duration: 28d
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - target: 0.999
  alertPolicies:
    - alertPolicyRef: fast
---
apiVersion: openslo/v1
kind: SLO
metadata:
  name: search
spec:
  service: shop
  indicator:
    metadata:
      name: quick
    spec:
      ratioMetric:
        counter: true
        good:
          metricSource:
            type: Prometheus
            spec:
              query: sum(http_request_duration_seconds_bucket{job="search",le="0.3"})
        total:
          metricSource:
            type: Prometheus
            spec:
              query: sum(http_request_duration_seconds_count{job="search"})
  timeWindow:
    - duration: 28d
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - target: 0.95
# file: slis.yaml
apiVersion: openslo/v1
kind: SLI
metadata:
  name: answered
spec:
  ratioMetric:
    counter: true
    good:
      metricSource:
        metricSourceRef: main
        spec:
          query: sum(nginx_ingress_controller_requests{ingress="shop",status!~"5.."})
    total:
      metricSource:
        metricSourceRef: main
        spec:
          query: sum(nginx_ingress_controller_requests{ingress="shop"})
---
apiVersion: openslo/v1
kind: DataSource
metadata:
  name: main
spec:
  type: Prometheus
  connectionDetails:
    url: https://prometheus.example
# file: alerts.yaml
apiVersion: openslo/v1
kind: AlertPolicy
metadata:
  name: fast
spec:
  alertWhenBreaching: true
  conditions:
    - kind: AlertCondition
      metadata:
        name: fast
      spec:
        severity: page
        condition:
          kind: burnrate
          op: gt
          threshold: 14.4
          lookbackWindow: 1h
          alertAfter: 0m
  notificationTargets: []
# file: tiers.yaml
apiVersion: slosmith/v1
kind: ReliabilityTier
metadata:
  name: gold
spec:
  rank: 0
  owner:
    team: shop
    accountable: head-of-shop
  objectives:
    - category: availability
      floorPercent: 99.9
---
apiVersion: slosmith/v1
kind: ReliabilityTier
metadata:
  name: bronze
spec:
  rank: 2
  owner:
    team: shop
    accountable: head-of-shop
  objectives:
    - category: availability
      floorPercent: 99
`;

/** What lies between two texts of files. */
export function between(before: string, after: string): ObjectiveChange[] {
  return changesBetween(workspaceOf(splitFiles(before)), workspaceOf(splitFiles(after)), { nowEpochMs: NOW });
}

/** The same where the second workspace was made from the first, as an editor and the command line have them. */
export function betweenShared(before: string, after: string): ObjectiveChange[] {
  const base = workspaceOf(splitFiles(before));
  const files = splitFiles(after);
  const uris = new Set(files.map(({ name }) => `file:///shopspace/${name}`));
  const gone = [...base.files.keys()].filter((uri) => !uris.has(uri));
  const head = base.apply([
    ...gone.map((uri) => ({ kind: "delete" as const, uri })),
    ...files.map(({ name, text }) => ({ kind: "set" as const, uri: `file:///shopspace/${name}`, text })),
  ]);
  return changesBetween(base, head, { nowEpochMs: NOW });
}

/** A change in short: "checkout tightened: target tighter, page over 1h tighter". */
export function inShort(changes: readonly ObjectiveChange[]): string[] {
  return changes.map((change) => {
    const aspects = change.aspects.map(({ label, direction }) => `${label} ${direction}`);
    const name = (change.after ?? change.before)?.name ?? "?";
    return `${name} ${verdict(change)}${aspects.length > 0 ? `: ${aspects.join(", ")}` : ""}`;
  });
}

/** The text with a part replaced, which has to be there. */
export function replaced(text: string, part: string, by: string): string {
  if (!text.includes(part)) throw new Error(`"${part}" does not occur`);
  return text.replace(part, by);
}
