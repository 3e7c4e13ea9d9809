import { describe, expect, it } from "vitest";
import { allSaid, inline, object, ratioOf, remarks, source, v1 } from "./support";

const said = (text: string) => remarks(text, ["dash0"]);

const prometheus = (key: string, query: string) =>
  source(key, `type: Prometheus\nspec:\n  query: '${query}'`);
const sound = inline(
  ratioOf(
    prometheus("good", 'http_requests_total{code!~"5.."}'),
    prometheus("total", "http_requests_total{}"),
  ),
);

describe("what Dash0 makes of OpenSLO v1", () => {
  it("says nothing of what it takes", () => {
    expect(said(v1({ indicator: sound }))).toEqual([]);
    expect(
      said(
        v1({
          indicator: sound,
          window: "- duration: 4w\n  isRolling: true",
          objectives: "- targetPercent: 99.9",
        }),
      ),
    ).toEqual([]);
  });

  it("takes SLOs alone", () => {
    expect(said(object("Service", "description: x"))).toEqual(["refuses Service"]);
  });

  it.each([
    [{ window: "- duration: 30d\n  isRolling: true" }, ["refuses 30d"]],
    [
      {
        window:
          "- duration: 1M\n  isRolling: false\n  calendar:\n    startTime: 2026-01-01 00:00:00\n    timeZone: UTC",
      },
      ["refuses calendar"],
    ],
    [
      {
        method: "Timeslices",
        objectives: "- target: 0.99\n  timeSliceTarget: 0.9\n  timeSliceWindow: 5m",
      },
      ["refuses Timeslices"],
    ],
    [
      { objectives: "- target: 0.99\n  timeSliceTarget: 0.9\n  timeSliceWindow: 5m" },
      ["refuses timeSliceTarget", "refuses timeSliceWindow"],
    ],
    [{ objectives: "- target: 0.99\n- target: 0.999" }, ["refuses target"]],
    [{ more: "alertPolicies:\n  - alertPolicyRef: burn" }, ["ignores/warning alertPolicies"]],
  ])("%j", (parts, expected) => {
    expect(said(v1({ indicator: sound, ...parts }))).toEqual(expected);
  });

  it("looks nothing up and compares nothing", () => {
    expect(said(v1())).toEqual(["refuses indicatorRef"]);
    const threshold = inline(prometheus("thresholdMetric", "latency{}"));
    expect(said(v1({ indicator: threshold, objectives: "- target: 0.99\n  op: lte\n  value: 1" }))).toEqual([
      "refuses thresholdMetric",
    ]);
    const named = inline(
      ratioOf(
        source("good", "metricSourceRef: shop\nspec:\n  query: up"),
        source("total", "type: Datadog\nspec:\n  query: up"),
      ),
    );
    expect(said(v1({ indicator: named }))).toEqual(["refuses metricSourceRef", "refuses Datadog"]);
  });

  it.each([
    ["http_requests_total", []],
    ['{otel_metric_name="runs"}', []],
    ["(http_requests_total)", []],
    ["sum(rate(http_requests_total[5m]))", ["refuses 'sum(rate(http_requests_total[5m]))'"]],
    ["http_requests_total[5m]", ["refuses 'http_requests_total[5m]'"]],
  ])("the query %s", (query, expected) => {
    const indicator = inline(ratioOf(prometheus("good", query), prometheus("total", "all_total{}")));
    expect(said(v1({ indicator }))).toEqual(expected);
  });
});

describe("what Dash0 takes and OpenSLO's tools refuse", () => {
  const bare = v1({ indicator: sound })
    .replace("openslo/v1", "openslo.com/v1")
    .replace("  service: checkout\n", "")
    .replace(/ {2}timeWindow:\n.*\n.*\n/, "");

  it("is not reported to those who write for Dash0", () => {
    expect(allSaid(bare, []).map(({ code }) => code)).toEqual(["header", "missing-key", "missing-key"]);
    expect(allSaid(bare, ["dash0"])).toEqual([]);
  });

  it("is reported where another reader is named too", () => {
    expect(allSaid(bare, ["dash0", "go-sdk"]).map(({ code }) => code)).toContain("header");
    expect(
      allSaid(bare.replace("openslo.com/v1", "openslo.dev/v1"), ["dash0"]).map(({ code }) => code),
    ).toEqual(["header"]);
  });
});
