import { describe, expect, it } from "vitest";
import { mayHoldSpecs } from "../../../server/src/core/dialects/registry";
import { readSpecDocument } from "../../../server/src/core/dialects/spec-document";
import { durationSeconds } from "../../../server/src/core/math/duration";
import { COUNTS, findingsOf, hoverOn, objectsIn, policy, slo, sloIn } from "./support";

describe("Nobl9's objects are recognised", () => {
  it.each([
    ["an SLO", slo(), ["SLO"]],
    ["kinds in lower case", "apiVersion: n9/v1alpha\nkind: service\nmetadata: {name: a}", ["Service"]],
    ["kinds in capitals", "apiVersion: n9/v1alpha\nkind: ALERTMETHOD\nmetadata: {name: a}", ["AlertMethod"]],
    [
      "a list",
      "- {apiVersion: n9/v1alpha, kind: Project, metadata: {name: a}}\n- {apiVersion: n9/v1alpha, kind: Agent, metadata: {name: a}}",
      ["Project", "Agent"],
    ],
    [
      "OpenSLO with Nobl9's sources",
      "apiVersion: openslo/v1\nkind: Service\nmetadata: {name: a}",
      ["Service"],
    ],
    ["another project's SLO", "apiVersion: example.com/v1\nkind: SLO\nspec: {objectives: []}", []],
  ])("%s", (_, text, kinds) => {
    expect(objectsIn(text).map(({ kind }) => kind)).toEqual(kinds);
    if (kinds.length > 0) expect(mayHoldSpecs(text)).toBe(true);
  });

  it("leaves OpenSLO's objects to OpenSLO", () => {
    const text =
      "apiVersion: openslo/v1\nkind: SLO\nmetadata: {name: a}\nspec: {budgetingMethod: Occurrences}";
    expect(objectsIn(text)[0]?.dialect).toBe("openslo/v1");
    expect(objectsIn(slo())[0]?.dialect).toBe("n9/v1alpha");
  });

  it.each([
    ["apiVersion: n9/v1\nkind: SLO\nmetadata: {name: a}", "apiVersion", "n9/v1alpha"],
    ["apiVersion: n9/v1alpha1\nkind: Service\nmetadata: {name: a}", "apiVersion", "n9/v1alpha"],
    ["apiVersion: nobl9.com/v1alpha\nkind: Project\nmetadata: {name: a}", "apiVersion", "n9/v1alpha"],
    ["apiVersion: n9/v1alpha\nkind: AlertPolices\nmetadata: {name: a}", "kind", "AlertPolicy"],
    ["apiVersion: n9/v1alpha\nkind: Alert Method\nmetadata: {name: a}", "kind", "AlertMethod"],
    ["apiVersion: n9/v1alpha\nkind: SLOs\nmetadata: {name: a}", "kind", "SLO"],
    [slo().replace("apiVersion: n9/v1alpha\n", ""), "apiVersion", "n9/v1alpha"],
    [slo().replace("n9/v1alpha", "v1alpha"), "apiVersion", "n9/v1alpha"],
  ])("a near miss: %s", (text, field, suggestion) => {
    expect(readSpecDocument(text).headerFaults).toMatchObject([{ field, suggestion }]);
  });

  it("does not guess where nothing is near", () => {
    const [fault] = readSpecDocument("apiVersion: n9/v1alpha\nkind: s\nmetadata: {name: a}").headerFaults;
    expect(fault?.field).toBe("kind");
    expect(fault?.suggestion).toBeUndefined();
    expect(readSpecDocument("apiVersion: v1\nkind: SLO\nspec: {}").headerFaults[0]?.suggestion).not.toBe(
      "n9/v1alpha",
    );
  });
});

describe("an SLO is read", () => {
  it("with its target, window and service", () => {
    const read = sloIn(slo());
    expect(read.service?.value).toBe("checkout");
    expect(read.metricSource?.value).toBe("prometheus");
    expect(read.window).toMatchObject({ kind: "rolling", inParts: true });
    expect(read.window?.duration.value.text).toBe("28d");
    expect(String(read.objectives[0]?.target?.value.n)).toBe("999");
  });

  it.each([
    ["unit: Hour\ncount: 12\nisRolling: true", "rolling", 12 * 3600],
    [
      "unit: Week\ncount: 2\ncalendar:\n  startTime: 2026-01-05 00:00:00\n  timeZone: UTC",
      "calendar",
      14 * 86400,
    ],
    [
      "unit: Quarter\ncount: 1\ncalendar:\n  startTime: 2026-01-01 00:00:00\n  timeZone: UTC",
      "calendar",
      90 * 86400,
    ],
  ])("a window of %s", (window, kind, seconds) => {
    const read = sloIn(slo({ window })).window;
    expect(read?.kind).toBe(kind);
    expect(read && Number(durationSeconds(read.duration.value).n)).toBe(seconds);
  });

  it.each(["unit: Days\ncount: 28", "unit: Day\ncount: 0", "unit: Day\ncount: 1.5", "unit: Day"])(
    "no window of %s",
    (window) => {
      expect(sloIn(slo({ window: `${window}\nisRolling: true` })).window).toBeUndefined();
    },
  );

  it("with good and all events, and whether they are counters", () => {
    const use = sloIn(slo()).objectives[0]?.indicator;
    if (use?.kind !== "inline") throw new Error("no indicator");
    expect(use.sli.shape).toBe("ratio");
    expect(use.sli.counter?.value).toBe(true);
    expect(use.sli.metrics.map(({ role, sourceType }) => [role, sourceType?.value])).toEqual([
      ["good", "prometheus"],
      ["total", "prometheus"],
    ]);
  });

  it("with a threshold of its own, or of the whole SLO", () => {
    const raw = "name: a\ntarget: 0.9\nop: lte\nvalue: 2.5";
    const own = sloIn(
      slo({ objective: `${raw}\nrawMetric:\n  query:\n    datadog:\n      query: avg:a.b{*}` }),
    );
    const [objective] = own.objectives;
    expect(objective?.op?.value).toBe("lte");
    expect(objective?.value?.value.d).toBe(2n);
    expect(objective?.indicator).toMatchObject({ kind: "inline", sli: { shape: "threshold" } });
    expect(own.indicator).toBeUndefined();
    const shared = sloIn(
      slo({ objective: raw }).replace(
        "      name: prometheus\n",
        "      name: prometheus\n    rawMetric:\n      prometheus:\n        promql: max(a)\n",
      ),
    );
    expect(shared.indicator).toMatchObject({ kind: "inline", sli: { shape: "threshold" } });
    expect(shared.objectives[0]?.indicator).toBeUndefined();
  });

  it("with slices of a minute under Timeslices", () => {
    const read = sloIn(slo({ method: "Timeslices", objective: `timeSliceTarget: 0.95\n${COUNTS}` }));
    expect(read.objectives[0]?.timeSliceWindow?.value.text).toBe("1m");
    expect(sloIn(slo()).objectives[0]?.timeSliceWindow).toBeUndefined();
  });

  it.each([
    ["promql", "gcm:\n  projectId: a\n  promql: max(b)", "max(b)"],
    ["MQL", "gcm:\n  projectId: a\n  query: fetch b", "fetch b"],
    ["a path", "appDynamics:\n  applicationName: a\n  metricPath: b|c", "b|c"],
    ["DQL", "dynatrace:\n  dql:\n    query: timeseries avg(a)", "timeseries avg(a)"],
    ["SignalFlow", "splunkObservability:\n  program: data('a').publish()", "data('a').publish()"],
    ["nothing but names", "thousandEyes:\n  testID: 1\n  testType: net-loss", undefined],
  ])("a query in %s", (_, query, text) => {
    const lines = query.replaceAll(/^/gm, "    ");
    const read = sloIn(
      slo({ objective: `name: a\ntarget: 0.9\nop: lte\nvalue: 1\nrawMetric:\n  query:\n${lines}` }),
    );
    const use = read.objectives[0]?.indicator;
    expect(use?.kind === "inline" ? use.sli.metrics[0]?.queryText?.text : "none").toBe(text);
  });

  it("is quiet about a sound one, and about kinds that are known by name", () => {
    expect(findingsOf(slo())).toEqual([]);
    const agent =
      "apiVersion: n9/v1alpha\nkind: Agent\nmetadata: {name: a, project: b}\nspec: {anything: [1]}\n";
    expect(findingsOf(agent)).toEqual([]);
  });
});

describe("names", () => {
  const service = (name: string, project: string) =>
    `apiVersion: n9/v1alpha\nkind: Service\nmetadata: {name: ${name}, project: ${project}}\nspec: {}\n`;

  it("are unique in a project", () => {
    expect(findingsOf(`${service("checkout", "shop")}---\n${service("checkout", "bank")}`)).toEqual([]);
    expect(findingsOf(`${service("checkout", "shop")}---\n${service("checkout", "shop")}`)).toEqual([
      "8 duplicate-name",
    ]);
    expect(findingsOf(`${slo()}---\n${slo({ project: "bank" })}`)).toEqual([]);
    expect(findingsOf(`${slo()}---\n${slo()}`)).toEqual(["38 duplicate-name"]);
  });

  it("lead to the project that they stand in", () => {
    const both = `${slo({ project: "bank" })}---\n${service("checkout", "shop")}---\n${service("checkout", "bank")}`;
    expect(hoverOn(both, "checkout\n")).toContain("Service **checkout**");
    expect(hoverOn(both, "checkout\n")).not.toContain("given 2 times");
    const other = `${slo({ project: "bank" })}---\n${service("checkout", "shop")}`;
    expect(hoverOn(other, "checkout\n")).toContain("No Service");
  });

  it("are spoken of where the workspace has others of the project, and not else", () => {
    expect(findingsOf(`${slo()}# file: b.yaml\n${service("checkouts", "shop")}`)).toEqual([
      "9 dangling-reference",
    ]);
    expect(findingsOf(`${slo()}# file: b.yaml\n${service("basket", "bank")}`)).toEqual([]);
    expect(findingsOf(slo({ more: "alertPolicies:\n  - fast" }))).toEqual([]);
  });

  it("may be those of an agent or of a direct connection", () => {
    const direct = "apiVersion: n9/v1alpha\nkind: Direct\nmetadata: {name: prometheus, project: shop}\n";
    expect(hoverOn(`${slo()}# file: b.yaml\n${direct}`, "prometheus\n")).toContain("Direct **prometheus**");
  });

  it("may be as long as Nobl9 takes them", () => {
    const long = "a".repeat(200);
    expect(findingsOf(slo({ service: long }))).toEqual([]);
    expect(findingsOf(slo({ service: "a".repeat(254) }))).toHaveLength(2);
  });

  it("of a tier count where there is one", () => {
    const tier = "apiVersion: slosmith/v1\nkind: ReliabilityTier\nmetadata: {name: core}\nspec: {rank: 1}\n";
    const named = slo({ more: "tier: core" });
    const of = (text: string) =>
      findingsOf(`${text}# file: b.yaml\n${tier}`).filter((one) => /no-tier/.test(one));
    expect(of(slo())).toHaveLength(1);
    expect(of(named)).toHaveLength(0);
    expect(findingsOf(named)).toEqual([]);
  });
});

describe("templates and broken files", () => {
  it("are not judged for what is absent", () => {
    const text = slo().replace(
      "  service: checkout\n",
      "{{- if .Values.a }}\n  service: checkout\n{{- end }}\n",
    );
    expect(findingsOf(text).map((one) => one.split(" ")[1])).toEqual(["template-not-judged"]);
  });

  it("are read without a throw, wherever they are cut off", () => {
    const text = `${slo()}---\n${policy("a", "b", ["measurement: averageBurnRate\nvalue: 2"])}`;
    for (let end = 0; end < text.length; end += 7) expect(() => findingsOf(text.slice(0, end))).not.toThrow();
  });
});
