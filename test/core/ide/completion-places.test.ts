import { describe, expect, it } from "vitest";
import { completionsAt } from "../../../server/src/core/ide/completion/completion";
import { type NamedText, uriOf, workspaceOf } from "../../support/workspace";

const NOW = { nowEpochMs: Date.UTC(2026, 0, 15) };

/** What is offered at the mark `¦`, and what the text becomes with it. */
function at(text: string, ...others: readonly NamedText[]) {
  const offset = text.indexOf("¦");
  const clean = text.replace("¦", "");
  const workspace = workspaceOf([{ name: "a.yaml", text: clean }, ...others]);
  return completionsAt(workspace, uriOf("a.yaml"), offset, NOW).map((one) => ({
    ...one,
    written: clean.slice(0, one.replace.start) + one.newText + clean.slice(one.replace.end),
  }));
}

const labels = (text: string, ...others: readonly NamedText[]) =>
  at(text, ...others).map(({ label }) => label);
const choice = (text: string, label: string, ...others: readonly NamedText[]) =>
  at(text, ...others).find((one) => one.label === label);

const slo = (spec: string) => `apiVersion: openslo/v1\nkind: SLO\nmetadata:\n  name: a\nspec:\n${spec}`;

describe("the cursor's column decides", () => {
  const text = (column: number) =>
    slo(
      `  service: a\n  timeWindow:\n    - duration: 28d\n${" ".repeat(column)}¦\n  budgetingMethod: Occurrences\n`,
    );

  it("which map a key belongs to", () => {
    expect(labels(text(6))).toEqual(["isRolling", "calendar"]);
    expect(labels(text(2))).toContain("objectives");
    expect(labels(text(2))).not.toContain("budgetingMethod");
  });

  it("whether it is a list's new item", () => {
    const items = at(slo("  objectives:\n    - target: 0.9\n    ¦\n"));
    expect(items.map(({ label }) => label)).toEqual(expect.arrayContaining(["- target", "- displayName"]));
    expect(items.find(({ label }) => label === "- target")?.written).toBe(
      slo("  objectives:\n    - target: 0.9\n    - target: \n"),
    );
    expect(labels(slo("  objectives:\n    ¦\n"))).toContain("- target");
    expect(labels(slo("  objectives:\n  - target: 0.9\n  ¦\n"))).toContain("timeWindow");
  });

  it("and a wrong one is put right", () => {
    const wrong = slo("  service: a\n   bud¦\n  objectives:\n    - target: 0.9\n");
    expect(labels(wrong)).toEqual([]);
    const empty = slo("    bud¦\n  service: a\n");
    expect(choice(empty, "budgetingMethod")?.written).toBe(slo("  budgetingMethod: \n  service: a\n"));
  });
});

describe("a key writes", () => {
  it("its colon, and below it what its map must have, with tab stops", () => {
    const found = choice(slo("  ¦"), "timeWindow");
    expect(found?.newText).toBe("timeWindow:\n    - duration: ");
    expect(found?.snippet).toBe("timeWindow:\n    - duration: ${1:28d}\n      isRolling: ${2|true,false|}");
    expect(found?.detail).toBe("list, required");
    expect(choice(slo("  ¦"), "description")?.newText).toBe("description: ");
    expect(choice(slo("  alertPolicies:\n    - ¦"), "kind")?.newText).toBe("kind: AlertPolicy");
  });

  it("the document's own line ends and indentation", () => {
    const crlf = slo("    service: a\n    ¦")
      .replace("metadata:\n  name", "metadata:\n    name")
      .replaceAll("\n", "\r\n");
    expect(choice(crlf, "timeWindow")?.newText).toBe("timeWindow:\r\n        - duration: ");
  });

  it("brackets between brackets, and sees its neighbours on both sides", () => {
    const flow = "apiVersion: openslo/v1\nkind: Service\nmetadata: {name: a, ¦, labels: {b: c}}\nspec: {}\n";
    expect(labels(flow)).toEqual(["displayName", "annotations"]);
    expect(choice(flow, "annotations")?.snippet).toBe("annotations: {$0\\}");
    const nested = slo("  timeWindow: [{duration: 28d, is¦}]\n");
    expect(choice(nested, "isRolling")?.written).toBe(slo("  timeWindow: [{duration: 28d, isRolling: }]\n"));
    expect(labels(slo("  timeWindow: [{duration: 28d, isRolling: ¦}]\n"))).toEqual(["true", "false"]);
  });
});

describe("keys that exclude each other", () => {
  it.each([
    ["target", "  objectives:\n    - target: 0.9\n      ¦", "targetPercent"],
    ["an indicator", "  indicatorRef: a\n  ¦", "indicator"],
    ["the SLO's indicator", "  indicatorRef: a\n  objectives:\n    - ¦", "indicatorRef"],
    ["a rolling window", "  timeWindow:\n    - isRolling: true\n      ¦", "calendar"],
    ["a named policy", "  alertPolicies:\n    - alertPolicyRef: a\n      ¦", "metadata"],
  ])("are not offered beside %s", (_what, spec, key) => {
    expect(labels(slo(spec)).length).toBeGreaterThanOrEqual(0);
    expect(labels(slo(spec))).not.toContain(key);
  });

  it("go by the model where the schema says nothing", () => {
    const pyrra = (indicator: string) =>
      `apiVersion: pyrra.dev/v1alpha1\nkind: ServiceLevelObjective\nmetadata:\n  name: a\nspec:\n  target: "99"\n  window: 4w\n  indicator:\n${indicator}`;
    expect(labels(pyrra("    ¦"))).toEqual(expect.arrayContaining(["ratio", "latency"]));
    expect(
      labels(pyrra("    ratio:\n      errors: {metric: a}\n      total: {metric: b}\n    ¦")),
    ).not.toContain("latency");
  });
});

describe("values", () => {
  const SLO_WITH = (target: string) =>
    slo(
      `  service: shop\n  indicatorRef: good\n  budgetingMethod: Occurrences\n  timeWindow:\n    - duration: 28d\n      isRolling: true\n  objectives:\n    - ${target}\n`,
    );
  const TIER: NamedText = {
    name: "tier.yaml",
    text: `apiVersion: slosmith/v1
kind: ReliabilityTier
metadata: {name: core}
spec:
  rank: 1
  window: {default: 28d}
  objectives:
    - {category: availability, floorPercent: 99.5, defaultPercent: 99.8, ceilingPercent: 99.95}
`,
  };

  it("are targets with their budget in the SLO's window", () => {
    expect(choice(SLO_WITH("target: ¦"), "0.9995")?.detail).toBe("20m 9.6s in 28d");
    expect(choice(SLO_WITH("targetPercent: ¦"), "99.9")?.detail).toBe("40m 19.2s in 28d");
  });

  it("are the tier's own targets first, and none outside of it", () => {
    const text = SLO_WITH("target: ¦").replace(
      "  name: a\n",
      "  name: a\n  annotations:\n    slosmith/tier: core\n    slosmith/category: availability\n",
    );
    const found = at(text, TIER);
    expect(found.map(({ label }) => label)).toEqual(["0.998", "0.995", "0.9995", "0.999"]);
    expect(found[0]?.detail).toBe("usual target of tier core: 80m 38.4s in 28d");
    expect(found[1]?.detail).toMatch(/^floor of tier core: /);
  });

  it("are the workspace's names with what they stand for", () => {
    const services: NamedText = {
      name: "b.yaml",
      text: "apiVersion: openslo/v1\nkind: Service\nmetadata: {name: shop}\nspec: {description: Sells.}\n",
    };
    const found = at(slo("  service: sh¦\n  indicatorRef: x\n"), services);
    expect(found.map(({ label, kind }) => [label, kind])).toEqual([["shop", "reference"]]);
    expect(found[0]?.documentation).toContain("Sells");
    expect(found[0]?.written).toBe(slo("  service: shop\n  indicatorRef: x\n"));
  });

  it("have the space that they need, and take the quote that is there", () => {
    expect(choice(slo("  budgetingMethod:¦\n"), "Occurrences")?.newText).toBe(" Occurrences");
    const quoted = choice(slo('  budgetingMethod: "Occ¦\n  service: a\n'), "Occurrences");
    expect(quoted?.written).toBe(slo('  budgetingMethod: "Occurrences"\n  service: a\n'));
    expect(quoted?.filter).toBe('"Occurrences');
  });

  it("are durations that make sense in their place", () => {
    expect(labels(slo("  timeWindow:\n    - duration: ¦"))).toEqual(
      expect.arrayContaining(["28d", "30d", "7d", "1M"]),
    );
    const condition =
      "apiVersion: openslo/v1\nkind: AlertCondition\nmetadata: {name: a}\nspec:\n  severity: page\n  condition:\n    lookbackWindow: ¦\n";
    expect(labels(condition)).toEqual(["1h", "6h", "3d"]);
  });
});

describe("a document that begins", () => {
  it("may become each kind: by its header, and whole", () => {
    const found = at("¦");
    expect(found.map(({ label }) => label)).toEqual(
      expect.arrayContaining(["apiVersion: openslo/v1", "version: prometheus/v1", "openslo/v1 SLO"]),
    );
    expect(found.find(({ label }) => label === "openslo/v1 Service")?.newText).toBe(
      "apiVersion: openslo/v1\nkind: Service\nmetadata:\n  name: checkout-availability\n",
    );
  });

  it("narrows with what is written", () => {
    expect(labels("apiVersion: openslo/v1\n¦")).toEqual(expect.arrayContaining(["kind: SLO", "metadata"]));
    expect(labels("apiVersion: openslo/v1\n¦")).not.toContain("kind: ReliabilityTier");
    expect(labels("apiVersion: openslo/v1\nkind: ¦")).toContain("SLI");
    expect(labels("kind: PrometheusServiceLevel\napiVersion: ¦")).toContain("sloth.slok.dev/v1");
    expect(labels("apiVersion: openslo/v1\nmetadata: {name: a}\nspec:\n  ratioMetric: {}\n¦")[0]).toBe(
      "kind: SLI",
    );
  });

  it("is each of several in a file, and each object of a list", () => {
    expect(
      labels("apiVersion: v1\nkind: Pod\n---\napiVersion: openslo/v1\nkind: Service\n¦\n---\na: b\n"),
    ).toEqual(["metadata", "spec"]);
    const list =
      "- apiVersion: openslo/v1\n  kind: Service\n  metadata: {name: a}\n- kind: SLI\n  apiVersion: openslo/v1\n  spec:\n    ¦\n";
    expect(labels(list)).toContain("ratioMetric");
  });
});

describe("a broken document", () => {
  it.each([
    ["a line of half a word", "  ser¦\n  indicatorRef: a\n"],
    ["a quote that never ends, above", '  description: "never\n  ser¦\n  indicatorRef: a\n'],
    ["a bracket that never ends, above", "  timeWindow: [{duration: 28d\n  ser¦\n"],
    ["a wrong indentation below", "  ser¦\n  indicatorRef: a\n    objectives: []\n"],
  ])("is read all the same: %s", (_what, spec) => {
    expect(choice(slo(spec), "service")?.written).toBe(slo(spec.replace("ser¦", "service: ")));
  });
});
