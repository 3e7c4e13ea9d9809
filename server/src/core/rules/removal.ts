import type { TextEdit } from "../text/edits";
import { lineStart } from "../text/lines";
import { contains, type Span } from "../text/span";
import type { YamlMap, YamlNode, YamlPair, YamlSeq } from "../yaml/node";
import type { Fix } from "./rule";

/**
 * The edit that takes a key with its value out of a map, its line and the remark behind it included.
 * Undefined where that cannot be done in place: the pair came through an alias or a merge key, it is the
 * map's last, something else (a `?`, an anchor, a merge key) belongs to it or to its neighbour, or a remark of its
 * own stands where the cut would be.
 */
export function removePair(text: string, map: YamlMap, pair: YamlPair): TextEdit | undefined {
  const own = map.pairs.filter((other) => !other.merged && contains(map.span, other.key.span));
  const at = own.indexOf(pair);
  if (at < 0 || own.length < 2) return undefined;
  const next = own[at + 1]?.key.span.start;
  const { start } = pair.key.span;
  const last = endOf(pair, text);
  const previous = own[at - 1];
  const from = previous ? endOf(previous, text) : map.span.start;
  if (text[map.span.start] === "{") {
    if (next !== undefined) {
      const begins = /[{,]$/.test(text.slice(from, start).trimEnd());
      return begins && isComma(text.slice(last, next)) ? cut(start, next) : undefined;
    }
    return previous && isComma(text.slice(from, start)) ? cut(from, last) : undefined;
  }
  if (isExplicit(text.slice(from, start))) return undefined;
  const line = lineStart(text, start);
  const before = text.slice(line, start);
  const end = endOfLine(text, last);
  if (end === undefined) return undefined;
  if (before.trim() === "") return cut(line, end);
  // The first key of a list's item shares its line with the dash: the next key takes its place.
  if (!/^[ \t]*(?:-[ \t]+)+$/.test(before) || next === undefined) return undefined;
  return text.slice(end, next).trim() === "" ? cut(start, next) : undefined;
}

/** The map, and the pair in it, whose key stands at a place; undefined where none is written there. */
export function pairAt(root: YamlNode | undefined, key: Span): { map: YamlMap; pair: YamlPair } | undefined {
  if (!root || root.kind === "scalar" || !contains(root.span, key)) return undefined;
  if (root.kind === "map") {
    const pair = root.pairs.find((one) => !one.merged && same(one.key.span, key));
    if (pair) return { map: root, pair };
  }
  const below = root.kind === "seq" ? root.items : root.pairs.map(({ value }) => value);
  for (const node of below) {
    const found = pairAt(node, key);
    if (found) return found;
  }
  return undefined;
}

/** The fix that takes out the key at a place; none where that cannot be done in place. */
export function removalFixes(
  text: string,
  root: YamlNode | undefined,
  key: Span,
  options: { readonly title?: string; readonly safe?: boolean } = {},
): Fix[] {
  const found = pairAt(root, key);
  const edit = found && removePair(text, found.map, found.pair);
  if (!found || !edit) return [];
  const { title = `Remove \`${found.pair.key.source}\``, safe = false } = options;
  return [{ title, safe, edits: [edit] }];
}

/** The edit that takes an entry out of a list; undefined where it is not written as one of its own. */
export function removeItem(text: string, list: YamlSeq, item: YamlNode): TextEdit | undefined {
  const at = list.items.indexOf(item);
  const previous = list.items[at - 1];
  if (at < 1 || !previous || item.kind !== "scalar" || !contains(list.span, item.span)) return undefined;
  const { start, end } = item.span;
  if (text[list.span.start] === "[") {
    return isComma(text.slice(previous.span.end, start)) ? cut(previous.span.end, end) : undefined;
  }
  const line = lineStart(text, start);
  const past = endOfLine(text, end);
  return /^[ \t]*- *$/.test(text.slice(line, start)) && past !== undefined ? cut(line, past) : undefined;
}

function same(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

function cut(start: number, end: number): TextEdit {
  return { span: { start, end }, newText: "" };
}

/** Whether only a comma stands between two entries. */
function isComma(between: string): boolean {
  return between.trim() === ",";
}

/** Whether what stands before a key ends with the sign of an explicit one: `? key`. */
function isExplicit(before: string): boolean {
  return /(?:^|\s)\?$/.test(before.replace(/#[^\r\n]*/g, "").trimEnd());
}

/** Where a pair's text ends, trailing white space left out. */
function endOf({ key, value }: YamlPair, text: string): number {
  if (value.kind === "scalar" && value.missing && same(value.span, key.span)) {
    // `{key}` and `? key` have no colon; an empty key is nothing else.
    const colon = /[ \t]*:/y;
    colon.lastIndex = key.missing ? key.span.start : key.span.end;
    return colon.test(text) ? colon.lastIndex : key.span.end;
  }
  let end = value.span.end;
  while (end > key.span.end && /\s/.test(text[end - 1] ?? "")) end--;
  return end;
}

/** Past the break of the line that `from` is on, if nothing but a remark follows there. */
function endOfLine(text: string, from: number): number | undefined {
  const rest = /^[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r|$)/.exec(text.slice(from));
  return rest ? from + rest[0].length : undefined;
}
