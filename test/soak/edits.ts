import type { Random } from "../promtool/random";
import { DOCUMENTS } from "../property/streams";

/** What is put into a text: what YAML, templates and editors stumble over, and what people type. */
const PIECES: readonly string[] = [
  ...["\n", "\r\n", "\r", "\t", " ", "  ", "    ", "\u0000", "\ufeff", "\u2028", "\u0085"],
  ...["---\n", "\n---\n", "\r\n---\r\n", "...\n", "--- # x\n", "---", "\n...\n---\n", "%YAML 1.2\n"],
  ...[
    "{",
    "}",
    "[",
    "]",
    "{{ .x }}",
    "{{",
    "}}",
    "{% if x %}",
    "$" + "{X}",
    '"',
    "'",
    "`",
    "\\",
    "|\n",
    ">-\n",
  ],
  ...[
    "#",
    ": ",
    ":",
    "- ",
    "-",
    "? ",
    ",",
    "&a ",
    "*a",
    "<<: *a",
    "!!str ",
    "~",
    "null",
    "😀",
    "\ud83d",
    "\ude00",
  ],
  ...["0", "9", ".", "e", "99.9", "0.999", "-1", "1e400", ".nan", "28d", "30d", "1M", "5m", "a", "x", "é"],
  ...["name: a\n", "target: 0.99\n", "kind: SLO\n", "kind: Service\n", "spec:\n", "apiVersion: openslo/v1\n"],
  ...["# slo-ignore target-range: why\n", "slosmith/tier: core\n", "sum(rate(x[5m]))", "service: checkout\n"],
];

type Change = (text: string, random: Random) => string;

/** Inserts, deletes and replaces, by the kind of place that an edit aims at. */
const CHANGES: Readonly<Record<string, Change>> = {
  insert: (text, random) => at(text, random.below(text.length + 1), 0, random.pick(PIECES)),
  insertDocument: (text, random) => at(text, lineStart(text, random), 0, `---\n${random.pick(DOCUMENTS)}`),
  typed: (text, random) => at(text, random.below(text.length + 1), 0, random.pick([...'abcxyz0189 -:."{['])),
  erased: (text, random) => at(text, random.below(text.length + 1), 1, ""),
  delete: (text, random) => at(text, random.below(text.length + 1), random.below(24), ""),
  deleteMuch: (text, random) => at(text, random.below(text.length + 1), random.below(240), ""),
  replace: (text, random) => at(text, random.below(text.length + 1), random.below(12), random.pick(PIECES)),
  deleteLine: (text, random) => {
    const start = lineStart(text, random);
    const end = text.indexOf("\n", start);
    return text.slice(0, start) + (end < 0 ? "" : text.slice(end + 1));
  },
  doubleLine: (text, random) => {
    const start = lineStart(text, random);
    const end = text.indexOf("\n", start) + 1;
    return end === 0 ? text : at(text, end, 0, text.slice(start, end));
  },
  indentLine: (text, random) => at(text, lineStart(text, random), 0, random.pick([" ", "  ", "\t"])),
  /** In the middle of a marker, before it, or over it. */
  acrossMarker: (text, random) => {
    const markers = [...text.matchAll(/^(?:---|\.\.\.)/gm)].map(({ index }) => index);
    if (markers.length === 0) return at(text, lineStart(text, random), 0, "---\n");
    const start = Math.max(random.pick(markers) - random.below(5), 0);
    return at(text, start, random.below(10), random.pick(["", "", "\n", "-", ".", "---\n", "x", " "]));
  },
  /** Between the two halves of a character, or one of them alone. */
  insideSurrogatePair: (text, random) => {
    const pairs = [...text.matchAll(/[\ud800-\udbff]/g)].map(({ index }) => index);
    if (pairs.length === 0) return at(text, random.below(text.length + 1), 0, "😀");
    return at(
      text,
      random.pick(pairs) + random.below(2),
      random.below(2),
      random.pick(["", "x", "\n", "😀"]),
    );
  },
  /** One line's break, or all of them, spelled another way. */
  lineBreaks: (text, random) => {
    if (random.below(6) === 0)
      return random.below(2) === 0 ? text.replace(/\r?\n/g, "\r\n") : text.replaceAll("\r\n", "\n");
    const breaks = [...text.matchAll(/\r\n|\n|\r/g)];
    if (breaks.length === 0) return `${text}\r\n`;
    const { index, 0: old } = random.pick(breaks);
    return at(text, index, old.length, random.pick(["\n", "\r\n", "\r"]));
  },
  moveLines: (text, random) => {
    const lines = text.split("\n");
    const taken = lines.splice(random.below(lines.length), 1 + random.below(4));
    lines.splice(random.below(lines.length + 1), 0, ...taken);
    return lines.join("\n");
  },
};

const KINDS = Object.keys(CHANGES);

/** A text after one random edit. */
export function edited(text: string, random: Random): { kind: string; text: string } {
  const kind = random.pick(KINDS);
  return { kind, text: (CHANGES[kind] ?? unchanged)(text, random) };
}

function unchanged(text: string): string {
  return text;
}

function at(text: string, start: number, remove: number, insert: string): string {
  return text.slice(0, start) + insert + text.slice(start + remove);
}

function lineStart(text: string, random: Random): number {
  return text.lastIndexOf("\n", random.below(text.length + 1) - 1) + 1;
}
