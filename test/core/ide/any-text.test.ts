import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { definitionsAt } from "../../../server/src/core/ide/definition";
import { hoverAt } from "../../../server/src/core/ide/hover";
import { codeLenses, inlayHints } from "../../../server/src/core/ide/inlay-hints";
import { previewOf } from "../../../server/src/core/ide/preview";
import { previewHtml } from "../../../server/src/core/ide/preview-html";
import { documentSymbols } from "../../../server/src/core/ide/symbols";
import type { Workspace } from "../../../server/src/core/workspace";
import { uriOf, workspaceOf } from "../../support/workspace";
import { exampleFiles, NOW } from "./support";

const OPTIONS = { nowEpochMs: NOW };
const FILES = exampleFiles();

/** Numbers as binary floating point or JavaScript would spell them, and words for what is no number. */
const BAD_NUMBER = /\bNaN\b|Infinity|undefined|\[object|\d\.\d{7,}|\d[eE][-+]\d/;

function checkHover(workspace: Workspace, uri: string, text: string, offset: number): void {
  const hover = hoverAt(workspace, uri, offset, OPTIONS);
  if (!hover) return;
  expect(hover.span.start).toBeLessThanOrEqual(offset);
  expect(hover.span.end).toBeGreaterThanOrEqual(offset);
  expect(hover.span.start).toBeGreaterThanOrEqual(0);
  expect(hover.span.end).toBeLessThanOrEqual(text.length);
  expect(hover.markdown.trim()).not.toBe("");
}

describe("hovers", () => {
  it.each(FILES.map(({ name }) => name))("stand on their text at every offset of %s", (name) => {
    const workspace = workspaceOf(FILES);
    const text = FILES.find((file) => file.name === name)?.text ?? "";
    const seen = new Set<string>();
    for (let offset = 0; offset <= text.length; offset++) {
      const hover = hoverAt(workspace, uriOf(name), offset, OPTIONS);
      if (!hover) continue;
      checkHover(workspace, uriOf(name), text, offset);
      seen.add(hover.markdown);
    }
    expect(seen.size).toBeGreaterThan(10);
    for (const markdown of seen) expect(markdown.replace(/`[^`]*`/g, "")).not.toMatch(BAD_NUMBER);
  });
});

const SNIPPETS = [
  "",
  "\n",
  ": ",
  "- ",
  "{{ .x }}",
  "${X}",
  "&a ",
  "*a",
  "<<: *a",
  "1e400",
  "0",
  "-1",
  ".inf",
  "99999999999999999999",
  "0.00000000000000000000000000001",
  "9999Y",
  "1m",
  "2026-02-30 00:00:00",
  "America/Nowhere",
  "[",
  "}",
  '"',
  "\t",
  "\r\n",
  "\u{1F600}",
  "---\n",
  "lt",
  "Timeslices",
];

describe("any text", () => {
  const mutation = fc.record({
    file: fc.nat(FILES.length - 1),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat(24),
    insert: fc.constantFrom(...SNIPPETS),
    again: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        cut: fc.nat(6),
        insert: fc.constantFrom(...SNIPPETS),
      }),
      { maxLength: 3 },
    ),
    probes: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 }),
  });

  it("is borne by every service, with ranges inside the file", () => {
    const whole = workspaceOf(FILES);
    fc.assert(
      fc.property(mutation, ({ file, at, cut, insert, again, probes }) => {
        const { name = "", text: original = "" } = FILES[file] ?? {};
        let text = original;
        let center = 0;
        for (const edit of [{ at, cut, insert }, ...again]) {
          center = Math.floor(edit.at * text.length);
          text = text.slice(0, center) + edit.insert + text.slice(center + edit.cut);
        }
        const uri = uriOf(name);
        const workspace = whole.apply([{ kind: "set", uri, text }]);
        const near = [-30, -8, 0, 8, 30].map((by) => Math.min(Math.max(center + by, 0), text.length));
        for (const offset of [...near, ...probes.map((probe) => Math.floor(probe * text.length))]) {
          checkHover(workspace, uri, text, offset);
          for (const { origin } of definitionsAt(workspace, uri, offset))
            expect(origin.end).toBeLessThanOrEqual(text.length);
        }
        for (const { offset, label } of inlayHints(workspace, uri, undefined, OPTIONS)) {
          expect(offset).toBeLessThanOrEqual(text.length);
          expect(label).not.toMatch(BAD_NUMBER);
        }
        for (const { span } of [...codeLenses(workspace, uri, OPTIONS), ...documentSymbols(workspace, uri)])
          expect(span.end).toBeLessThanOrEqual(text.length);
        expect(previewHtml(previewOf(workspace, uri, OPTIONS))).not.toMatch(/<script|style=/);
      }),
      { numRuns: 150, seed: 20260115 },
    );
  });
});
