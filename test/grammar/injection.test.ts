import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import type { IGrammar } from "vscode-textmate";
import { PROMQL_AGGREGATIONS, PROMQL_FUNCTIONS } from "../../server/src/core/promql/functions";
import { exampleFiles } from "../core/ide/support";
import { corpusDialects, corpusFiles, reportLeftOut } from "../corpus/shared";
import { BASES, GRAMMAR_FILE, grammarOf, type ScopedText, scopesOf } from "./yaml-base";

/** Our scopes in short, by what they colour. */
const SHORT: readonly (readonly [scope: string, short: string])[] = [
  ["support.function.aggregation.promql", "aggregation"],
  ["support.function.promql", "function"],
  ["variable.other.metric.promql", "metric"],
  ["variable.other.property.label.promql", "label"],
  ["constant.numeric.duration.promql", "duration"],
  ["constant.numeric.duration.slosmith", "duration"],
  ["constant.numeric.promql", "number"],
  ["constant.character.format.placeholder.other.slosmith", "placeholder"],
  ["comment.line.number-sign.promql", "comment"],
  ["keyword.other.promql", "word"],
  ["keyword.operator.word.promql", "word"],
];

/** `metric shop_requests_total`: what our grammar colours, strings and operators aside. */
function coloured(found: readonly ScopedText[]): string[] {
  return found.flatMap(({ text, scopes }) => {
    const short = SHORT.find(([scope]) => scope === scopes.at(-1))?.[1];
    return short ? [`${short} ${text}`] : [];
  });
}

describe.each(BASES)("with %s", (base) => {
  let grammar: IGrammar;
  let plain: IGrammar;
  beforeAll(async () => {
    grammar = await grammarOf(base);
    plain = await grammarOf(base, false);
  });
  const colours = (text: string) => coloured(scopesOf(grammar, text));
  /** The scopes of the first stretch with this text. */
  const scopes = (text: string, part: string) =>
    scopesOf(grammar, text).find((one) => one.text === part)?.scopes ?? [];

  const PARTS = [
    "aggregation sum",
    "word by",
    "function rate",
    "metric shop_requests_total",
    "label code",
    "placeholder {{.window}}",
    "word offset",
    "duration 5m",
    "number 0.5",
  ];
  const QUERY = 'sum by (job) (rate(shop_requests_total{code=~"5.."}[{{.window}}] offset 5m)) / 0.5';

  it.each([
    ["plain", `query: ${QUERY}`],
    ["single quotes", `query: '${QUERY}' # why`],
    ["double quotes", `query: "${QUERY.replaceAll('"', '\\"')}"`],
    ["a block", `query: |\n  ${QUERY}`],
    ["a folded block", `spec:\n  query: >-\n    ${QUERY.replace(" (rate", "\n    (rate")}`],
    ["a list's item", `list:\n  - query: |\n      ${QUERY}`],
    ["another key", `    error_query: ${QUERY}`],
    ["lines of plain text", `a:\n  expr: ${QUERY.replace(" (rate", "\n    (rate")}`],
  ])("colours a query in %s", (_where, text) => {
    expect(colours(text)).toEqual(PARTS);
  });

  it("ends where the value ends", () => {
    const rest = "name: sum(rate(a_total[5m]))";
    for (const [before, indent] of [
      ["query: |\n  sum(b_total)\n", ""],
      ["a:\n  query: |\n\n    sum(b_total)\n\n", "  "],
      ["a:\n- query: |\n    sum(b_total)\n", "  "],
      ["a:\n  - query: >-\n      sum(b_total)\n", "    "],
      ['a:\n  - query: "sum(b_total)"\n', "    "],
      ["a:\n  - query: sum(b_total)\n", "    "],
      ["a:\n  - - query: |\n        sum(b_total)\n", "      "],
    ] as const) {
      const text = `${before}${indent}${rest}\n`;
      expect(colours(text), text).toEqual(["aggregation sum", "metric b_total"]);
      expect(scopes(text, "name").at(-1), text).toBe("entity.name.tag.yaml");
    }
  });

  it("keeps what it colours a string of YAML", () => {
    expect(scopes("query: |\n  sum(rate(a_total[5m]))", "sum")).toContain("string.unquoted.block.yaml");
    expect(scopes("query: 'sum(a_total)'", "sum")).toContain("string.quoted.single.yaml");
    expect(scopes("query: sum(a_total)", "sum")).toContain("string.unquoted.plain.out.yaml");
  });

  it("looks into no string but for placeholders", () => {
    expect(colours('query: up{a="sum(rate(b[5m])) {{ .x }} $__y"}')).toEqual([
      "metric up",
      "label a",
      "placeholder {{ .x }}",
      "placeholder $__y",
    ]);
    expect(colours("query: |\n  up{a='x'} # sum(rate(b[5m]))")).toEqual([
      "metric up",
      "label a",
      "comment # sum(rate(b[5m]))",
    ]);
  });

  it("knows all functions and aggregations", () => {
    for (const name of PROMQL_AGGREGATIONS.keys()) {
      expect(colours(`query: ${name}(a)`)).toEqual([`aggregation ${name}`]);
    }
    for (const name of PROMQL_FUNCTIONS.keys()) {
      expect(colours(`query: ${name}(a)`)).toEqual([`function ${name}`]);
    }
  });

  it("colours lengths of time under keys that have one, and no other text", () => {
    for (const value of ["30d", '"30d"', "'1h30m'", "5m # why"]) {
      expect(colours(`timeWindow:\n  - duration: ${value}`), value).toHaveLength(1);
    }
    for (const text of [
      "duration: 30 days",
      "duration: 30dx",
      "name: 30d",
      "my-duration: 30d",
      "duration: a 5m",
    ]) {
      expect(colours(text), text).toEqual([]);
    }
  });

  it("leaves prose, other languages' words and other keys alone", () => {
    for (const text of [
      "metric: the number of errors and warnings by region, or the user's own",
      "query: how long by the clock, offset and all, 5 or more unless told",
      "description: sum(rate(a_total[5m])) by (job)",
      "run: |\n  sum(rate(a_total[5m]))",
      "query: {sum: rate}",
      "query:\n  sum: a",
      "querys: sum(rate(a[5m]))",
      "# query: sum(rate(a[5m]))",
    ]) {
      expect(
        colours(text).filter((word) => !word.startsWith("number ")),
        text,
      ).toEqual([]);
    }
    expect(colours("query: SELECT count(id) FROM orders WHERE a > 5 AND b < c")).toEqual([
      "aggregation count",
      "number 5",
    ]);
  });

  /** The keys of a text, as a grammar sees them. */
  const keysOf = (one: IGrammar, text: string) =>
    scopesOf(one, text)
      .filter(({ scopes }) => scopes.at(-1) === "entity.name.tag.yaml")
      .map((found) => found.text);

  it("leaves all keys of the examples what they are", () => {
    for (const { name, text } of exampleFiles()) {
      expect(keysOf(grammar, text).length, name).toBeGreaterThan(5);
      expect(keysOf(grammar, text), name).toEqual(keysOf(plain, text));
    }
  });

  const dialects = corpusDialects();
  if (dialects.length === 0) reportLeftOut("spec");
  it("finds the same keys as without it in all public files beside the project", () => {
    for (const dialect of dialects) {
      for (const { name, text } of corpusFiles(dialect, "wild").filter(({ text }) => text.length < 20_000)) {
        expect(keysOf(grammar, text), name).toEqual(keysOf(plain, text));
      }
    }
  }, 120_000);
});

describe("the grammar's patterns", () => {
  it("repeat without bound only what they never give back, or what ends them", () => {
    const patterns: string[] = [];
    JSON.parse(readFileSync(GRAMMAR_FILE, "utf8"), (key, value: unknown) => {
      if (typeof value === "string" && ["match", "begin", "end", "while"].includes(key)) patterns.push(value);
      return value;
    });
    expect(patterns.length).toBeGreaterThan(30);
    for (const pattern of patterns) {
      const bare = pattern.replace(/\\./g, "x").replace(/\[(?:\^?\])?[^\]]*\]/g, "x");
      // What is possessive, and a rest of the line at a pattern's end.
      const rest = bare.replace(/[*+?]\+/g, "").replace(/\.\*(?:\)\?)?$/, "");
      expect(rest, pattern).not.toMatch(/[*+]|\{\d+,\}/);
    }
  });
});
