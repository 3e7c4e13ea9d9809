import { describe, expect, it } from "vitest";
import { findingsOf, meaningsOf } from "../../support/conversion";
import { convertText, openslo, PYRRA, policy, ratioOf, SLOTH, told } from "./specs";

const PAGES = `  alertPolicies:\n${policy("fast", "page", "14.4", "1h")}${policy("slow", "page", "6", "6h")}`;
const TICKETS = `${policy("steady", "ticket", "3", "1d")}${policy("leak", "ticket", "1", "3d")}`;

describe("Sloth to OpenSLO v1", () => {
  const made = convertText(SLOTH, "openslo-v1");

  it("writes a service, an SLO and a policy for each pair of windows", () => {
    expect(made.refused).toEqual([]);
    expect(made.documents).toHaveLength(4);
    expect(made.documents[0]).toBe(
      "# Orders that went wrong.\napiVersion: openslo/v1\nkind: Service\nmetadata:\n  name: orders\n",
    );
    expect(made.documents[1]).toBe(`apiVersion: openslo/v1
kind: SLO
metadata:
  name: orders-placed
  labels:
    owner: sales
spec:
  description: Customers can order.
  service: orders
  indicator:
    metadata:
      name: orders-placed
    spec:
      ratioMetric:
        counter: true
        bad:
          metricSource:
            type: Prometheus
            spec:
              query: sum(orders_total{result="failed"})
        total:
          metricSource:
            type: Prometheus
            spec:
              query: sum(orders_total)
  timeWindow:
    - duration: 30d
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - target: 0.999
  alertPolicies:
    - alertPolicyRef: orders-placed-page-quick
    - alertPolicyRef: orders-placed-page-slow
`);
    expect(made.documents[2]).toContain("displayName: OrdersFail");
    expect(made.documents[2]).toContain("threshold: 14.4\n          lookbackWindow: 1h");
  });

  it("tells the period that it took and the windows that it dropped", () => {
    expect(told(made)).toEqual([
      expect.stringMatching(/^lost: The short alert windows \(5m, 30m\)/),
      expect.stringMatching(/^assumed: OpenSLO v1 wants a notification target .* `page` stands/),
      expect.stringMatching(/^assumed: The window is 30d: the period is Sloth's default of 30d/),
    ]);
  });

  it("takes good events where the bad ones are the rest of the total", () => {
    const latency = SLOTH.replace(
      /error_query: .*/,
      'error_query: sum(rate(t_count[{{.window}}])) - sum(rate(t_bucket{le="1"}[{{.window}}]))',
    ).replace(/total_query: .*/, "total_query: sum(rate(t_count[{{.window}}]))");
    const { text } = convertText(latency, "openslo-v1");
    expect(text).toMatch(/good:\n.*\n.*\n.*\n +query: sum\(t_bucket\{le="1"\}\)/);
    expect(text).not.toContain("bad:");
  });

  it("keeps a query that is more than a sum, over a range of 5m", () => {
    const odd = SLOTH.replace(/error_query: .*/, "error_query: max(rate(orders_failed_total[{{.window}}]))");
    const result = convertText(odd, "openslo-v1");
    expect(result.text).toContain("query: max(rate(orders_failed_total[5m]))");
    expect(result.text).toContain("counter: false");
    expect(told(result)[0]).toMatch(/^assumed: The queries look back 5m/);
  });
});

describe("OpenSLO v1 to Sloth", () => {
  it("turns the matcher of the good events round", () => {
    const { text, notes } = convertText(openslo(), "sloth");
    expect(text).toBe(`version: prometheus/v1
service: checkout
slos:
  - name: checkout-availability
    objective: 99.9
    sli:
      events:
        error_query: sum(rate(requests_total{code=~"5.."}[{{.window}}]))
        total_query: sum(rate(requests_total[{{.window}}]))
    alerting:
      page_alert:
        disable: true
      ticket_alert:
        disable: true
`);
    expect(notes).toEqual([]);
  });

  it("takes good from all events, in brackets, where no single matcher tells them apart", () => {
    const indicator = ratioOf('sum(t_bucket{le="0.5"}) + sum(t_bucket{le="1",retry="yes"})', "sum(t_count)");
    const { text } = convertText(openslo({ indicator }), "sloth");
    expect(text).toContain(`error_query: |
          (
            sum(rate(t_count[{{.window}}]))
            -
            (sum(rate(t_bucket{le="0.5"}[{{.window}}])) + sum(rate(t_bucket{le="1",retry="yes"}[{{.window}}])))
          )
`);
    expect(findingsOf(text)).toEqual([]);
  });

  it("leaves Sloth's alerts on where the source has the same, without a word", () => {
    const result = convertText(openslo({ rest: PAGES + TICKETS }), "sloth");
    expect(result.text).toContain("page_alert:\n        labels:\n          severity: page\n");
    expect(told(result).filter((note) => /burns at rates/.test(note))).toEqual([]);
  });

  it("tells burn rates that are not Sloth's, with both numbers", () => {
    const rest = `  alertPolicies:\n${policy("fast", "page", "10", "2h")}`;
    expect(told(convertText(openslo({ rest }), "sloth"))).toContainEqual(
      "lost: Sloth's page alert burns at rates of its own: 14.4x over 1h, 6x over 6h. The source asks for 10x over 2h.",
    );
  });

  it("tells where alerts went, and to whom", () => {
    const notes = told(convertText(openslo({ rest: PAGES }), "sloth"));
    expect(notes.filter((note) => note.includes("notificationTargets"))).not.toEqual([]);
  });

  it.each([
    ["{ duration: 28d, isRolling: true }", /^assumed: The window of 28d is not in the file/],
    ["{ duration: 13w, isRolling: true }", /^lost: The window of 91d is not in the file.* 28d and 30d alone/],
    [
      '{ duration: 1M, isRolling: false, calendar: { startTime: "2026-01-01 00:00:00", timeZone: Europe/Rome } }',
      /^lost: The calendar window of 1M from 2026-01-01 00:00:00 in Europe\/Rome is a rolling one of 30d now/,
    ],
  ])("says of the window %s what Sloth must be told", (window, note) => {
    expect(told(convertText(openslo({ window }), "sloth"))).toContainEqual(expect.stringMatching(note));
  });

  it("makes an SLO of each objective", () => {
    const objectives =
      "    - { displayName: Gold, target: 0.999 }\n    - { displayName: Silver, target: 0.99 }\n";
    const result = convertText(openslo({ objectives }), "sloth");
    expect(meaningsOf(result.text).map(({ name, target }) => `${name} ${target}`)).toEqual([
      "checkout-availability-gold 999/1000",
      "checkout-availability-silver 99/100",
    ]);
    expect(told(result)[0]).toContain("2 objectives are SLOs of their own now");
  });

  it("asks a threshold for the share of values that keep it", () => {
    const indicator = `    metadata: { name: lag }
    spec:
      thresholdMetric: { metricSource: { type: Prometheus, spec: { query: "max(queue_lag_seconds)" } } }
`;
    const objectives = "    - { op: lte, value: 30, target: 0.99 }\n";
    const result = convertText(openslo({ indicator, objectives }), "sloth");
    expect(result.text).toContain(
      "error_ratio_query: 1 - avg_over_time((max(queue_lag_seconds) <= bool 30)[{{.window}}:1m])",
    );
    expect(told(result)[0]).toMatch(
      /^assumed: Sloth is asked how many of the values, one every 1m, are <= 30/,
    );
    expect(findingsOf(result.text)).toEqual([]);
  });

  it("asks slices for the share of bad ones", () => {
    const objectives = "    - { target: 0.99, timeSliceTarget: 0.95, timeSliceWindow: 5m }\n";
    const result = convertText(openslo({ objectives, method: "Timeslices" }), "sloth");
    expect(result.text).toContain("> bool 0.05)[{{.window}}:5m])");
    expect(told(result)[0]).toMatch(/^assumed: .* slices of 5m in which more than 0\.05 of the events fail/);
    expect(findingsOf(result.text)).toEqual([]);
  });

  it("carries owner and tier as labels in a plain file, and all annotations in the object", () => {
    const metadata = `  annotations:\n    slosmith/tier: gold\n    slosmith/owner: shop\n    slosmith/path: critical\n`;
    const plain = convertText(openslo({ metadata }), "sloth");
    expect(plain.text).toMatch(/labels:\n +tier: gold\n +owner: shop\n/);
    expect(told(plain)).toContainEqual("lost: The annotation `slosmith/path: critical` is left out.");
    const object = convertText(openslo({ metadata }), "sloth-crd");
    expect(object.text).toContain(
      "annotations:\n    slosmith/tier: gold\n    slosmith/owner: shop\n    slosmith/path: critical\n",
    );
    expect(object.notes).toEqual([]);
  });
});

describe("Pyrra", () => {
  it("is written from OpenSLO v1 as a ratio, with the target as text", () => {
    const { text, notes } = convertText(openslo(), "pyrra");
    expect(text).toBe(`apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata:
  name: checkout-availability
  labels:
    pyrra.dev/service: checkout
spec:
  target: "99.9"
  window: 30d
  indicator:
    ratio:
      errors:
        metric: requests_total{code=~"5.."}
      total:
        metric: requests_total
  alerting:
    burnrates: false
    absent: false
`);
    expect(notes).toEqual([]);
  });

  it("is written as a latency with its grouping", () => {
    const indicator = ratioOf(
      'sum by (route) (t_bucket{job="a",le="0.5"})',
      'sum by (route) (t_count{job="a"})',
    );
    const { text } = convertText(openslo({ indicator }), "pyrra");
    expect(text).toContain(`    latency:
      success:
        metric: t_bucket{job="a",le="0.5"}
      total:
        metric: t_count{job="a"}
      grouping:
        - route
`);
  });

  it("is read into OpenSLO v1 and Sloth with the same promise", () => {
    const [here] = meaningsOf(PYRRA);
    expect(here?.measure).toContain("by region");
    for (const to of ["openslo-v1", "sloth", "sloth-crd"]) {
      const there = convertText(PYRRA, to);
      expect(there.refused).toEqual([]);
      expect(findingsOf(there.text)).toEqual([]);
      const [back] = meaningsOf(convertText(there.text, "pyrra").text);
      // Sloth's file has no window: its own is 30d.
      const window = to === "openslo-v1" ? {} : { seconds: back?.seconds, alerts: back?.alerts };
      expect(back, to).toEqual({ ...here, ...window });
    }
  });

  it("keeps service and owner as labels that are handed on, and the object's own labels", () => {
    const object = convertText(PYRRA, "sloth-crd").text;
    expect(object).toMatch(
      /metadata:\n {2}name: orders\n {2}namespace: shop\n {2}labels:\n {4}prometheus: main\nspec:\n {2}service: orders\n/,
    );
    expect(object).toContain("owner: sales");
    const again = convertText(object, "pyrra").text;
    for (const label of ["prometheus: main", "pyrra.dev/service: orders", "pyrra.dev/owner: sales"]) {
      expect(again).toContain(`    ${label}\n`);
    }
  });

  it("reads a gauge of 0 and 1 as the sum of its samples out of their number, and writes it back", () => {
    const gauge = PYRRA.replace(/ {4}latency:[\s\S]*/, "    bool_gauge:\n      metric: probe_success\n");
    const { text } = convertText(gauge, "openslo-v1");
    expect(text).toContain("counter: false");
    expect(text).toContain("query: sum(probe_success)");
    expect(text).toContain("query: count(probe_success)");
    expect(convertText(text, "pyrra").text).toContain("    bool_gauge:\n      metric: probe_success\n");
  });

  it("reads a native histogram as the share below the bound", () => {
    const native = PYRRA.replace(
      / {4}latency:[\s\S]*/,
      "    latencyNative:\n      latency: 200ms\n      total: { metric: t }\n",
    );
    const { text } = convertText(native, "sloth");
    expect(text).toContain("histogram_fraction(0, 0.2, sum(rate(t[{{.window}}])))");
    expect(findingsOf(text)).toEqual([]);
  });
});

describe("OpenSLO v1alpha to v1", () => {
  const ALPHA = `apiVersion: openslo/v1alpha
kind: Service
metadata: { name: shop, displayName: Shop }
spec: { description: Sells. }
---
apiVersion: openslo/v1alpha
kind: SLO
metadata:
  name: shop-answers
  displayName: Shop answers
spec:
  service: shop
  description: The shop answers.
  budgetingMethod: Occurrences
  timeWindows:
    - { count: 28, unit: Day, isRolling: true }
  objectives:
    - target: 0.99
      value: 1
      ratioMetrics:
        incremental: true
        good: { source: prometheus, queryType: promql, query: 'sum(r_total{code="200"})' }
        total: { source: prometheus, queryType: promql, query: sum(r_total) }
`;

  it("keeps queries as they are, under their new names", () => {
    const result = convertText(ALPHA, "openslo-v1");
    expect(result.notes).toEqual([]);
    expect(result.documents).toHaveLength(2);
    expect(result.documents[0]).toContain("displayName: Shop\nspec:\n  description: Sells.\n");
    expect(result.documents[1]).toContain(`  displayName: Shop answers
spec:
  description: The shop answers.
  service: shop
  indicator:
    metadata:
      name: shop-answers
    spec:
      ratioMetric:
        counter: true
        good:
          metricSource:
            type: Prometheus
            spec:
              query: sum(r_total{code="200"})
`);
    expect(result.documents[1]).toContain("- duration: 28d\n      isRolling: true\n");
    expect(findingsOf(result.text)).toEqual([]);
  });

  it("keeps queries of other languages too", () => {
    const datadog = ALPHA.replaceAll(
      "source: prometheus, queryType: promql",
      "source: datadog, queryType: query",
    );
    const { text, refused } = convertText(datadog, "openslo-v1");
    expect(refused).toEqual([]);
    expect(text).toContain("type: datadog");
  });
});
