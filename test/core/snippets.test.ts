import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { durationSeconds, parseDuration } from "../../server/src/core/math/duration";
import { schemaKeys, validatorFor } from "../../server/src/core/schema/registry";
import { choiceVariants, expandSnippet, readSnippets, type Snippet } from "../support/snippet";

const files = readdirSync("snippets")
  .filter((name) => name.endsWith(".json"))
  .map((name) => `snippets/${name}`);
const snippets = files.flatMap(readSnippets);

/** The documents of a YAML text; a syntax error throws. */
function documentsOf(text: string): Record<string, unknown>[] {
  return parseAllDocuments(text).map((document) => {
    if (document.errors[0]) throw document.errors[0];
    return document.toJS() as Record<string, unknown>;
  });
}

/**
 * The schema of a document; Sloth's plain files say it by their version, slo-generator's SLOs by their backend, and
 * the configuration that they share has a key that nobody else's files have.
 */
function keyOf(document: Record<string, unknown>): string {
  if (document.error_budget_policies !== undefined) return "slo-generator/v2#SharedConfig";
  if (document.apiVersion === "sre.google.com/v2") {
    const { backend } = document.spec as { backend: string };
    return `sre.google.com/v2#ServiceLevelObjective${backend.includes(".") ? "" : `/${backend}`}`;
  }
  return document.version === undefined
    ? `${document.apiVersion}#${document.kind}`
    : `${document.version}#SLOs`;
}

/** Schemas of a part of a document, for the editor: no document has them. */
const PARTS = [
  ...["prometheus/v1#SLO", "sloth.slok.dev/v1#SLO"],
  ...["Backend", "ErrorBudgetPolicy", "Exporter"].map((part) => `slo-generator/v2#${part}`),
];

/** Kinds that are known by their header and metadata alone. */
const BY_NAME = [
  ...["Agent", "Alert", "AlertMethod", "Annotation", "BudgetAdjustment", "DataExport", "Direct", "Report"],
  ...["RoleBinding", "UserGroup"],
].map((kind) => `n9/v1alpha#${kind}`);

/** What the schema refuses in a text, one line a violation. */
function violations(text: string): string[] {
  return documentsOf(text).flatMap((document) => {
    const key = keyOf(document);
    const validate = validatorFor(key);
    if (!validate) return [`no schema for ${key}`];
    return validate(document).map((error) => `${error.instancePath} ${error.keyword}`);
  });
}

/** Every value under a key of this name, however deep. */
function valuesOf(value: unknown, key: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesOf(item, key));
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(name === key ? [inner] : []),
    ...valuesOf(inner, key),
  ]);
}

const DURATION_KEYS = [
  ...["duration", "timeSliceWindow", "lookbackWindow", "alertAfter", "retention"],
  ...["longWindow", "shortWindow", "within", "cadence", "retarget"],
  ...["timeToDetect", "timeToRespond", "timeToRecover"],
];

function seconds(text: unknown): number {
  const result = parseDuration(String(text));
  return result.ok ? Number(durationSeconds(result.duration)) : Number.NaN;
}

interface TierSpec {
  readonly objectives: readonly { floorPercent: number; defaultPercent?: number; ceilingPercent?: number }[];
  readonly window: { readonly min?: string; readonly default: string; readonly max?: string };
  readonly escalation: unknown;
}

describe("the expander", () => {
  it("takes defaults, first choices and repeated stops", () => {
    const { text, stops } = expandSnippet("a: ${1:x-$2}\nb: ${2|p,q|} $1 \\$3\n$0");
    expect(text).toBe("a: x-p\nb: p x-p $3\n");
    expect(stops.get(2)).toBe("p");
  });

  it("refuses syntax that it does not know", () => {
    expect(() => expandSnippet("${TM_FILENAME}")).toThrow("unknown snippet syntax");
    expect(() => expandSnippet("${1:x")).toThrow("does not end");
    expect(() => expandSnippet("${1|x,y}")).toThrow("does not end");
  });

  it("tries every choice", () => {
    expect(choiceVariants("${1|a,b|} ${2|c|}").map((body) => expandSnippet(body).text)).toEqual([
      "a c",
      "b c",
      "a c",
    ]);
  });
});

describe("snippets as a whole", () => {
  it("have one prefix each", () => {
    const prefixes = snippets.map((snippet) => snippet.prefix);
    expect(prefixes).toEqual([...new Set(prefixes)]);
    expect(prefixes.length).toBeGreaterThan(50);
  });

  it("are each contributed to the editor", () => {
    const { contributes } = JSON.parse(readFileSync("package.json", "utf8")) as {
      contributes: { snippets: { language: string; path: string }[] };
    };
    const contributed = contributes.snippets.filter(({ language }) => language === "yaml");
    expect(contributed.map(({ path }) => path.replace("./", "")).sort()).toEqual([...files].sort());
  });

  it("cover every kind that has a schema", () => {
    const kinds = new Set(
      snippets.flatMap((snippet) => documentsOf(expandSnippet(snippet.body).text)).map(keyOf),
    );
    expect([...kinds, ...PARTS, ...BY_NAME].sort()).toEqual([...schemaKeys].sort());
  });
});

describe.each(snippets)("snippet $prefix", (snippet: Snippet) => {
  const { text, stops } = expandSnippet(snippet.body);

  it("describes itself in a sentence", () => {
    expect(snippet.description).toMatch(/^[A-Z].{20,140}\.$/);
    expect(snippet.name).toMatch(/^[\w .-]+: \S/);
  });

  it("is valid with its defaults", () => {
    expect(violations(text)).toEqual([]);
  });

  it("is valid with every choice", () => {
    for (const variant of choiceVariants(snippet.body))
      expect(violations(expandSnippet(variant).text)).toEqual([]);
  });

  it("numbers its tab stops without a gap and ends at $0", () => {
    const numbers = [...stops.keys()].sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(snippet.body.endsWith("\n$0")).toBe(true);
  });

  it("writes every duration in the shorthand", () => {
    const [document] = documentsOf(text);
    for (const key of DURATION_KEYS) {
      for (const value of valuesOf(document, key))
        expect(seconds(value), `${key}: ${value}`).toBeGreaterThan(0);
    }
  });
});

describe("what the snippets' figures mean together", () => {
  const windows = snippets
    .filter((snippet) => /^slo(?:-|$)/.test(snippet.prefix))
    .flatMap((snippet) => [snippet.body, ...choiceVariants(snippet.body)])
    .flatMap((body) => documentsOf(expandSnippet(body).text));

  it("every slice is far shorter than its window", () => {
    for (const slo of windows) {
      const [window] = valuesOf(slo, "duration");
      for (const slice of valuesOf(slo, "timeSliceWindow"))
        expect(seconds(slice) * 100).toBeLessThan(seconds(window));
    }
  });

  it("every burn alert can fire at every target on offer, within the shortest window on offer", () => {
    const targets = windows.flatMap((slo) => valuesOf(slo, "target")).map(Number);
    const shortest = Math.min(...windows.flatMap((slo) => valuesOf(slo, "duration")).map(seconds));
    const alerts = snippets
      .filter((snippet) => snippet.prefix.startsWith("alert"))
      .flatMap((snippet) => [snippet.body, ...choiceVariants(snippet.body)])
      .flatMap((body) => documentsOf(expandSnippet(body).text))
      .flatMap((document) => valuesOf(document, "condition") as Record<string, unknown>[]);
    expect(alerts.length).toBeGreaterThan(4);
    for (const { threshold, lookbackWindow } of alerts) {
      expect(Number(threshold) * (1 - Math.min(...targets))).toBeLessThan(1);
      expect(seconds(lookbackWindow)).toBeLessThan(shortest);
    }
  });

  it("the tiers' floors, windows and steps are in order", () => {
    const tiers = snippets
      .filter((snippet) => snippet.prefix.startsWith("tier"))
      .flatMap((snippet) => documentsOf(expandSnippet(snippet.body).text));
    for (const tier of tiers) {
      const { objectives, window, escalation } = tier.spec as TierSpec;
      for (const { floorPercent, defaultPercent = floorPercent, ceilingPercent = 100 } of objectives) {
        expect(floorPercent).toBeLessThanOrEqual(defaultPercent);
        expect(defaultPercent).toBeLessThanOrEqual(ceilingPercent);
      }
      const { default: usual, min = usual, max = usual } = window;
      expect(seconds(min)).toBeLessThanOrEqual(seconds(usual));
      expect(seconds(usual)).toBeLessThanOrEqual(seconds(max));
      const shares = valuesOf(escalation, "consumedPercent").map(Number);
      expect(shares).toEqual([...shares].sort((a, b) => a - b));
      expect(shares.at(-1)).toBeGreaterThanOrEqual(100);
    }
  });
});
