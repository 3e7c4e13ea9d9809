import { lineStart } from "../../text/lines";
import type { Span } from "../../text/span";
import type { Path } from "../../yaml/node";
import { maskTemplates } from "../../yaml/template";
import { type FlowPlace, flowPlace } from "./flow-place";
import {
  type Entry,
  keysIn,
  type OpenValue,
  Outline,
  type OutlineNode,
  pathOf,
  readLine,
  readLines,
  valueStart,
} from "./outline";

/** Where a cursor stands in YAML, read from the lines alone: the text around it may be half typed. */
export interface Place {
  /**
   * `key`: where a map's key, or a list's item, can begin. `value`: behind a key's colon. `text`: within a scalar that
   * goes over several lines.
   */
  readonly role: "key" | "value" | "text";
  /** From the document's root: to the map or list that a key begins in, or to the value. */
  readonly path: Path;
  /** What is written there up to the cursor, without an opening quote. */
  readonly typed: string;
  /** The quote that the value begins with. */
  readonly quote: "" | '"' | "'";
  /** What a choice replaces: the word around the cursor with its quotes, and white space that stands in the wrong column. */
  readonly replace: Span;
  /** What has to stand before a choice: white space that is not there yet. */
  readonly lead: string;
  /** Where a value's text begins; of a key, the key. */
  readonly start: number;
  /** The column in which a key begins. */
  readonly column: number;
  /** Behind a dash, where one item of a list begins. */
  readonly inItem: boolean;
  /** Between brackets. */
  readonly flow: boolean;
  /** The keys that stand beside it in the same map, with the text of their values. */
  readonly siblings: ReadonlyMap<string, string>;
  /** All that the document's lines say. */
  readonly outline: Outline;
  /** The text at a place of the outline. */
  outlineText(span: Span): string;
}

/**
 * @param documentText one YAML document
 * @returns undefined in comments, on keys that are written, and where nothing like a key or value can stand
 */
export function placeAt(documentText: string, offset: number): Place | undefined {
  const unix = documentText.includes("\r") ? documentText.replace(/\r(?!\n)/g, "\n") : documentText;
  const text = maskTemplates(unix).text;
  const line = lineStart(text, offset);
  const found = text.indexOf("\n", offset);
  const stop = found < 0 ? text.length : found;
  const above = readLines(text, 0, line);
  const reading = new Reading(text, line, stop, offset, above.entries);
  return reading.place(above.open);
}

const BLANK = /^[ \t\ufeff]*$/;
/** What may stand in a word that a choice replaces. */
const WORD_REST = /^[^\s"'#,:{}[\]]*/;
const VALUE_REST = /^[^\s"'#]*/;

class Reading {
  private readonly outline: Outline;

  constructor(
    private readonly text: string,
    private readonly line: number,
    private readonly stop: number,
    private readonly offset: number,
    above: readonly Entry[],
  ) {
    this.outline = new Outline().pushAll(above);
  }

  place(open: OpenValue | undefined): Place | undefined {
    const { text, line, offset } = this;
    const before = text.slice(line, offset);
    const indent = /^[ \t\ufeff]*/.exec(before)?.[0].length ?? 0;
    const isBlank = BLANK.test(text.slice(line, this.stop));
    const begins = /^[ \t]*(?:- |-$|(?:[\w./-]+|"[^"]*"|'[^']*')[ \t]*:(?:[ \t]|$))/.test(before);
    if (open && indent > open.column) {
      if (open.kind === "flow") return this.flow(open.start, this.last());
      if (open.kind !== "plain" || (!isBlank && !begins)) return this.inside(open);
    }
    if (isComment(before)) return undefined;
    return this.onLine(before, indent);
  }

  /** The node that the last entry above has made. */
  private last(): OutlineNode {
    let node = this.outline.root;
    for (let next = node.children.at(-1); next; next = node.children.at(-1)) node = next;
    return node;
  }

  /** Within a scalar of several lines, which began above. */
  private inside({ start }: OpenValue): Place {
    const sign = this.text[start];
    const quote = sign === '"' || sign === "'" ? sign : "";
    return this.make({ role: "text", path: pathOf(this.last()), start, typed: "", quote });
  }

  private onLine(before: string, indent: number): Place | undefined {
    const { text, line, offset } = this;
    const entries: Entry[] = [];
    readLine(text, line, line + indent, offset, entries);
    const last = entries.at(-1);
    if (last?.kind === "key") return this.behindKey(entries, last);
    const nodes = entries.map((entry) => this.outline.push(entry));
    const item = nodes.at(-1);
    // Behind a dash without white space: `-`.
    const lead = item && before.endsWith("-") ? " " : "";
    const from = lead === "" ? line + (item ? behindDashes(before) : indent) : offset;
    if (this.opensFlow(from)) return this.flow(from, item ?? this.outline.root);
    return this.beginning(from, item, lead);
  }

  /** Where a key or an item begins: at the line's start, or behind a dash. */
  private beginning(from: number, item: OutlineNode | undefined, lead: string): Place | undefined {
    const { text, line, offset } = this;
    const written = text.slice(from, offset);
    const quote = written.startsWith('"') ? '"' : written.startsWith("'") ? "'" : "";
    const typed = written.slice(quote.length);
    if (quote === "" && !item && /[ \t]/.test(typed)) return undefined;
    const rest = restOf(text.slice(offset, this.stop), quote, WORD_REST);
    // A key that is written: nothing is to be put in its place.
    if (/^[ \t]*:(?:[ \t]|$)/.test(text.slice(offset + rest, this.stop))) return undefined;
    const column = from - line + lead.length;
    const cursor = this.outline.push({ kind: "key", column, value: { start: from, end: offset } });
    const parent = cursor.parent ?? this.outline.root;
    if (!item && isWritten(parent, text)) return undefined;
    const siblings = this.siblingsOf(cursor, parent);
    const wrong = item || quote !== "" ? undefined : columnOf(siblings, column);
    const start = wrong === undefined ? from : line;
    return this.make({
      role: "key",
      path: pathOf(parent),
      typed,
      quote,
      start: from,
      replace: { start, end: offset + rest },
      lead: wrong === undefined ? lead : " ".repeat(wrong),
      column: wrong ?? column,
      inItem: item !== undefined,
      siblings: this.textsOf(siblings),
    });
  }

  /** Those before the cursor and those below it; they may stand in another column. */
  private siblingsOf(cursor: OutlineNode, parent: OutlineNode): readonly OutlineNode[] {
    this.outline.pushAll(readLines(this.text, this.stop + 1).entries);
    const beside = keysIn(parent).filter((node) => node !== cursor);
    return beside.length > 0 ? beside : keysIn(cursor);
  }

  private behindKey(entries: readonly Entry[], last: Entry): Place | undefined {
    const { text, offset, stop } = this;
    const node = entries.map((entry) => this.outline.push(entry)).at(-1) ?? this.outline.root;
    const colon = last.value.start;
    const start = valueStart(text, colon, offset);
    if (this.opensFlow(start)) return this.flow(start, node);
    const written = text.slice(start, offset);
    if (/^[|>]/.test(written)) return undefined;
    const quote = written.startsWith('"') ? '"' : written.startsWith("'") ? "'" : "";
    const rest = restOf(text.slice(offset, stop), quote, VALUE_REST);
    const parent = node.parent ?? this.outline.root;
    this.outline.pushAll(readLines(text, stop + 1).entries);
    return this.make({
      role: "value",
      path: pathOf(node),
      typed: written.slice(quote.length),
      quote,
      start,
      replace: { start, end: offset + rest },
      lead: written === "" && text[offset - 1] === ":" ? " " : "",
      column: last.column,
      siblings: this.textsOf(keysIn(parent).filter((one) => one !== node)),
    });
  }

  private opensFlow(start: number): boolean {
    const sign = this.text[start];
    return start < this.offset && (sign === "{" || sign === "[") && this.text[start + 1] !== sign;
  }

  private flow(start: number, holder: OutlineNode): Place | undefined {
    const found: FlowPlace | undefined = flowPlace(this.text, start, this.offset, this.stop);
    if (!found) return undefined;
    const { path, ...place } = found;
    const held = pathOf(holder);
    this.outline.pushAll(readLines(this.text, this.stop + 1).entries);
    return this.make({ ...place, flow: true, path: [...held, ...path] });
  }

  private textsOf(nodes: readonly OutlineNode[]): ReadonlyMap<string, string> {
    return new Map(
      nodes.map(({ entry }) => [entry.key ?? "", this.text.slice(entry.value.start, entry.value.end)]),
    );
  }

  private make(place: Pick<Place, "role" | "path" | "typed" | "quote" | "start"> & Partial<Place>): Place {
    return {
      replace: { start: this.offset, end: this.offset },
      lead: "",
      column: this.offset - this.line,
      inItem: false,
      flow: false,
      siblings: new Map(),
      outline: this.outline,
      outlineText: ({ start, end }) => this.text.slice(start, end),
      ...place,
    };
  }
}

/** Whether a key has its value on its own line, so that nothing can stand below it. */
function isWritten({ entry, parent }: OutlineNode, text: string): boolean {
  if (!parent || entry.kind === "item") return false;
  return valueStart(text, entry.value.start, entry.value.end) < entry.value.end;
}

/** How much behind the cursor belongs to the word, its closing quote included. */
function restOf(after: string, quote: string, word: RegExp): number {
  if (quote === "") return word.exec(after)?.[0].length ?? 0;
  const end = after.indexOf(quote);
  // Without a closing quote what follows is somebody else's.
  return end < 0 ? (word.exec(after)?.[0].length ?? 0) : end + 1;
}

function behindDashes(before: string): number {
  return /^[ \t\ufeff]*(?:-[ \t]+)*/.exec(before)?.[0].length ?? 0;
}

/** The column of the keys beside it, where a key in `column` would belong to none of them. */
function columnOf(siblings: readonly OutlineNode[], column: number): number | undefined {
  const columns = siblings.map(({ entry }) => entry.column);
  return columns.length === 0 || columns.includes(column) ? undefined : columns[0];
}

function isComment(before: string): boolean {
  let quote = "";
  for (let at = 0; at < before.length; at++) {
    const sign = before[at] ?? "";
    if (quote !== "") {
      if (sign === "\\" && quote === '"') at++;
      else if (sign === quote) quote = "";
    } else if ((sign === '"' || sign === "'") && /(?:^|[\s:{[,-])$/.test(before.slice(0, at))) quote = sign;
    else if (sign === "#" && /(?:^|[ \t])$/.test(before.slice(0, at))) return true;
  }
  return false;
}
