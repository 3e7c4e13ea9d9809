import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { LineIndex } from "../../server/src/core/text/line-index";
import { splitStream } from "../../server/src/core/text/split";
import { hostile, stream } from "./streams";

/** A well-formed document's content, which never begins a line with a marker. */
const content = fc.constantFrom(
  "a: 1\n",
  "- x\n- y\n",
  "a: |\n  ---\n  ...\n",
  'a: "x\n  --- y"\n',
  "word\n",
  "---x: 1\n",
  "{a: b}\n",
);
const comment = fc.constantFrom("", "# c\n", "\n", "# --- c\n\n");

/** Streams as people write them: documents behind markers, some ended by `...`, comments anywhere between. */
const wellFormed = fc
  .tuple(
    comment,
    fc.array(
      fc.tuple(fc.constantFrom("---\n", "--- # c\n", "---\t\n"), comment, content, comment, fc.boolean()),
      {
        minLength: 1,
        maxLength: 6,
      },
    ),
  )
  .map(
    ([lead, documents]) =>
      lead +
      documents
        .map(
          ([marker, before, body, after, ended]) => marker + before + body + after + (ended ? "...\n" : ""),
        )
        .join(""),
  );

const withEndings = (text: string, ending: string) => text.replaceAll("\n", ending);

describe("splitting any text", () => {
  it("leaves no gap and no overlap", () => {
    fc.assert(
      fc.property(fc.oneof(hostile, stream), (text) => {
        let at = 0;
        for (const { start, end } of splitStream(text)) {
          expect(start).toBe(at);
          expect(end).toBeGreaterThanOrEqual(start);
          at = end;
        }
        expect(at).toBe(text.length);
      }),
      { numRuns: 1_000 },
    );
  });

  it("finds as many documents in a well-formed stream as YAML does", () => {
    fc.assert(
      fc.property(wellFormed, fc.constantFrom("\n", "\r\n"), (text, ending) => {
        const written = withEndings(text, ending);
        expect(splitStream(written)).toHaveLength(parseAllDocuments(written).length);
      }),
      { numRuns: 500 },
    );
  });

  it("finds the same documents whatever the line breaks are", () => {
    const pieces = (text: string) => splitStream(text).map(({ start, end }) => text.slice(start, end));
    fc.assert(
      fc.property(wellFormed, (text) => {
        const wanted = pieces(text);
        expect(pieces(withEndings(text, "\r\n")).map((piece) => piece.replaceAll("\r\n", "\n"))).toEqual(
          wanted,
        );
        expect(pieces(withEndings(text, "\r")).map((piece) => piece.replaceAll("\r", "\n"))).toEqual(wanted);
      }),
      { numRuns: 300 },
    );
  });

  it("is split again the same way where a document is cut out", () => {
    fc.assert(
      fc.property(stream, (text) => {
        for (const { start, end } of splitStream(text)) {
          expect(splitStream(text.slice(start, end))).toEqual([{ start: 0, end: end - start }]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("lines of any text", () => {
  it("give back every offset, except the one between CR and LF", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const lines = new LineIndex(text);
        for (let offset = 0; offset <= text.length; offset++) {
          const back = lines.offsetAt(lines.positionAt(offset));
          const between = text[offset - 1] === "\r" && text[offset] === "\n";
          expect(back).toBe(between ? offset - 1 : offset);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("rise with the offset, and join to the text without its breaks", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const lines = new LineIndex(text);
        let before = { line: 0, character: -1 };
        for (let offset = 0; offset <= text.length; offset++) {
          const now = lines.positionAt(offset);
          const later =
            now.line > before.line || (now.line === before.line && now.character > before.character);
          expect(later).toBe(true);
          before = now;
        }
        const joined = Array.from({ length: lines.lineCount }, (_, line) => lines.lineText(line)).join("");
        expect(joined).toBe(text.replaceAll(/[\r\n]/g, ""));
        expect(lines.lineCount).toBe(text.split(/\r\n|\r|\n/).length);
      }),
      { numRuns: 300 },
    );
  });
});
