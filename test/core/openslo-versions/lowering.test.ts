import { describe, expect, it } from "vitest";
import { readSpecDocument } from "../../../server/src/core/dialects/spec-document";
import type { Sli } from "../../../server/src/core/model/sli";
import type { IndicatorUse } from "../../../server/src/core/model/slo";
import { isComposite } from "../../../server/src/core/rules/alert/words";
import { findingsOf, metric, sloIn, v1alpha, v2alpha } from "./support";

function sliOf(use: IndicatorUse | undefined): Sli {
  if (use?.kind !== "inline") throw new Error("no SLI in place");
  return use.sli;
}

describe("an OpenSLO v1alpha SLO", () => {
  it("has the SLO's indicator in its only objective", () => {
    const slo = sloIn(v1alpha());
    const sli = sliOf(slo.indicator);
    expect(isComposite(slo)).toBe(false);
    expect(sli.shape).toBe("ratio");
    expect(sli.counter?.value).toBe(true);
    expect(sli.metrics.map(({ role, queryText }) => `${role} ${queryText?.text}`)).toEqual([
      "good sum(browser_search_done_total)",
      "total sum(browser_search_asked_total)",
    ]);
    expect(slo.objectives[0]?.target?.value.toFraction()).toBe("999/1000");
    expect(slo.service?.value).toBe("search");
  });

  it("has an indicator in each of several objectives", () => {
    const one = `{ target: 0.9, value: 1, ratioMetrics: { good: ${metric("done")}, total: ${metric("asked")} } }`;
    const slo = sloIn(v1alpha({ objectives: `[${one}, ${one}]` }));
    expect(slo.indicator).toBeUndefined();
    expect(slo.objectives.map(({ indicator }) => sliOf(indicator).shape)).toEqual(["ratio", "ratio"]);
  });

  it("has a threshold under `spec`", () => {
    const more = `  indicator: { thresholdMetric: ${metric("age")} }\n`;
    const slo = sloIn(v1alpha({ objectives: "[{ target: 0.9, op: lte, value: 60 }]", more }));
    const sli = sliOf(slo.indicator);
    expect(sli.shape).toBe("threshold");
    expect(sli.metrics.map(({ role, key }) => `${role} ${key}`)).toEqual(["threshold thresholdMetric"]);
  });

  it.each([
    ["unit: Day, count: 28", "28d"],
    ["unit: Week, count: 4", "4w"],
    ["unit: Month, count: 1", "1M"],
    ["unit: Quarter, count: 1", "1Q"],
    ["unit: Second, count: 2592000", "2592000 s"],
    ["unit: Second, count: 90", undefined],
    ["unit: Day, count: 1.5", undefined],
    ["unit: Day, count: 0", undefined],
    ["unit: days, count: 28", undefined],
  ])("has a window of { %s }", (window, expected) => {
    const duration = sloIn(v1alpha({ windows: `[{ ${window}, isRolling: true }]` })).window?.duration.value;
    const text = expected === "2592000 s" ? "30d" : expected;
    expect(duration?.text).toBe(text);
  });

  it("has a calendar window where a calendar says so", () => {
    const windows =
      "[{ unit: Month, count: 1, calendar: { startTime: 2026-01-01 00:00:00, timeZone: UTC } }]";
    expect(sloIn(v1alpha({ windows })).window).toMatchObject({
      kind: "calendar",
      timeZone: { value: "UTC" },
    });
  });

  it.each([
    ["promql", "prometheus", "Prometheus"],
    ["PromQL", "thanos", "Prometheus"],
    ["promql", "sloth", "Prometheus"],
    ["query", "datadog", "datadog"],
    ["Logs", "sumologic", "sumologic"],
  ])("asks in the language of its queryType: %s of %s", (queryType, source, expected) => {
    const metrics = `good: ${metric("done", queryType, source)}, total: ${metric("asked", queryType, source)}`;
    const slo = sloIn(v1alpha({ objectives: `[{ target: 0.9, value: 1, ratioMetrics: { ${metrics} } }]` }));
    expect(sliOf(slo.indicator).metrics.map(({ sourceType }) => sourceType?.value)).toEqual([
      expected,
      expected,
    ]);
  });

  it("needs Sloth's placeholder in each query where one has it, and else in none", () => {
    const half = v1alpha().replace(
      "browser_search_done_total)",
      "rate(browser_search_done_total[{{.window}}]))",
    );
    const needs = (text: string) => sliOf(sloIn(text).indicator).metrics.map((one) => one.needs?.text);
    expect(needs(half)).toEqual(["{{.window}}", "{{.window}}"]);
    expect(needs(v1alpha())).toEqual([undefined, undefined]);
    expect(findingsOf(half)).toContain("window-placeholder error");
    expect(findingsOf(v1alpha())).not.toContain("window-placeholder error");
  });

  it("is checked as PromQL", () => {
    expect(findingsOf(v1alpha().replace("sum(browser_search_done_total)", "sum(("))).toContain(
      "promql-syntax error",
    );
  });

  it("says what Sloth takes and OpenSLO's checker refuses, without an error", () => {
    const text = v1alpha({ windows: "[{ unit: Day, count: 30 }]" }).replace(", value: 1", "");
    expect(
      findingsOf(text)
        .filter((one) => !one.startsWith("server-blind"))
        .sort(),
    ).toEqual(["threshold-comparison information", "window-shape information"]);
  });

  it("says nothing of slogen's keys, and of any other key that it is unknown", () => {
    const slogen = "createView: true\nfields:\nlabels: { tier: 0 }\nalerts: { burnRate: [] }\n";
    expect(findingsOf(v1alpha() + slogen).filter((one) => one.endsWith("error"))).toEqual([]);
    expect(findingsOf(`${v1alpha()}createWiew: true\n`)).toContain("unknown-key error");
  });
});

const inline = (good: string) => `serviceRef: returns
sli:
  metadata: { name: returns-announced }
  spec:
    ratioMetric:
      counter: true
      good: ${good}
      total: { dataSourceRef: main, spec: { query: sum(browser_returns_total) } }`;

describe("an OpenSLO v2alpha SLO", () => {
  it("is read in its own names", () => {
    const text = v2alpha(
      inline(
        "{ dataSourceSpec: { type: Prometheus, connectionDetails: {} }, spec: { query: sum(browser_returns_done_total) } }",
      ),
    );
    const sli = sliOf(sloIn(text).indicator);
    expect(sloIn(text).service?.value).toBe("returns");
    expect(
      sli.metrics.map(({ role, sourceRef, sourceType }) => [role, sourceRef?.value, sourceType?.value]),
    ).toEqual([
      ["good", undefined, "Prometheus"],
      ["total", "main", undefined],
    ]);
    expect(sli.metrics[0]?.queryText?.text).toBe("sum(browser_returns_done_total)");
    const { references } = readSpecDocument(text).objects[0] ?? { references: [] };
    expect(references.map(({ kind, field }) => `${kind} ${field}`)).toEqual([
      "Service spec.serviceRef",
      "DataSource spec.sli.spec.ratioMetric.total.dataSourceRef",
    ]);
  });

  it("reads the older name of the service too", () => {
    const text = v2alpha("service: returns\nsliRef: returns-announced");
    expect(sloIn(text).service?.value).toBe("returns");
    expect(findingsOf(text)).toEqual(["replaced-key warning"]);
  });

  it.each([
    ["no service at all", "sliRef: returns-announced", ["key-choice error"]],
    ["two names of the service", "service: a\nserviceRef: a\nsliRef: b", ["key-choice error"]],
    ["no indicator", "serviceRef: returns", ["indicator-place error"]],
    ["v1's indicator beside", "serviceRef: a\nsliRef: b\nindicatorRef: b", ["unknown-key error"]],
    ["a source neither named nor written", inline("{ spec: { query: up } }"), ["key-choice error"]],
  ])("wants what its checker wants: %s", (_, spec, expected) => {
    expect(findingsOf(v2alpha(spec)).filter((one) => one.endsWith("error"))).toEqual(expected);
  });

  it.each([
    ["28d", []],
    ["672h", []],
    ["1M", ["duration-form error"]],
    ["1Y", ["duration-form error"]],
  ])("has windows of minutes to weeks: %s", (duration, expected) => {
    const text = v2alpha("serviceRef: returns\nsliRef: returns-announced").replace("4w", duration);
    expect(findingsOf(text)).toEqual(expected);
  });

  it("has no display name, and labels of one value", () => {
    const service = (metadata: string) =>
      `apiVersion: openslo.com/v2alpha\nkind: Service\nmetadata: { name: returns, ${metadata} }\n`;
    expect(findingsOf(service("displayName: Returns"))).toEqual(["unknown-key error"]);
    expect(findingsOf(service("labels: { team: [a, b] }"))).toEqual(["wrong-type error"]);
    expect(findingsOf(service("labels: { example.com/team: a.b_c-1 }"))).toEqual([]);
  });

  it("wants a wait before an alert", () => {
    const condition = (more: string) => `apiVersion: openslo.com/v2alpha
kind: AlertCondition
metadata: { name: fast-burn }
spec:
  severity: page
  condition: { kind: burnrate, op: gte, threshold: 14.4, lookbackWindow: 1h${more} }
`;
    expect(findingsOf(condition(""))).toEqual(["missing-key error"]);
    expect(findingsOf(condition(", alertAfter: 0m"))).toEqual([]);
  });
});
