import type { Span } from "../../text/span";
import type { PathSegment } from "../../yaml/node";

/** What one line of block YAML begins: a key of a map, or an item of a list. */
export interface Entry {
  readonly kind: "key" | "item";
  /** 0 for the first character of a line. */
  readonly column: number;
  /** Without its quotes. */
  readonly key?: string;
  /** What stands behind it on its line, without white space and comment; empty where nothing does. */
  readonly value: Span;
}

/** A value that goes on over the next lines. */
export interface OpenValue {
  readonly kind: "block" | "flow" | "quoted" | "plain";
  /** Where its text begins: behind a block scalar's header, at a bracket or quote. */
  readonly start: number;
  /** Of the key or dash that has it. */
  readonly column: number;
}

/** The lines of a text, read. */
export interface Lines {
  readonly entries: readonly Entry[];
  /** What the end of the text stands in. */
  readonly open?: OpenValue;
}

/** A key without colon and white space behind it, up to its colon. */
const KEY =
  /(?:"((?:[^"\\\n]|\\.){0,200})"|'([^'\n]{0,200})'|([^\s"'#:{}[\],&*!|>%@`-](?:[^\s"'#:]|:(?=\S)){0,200}))[ \t]*:(?=[ \t\r\n]|$)/y;
const DASH = /-(?:[ \t]+|(?=\r?\n|\r|$))/y;
const PROPERTIES = /(?:[&!][^\s,[\]{}]*[ \t]+)+/y;
const LINE_END = /\r\n|\n|\r/g;

/**
 * Reads block YAML line by line. A parser's tree says more, but only of what is sound: here each line counts for
 * itself, so that what is half typed harms nothing but itself.
 *
 * @param text with its templates masked
 * @param end where to stop: the start of a line
 */
export function readLines(text: string, start = 0, end = text.length): Lines {
  const entries: Entry[] = [];
  let open: OpenValue | undefined;
  for (let line = start; line < end; ) {
    LINE_END.lastIndex = line;
    const found = LINE_END.exec(text);
    const stop = Math.min(found ? found.index : text.length, end);
    const first = inkFrom(text, line, stop);
    if (open && !endsBefore(open, text, line, first, stop)) {
      if (open.kind !== "block" && open.kind !== "plain" && isClosed(text, open.start, stop))
        open = undefined;
    } else {
      open = undefined;
      if (first < stop && text[first] !== "#" && !isMarker(text, line)) {
        open = readLine(text, line, first, stop, entries);
      }
    }
    line = found ? found.index + found[0].length : text.length;
  }
  return open ? { entries, open } : { entries };
}

/** Reads the entries of a line that begins none of another's; returns the value that it leaves open. */
export function readLine(
  text: string,
  line: number,
  first: number,
  stop: number,
  entries: Entry[],
): OpenValue | undefined {
  let at = first;
  let column = 0;
  for (DASH.lastIndex = at; DASH.test(text); DASH.lastIndex = at) {
    column = at - line;
    at = DASH.lastIndex;
    entries.push({ kind: "item", column, value: trimmed(text, at, stop) });
  }
  KEY.lastIndex = at;
  const key = KEY.exec(text);
  if (key && KEY.lastIndex <= stop) {
    column = at - line;
    at = KEY.lastIndex;
    entries.push({
      kind: "key",
      column,
      key: key[1] ?? key[2] ?? key[3] ?? "",
      value: trimmed(text, at, stop),
    });
  } else if (at === first) return undefined;
  return openValue(text, at, stop, column);
}

function openValue(text: string, from: number, stop: number, column: number): OpenValue | undefined {
  const start = valueStart(text, from, stop);
  const sign = text[start] ?? "";
  if (start >= stop || sign === "#") return undefined;
  if (sign === "|" || sign === ">") return { kind: "block", start: stop, column };
  if (sign === "{" || sign === "[") {
    return isClosed(text, start, stop) ? undefined : { kind: "flow", start, column };
  }
  if (sign === '"' || sign === "'") {
    return isClosed(text, start, stop) ? undefined : { kind: "quoted", start, column };
  }
  return { kind: "plain", start, column };
}

/** Where a value's first character stands, behind white space, anchor and tag. */
export function valueStart(text: string, from: number, stop: number): number {
  const at = inkFrom(text, from, stop);
  PROPERTIES.lastIndex = at;
  return PROPERTIES.test(text) ? Math.min(PROPERTIES.lastIndex, stop) : at;
}

/** Whether a line belongs to something else than the value before it, which may never have been closed. */
function endsBefore(open: OpenValue, text: string, line: number, first: number, stop: number): boolean {
  if (first === stop) return false;
  const column = first - line;
  if (open.kind === "block") return column <= open.column;
  if (open.kind === "plain") return column <= open.column || begins(text, first, stop);
  // What goes on stands deeper; but a closing bracket is often put below its key.
  return column <= open.column && !/[\]}"']/.test(text[first] ?? "");
}

function begins(text: string, at: number, stop: number): boolean {
  DASH.lastIndex = at;
  KEY.lastIndex = at;
  return DASH.test(text) || (KEY.test(text) && KEY.lastIndex <= stop);
}

/** Whether the bracket or quote that opens at `start` is closed before `stop`. */
function isClosed(text: string, start: number, stop: number): boolean {
  const quote = text[start];
  if (quote === '"' || quote === "'") return quoteEnd(text, start, stop) <= stop;
  let depth = 0;
  for (let at = start; at < stop; at++) {
    const sign = text[at] ?? "";
    if (sign === '"' || sign === "'") at = quoteEnd(text, at, stop) - 1;
    else if (sign === "{" || sign === "[") depth++;
    else if ((sign === "}" || sign === "]") && --depth === 0) return true;
  }
  return false;
}

/** Behind the closing quote; beyond `stop` where there is none. */
export function quoteEnd(text: string, start: number, stop: number): number {
  const quote = text[start];
  for (let at = start + 1; at < stop; at++) {
    const sign = text[at];
    if (sign === "\\" && quote === '"') at++;
    else if (sign === quote) {
      if (quote === "'" && text[at + 1] === "'") at++;
      else return at + 1;
    }
  }
  return stop + 1;
}

function isMarker(text: string, line: number): boolean {
  return text[line] === "%" || /^(?:---|\.\.\.)(?:\s|$)/.test(text.slice(line, line + 4));
}

function inkFrom(text: string, from: number, stop: number): number {
  let at = from;
  while (at < stop && (text[at] === " " || text[at] === "\t" || text[at] === "\ufeff")) at++;
  return at;
}

function trimmed(text: string, from: number, stop: number): Span {
  const start = inkFrom(text, from, stop);
  const written = text.slice(start, stop);
  const quoted = written.startsWith('"') || written.startsWith("'");
  const comment = quoted ? -1 : written.search(/(?:^|[ \t])#/);
  const end = start + (comment < 0 ? written : written.slice(0, comment)).trimEnd().length;
  return { start, end: Math.max(start, end) };
}

/** An entry among those that hold it and that it holds. */
export interface OutlineNode {
  readonly entry: Entry;
  readonly parent: OutlineNode | undefined;
  readonly children: OutlineNode[];
}

/** The maps and lists of block YAML, by the columns of its lines alone. */
export class Outline {
  readonly root: OutlineNode = {
    entry: { kind: "key", column: -1, value: { start: 0, end: 0 } },
    parent: undefined,
    children: [],
  };
  private top: OutlineNode = this.root;

  /** Adds the next entry of the text, and returns it in its place. */
  push(entry: Entry): OutlineNode {
    let parent = this.top;
    while (parent.parent && !holds(parent.entry, entry)) parent = parent.parent;
    const node: OutlineNode = { entry, parent, children: [] };
    parent.children.push(node);
    this.top = node;
    return node;
  }

  pushAll(entries: readonly Entry[]): this {
    for (const entry of entries) this.push(entry);
    return this;
  }
}

/** A list may stand in the column of its key. */
function holds(holder: Entry, entry: Entry): boolean {
  if (holder.column < entry.column) return true;
  return holder.kind === "key" && entry.kind === "item" && holder.column === entry.column;
}

/** The keys and places in lists that lead to an entry, its own included. */
export function pathOf(node: OutlineNode): PathSegment[] {
  const path: PathSegment[] = [];
  for (let at: OutlineNode | undefined = node; at?.parent; at = at.parent) {
    const { kind, key = "" } = at.entry;
    path.unshift(kind === "item" ? itemsIn(at.parent).indexOf(at) : key);
  }
  return path;
}

/** The entry that a part of a path leads to from a node; undefined where nothing is written there. */
export function childAt({ children }: OutlineNode, segment: PathSegment): OutlineNode | undefined {
  return typeof segment === "number"
    ? itemsIn({ children })[segment]
    : children.find(({ entry }) => entry.key === segment);
}

/** The items among the entries that a node holds. */
export function itemsIn({ children }: Pick<OutlineNode, "children">): readonly OutlineNode[] {
  return children.filter(({ entry }) => entry.kind === "item");
}

/** A value's text without its quotes, of which the second may be missing yet. */
export function unquoted(text: string): string {
  return text.replace(/^["']|["']$/g, "");
}

/** The keys among the entries that a node holds. */
export function keysIn(node: OutlineNode): readonly OutlineNode[] {
  return node.children.filter(({ entry }) => entry.kind === "key");
}
