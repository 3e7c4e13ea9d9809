import type { Span } from "../../text/span";
import type { PathSegment } from "../../yaml/node";

/** Where a cursor stands in block YAML, read from the lines alone: the text around it may be half typed. */
export interface CursorPlace {
  /** The keys that hold it, from the document's root: `["metadata", "annotations"]`; 0 for any item of a list. */
  readonly path: readonly PathSegment[];
  /** Where a key is being written, or the value of this one. */
  readonly key?: string;
  /** What is written there up to the cursor, without an opening quote. */
  readonly typed: string;
  /** What a choice replaces: the word around the cursor, with its quotes. */
  readonly replace: Span;
  /** The keys that stand beside it in the same map. */
  readonly siblings: ReadonlySet<string>;
}

const KEY = /^( *(?:- +)*)(["']?)([^\s"'#:{}[\],&*!|>%@`-][^\s"'#:]*)\2[ \t]*:(?=[ \t]|$)/;
const TYPED_KEY = /^( *(?:- +)*)(["']?)([\w./-]*)$/;
const TYPED_VALUE = /^( *(?:- +)*)(["']?)([\w./-]+)\2[ \t]*:[ \t]+(["']?)([^"'#]*)$/;
const TYPED_ITEM = /^( *(?:- +)+)(["']?)([\w./*-]*)$/;
/** A document with more lines than this above the cursor is not looked through: nobody writes that by hand. */
const MOST_LINES = 20_000;

/**
 * @param text one YAML document
 * @returns undefined in comments, in flow collections and block scalars, and where nothing like a key or value stands
 */
export function cursorPlace(text: string, offset: number): CursorPlace | undefined {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const before = text.slice(start, offset);
  const rest = /^[\w./*-]*["']?/.exec(text.slice(offset))?.[0] ?? "";
  const lines = text.slice(0, start).split("\n", MOST_LINES);
  lines.pop();
  const value = TYPED_VALUE.exec(before);
  if (value) {
    const [, lead = "", , key = "", quote = "", typed = ""] = value;
    const around = contextOf(lines, text.slice(offset), lead.length, lead.includes("-"));
    return around && { ...around, key, typed, replace: word(offset, `${quote}${typed}`, rest) };
  }
  const written = TYPED_KEY.exec(before);
  if (!written || /^[ \t]*:/.test(text.slice(offset + rest.length))) return undefined;
  const [, lead = "", quote = "", typed = ""] = written;
  const around = contextOf(lines, text.slice(offset), lead.length, lead.includes("-"));
  if (!around) return undefined;
  return { ...around, typed, replace: word(offset, `${quote}${typed}`, rest) };
}

/** Whether a line's start is an item of a list of plain values: `- edge`. */
export function isItem(text: string, offset: number): boolean {
  return TYPED_ITEM.test(text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset));
}

function word(offset: number, typed: string, rest: string): Span {
  return { start: offset - typed.length, end: offset + rest.length };
}

/** The maps around a key that stands in `column`, by the indentation of the lines above. */
function contextOf(
  above: readonly string[],
  below: string,
  column: number,
  inItem: boolean,
): Pick<CursorPlace, "path" | "siblings"> | undefined {
  const path: PathSegment[] = [];
  const siblings = new Set<string>();
  let limit = column;
  let ownMap = !inItem;
  let firstColumn = inItem ? column - 2 : column;
  if (inItem) path.unshift(0);
  for (let at = above.length - 1; at >= 0; at--) {
    const line = above[at] ?? "";
    if (/^\s*(?:#.*)?$/.test(line)) continue;
    const found = KEY.exec(line);
    const indent = found ? (found[1]?.length ?? 0) : (/^ */.exec(line)?.[0].length ?? 0);
    const dash = /^( *)- /.exec(line)?.[1]?.length;
    if (found && indent === column && ownMap && path.length === 0) {
      siblings.add(found[3] ?? "");
      if (dash !== undefined) {
        // The first key of the item that the cursor is in.
        path.unshift(0);
        firstColumn = dash;
        limit = dash + 1;
        ownMap = false;
      }
      continue;
    }
    if (!found) {
      if (indent < Math.min(limit, firstColumn + 1)) return undefined;
      continue;
    }
    const key = found[3] ?? "";
    if (path[0] === 0 ? indent <= firstColumn && dash === undefined : indent < limit && indent < column) {
      if (/[|>][-+\d]*[ \t]*(?:#.*)?$/.test(line)) return undefined;
      path.unshift(key);
      ownMap = false;
      limit = indent;
      firstColumn = indent;
      if (dash !== undefined && indent > 0) {
        path.unshift(0);
        firstColumn = dash;
      }
      if (indent === 0) break;
    }
  }
  for (const line of inItem ? [] : below.split("\n", 500).slice(1)) {
    if (/^\s*(?:#.*)?$/.test(line)) continue;
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    if (indent < column || /^ *- /.test(line)) break;
    const found = KEY.exec(line);
    if (found && found[1]?.length === column) siblings.add(found[3] ?? "");
  }
  return { path, siblings };
}
