import fc from "fast-check";

/** A character of a scalar's text with the place it was written to, relative to the scalar's start. */
export interface Place {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A scalar as written by hand, one character after the other. */
export interface Written {
  readonly source: string;
  readonly places: readonly Place[];
}

/** How lines of a scalar are written: their break, and the indentation of what holds the scalar. */
export interface Layout {
  readonly feed: "\n" | "\r\n";
  readonly indent: number;
}

class Writer {
  source = "";
  readonly places: Place[] = [];

  /** Source that says nothing. */
  skip(source: string): void {
    this.source += source;
  }

  put(text: string, source = text): void {
    const start = this.source.length;
    this.source += source;
    this.places.push({ text, start, end: this.source.length });
  }

  word(text: string): void {
    for (const character of text) this.put(character);
  }
}

const INK = [
  "a",
  "b1",
  "é",
  "😀",
  "#x",
  ":y",
  ",",
  "[5m]",
  "\ue001",
  "漢",
  "=~",
  "(",
  "\\d",
  "'",
  '"',
  "x: y",
];
const GAPS = ["", "", " ", "  ", "\t", " \t"];

/** Words with blanks between them, never at their ends. */
function phrase(ink: readonly string[]): fc.Arbitrary<string> {
  return fc
    .array(fc.tuple(fc.constantFrom(...ink), fc.constantFrom(...GAPS)), { minLength: 1, maxLength: 4 })
    .map((parts) =>
      parts
        .map(([word, gap]) => word + gap)
        .join("")
        .trim(),
    );
}

const blanks = fc.constantFrom("", " ", "\t", "  \t");
const fold = fc.record({
  before: blanks,
  blankLines: fc.array(fc.boolean(), { maxLength: 3 }),
  after: blanks,
});
type Fold = typeof fold extends fc.Arbitrary<infer T> ? T : never;

function putFold(out: Writer, { before, blankLines, after }: Fold, { feed, indent }: Layout): void {
  out.skip(before);
  if (blankLines.length === 0) out.put(" ", feed);
  else {
    out.skip(feed);
    for (const blank of blankLines) {
      // A tab may stand on a blank line only behind its indentation.
      out.skip(blank ? `${" ".repeat(indent + 1)}\t` : "");
      out.put("\n", feed);
    }
  }
  out.skip(" ".repeat(indent + 1) + after);
}

export const plain = fc
  .array(fc.tuple(phrase(["a", "b1", "é", "😀", "x#y", "x:y", "-1", "漢", "'", '"', "|", "\\n"]), fold), {
    minLength: 1,
    maxLength: 4,
  })
  .map((lines) => (layout: Layout): Written => {
    const out = new Writer();
    // A letter first, so that nothing else is begun, and no number or null.
    out.word("p");
    for (const [index, [text, after]] of lines.entries()) {
      out.word(text);
      if (index < lines.length - 1) {
        putFold(out, after, layout);
        out.word("q");
      }
    }
    return out;
  });

export const single = fc
  .array(fc.oneof(phrase(INK.filter((ink) => ink !== "'")), fc.constant("'"), fold), { maxLength: 6 })
  .map((parts) => (layout: Layout): Written => {
    const out = new Writer();
    out.skip("'");
    let folded = false;
    for (const part of parts) {
      if (part === "'") out.put("'", "''");
      else if (typeof part === "string") out.word(part);
      else if (!folded) putFold(out, part, layout);
      else continue;
      folded = typeof part !== "string";
    }
    out.skip("'");
    return out;
  });

const NAMED: readonly [string, string][] = [
  ["\0", "\\0"],
  ["\x07", "\\a"],
  ["\b", "\\b"],
  ["\x1b", "\\e"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\v", "\\v"],
  ["\u0085", "\\N"],
  ["\u00a0", "\\_"],
  ["\u2028", "\\L"],
  ["\u2029", "\\P"],
  [" ", "\\ "],
  ['"', '\\"'],
  ["/", "\\/"],
  ["\\", "\\\\"],
  ["\t", "\\\t"],
];

/** A character with one of the ways to escape it. */
const escaped = fc.oneof(
  fc.constantFrom(...NAMED),
  fc.string({ unit: "binary", minLength: 1, maxLength: 1 }).map((text): [string, string] => {
    const code = text.codePointAt(0) ?? 0;
    const hex = code.toString(16);
    if (code < 0x100) return [text, `\\x${hex.padStart(2, "0")}`];
    if (code < 0x10000) return [text, `\\u${hex.padStart(4, "0").toUpperCase()}`];
    return [text, `\\U${hex.padStart(8, "0")}`];
  }),
);

const escapedBreak = fc.record({ kept: blanks, after: blanks });

export const double = fc
  .array(fc.oneof(phrase(INK.filter((ink) => !/[\\"]/.test(ink))), escaped, fold, escapedBreak), {
    maxLength: 6,
  })
  .map((parts) => (layout: Layout): Written => {
    const out = new Writer();
    out.skip('"');
    let folded = false;
    for (const part of parts) {
      // Two breaks in a row would be another one.
      const breaks = typeof part === "object" && !Array.isArray(part);
      if (breaks && folded) continue;
      if (typeof part === "string") out.word(part);
      else if (Array.isArray(part)) out.put(...part);
      else if ("kept" in part) {
        out.word(part.kept);
        out.skip(`\\${layout.feed}${" ".repeat(layout.indent + 1)}${part.after}`);
      } else putFold(out, part, layout);
      folded = breaks;
    }
    out.skip('"');
    return out;
  });

/** A block scalar's line: blank, or `lead` (more indentation, or a tab) and ink; `ink` may be nothing but blanks. */
const blockLine = fc.oneof(
  { weight: 4, arbitrary: fc.record({ lead: fc.constant(""), ink: phrase(INK) }) },
  { weight: 2, arbitrary: fc.record({ lead: fc.constantFrom(" ", "   ", "\t"), ink: phrase(INK) }) },
  { weight: 1, arbitrary: fc.record({ lead: fc.constantFrom(" ", "    "), ink: fc.constant("") }) },
  { weight: 2, arbitrary: fc.record({ short: fc.nat(9) }) },
);
type BlockLine = typeof blockLine extends fc.Arbitrary<infer T> ? T : never;

const isBlank = (line: BlockLine) => "short" in line;
const isInked = (line: BlockLine) => !("short" in line) && line.ink !== "";
const isDeeper = (line: BlockLine) => !("short" in line) && line.lead !== "";

export const block = fc
  .record({
    sign: fc.constantFrom("|", ">"),
    chomp: fc.constantFrom("", "-", "+"),
    lines: fc.array(blockLine, { minLength: 1, maxLength: 8 }),
    deep: fc.integer({ min: 1, max: 4 }),
    indicated: fc.boolean(),
    comment: fc.constantFrom("", " ", " # why"),
    chompFirst: fc.boolean(),
    lastBreak: fc.boolean(),
  })
  .filter(({ lines }) => lines.some(isInked))
  .map((made) => (layout: Layout): Written => {
    const out = new Writer();
    const first = made.lines.findIndex(isInked);
    // Lines of blanks before the first one with ink may not reach beyond its indentation.
    const lastInk = made.lines.findLastIndex(isInked);
    const lines = made.lines.map((line, at): BlockLine => {
      if (isInked(line) || isBlank(line)) return line;
      if (at < first) return { short: 0 };
      // The parser takes those after the last ink for text only where they reach beyond the first ink.
      return at > lastInk ? { lead: "    ", ink: "" } : line;
    });
    const opening = lines[first];
    const needed = opening !== undefined && "lead" in opening && opening.lead.startsWith(" ");
    const digit = made.indicated || needed ? String(made.deep) : "";
    const header = made.chompFirst ? made.chomp + digit : digit + made.chomp;
    const indent = " ".repeat(layout.indent + made.deep);
    out.skip(made.sign + header + made.comment + layout.feed);
    const last = lines.findLastIndex((line) => !isBlank(line));
    for (const [at, line] of lines.entries()) {
      if ("short" in line) out.skip(indent.slice(0, line.short));
      else {
        out.skip(indent);
        out.word(line.lead + line.ink);
      }
      if (at === lines.length - 1 && !made.lastBreak) {
        if (at === last && made.chomp !== "-") repeatLast(out);
      } else if (at > last || (at === last && made.chomp !== "")) {
        if (made.chomp === "+") out.put("\n", layout.feed);
        else out.skip(layout.feed);
      } else if (at < first || at === last || made.sign === "|") out.put("\n", layout.feed);
      else putFolded(out, lines, at, layout.feed);
    }
    return out;
  });

/** The break that the parser adds at a file's end has the last character's place. */
function repeatLast(out: Writer): void {
  const end = out.source.length;
  out.places.push({ text: "\n", start: out.places.at(-1)?.start ?? end, end });
}

/** The break after a line of a folded scalar (YAML 1.2.2, 8.1.3), by the lines with text around it. */
function putFolded(out: Writer, lines: readonly BlockLine[], at: number, feed: string): void {
  const next = lines.findIndex((line, place) => place > at && !isBlank(line));
  const before = lines.findLastIndex((line, place) => place <= at && !isBlank(line));
  const around = [lines[before], lines[next]];
  const folds = !around.some((line) => line !== undefined && isDeeper(line));
  if (!folds) out.put("\n", feed);
  else if (next === before + 1) out.put(" ", feed);
  else if (at === before) out.skip(feed);
  else out.put("\n", feed);
}
