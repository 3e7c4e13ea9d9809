import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { semanticTokens } from "../../server/src/core/ide/semantic-tokens/semantic-tokens";
import { expectSound } from "../core/ide/semantic-tokens/support";
import { exampleFiles } from "../core/ide/support";
import { corpusDialects, corpusFiles, reportLeftOut } from "../corpus/shared";
import { uriOf, workspaceOf } from "../support/workspace";

const FILES = exampleFiles();

const PIECES = [
  "",
  "\n",
  "\r",
  "\r\n",
  "\t",
  ": ",
  "- ",
  "|\n  ",
  ">-\n  ",
  '"',
  "'",
  "\\",
  "\\\n",
  "#",
  " # ",
  "{{",
  "{{ .x }}",
  "{% if a %}",
  "${X}",
  "$__interval",
  "[window]",
  "&a ",
  "*a",
  "<<: *a",
  "!!str ",
  "rate(",
  '{a=~"b"}',
  "[5m]",
  "---\n",
  "\u{1F600}",
  "\ud83d",
];

describe("semantic tokens", () => {
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat(24),
    put: fc.constantFrom(...PIECES),
  });

  it("are in order, apart, inside of the text and on one line each, in any text", () => {
    const whole = workspaceOf(FILES);
    fc.assert(
      fc.property(fc.nat(FILES.length - 1), fc.array(edit, { minLength: 1, maxLength: 5 }), (file, edits) => {
        const { name = "", text: original = "" } = FILES[file] ?? {};
        let text = original;
        for (const { at, cut, put } of edits) {
          const from = Math.floor(at * text.length);
          text = text.slice(0, from) + put + text.slice(from + cut);
        }
        const uri = uriOf(name);
        const workspace = whole.apply([{ kind: "set", uri, text }]);
        const tokens = expectSound(workspace, uri);
        const half = { start: Math.floor(text.length / 3), end: Math.floor(text.length / 2) };
        const within = tokens.filter(({ span }) => span.start <= half.end && half.start <= span.end);
        expect(semanticTokens(workspace, uri, half)).toEqual(within);
      }),
      { numRuns: 200 },
    );
  });

  const dialects = corpusDialects();
  if (dialects.length === 0) reportLeftOut("spec");
  it("are sound in every file of the corpus that lies beside the project", () => {
    let coloured = 0;
    for (const dialect of dialects) {
      for (const kind of ["valid", "invalid", "wild"] as const) {
        for (const { name, text } of corpusFiles(dialect, kind)) {
          const tokens = expectSound(workspaceOf([{ name, text }]), uriOf(name));
          if (tokens.length > 0) coloured++;
        }
      }
    }
    if (dialects.length > 0) expect(coloured).toBeGreaterThan(500);
  }, 120_000);
});
