import type { LinePosition } from "../core/text/line-index";

/** What a column counts: bytes of UTF-8, UTF-16 code units, or whole characters (LSP 3.17, "Position"). */
export type PositionEncoding = "utf-8" | "utf-16" | "utf-32";

/** Translates between offsets and lines of one text. */
export interface Lines {
  positionAt(offset: number): LinePosition;
  offsetAt(position: LinePosition): number;
}

/**
 * The encoding to talk in. UTF-16, which costs nothing here and which other servers of the same document speak too,
 * wherever the client takes it or names none; else the first of its own that is known.
 */
export function chooseEncoding(offered: unknown): PositionEncoding {
  if (!Array.isArray(offered) || offered.includes("utf-16")) return "utf-16";
  return offered.find(isEncoding) ?? "utf-16";
}

function isEncoding(word: unknown): word is PositionEncoding {
  return word === "utf-8" || word === "utf-16" || word === "utf-32";
}

/** Lines whose columns are counted in an encoding, made of those that count UTF-16. */
export function encodedLines(lines: Lines, text: () => string, encoding: PositionEncoding): Lines {
  if (encoding === "utf-16") return lines;
  const width = encoding === "utf-8" ? utf8Length : () => 1;
  return {
    positionAt(offset) {
      const { line, character } = lines.positionAt(offset);
      const start = lines.offsetAt({ line, character: 0 });
      let column = 0;
      for (const one of text().slice(start, start + character)) column += width(one);
      return { line, character: column };
    },
    /** A column inside of a character means its beginning; one past the line's end, that end. */
    offsetAt({ line, character }) {
      const start = lines.offsetAt({ line, character: 0 });
      const end = lines.offsetAt({ line, character: Number.MAX_SAFE_INTEGER });
      let offset = start;
      let column = 0;
      while (offset < end) {
        const one = String.fromCodePoint(text().codePointAt(offset) ?? 0);
        column += width(one);
        if (column > character) break;
        offset += one.length;
      }
      return offset;
    },
  };
}

/** Bytes of one character in UTF-8; a lone surrogate travels as U+FFFD, which has three. */
function utf8Length(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
