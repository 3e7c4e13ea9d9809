import { describe, expect, it } from "vitest";
import { allSaid, remarks, v1 } from "./support";

const said = (text: string) => remarks(text, ["sloth"]);

interface Parts {
  readonly header?: string;
  readonly method?: string;
  readonly window?: string;
  readonly objective?: string;
  readonly spec?: string;
}

const metric = (key: string, query: string, from = "prometheus", type = "promql") =>
  `    ${key}:\n      source: ${from}\n      queryType: ${type}\n      query: ${query}\n`;

const GOOD = metric("good", 'sum(rate(http_requests_total{code!~"5.."}[{{.window}}]))');
const TOTAL = metric("total", "sum(rate(http_requests_total[{{.window}}]))");

function v1alpha(parts: Parts = {}): string {
  return `${parts.header ?? "apiVersion: openslo/v1alpha\nkind: SLO"}
metadata:
  name: checkout-availability
spec:
  service: checkout
  budgetingMethod: ${parts.method ?? "Occurrences"}
${parts.spec ?? ""}  objectives:
  - target: 0.999
    value: 1
    displayName: Answered
${parts.objective ?? `    ratioMetrics:\n${(GOOD + TOTAL).replaceAll(/^/gm, "  ").trimEnd()}\n      incremental: true`}
  timeWindows:
  - ${parts.window ?? "count: 30\n    unit: Day\n    isRolling: true"}
`;
}

const ratio = (good: string, total: string) =>
  `    ratioMetrics:\n${(good + total).replaceAll(/^(?=.)/gm, "  ").trimEnd()}\n      incremental: true`;

describe("what Sloth makes of OpenSLO v1alpha", () => {
  it("says nothing of what it takes", () => {
    expect(said(v1alpha())).toEqual([]);
    expect(said(v1alpha({ window: "count: 28\n    unit: day\n    isRolling: true" }))).toEqual([]);
  });

  it.each([
    ["count: 7\n    unit: Day\n    isRolling: true", ["refuses 7"]],
    ["count: 4\n    unit: Week\n    isRolling: true", ["refuses Week"]],
    [
      "count: 30\n    unit: Day\n    isRolling: false\n    calendar:\n      startTime: 2026-01-01 00:00:00\n      timeZone: UTC",
      ["ignores/warning calendar"],
    ],
  ])("the window %j", (window, expected) => {
    expect(said(v1alpha({ window }))).toEqual(expected);
  });

  it("takes other windows where the workspace brings AlertWindows", () => {
    const seven = v1alpha({ window: "count: 7\n    unit: Day\n    isRolling: true" });
    const windows =
      "# file: windows.yaml\napiVersion: sloth.slok.dev/v1\nkind: AlertWindows\nspec:\n  sloPeriod: 7d\n";
    expect(remarks(`# file: slo.yaml\n${seven}${windows}`, ["sloth"], "slo.yaml")).toEqual([]);
  });

  it("counts no time slices", () => {
    const sliced = v1alpha({ method: "Timeslices" });
    expect(said(sliced)).toEqual(["ignores/warning Timeslices"]);
    expect(allSaid(sliced, []).map(({ code }) => code)).toContain("time-slice-fields");
    expect(allSaid(sliced, ["sloth"]).map(({ code }) => code)).not.toContain("time-slice-fields");
  });

  it("asks Prometheus in PromQL", () => {
    const datadog = metric("good", "sum:requests{{.window}}", "datadog", "dd");
    expect(said(v1alpha({ objective: ratio(datadog, TOTAL) }))).toEqual(["refuses datadog", "refuses dd"]);
    expect(said(v1alpha({ objective: ratio(GOOD, TOTAL.replace("prometheus", "thanos")) }))).toEqual([
      "refuses thanos",
    ]);
    // Its loader asks the good metric's source twice, so that of `total` is free beside `sloth`.
    const sloth = GOOD.replace("prometheus", "sloth");
    expect(said(v1alpha({ objective: ratio(sloth, TOTAL.replace("prometheus", "thanos")) }))).toEqual([]);
  });

  it("wants the range's place in one of the queries", () => {
    const fixed = (text: string) => text.replace("{{.window}}", "5m");
    expect(said(v1alpha({ objective: ratio(fixed(GOOD), TOTAL) }))).toEqual([]);
    expect(said(v1alpha({ objective: ratio(fixed(GOOD), fixed(TOTAL)) }))).toEqual([
      'refuses sum(rate(http_requests_total{code!~"5.."}[5m]))',
    ]);
  });

  it("reads ratios and no thresholds", () => {
    const spec =
      "  indicator:\n    thresholdMetric:\n      source: prometheus\n      queryType: promql\n      query: latency\n";
    expect(said(v1alpha({ spec, objective: "    op: lte" }))).toEqual(["refuses thresholdMetric"]);
  });

  it("finds header lines by their letters", () => {
    expect(said(v1alpha({ header: "apiVersion: openslo/v1alpha\nkind: SLO # of the shop" }))).toEqual([
      "refuses kind: SLO",
    ]);
  });

  it("takes no other kind, and no other version", () => {
    const service =
      "apiVersion: openslo/v1alpha\nkind: Service\nmetadata:\n  name: checkout\nspec:\n  description: x\n";
    expect(said(service)).toEqual(["refuses Service"]);
    expect(said(v1())).toEqual(["refuses openslo/v1"]);
  });

  it("does without what only OpenSLO's checker asks for", () => {
    const bare = v1alpha().replace(/ {2}timeWindows:[\s\S]*/, "");
    expect(allSaid(bare, []).map(({ code }) => code)).toContain("missing-key");
    expect(allSaid(bare, ["sloth"]).map(({ code }) => code)).not.toContain("missing-key");
    expect(allSaid(bare, ["sloth", "go-sdk"]).map(({ code }) => code)).toContain("missing-key");
    const unvalued = v1alpha().replace("    value: 1\n", "").replace("    isRolling: true\n", "");
    const codes = (ids: readonly ("sloth" | "go-sdk")[]) =>
      allSaid(unvalued, ids)
        .map(({ code, severity }) => `${severity} ${code}`)
        .filter((one) => one.endsWith("comparison") || one.endsWith("shape"));
    expect(codes([])).toEqual(["information threshold-comparison", "information window-shape"]);
    expect(codes(["sloth"])).toEqual([]);
    expect(codes(["go-sdk", "sloth"])).toEqual(["error threshold-comparison", "error window-shape"]);
    const nameless = v1alpha().replace("  service: checkout\n", "");
    expect(allSaid(nameless, ["sloth"]).map(({ code }) => code)).toContain("missing-key");
  });
});

describe("Sloth's own format", () => {
  it("is left to its rules", () => {
    const text = "version: prometheus/v1\nservice: checkout\nslos: []\n";
    expect(said(text)).toEqual([]);
    expect(remarks(text, ["nobl9"])).toEqual(["refuses prometheus/v1"]);
  });
});
