import { describe, expect, it } from "vitest";
import { inline, object, ratioOf, remarks, source, v1 } from "./support";

const said = (text: string) => remarks(text, ["nobl9"]);

const PROMETHEUS = (query: string, key = "promql") =>
  `metricSourceRef: agent\ntype: prometheus\nspec:\n  ${key}: ${query}`;

describe("what Nobl9 makes of an OpenSLO v1 SLO", () => {
  it("says nothing of one that it takes", () => {
    expect(said(v1())).toEqual([]);
    const good = source("good", PROMETHEUS("sum(good_total)"));
    const total = source("total", PROMETHEUS("sum(all_total)"));
    expect(said(v1({ indicator: inline(ratioOf(good, total)) }))).toEqual([]);
  });

  it.each([
    ["4w", ["refuses 4w"]],
    ["1M", ["refuses 1M"]],
    ["32d", ["refuses 32d"]],
    ["4m", ["refuses 4m"]],
    ["31d", []],
    ["672h", []],
  ])("rolling window of %s", (duration, expected) => {
    expect(said(v1({ window: `- duration: ${duration}\n  isRolling: true` }))).toEqual(expected);
  });

  it.each([
    ["1M", []],
    ["1w", []],
    ["48h", ["refuses 48h"]],
  ])("calendar window of %s", (duration, expected) => {
    const calendar = "calendar:\n    startTime: 2026-01-01 00:00:00\n    timeZone: UTC";
    expect(said(v1({ window: `- duration: ${duration}\n  isRolling: false\n  ${calendar}` }))).toEqual(
      expected,
    );
  });

  it("knows no RatioTimeslices, and no slices of a stated length", () => {
    const text = v1({ method: "RatioTimeslices", objectives: "- target: 0.99\n  timeSliceWindow: 5m" });
    expect(said(text)).toEqual(["refuses RatioTimeslices", "ignores/warning timeSliceWindow"]);
  });

  it("drops targets in percent, indicators of objectives and lists of policies", () => {
    expect(said(v1({ objectives: "- targetPercent: 99.9" }))).toEqual(["refuses targetPercent"]);
    const composite = v1({ indicator: "", objectives: "- target: 0.99\n  indicatorRef: good" });
    expect(said(composite)).toEqual(["refuses indicatorRef"]);
    const policies = v1({ more: "alertPolicies:\n  - alertPolicyRef: burn" });
    expect(said(policies)).toEqual(["ignores/warning alertPolicies"]);
  });

  it("tells objectives apart by their value", () => {
    const metrics = ratioOf(
      source("good", PROMETHEUS("sum(good_total)")),
      source("total", PROMETHEUS("sum(all_total)")),
    );
    const two = "- displayName: first\n  target: 0.99\n- displayName: second\n  target: 0.999";
    expect(said(v1({ indicator: inline(metrics), objectives: two }))).toEqual(["refuses displayName"]);
    const threshold = inline(source("thresholdMetric", PROMETHEUS("latency")));
    const bounds = (second: number) =>
      `- target: 0.99\n  op: lte\n  value: 1\n- target: 0.999\n  op: lte\n  value: ${second}`;
    expect(said(v1({ indicator: threshold, objectives: bounds(2) }))).toEqual([]);
    expect(said(v1({ indicator: threshold, objectives: bounds(1) }))).toEqual(["refuses target"]);
  });
});

describe("what Nobl9 makes of metrics", () => {
  const of = (...metrics: readonly string[]) => said(object("SLI", ratioOf(...metrics)));
  const good = source("good", PROMETHEUS("sum(good_total)"));

  it("wants a data source and its type", () => {
    const bare = source("total", "type: prometheus\nspec:\n  promql: sum(all_total)");
    expect(of(good, bare)).toEqual(["refuses total"]);
    const untyped = source("total", "metricSourceRef: agent\nspec:\n  promql: sum(all_total)");
    expect(of(good, untyped)).toEqual(["refuses metricSourceRef"]);
  });

  it("wants its own names, letter by letter", () => {
    const shouted = source("total", "metricSourceRef: agent\ntype: Prometheus\nspec:\n  query: up");
    expect(of(good, shouted)).toEqual(["refuses Prometheus"]);
    const query = source("total", PROMETHEUS("sum(all_total)", "query"));
    expect(of(good, query)).toEqual(["refuses query"]);
  });

  it("takes no raw ratio, and bad events of a few sources", () => {
    const raw = source("raw", PROMETHEUS("ratio"));
    expect(
      said(object("SLI", `ratioMetric:\n  rawType: success\n  ${raw.replaceAll("\n", "\n  ")}`)),
    ).toEqual(["refuses raw"]);
    const total = source("total", PROMETHEUS("sum(all_total)"));
    expect(of(source("bad", PROMETHEUS("sum(bad_total)")), total)).toEqual(["refuses bad"]);
    const cloud = (key: string) => source(key, "metricSourceRef: agent\ntype: cloudWatch\nspec:\n  sql: x");
    expect(of(cloud("bad"), cloud("total"))).toEqual([]);
  });

  it("asks one data source of one kind", () => {
    const loki = source("total", "metricSourceRef: agent\ntype: grafanaLoki\nspec:\n  logql: x");
    expect(of(good, loki)).toEqual(["refuses grafanaLoki"]);
    const other = source("total", PROMETHEUS("sum(all_total)").replace("agent", "other"));
    expect(of(good, other)).toEqual(["ignores/warning other"]);
  });

  it("knows its data sources, and fewer of them directly", () => {
    const data = (type: string, annotations = "") =>
      said(
        object("DataSource", `type: ${type}\nconnectionDetails:\n  url: https://example.com`, annotations),
      );
    const direct = '  annotations:\n    nobl9.com/kind: "Direct"\n';
    expect(data("prometheus")).toEqual([]);
    expect(data("Prometheus")).toEqual(["refuses Prometheus"]);
    expect(data("prometheus", direct)).toEqual(["refuses prometheus"]);
    expect(data("datadog", direct)).toEqual([]);
    expect(data("datadog", direct.replace("Direct", "Straight"))).toEqual(['refuses "Straight"']);
  });
});

describe("what Nobl9 makes of alerts", () => {
  const condition = (lines: string, severity = "High") =>
    said(
      object(
        "AlertCondition",
        `severity: ${severity}\ncondition:\n  kind: burnrate\n  ${lines.replaceAll("\n", "\n  ")}`,
      ),
    );

  it("says nothing of a condition that it takes", () => {
    expect(condition("op: gte\nthreshold: 2\nlookbackWindow: 1h")).toEqual([]);
  });

  it.each([
    ["op: gt\nthreshold: 2\nlookbackWindow: 1h", ["refuses gt"]],
    ["op: gte\nthreshold: 2\nlookbackWindow: 1d", ["refuses 1d"]],
    ["op: gte\nthreshold: 2\nlookbackWindow: 2w", ["refuses 2w"]],
    ["op: gte\nthreshold: 2\nlookbackWindow: 4m", ["refuses 4m"]],
    ["op: gte\nthreshold: 2\nlookbackWindow: 1h\nalertAfter: 5m", ["refuses alertAfter"]],
  ])("%j", (lines, expected) => {
    expect(condition(lines)).toEqual(expected);
  });

  it("knows three severities", () => {
    expect(condition("op: gte\nthreshold: 2\nlookbackWindow: 1h", "page")).toEqual(["refuses page"]);
  });

  it("drops the alert on missing data", () => {
    const policy = (flag: boolean) =>
      said(
        object(
          "AlertPolicy",
          `alertWhenNoData: ${flag}\nconditions:\n  - conditionRef: a\nnotificationTargets:\n  - targetRef: b`,
        ),
      );
    expect(policy(true)).toEqual(["ignores/warning alertWhenNoData"]);
    expect(policy(false)).toEqual([]);
  });

  it("looks into policies that are written in an SLO", () => {
    const text = v1({
      more: `alertPolicies:
  - kind: AlertPolicy
    metadata:
      name: burn
    spec:
      conditions:
        - kind: AlertCondition
          metadata:
            name: fast
          spec:
            severity: High
            condition:
              kind: burnrate
              op: gt
              threshold: 2
              lookbackWindow: 1h
      notificationTargets:
        - targetRef: on-call`,
    });
    expect(said(text)).toEqual(["ignores/warning alertPolicies", "refuses gt"]);
  });

  it("knows its alert methods", () => {
    const target = (name: string) => said(object("AlertNotificationTarget", `target: ${name}`));
    expect(target("pagerduty")).toEqual([]);
    expect(target("PagerDuty")).toEqual(["refuses PagerDuty"]);
    expect(target("carrier-pigeon")).toEqual(["refuses carrier-pigeon"]);
  });

  it("does not let annotations decide what an object becomes", () => {
    const kind = "  annotations:\n    nobl9.com/kind: Agent\n";
    expect(said(object("Service", "description: x", kind))).toEqual(["refuses nobl9.com/kind"]);
  });
});
