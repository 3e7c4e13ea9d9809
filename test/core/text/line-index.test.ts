import { describe, expect, it } from "vitest";
import { LineIndex } from "../../../server/src/core/text/line-index";

describe("lines of a text", () => {
  const text = "ab\ncd\r\nef\rgh";
  const lines = new LineIndex(text);

  it("end at LF, CRLF and a lone CR", () => {
    expect(lines.lineCount).toBe(4);
    expect([0, 1, 2, 3].map((line) => lines.lineText(line))).toEqual(["ab", "cd", "ef", "gh"]);
  });

  it("are found from an offset, whose column is counted from the line's start", () => {
    expect(lines.positionAt(0)).toEqual({ line: 0, character: 0 });
    expect(lines.positionAt(3)).toEqual({ line: 1, character: 0 });
    expect(lines.positionAt(text.indexOf("f"))).toEqual({ line: 2, character: 1 });
    expect(lines.positionAt(text.length)).toEqual({ line: 3, character: 2 });
  });

  it("take an offset or a position outside of them to the nearest end", () => {
    expect(lines.positionAt(-5)).toEqual({ line: 0, character: 0 });
    expect(lines.positionAt(99)).toEqual({ line: 3, character: 2 });
    expect(lines.offsetAt({ line: 1, character: 99 })).toBe(5);
    expect(lines.offsetAt({ line: 9, character: 0 })).toBe(text.length);
    expect(lines.offsetAt({ line: -1, character: 3 })).toBe(0);
  });

  it("count a letter outside the basic plane as two", () => {
    expect(new LineIndex("😀x").positionAt(2)).toEqual({ line: 0, character: 2 });
  });

  it("include the empty one after a final break", () => {
    expect(new LineIndex("a\n").lineCount).toBe(2);
    expect(new LineIndex("").lineCount).toBe(1);
  });
});
