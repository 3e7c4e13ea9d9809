import { describe, expect, it } from "vitest";
import { readSpecDocument } from "../../server/src/core/dialects/spec-document";
import { documentSymbols } from "../../server/src/core/ide/symbols";
import { formatRatio } from "../../server/src/core/math/format";
import type { TierMeasurement } from "../../server/src/core/model/tier";
import type { WorkspaceSettings } from "../../server/src/core/model/workspace-settings";
import { uriOf, workspaceOf } from "../support/workspace";

const FACTS = `eventsPerDay: 1200000
sampleInterval: 30s
retention: 13w
client: mobile
buckets: [0.1, 0.3, 1.2, 5]
dependencies: {card-network: 99.95, sms-gateway: 99.9}`;

const FAMILIES = `- match: shop_answers_*
  class: rum
  measures: answers that reached the browser
  type: histogram
  buckets: [0.1, 0.3]
  why: Counted after the page is drawn.
- {match: trace.web.*, class: user-facing, source: datadog}
- {match: nothing}
- {class: edge}`;

const indent = (text: string, by: number) => text.replaceAll(/^/gm, " ".repeat(by));

const WORKSPACE = `apiVersion: slosmith/v1
kind: Workspace
spec:
  measurement:
${indent(FACTS, 4)}
  signals:
${indent(FAMILIES, 4)}
`;

function settingsOf(text: string): WorkspaceSettings {
  const body = readSpecDocument(text).objects[0]?.body;
  if (body?.type !== "workspace") throw new Error("no workspace was read");
  return body;
}

function measurementOf(text: string): TierMeasurement {
  const body = readSpecDocument(text).objects[0]?.body;
  if (body?.type !== "tier" || !body.measurement) throw new Error("no tier with a measurement was read");
  return body.measurement;
}

/** What facts and families say, in plain values. */
function plain({ measurement, signals }: Pick<WorkspaceSettings, "measurement" | "signals">) {
  return {
    events: measurement?.eventsPerDay && formatRatio(measurement.eventsPerDay.value),
    interval: measurement?.sampleInterval?.value.text,
    retention: measurement?.retention?.value.text,
    client: measurement?.client?.value,
    buckets: measurement?.buckets?.value.map((bound) => formatRatio(bound)),
    dependencies: measurement?.dependencies.map(({ name, target }) => [name, formatRatio(target.value)]),
    families: signals.map((family) => [
      family.match.value,
      family.class.value,
      family.source?.value,
      family.type?.value,
    ]),
  };
}

const READ = {
  events: "1,200,000",
  interval: "30s",
  retention: "13w",
  client: "mobile",
  buckets: ["0.1", "0.3", "1.2", "5"],
  dependencies: [
    ["card-network", "0.9995"],
    ["sms-gateway", "0.999"],
  ],
  families: [
    ["shop_answers_*", "rum", undefined, "histogram"],
    ["trace.web.*", "user-facing", "datadog", undefined],
  ],
};

describe("a Workspace is read into the model", () => {
  it("with its facts and its families; those without a name or a class say nothing", () => {
    expect(plain(settingsOf(WORKSPACE))).toEqual(READ);
  });

  it("with the place of each value", () => {
    const { measurement, signals } = settingsOf(WORKSPACE);
    const at = (span: { start: number; end: number } | undefined) =>
      span && WORKSPACE.slice(span.start, span.end);
    expect(at(measurement?.span)).toBe("measurement");
    expect(at(measurement?.buckets?.span)).toBe("[0.1, 0.3, 1.2, 5]");
    expect(at(measurement?.dependencies[1]?.nameSpan)).toBe("sms-gateway");
    expect(at(measurement?.dependencies[1]?.target.span)).toBe("99.9");
    expect(at(signals[0]?.why?.span)).toBe("Counted after the page is drawn.");
  });

  it.each([
    ["eventsPerDay: 0", "events"],
    ["sampleInterval: often", "interval"],
    ["retention: 15s", "retention"],
    ["client: fridge", "client"],
    ["buckets: [0.3, 0.1]", "buckets"],
    ['buckets: [0.1, "{{ .Values.bound }}"]', "buckets"],
  ])("without what cannot be read: %s", (fact, key) => {
    const text = `apiVersion: slosmith/v1\nkind: Workspace\nspec:\n  measurement:\n    ${fact}\n`;
    expect(plain(settingsOf(text))).toHaveProperty(key, undefined);
  });

  it("and a dependency that promises everything is none", () => {
    const text = WORKSPACE.replace("card-network: 99.95", "card-network: 100");
    expect(plain(settingsOf(text)).dependencies).toEqual([["sms-gateway", "0.999"]]);
  });

  it("whatever stands where its sections belong", () => {
    for (const spec of [
      "spec:",
      "spec: []",
      "spec: {measurement: [], signals: {}}",
      "spec: {signals: [1, []]}",
    ]) {
      const settings = settingsOf(`apiVersion: slosmith/v1\nkind: Workspace\n${spec}\n`);
      expect(settings.signals).toEqual([]);
      expect(settings.measurement?.dependencies ?? []).toEqual([]);
    }
  });
});

describe("a tier's measurement", () => {
  it("holds the same facts and families beside its own", () => {
    const text = `apiVersion: slosmith/v1
kind: ReliabilityTier
metadata: {name: core}
spec:
  measurement:
    signals: [edge]
    minEventsPerWindow: 600
${indent(FACTS, 4)}
    families:
${indent(FAMILIES, 6)}
`;
    const measurement = measurementOf(text);
    expect(plain({ measurement, signals: measurement.families })).toEqual(READ);
    expect(measurement.signals.map(({ value }) => value)).toEqual(["edge"]);
    expect(measurement.minEventsPerWindow && formatRatio(measurement.minEventsPerWindow.value)).toBe("600");
  });
});

describe("the file .slosmith.yaml", () => {
  const findings = (text: string) =>
    workspaceOf([{ name: ".slosmith.yaml", text }])
      .check(uriOf(".slosmith.yaml"))
      .findings.map(({ code }) => code);

  it("may be empty, or hold comments alone", () => {
    expect(findings("")).toEqual([]);
    expect(findings("# The root of the specs.\n")).toEqual([]);
    expect(findings("---\n# slosmith\n---\n")).toEqual([]);
  });

  it("is silent where a Workspace keeps its schema, with or without a name", () => {
    const whole = WORKSPACE.replace("    - {match: nothing}\n    - {class: edge}\n", "");
    expect(whole).not.toBe(WORKSPACE);
    expect(findings(whole)).toEqual([]);
    expect(findings(whole.replace("spec:", "metadata: {name: shop}\nspec:"))).toEqual([]);
  });

  it("hears of what the schema refuses", () => {
    expect(findings(WORKSPACE)).toEqual(["missing-key", "missing-key"]);
    expect(findings(WORKSPACE.replace("retention:", "retenton:")).slice(0, 1)).toEqual(["unknown-key"]);
    expect(findings("apiVersion: slosmith/v1\nkind: Workspce\nspec: {}\n")).toEqual(["header"]);
    expect(findings("apiVersion: slosmith.io/v1\nkind: Workspace\nspec: {}\n")).toEqual(["header"]);
  });

  it("is nobody's business where another project's Workspace stands in it", () => {
    expect(findings("# slosmith\napiVersion: tenancy.example.com/v1\nkind: Workspace\n")).toEqual([]);
    expect(findings("# slosmith\nkind: Workspace\n")).toEqual([]);
  });

  it("has its object in the outline, by its name or its kind", () => {
    const symbols = (text: string) =>
      documentSymbols(workspaceOf([{ name: ".slosmith.yaml", text }]), uriOf(".slosmith.yaml")).map(
        ({ name, detail }) => `${name} ${detail}`,
      );
    expect(symbols(WORKSPACE)).toEqual(["Workspace Workspace"]);
    expect(symbols(WORKSPACE.replace("spec:", "metadata: {name: shop}\nspec:"))).toEqual(["shop Workspace"]);
  });
});
