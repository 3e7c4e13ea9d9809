import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { completionsAt } from "../../../server/src/core/ide/completion/completion";
import { type NamedText, uriOf, workspaceOf } from "../../support/workspace";

const NOW = { nowEpochMs: Date.UTC(2026, 0, 15) };

/** What is offered at the mark `|` of the first file. */
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

const slo = (annotations: string) => `apiVersion: openslo/v1
kind: SLO
metadata:
  name: search
  annotations:
${annotations}
spec:
  service: shop
`;

const TIER = {
  name: "tier.yaml",
  text: "apiVersion: slosmith/v1\nkind: ReliabilityTier\nmetadata:\n  name: core\nspec:\n  rank: 1\n",
};

describe("annotations", () => {
  it("are offered where they may stand, with what they mean, but for those that stand there", () => {
    const found = at(slo("    slosmith/client: mobile\n    ¦"));
    expect(found.map(({ label }) => label)).toContain("slosmith/events-per-day");
    expect(found.map(({ label }) => label)).not.toContain("slosmith/client");
    const traffic = found.find(({ label }) => label === "slosmith/events-per-day");
    expect(traffic?.documentation).toMatch(/average day/);
    expect(traffic?.written).toContain("    slosmith/events-per-day: \n");
  });

  it("replace the half-typed word, slash and all, and leave the rest", () => {
    const text = slo("    slosmith/s¦\n    slosmith/owner: me");
    const [sample] = at(text).filter(({ label }) => label === "slosmith/sample-interval");
    expect(sample?.written).toBe(text.replace("slosmith/s¦", "slosmith/sample-interval: "));
    expect(labels(text)).not.toContain("slosmith/owner");
  });

  it("are those of an SLI in an indicator that is written in place", () => {
    const text = `apiVersion: openslo/v1
kind: SLO
metadata:
  name: a
spec:
  indicator:
    metadata:
      name: b
      annotations:
        ¦
`;
    expect(labels(text)).toContain("slosmith/buckets");
    expect(labels(text)).not.toContain("slosmith/tier");
  });

  it("offer the words of an enumeration, with their meaning", () => {
    const found = at(slo("    slosmith/client: ¦"));
    expect(found.map(({ label }) => label)).toEqual(["browser", "mobile", "server", "internal"]);
    expect(found[1]?.documentation).toMatch(/phone app/);
    expect(found[1]?.written).toBe(slo("    slosmith/client: mobile"));
  });

  it("offer the workspace's names", () => {
    expect(labels(slo("    slosmith/tier: c¦"), TIER)).toEqual(["core"]);
    expect(labels(slo("    slosmith/depends-on: ¦"))).toEqual(["search"]);
  });

  it("write numbers in quotes, which the annotation must have, and take one that is there", () => {
    expect(at(slo("    slosmith/events-per-day: ¦"))[0]?.written).toBe(
      slo('    slosmith/events-per-day: "1200000"'),
    );
    expect(at(slo('    slosmith/events-per-day: "¦"'))[0]?.written).toBe(
      slo('    slosmith/events-per-day: "1200000"'),
    );
  });
});

describe("SLOsmith's own kinds", () => {
  const workspace = (spec: string) => `apiVersion: slosmith/v1\nkind: Workspace\nspec:\n${spec}\n`;

  it("offer the keys of their schema, required ones first", () => {
    expect(labels(workspace("  measurement:\n    ¦"))).toEqual(
      expect.arrayContaining(["sampleInterval", "retention", "client", "buckets", "eventsPerDay"]),
    );
    const family = at(workspace("  signals:\n    - ¦"));
    expect(family.slice(0, 2).map(({ label }) => label)).toEqual(["match", "class"]);
    expect(labels(workspace("  signals:\n    - match: shop_*\n      ¦"))).not.toContain("match");
    expect(labels(workspace("  signals:\n    - match: shop_*\n      ¦"))[0]).toBe("class");
  });

  it("offer values, in a map and in a list", () => {
    expect(labels(workspace("  measurement:\n    client: ¦"))).toContain("mobile");
    expect(labels(workspace("  signals:\n    - match: shop_*\n      class: ¦"))).toContain("edge");
    const tier = `apiVersion: slosmith/v1\nkind: ReliabilityTier\nspec:\n  measurement:\n    signals:\n      - ¦\n`;
    expect(labels(tier)).toContain("rum");
  });
});

describe("nothing is offered", () => {
  it.each([
    ["behind a value that is whole", slo("    a: b").replace("service: shop", "service: shop\n    ¦")],
    ["in a value that is free", slo("    a: ¦")],
    ["in other tools' objects", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  ¦"],
    ["beside other keys without a header", "services:\n  web: {}\n¦"],
    ["in a version of something else", 'version: "3"\nservices:\n  ¦'],
    ["in comments", slo("    # slosmith/¦")],
    ["on a key that is written", slo("    slosmith/cli¦ent: mobile")],
    ["in a block scalar", slo("    note: |\n      ¦")],
    ["in text that is no spec", "annotations:\n  ¦\n"],
  ])("%s", (_where, text) => {
    expect(labels(text)).toEqual([]);
  });
});

it("answers anywhere in any text, with ranges inside it", () => {
  const pieces = ["apiVersion: slosmith/v1\n", "kind: Workspace\n", "spec:\n", "  signals:\n", "    - match: a\n", "  ", "- ", "metadata:\n", "  annotations:\n", "    slosmith/", '"', "#", ":", "\n", "\r\n", "\t", "|\n", "{", "é", "---\n"]; // biome-ignore format: a list
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), fc.nat(300), (parts, where) => {
      const text = parts.join("");
      const offset = Math.min(where, text.length);
      const workspace = workspaceOf([{ name: "a.yaml", text }]);
      for (const { replace } of completionsAt(workspace, uriOf("a.yaml"), offset, NOW)) {
        expect(replace.start).toBeGreaterThanOrEqual(0);
        expect(replace.start).toBeLessThanOrEqual(offset);
        expect(replace.end).toBeGreaterThanOrEqual(offset);
        expect(replace.end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 500 },
  );
});
