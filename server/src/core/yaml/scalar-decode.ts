import type { YamlScalar } from "./node";
import { FILL } from "./template";

/**
 * A stretch of a scalar's text with the stretch of source that it was read from, both as offsets from the
 * scalar's start. Where both are equally long they match character by character; else all of one stands for
 * all of the other (`\u00e9` for `é`).
 */
export interface Segment {
  readonly text: number;
  readonly length: number;
  readonly source: number;
  readonly sourceLength: number;
}

/** A scalar's text as its source says it. */
export interface Decoded {
  readonly text: string;
  /** In the order of the text, without holes in it; the source between them (indentation, quotes) says nothing. */
  readonly segments: readonly Segment[];
  /** Where text begins and ends in the source: inside the quotes, below a block scalar's header. */
  readonly inner: { readonly start: number; readonly end: number };
}

/**
 * Reads a scalar as the YAML parser does (YAML 1.2.2, chapters 5.7, 6.5, 7.3 and 8.1), with places.
 * `parsed` is the source that the parser saw, lines ending at LF or CRLF; `written` what the author wrote there,
 * equally long; `known` the text that the parser made of it, from which a block scalar's indentation follows.
 */
export function decodeScalar(
  style: YamlScalar["style"],
  parsed: string,
  written: string,
  known: string,
): Decoded {
  const out = new Recorder(parsed, written);
  let inner = { start: 0, end: parsed.length };
  if (style === "block") {
    inner = { start: bodyOf(parsed), end: parsed.length };
    block(out, inner.start, known);
  } else if (style === "plain") {
    folded(out, 0, parsed.length, (from, to) => out.copy(from, to));
  } else {
    inner = { start: Math.min(1, parsed.length), end: Math.max(1, parsed.length - 1) };
    if (style === "double") double(out, inner.start, inner.end);
    else folded(out, inner.start, inner.end, (from, to) => single(out, from, to));
  }
  return { text: out.text(), segments: out.segments, inner };
}

class Recorder {
  readonly segments: Segment[] = [];
  /** The last segment, which may still grow. */
  private last: { text: number; length: number; source: number; sourceLength: number } | undefined;
  private readonly parts: string[] = [];
  private length = 0;

  constructor(
    readonly parsed: string,
    private readonly written: string,
  ) {}

  /** Text that stands in the source as it is. */
  copy(from: number, to: number): void {
    const text = this.parsed.slice(from, to);
    this.put(text.includes(FILL) ? this.unmasked(text, from) : text, from, to);
  }

  /** Text that the source from `from` to `to` stands for. */
  put(text: string, from: number, to: number): void {
    if (text === "") return;
    const { last } = this;
    const sourceLength = to - from;
    const even = text.length === sourceLength;
    if (last && even && last.length === last.sourceLength && last.source + last.length === from) {
      last.length += sourceLength;
      last.sourceLength += sourceLength;
    } else {
      this.last = { text: this.length, length: text.length, source: from, sourceLength };
      this.segments.push(this.last);
    }
    this.parts.push(text);
    this.length += text.length;
  }

  text(): string {
    return this.parts.join("");
  }

  private unmasked(text: string, from: number): string {
    const fill = new RegExp(`${FILL}+`, "g");
    return text.replace(fill, (run, at: number) => this.written.slice(from + at, from + at + run.length));
  }
}

/** Reads lines that fold: `line` takes each line's ink. */
function folded(out: Recorder, from: number, to: number, line: (from: number, to: number) => void): void {
  let at = from;
  for (;;) {
    const feed = out.parsed.indexOf("\n", at);
    if (feed < 0 || feed >= to) break;
    line(at, inkEnd(out.parsed, at, feed));
    at = fold(out, feed, to);
  }
  line(at, to);
}

/** Puts what a line break and the blank lines after it stand for. Returns where the next line's ink begins. */
function fold(out: Recorder, feed: number, to: number): number {
  const { parsed } = out;
  const start = breakStart(parsed, feed);
  let at = afterBlanks(parsed, feed + 1, to);
  let blankLines = 0;
  for (;;) {
    const end = parsed[at] === "\r" ? at + 1 : at;
    if (end >= to || parsed[end] !== "\n") break;
    out.put("\n", at, end + 1);
    blankLines++;
    at = afterBlanks(parsed, end + 1, to);
  }
  if (blankLines === 0) out.put(" ", start, feed + 1);
  return at;
}

function breakStart(text: string, feed: number): number {
  return text[feed - 1] === "\r" ? feed - 1 : feed;
}

function inkEnd(text: string, from: number, feed: number): number {
  let end = breakStart(text, feed);
  while (end > from && isBlank(text[end - 1])) end--;
  return Math.max(end, from);
}

function afterBlanks(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isBlank(text[at])) at++;
  return at;
}

function isBlank(sign: string | undefined): boolean {
  return sign === " " || sign === "\t";
}

function single(out: Recorder, from: number, to: number): void {
  let at = from;
  for (;;) {
    const quotes = out.parsed.indexOf("''", at);
    if (quotes < 0 || quotes + 2 > to) break;
    out.copy(at, quotes);
    out.put("'", quotes, quotes + 2);
    at = quotes + 2;
  }
  out.copy(at, to);
}

function double(out: Recorder, from: number, to: number): void {
  const special = /[\\\n]/g;
  let at = from;
  while (at < to) {
    special.lastIndex = at;
    const found = special.exec(out.parsed)?.index ?? to;
    if (found >= to) {
      out.copy(at, to);
      at = to;
    } else if (out.parsed[found] === "\n") {
      out.copy(at, inkEnd(out.parsed, at, found));
      at = fold(out, found, to);
    } else {
      out.copy(at, found);
      at = escaped(out, found, to);
    }
  }
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["0", "\0"],
  ["a", "\x07"],
  ["b", "\b"],
  ["e", "\x1b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
  ["N", "\u0085"],
  ["_", "\u00a0"],
  ["L", "\u2028"],
  ["P", "\u2029"],
  [" ", " "],
  ['"', '"'],
  ["/", "/"],
  ["\\", "\\"],
  ["\t", "\t"],
]);
const HEX_DIGITS: ReadonlyMap<string, number> = new Map([
  ["x", 2],
  ["u", 4],
  ["U", 8],
]);

/** Puts what the escape at `at` stands for; one that is none stands for itself. Returns the offset after it. */
function escaped(out: Recorder, at: number, to: number): number {
  const { parsed } = out;
  const sign = parsed[at + 1] ?? "";
  // A break that is escaped is nothing, and so is the next line's indentation.
  const feed = sign === "\r" ? at + 2 : at + 1;
  if (parsed[feed] === "\n") return afterBlanks(parsed, feed + 1, to);
  const digits = HEX_DIGITS.get(sign);
  const end = Math.min(at + 2 + (digits ?? 0), parsed.length);
  const text = digits === undefined ? ESCAPES.get(sign) : character(parsed.slice(at + 2, end), digits);
  if (text === undefined) out.copy(at, end);
  else out.put(text, at, end);
  return end;
}

function character(hex: string, digits: number): string | undefined {
  if (hex.length !== digits || !/^[0-9a-fA-F]+$/.test(hex)) return undefined;
  const code = Number.parseInt(hex, 16);
  return code > 0x10ffff ? undefined : String.fromCodePoint(code);
}

/** A line of a block scalar: its indentation, its ink, its break. */
interface Line {
  readonly start: number;
  readonly ink: number;
  readonly end: number;
  readonly next: number;
}

function block(out: Recorder, body: number, known: string): void {
  const { parsed } = out;
  const header = /^[|>][^\s#]*/.exec(parsed)?.[0] ?? "";
  const chomp = /[-+]/.exec(header)?.[0];
  const lines = linesOf(parsed, body);
  const first = lines.findIndex(isInked);
  if (first < 0) {
    if (chomp === "+" && lines.length > 0) breaks(out, lines, 0, lines.length - 1, true);
    return;
  }
  const indent = indentOf(lines[first], known);
  // Lines of spaces alone belong to the text as far as one reaches beyond the indentation.
  const last = lines.findLastIndex((line) => isInked(line) || line.ink - line.start > indent);
  for (const line of lines.slice(0, first)) {
    out.copy(Math.min(line.start + indent, line.ink), line.ink);
    out.put("\n", line.end, line.next);
  }
  const folds = header.startsWith(">");
  let before = first;
  let wasDeeper = false;
  for (let number = first; number <= last; number++) {
    const line = lines[number];
    if (!line) break;
    const deeper = line.ink - line.start > indent || parsed[line.ink] === "\t";
    if (folds && !deeper && !isInked(line)) continue;
    if (!folds || deeper || wasDeeper) breaks(out, lines, before, number, false);
    else foldLines(out, lines, before, number);
    out.copy(Math.min(line.start + indent, line.ink), line.end);
    before = number;
    wasDeeper = deeper;
  }
  if (chomp === "+") breaks(out, lines, last, lines.length - 1, true);
  else if (chomp === undefined) breaks(out, lines, last, Math.min(last + 1, lines.length - 1), true);
}

function bodyOf(parsed: string): number {
  const feed = parsed.indexOf("\n");
  return feed < 0 ? parsed.length : feed + 1;
}

/** The lines of a block scalar's body; behind a last break stands an empty one. */
function linesOf(parsed: string, body: number): Line[] {
  const lines: Line[] = [];
  if (body === parsed.length) return lines;
  for (let start = body; ; ) {
    let ink = start;
    while (parsed[ink] === " ") ink++;
    const feed = parsed.indexOf("\n", ink);
    const end = feed < 0 ? parsed.length : Math.max(ink, breakStart(parsed, feed));
    lines.push({ start, ink, end, next: feed < 0 ? parsed.length : feed + 1 });
    if (feed < 0) return lines;
    start = feed + 1;
  }
}

function isInked(line: Line): boolean {
  return line.end > line.ink;
}

/** How much of each line is indentation: what the first line with ink has beyond it is in the text that is known. */
function indentOf(line: Line | undefined, known: string): number {
  if (!line) return 0;
  const ink = known.search(/[^ \n]/);
  const lead = ink < 0 ? 0 : ink - (known.lastIndexOf("\n", ink) + 1);
  return Math.max(0, line.ink - line.start - lead);
}

/** Puts the breaks of the lines from `from` to before `to`, each for itself. */
function breaks(out: Recorder, lines: readonly Line[], from: number, to: number, atLeastOne: boolean): void {
  for (const line of lines.slice(from, to)) out.put("\n", line.end, line.next);
  // The parser ends the text with a break where the file ends without one: it stands at the last character.
  if (atLeastOne && to <= from) out.put("\n", out.parsed.length - 1, out.parsed.length);
}

function foldLines(out: Recorder, lines: readonly Line[], from: number, to: number): void {
  const line = lines[from];
  if (to - from > 1) breaks(out, lines, from + 1, to, false);
  else if (line && to > from) out.put(" ", line.end, line.next);
}
