import { describe, expect, it } from "vitest";
import { mayHoldSpecs } from "../../../server/src/core/dialects/registry";
import { readSpecDocument } from "../../../server/src/core/dialects/spec-document";
import { codesIn, findingsIn, hoverIn, mended, pyrra, sloIn } from "./support";

const HEAD = "apiVersion: pyrra.dev/v1alpha1";

describe("Pyrra's object is recognised", () => {
  it("by version and kind", () => {
    const text = pyrra();
    expect(mayHoldSpecs(text)).toBe(true);
    expect(sloIn(text)).toMatchObject({ kind: "SLO", dialect: "pyrra/v1alpha1", scope: "shop" });
    expect(codesIn(text)).toEqual([]);
  });

  it.each([
    ["no group", { apiVersion: "v1alpha1" }],
    ["another version", { apiVersion: "pyrra.dev/v1" }],
    ["another group", { apiVersion: "pyrra.io/v1alpha1" }],
    ["a slip", { apiVersion: "pyra.dev/v1alpha1" }],
    ["the tool's name", { apiVersion: "pyrra/v1alpha1" }],
    ["a short kind", { kind: "SLO" }],
    ["a kind in other letters", { kind: "serviceLevelObjective" }],
  ])("nearly: %s", (_, parts) => {
    const text = pyrra(parts);
    expect(codesIn(text)).toEqual(["header error"]);
    expect(mended(text, "header")).toBe(pyrra());
  });

  it("without its apiVersion", () => {
    const text = pyrra().replace(`${HEAD}\n`, "");
    expect(codesIn(text)).toEqual(["header error"]);
    expect(codesIn(mended(text, "header"))).toEqual([]);
  });

  it.each([
    [
      "slo-generator's",
      "apiVersion: v1\nkind: ServiceLevelObjective\nspec: {backend: x, goal: 0.9, service_level_indicator: {}, indicator: {ratio: {}}}",
    ],
    [
      "another project's",
      "apiVersion: slo.example.com/v1\nkind: ServiceLevelObjective\nspec: {target: 1, window: 2, indicator: {ratio: {}}}",
    ],
    ["a homegrown one", "apiVersion: v1\nkind: ServiceLevelObjective\nspec: {target: 99.9}"],
    ["a list", `${HEAD}\nkind: ServiceLevelObjectiveList\nitems: []`],
  ])("and not %s", (_, text) => {
    const { objects, headerFaults } = readSpecDocument(text);
    const ours = headerFaults.filter(({ suggestion }) => suggestion?.startsWith("pyrra"));
    expect([objects.filter(({ dialect }) => dialect.startsWith("pyrra")), ours]).toEqual([[], []]);
  });
});

describe("an SLO is read", () => {
  it("with its target in percent and its window", () => {
    const { body } = sloIn(pyrra({ target: '"99.95"', window: "4w" }));
    expect(body.objectives[0]?.target?.value.toString()).toBe("0.9995");
    expect(body.window).toMatchObject({ kind: "rolling", duration: { value: { text: "4w", count: 28 } } });
    expect(body.service).toBeUndefined();
  });

  const metrics = (indicator: string) => {
    const use = sloIn(pyrra({ indicator })).body.indicator;
    if (use?.kind !== "inline") throw new Error("no indicator");
    const { sli } = use;
    return {
      counter: sli.counter?.value,
      metrics: sli.metrics.map(({ role, key, queryText }) => `${role} ${key} ${queryText?.text}`),
    };
  };

  it.each([
    ["a ratio", "ratio: {errors: {metric: a}, total: {metric: b}}", true, ["bad errors a", "total total b"]],
    [
      "a latency",
      "latency: {success: {metric: a_bucket}, total: {metric: a_count}}",
      true,
      ["good success a_bucket", "total total a_count"],
    ],
    ["a native histogram", "latencyNative: {latency: 1s, total: {metric: a}}", true, ["total total a"]],
    ["a gauge", "bool_gauge: {metric: up}", false, ["raw metric up"]],
    [
      "the first of two",
      "bool_gauge: {metric: up}\nratio: {errors: {metric: a}, total: {metric: b}}",
      true,
      ["bad errors a", "total total b"],
    ],
    ["the one that is no null", "ratio: null\nbool_gauge: {metric: up}", false, ["raw metric up"]],
  ])("with %s", (_, indicator, counter, wanted) => {
    expect(metrics(indicator)).toEqual({ counter, metrics: wanted });
  });

  it("with the labels that Pyrra hands on, under their names there", () => {
    expect(sloIn(pyrra()).labels.map(({ key }) => key)).toEqual(["pyrra.dev/owner", "tier", "owner"]);
  });

  it("whose alert on absent data notices silence, unless it is switched off", () => {
    const noticing = (more: string) =>
      sloIn(pyrra({ more })).body.alertPolicies.map((use) =>
        use.kind === "inline" ? use.policy.alertWhenNoData : undefined,
      );
    expect(noticing("")).toEqual([true, true]);
    expect(noticing("alerting: {absent: false}")).toEqual([false, false]);
  });

  it("whose native histogram states the category and the limit that a tier looks for", () => {
    const native = (latency: string) =>
      pyrra({
        indicator: `latencyNative:\n  latency: ${latency}\n  total:\n    metric: browser_checkout_duration_seconds`,
      }).replace("checkout-availability", "checkout");
    const tier = `# file: tiers.yaml
apiVersion: slosmith/v1
kind: ReliabilityTier
metadata:
  name: core
spec:
  rank: 1
  criticality: high
  owner: {team: shop, accountable: head-of-shop}
  objectives:
    - category: latency
      threshold: 500ms
      floorPercent: 99
  window: {type: rolling, default: 28d, max: 28d}
`;
    expect(hoverIn(native("1s"), "99.9")).toContain("Category: latency");
    expect(codesIn(native("1s") + tier)).toContain("tier-latency-threshold warning");
    expect(codesIn(native("500ms") + tier)).not.toContain("tier-latency-threshold warning");
  });

  it("as Kubernetes gives it back", () => {
    const text = pyrra({
      indicator: "ratio:\n  errors: {metric: 'a{b=\"c\"}'}\n  grouping: null\n  total: {metric: a}",
    })
      .replace("metadata:\n", "metadata:\n  creationTimestamp: null\n")
      .concat("status:\n  type: PrometheusRule\n");
    expect(codesIn(text)).toEqual([]);
  });
});

describe("traps", () => {
  it.each([
    ["a number without quotes", "99.9", "wrong-type warning", '"99.9"'],
    ["a ratio", '"0.999"', "target-range warning", '"99.9"'],
    ["a percent sign", '"99.9%"', "target-range error", '"99.9"'],
    ["a comma", '"99,9"', "target-range error", '"99.9"'],
  ])("%s for a target", (_, target, code, right) => {
    const text = pyrra({ target });
    expect(codesIn(text)).toEqual([code]);
    expect(mended(text, code.split(" ")[0] ?? "")).toBe(pyrra({ target: right }));
  });

  it("a ratio without quotes, which two fixes mend", () => {
    const text = pyrra({ target: "0.999" });
    expect(codesIn(text).sort()).toEqual(["target-range warning", "wrong-type warning"]);
    expect(mended(text, "target-range")).toBe(pyrra());
  });

  it("queries where series are wanted, mended to what is in them", () => {
    const indicator =
      'ratio:\n  errors:\n    metric: sum(rate(a_total{code=~"5.."}[5m]))\n  total:\n    metric: a_total';
    const text = pyrra({ indicator });
    expect(codesIn(text)).toEqual(["bare-selector error"]);
    expect(mended(text, "bare-selector")).toBe(
      pyrra({ indicator: indicator.replace("sum(rate(", "").replace("[5m]))", "") }),
    );
    expect(findingsIn(text)[0]?.fixes?.[0]?.safe).toBe(true);
  });

  it("a sum that keeps labels, whose fix loses them", () => {
    const text = pyrra({ indicator: "bool_gauge:\n  metric: sum by (job) (shop_open)" });
    const [finding] = findingsIn(text);
    expect(finding?.code).toBe("bare-selector");
    expect(finding?.fixes?.map(({ safe }) => safe)).toEqual([false]);
  });

  it("the old switch of the alerts", () => {
    expect(codesIn(pyrra({ more: "alerting: {disabled: true}" }))).toEqual(["deprecated-key warning"]);
    expect(codesIn(pyrra({ more: "alerting: {burnrates: false}" }))).toEqual([]);
  });

  it("two indicators", () => {
    const text = pyrra({
      indicator: "bool_gauge: {metric: shop_open}\nlatencyNative: {latency: 1s, total: {metric: a}}",
    });
    expect(codesIn(text)).toEqual(["key-choice error"]);
  });

  it("whole-number bounds are asked for in both spellings by Pyrra itself", () => {
    const indicator = "latency:\n  success: {metric: 'a_bucket{le=\"1\"}'}\n  total: {metric: a_count}";
    expect(codesIn(pyrra({ indicator }))).toEqual([]);
  });

  it("bare counters are counted well", () => {
    const indicator =
      "ratio:\n  errors: {metric: 'nginx_ingress_controller_requests{status=~\"429|5..\"}'}\n  total: {metric: nginx_ingress_controller_requests}";
    expect(codesIn(pyrra({ indicator }))).toEqual([]);
  });
});

describe("hovers", () => {
  it("document every property where it stands", () => {
    expect(hoverIn(pyrra(), "errors")).toContain("The counter of the events that failed.");
    expect(hoverIn(pyrra(), "indicator")).toContain("Exactly one of");
    expect(hoverIn(pyrra({ more: "alerting:\n  absent: true" }), "absent")).toContain("series are gone");
  });

  it("explain the series", () => {
    expect(hoverIn(pyrra(), "attempts_total{result")).not.toBe("");
  });
});
