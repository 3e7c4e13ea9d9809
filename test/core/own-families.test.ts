import { describe, expect, it } from "vitest";
import { familyPattern, ownFamilies } from "../../server/src/core/resolve/own-families";
import { classify } from "../../server/src/core/signals/classify";
import { TrackingView } from "../../server/src/core/workspace-view";
import { splitFiles, uriOf, workspaceOf } from "../support/workspace";

const FILES = `# file: shop/checkout.yaml
{apiVersion: openslo/v1, kind: SLO, metadata: {name: checkout, annotations: {slosmith/tier: core}}, spec: {}}
---
{apiVersion: openslo/v1, kind: SLO, metadata: {name: plain}, spec: {}}
# file: tiers.yaml
apiVersion: slosmith/v1
kind: ReliabilityTier
metadata: {name: core}
spec:
  measurement:
    families:
      - {match: node_shop_*, class: edge}
# file: .slosmith.yaml
apiVersion: slosmith/v1
kind: Workspace
spec:
  signals:
    - {match: node_*, class: user-facing, measures: orders on their way, why: Nodes are vans here.}
    - {match: trace.web.*, class: rum, source: datadog, type: counter}
    - {match: shop_seconds, class: server, type: histogram, buckets: [0.1, 1]}
`;

function familiesOf(name: string) {
  const workspace = workspaceOf(splitFiles(FILES));
  const uri = uriOf("shop/checkout.yaml");
  const objects = workspace.files.get(uri)?.slots.flatMap(({ document }) => document.objects) ?? [];
  const object = objects.find((one) => one.name?.value === name);
  if (!object) throw new Error(`${name} was not read`);
  return ownFamilies(object, new TrackingView(workspace.index, uri));
}

const verdict = (name: string, slo = "checkout", source: "prometheus" | "datadog" = "prometheus") =>
  classify({ source, name, labels: [] }, familiesOf(slo));

describe("families of one's own", () => {
  it("are the tier's, then the nearest workspace's", () => {
    expect(familiesOf("checkout").map(({ id, title }) => `${id} ${title}`)).toEqual([
      "tier-1 node_shop_*",
      "workspace-1 node_*",
      "workspace-2 trace.web.*",
      "workspace-3 shop_seconds",
    ]);
    expect(familiesOf("plain").map(({ id }) => id)).toEqual(["workspace-1", "workspace-2", "workspace-3"]);
  });

  it("win over the catalogue, the tier's first", () => {
    expect(classify({ source: "prometheus", name: "node_load1", labels: [] }).class).toBe("internal");
    expect(verdict("node_load1")).toMatchObject({ class: "unknown", why: "Nodes are vans here." });
    expect(verdict("node_load1").family).toMatchObject({ userFacing: true, measures: "orders on their way" });
    expect(verdict("node_shop_total").class).toBe("edge");
    expect(verdict("node_shop_total", "plain").family?.id).toBe("workspace-1");
  });

  it("say who says so, where no reason is given", () => {
    expect(verdict("node_shop_total").why).toBe("The tier core says of `node_shop_*`: edge.");
  });

  it("hold for their own source, with type and buckets", () => {
    expect(verdict("trace.web.hits", "plain", "datadog")).toMatchObject({ class: "rum", type: "counter" });
    expect(verdict("trace.web.hits", "plain").class).toBe("unknown");
    const family = verdict("shop_seconds_bucket").family;
    expect(family?.type).toBe("histogram");
    expect(family?.defaultBuckets?.map((bound) => bound.toString())).toEqual(["0.1", "1"]);
  });
});

describe("a pattern", () => {
  it.each([
    [
      "shop_answers",
      "shop_answers shop_answers_total shop_answers_bucket",
      "shop_answers_x shop_answer my_shop_answers",
    ],
    ["shop_answers_total", "shop_answers_total", "shop_answers shop_answers_sum"],
    ["shop_*", "shop_a shop_a_total shop_", "shop my_shop_a"],
    ["*_total", "a_total shop_a_total", "a a_total_x"],
    [
      "shop_*_answers",
      "shop_a_answers shop_a_b_answers_total shop_x_answers_answers",
      "shop_answers shop_a_answer",
    ],
    ["a*b*c*d", "abcd axbxcxd abcbcd", "abdc axbxcx"],
    ["**a**", "a xax", "b"],
    ["shop_.*", "shop_a", "shop shap_a"],
    ["job:shop:ratio", "job:shop:ratio", "job:shop"],
  ])("%s meets whole names", (pattern, meets, passes) => {
    const match = familyPattern(pattern, "prometheus");
    for (const name of meets.split(" ")) expect(match.test(name), name).toBe(true);
    for (const name of passes.split(" ")) expect(match.test(name), name).toBe(false);
  });

  it("takes dots and slashes as they are outside of Prometheus", () => {
    expect(familyPattern("trace.web.*", "datadog").test("trace.web.hits")).toBe(true);
    expect(familyPattern("trace.web.*", "datadog").test("tracexwebxhits")).toBe(false);
    expect(familyPattern("AWS/ELB Code-5*", "cloudwatch").test("AWS/ELB Code-5XX")).toBe(true);
  });

  it("finds what a slow search for wildcards finds", () => {
    const slow = (pattern: string, name: string): boolean => {
      if (pattern === "") return name === "";
      const [sign, rest] = [pattern[0], pattern.slice(1)];
      if (sign === "*") return slow(rest, name) || (name !== "" && slow(pattern, name.slice(1)));
      return name[0] === sign && slow(rest, name.slice(1));
    };
    const words = (signs: string, length: number): string[] =>
      length === 0 ? [""] : words(signs, length - 1).flatMap((word) => [...signs].map((sign) => word + sign));
    const names = [1, 2, 3, 4].flatMap((length) => words("ab", length));
    for (const pattern of words("ab*", 4)) {
      const match = familyPattern(pattern, "other");
      for (const name of names) expect(match.test(name), `${pattern} on ${name}`).toBe(slow(pattern, name));
    }
  });

  it("needs no more than its length times the name's, however many wildcards it has", () => {
    // With one search inside another this would take longer than the universe has lasted.
    const match = familyPattern(`${"*a".repeat(60)}*b`, "prometheus");
    expect(match.test("a".repeat(500))).toBe(false);
    expect(match.test(`${"a".repeat(500)}b`)).toBe(true);
  });
});
