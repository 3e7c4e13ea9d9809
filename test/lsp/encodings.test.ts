import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CodeAction, Hover, Position, Range } from "vscode-languageserver-protocol";
import { LineIndex } from "../../server/src/core/text/line-index";
import { chooseEncoding, encodedLines, type PositionEncoding } from "../../server/src/lsp/position-encoding";
import { type LspClient, MODERN, serverInMemory } from "../support/lsp-client";
import { WRONG } from "../support/lsp-specs";

const URI = "file:///shop/slo.yaml";
const ENCODINGS: readonly PositionEncoding[] = ["utf-8", "utf-16", "utf-32"];

/** An SLO whose faulty target stands behind characters of one, two, three and four bytes on its own line. */
const TEXT = WRONG.replace("    - target: 99.95", '    - {displayName: "é€😀𝒳", target: 99.95}');

/** The column that an independent count gives: the text before it, as an encoder would write it. */
function column(before: string, encoding: PositionEncoding): number {
  if (encoding === "utf-16") return before.length;
  return encoding === "utf-8" ? Buffer.byteLength(before, "utf8") : [...before].length;
}

function placeIn(text: string, offset: number, encoding: PositionEncoding): Position {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length - 1, character: column(before.at(-1) ?? "", encoding) };
}

function rangeIn(text: string, part: string, encoding: PositionEncoding): Range {
  const at = text.indexOf(part);
  return { start: placeIn(text, at, encoding), end: placeIn(text, at + part.length, encoding) };
}

function clientThatSpeaks(encodings: readonly PositionEncoding[]): Promise<LspClient> {
  const client = serverInMemory();
  const capabilities = { ...MODERN, general: { positionEncodings: [...encodings] } };
  return client.initialize({ capabilities }).then(({ capabilities: { positionEncoding } }) => {
    expect(positionEncoding).toBe(encodings[0]);
    return client;
  });
}

describe("the position encoding", () => {
  it("is UTF-16 where the client takes it, else the client's first that is known", () => {
    expect(chooseEncoding(undefined)).toBe("utf-16");
    expect(chooseEncoding("utf-8")).toBe("utf-16");
    expect(chooseEncoding(["utf-8", "utf-16"])).toBe("utf-16");
    expect(chooseEncoding(["utf-32", "utf-8"])).toBe("utf-32");
    expect(chooseEncoding(["utf-7", 3, "utf-8"])).toBe("utf-8");
    expect(chooseEncoding(["utf-7"])).toBe("utf-16");
    expect(chooseEncoding([])).toBe("utf-16");
  });

  it.each(ENCODINGS)("%s holds for diagnostics, hovers, fixes and edits", async (encoding) => {
    const client = await clientThatSpeaks([encoding]);
    const [found] = await client.open(URI, TEXT);
    const range = rangeIn(TEXT, "99.95", encoding);
    expect(found).toMatchObject({ code: "target-range", range });
    const hover = await client.at<Hover>("textDocument/hover", URI, range.start);
    expect(hover.range).toEqual(range);
    const actions: CodeAction[] = (await client.actions(URI, range, found ? [found] : [])) ?? [];
    expect(actions[0]).toMatchObject({ diagnostics: [{ code: "target-range" }] });
    expect(actions[0]?.edit?.documentChanges?.[0]).toMatchObject({ edits: [{ range, newText: "0.9995" }] });
    // The second change speaks of the text that the first has made.
    const fixed = TEXT.replace("é€😀", "😀é");
    const changed = await client.change(
      URI,
      { range: rangeIn(TEXT, "é€😀", encoding), text: "😀é" },
      { range: rangeIn(fixed, "99.95", encoding), text: "1.5" },
    );
    const mended = fixed.replace("99.95", "1.5");
    expect(changed).toMatchObject([{ code: "target-range", range: rangeIn(mended, "1.5", encoding) }]);
  });

  it("counts as an encoder does, there and back, on any text", () => {
    const piece = fc.constantFrom(
      "a",
      "é",
      "€",
      "😀",
      "𝒳",
      "\n",
      "\r\n",
      "\r",
      "\ud83d",
      "\ude00",
      "e\u0301",
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }).map((all) => all.join("")),
        fc.nat(),
        (text, seed) => {
          const lines = new LineIndex(text);
          const offset = wholeOffset(text, seed % (text.length + 1));
          const { line } = lines.positionAt(offset);
          const start = lines.offsetAt({ line, character: 0 });
          const next = String.fromCodePoint(text.codePointAt(offset) ?? 0);
          for (const encoding of ENCODINGS) {
            const encoded = encodedLines(lines, () => text, encoding);
            const character = column(text.slice(start, offset), encoding);
            expect(encoded.positionAt(offset)).toEqual({ line, character });
            expect(encoded.offsetAt({ line, character })).toBe(offset);
            expect(encoded.offsetAt({ line, character: 1_000_000 })).toBe(lines.lineEnd(line));
            expect(encoded.offsetAt({ line, character: -1 })).toBe(start);
            // Inside of a character's bytes.
            if (encoding === "utf-8" && column(next, encoding) > 1)
              expect(encoded.offsetAt({ line, character: character + 1 })).toBe(offset);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it.each(ENCODINGS)("%s keeps a document the same as its client's, whatever is typed", async (encoding) => {
    const words = fc.constantFrom("", "x", "é", "😀😀", "𝒳\n", "\r\n", "# €\n");
    const edit = fc.record({ from: fc.nat(), length: fc.nat({ max: 6 }), text: words });
    const client = await clientThatSpeaks([encoding]);
    await client.open(URI, TEXT);
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
        await client.change(URI, { text: TEXT });
        let text = TEXT;
        const changes = edits.map(({ from, length, text: by }) => {
          const start = wholeOffset(text, from % (text.length + 1));
          const end = wholeOffset(text, Math.min(start + length, text.length));
          const range = { start: placeIn(text, start, encoding), end: placeIn(text, end, encoding) };
          text = text.slice(0, start) + by + text.slice(end);
          return { range, text: by };
        });
        const typed = await client.change(URI, ...changes);
        expect(await client.change(URI, { text })).toEqual(typed);
      }),
      { numRuns: 40 },
    );
  });
});

/** The offset of a place that an encoding of whole characters can name: not inside of a pair or of a line's break. */
function wholeOffset(text: string, offset: number): number {
  if (text[offset - 1] === "\r" && text[offset] === "\n") return offset - 1;
  return isInPair(text, offset) ? offset - 1 : offset;
}

function isInPair(text: string, offset: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(offset - 1, offset + 1));
}
