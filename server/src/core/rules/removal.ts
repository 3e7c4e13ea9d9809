import type { Span } from "../text/span";
import type { YamlMap, YamlNode, YamlPair, YamlSeq } from "../yaml/node";
import type { Fix } from "./rule";

interface Edit {
  readonly span: Span;
  readonly newText: string;
}

/**
 * The edit that takes a key with its value out of a map, its line and the remark behind it included.
 * Undefined where that cannot be done in place: the pair came through an alias or a merge key, it is the
 * map's last, or a remark of its own stands where the cut would be.
 */
export function removePair(text: string, map: YamlMap, pair: YamlPair): Edit | undefined {
  const own = map.pairs.filter((other) => !other.merged && within(other.key.span, map.span));
  const at = own.indexOf(pair);
  if (at < 0 || own.length < 2) return undefined;
  const next = own[at + 1]?.key.span.start;
  const { start } = pair.key.span;
  if (text[map.span.start] === "{") {
    const previous = own[at - 1];
    if (next !== undefined) return cut(start, next);
    return previous && cut(endOf(previous, text), endOf(pair, text));
  }
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const before = text.slice(lineStart, start);
  const end = endOfLine(text, endOf(pair, text));
  if (end === undefined) return undefined;
  if (before.trim() === "") return cut(lineStart, end);
  // The first key of a list's item shares its line with the dash: the next key takes its place.
  if (!/^[ \t]*(?:-[ \t]+)+$/.test(before) || next === undefined) return undefined;
  return text.slice(end, next).trim() === "" ? cut(start, next) : undefined;
}

/** The map, and the pair in it, whose key stands at a place; undefined where none is written there. */
export function pairAt(root: YamlNode | undefined, key: Span): { map: YamlMap; pair: YamlPair } | undefined {
  if (!root || root.kind === "scalar" || !within(key, root.span)) return undefined;
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
export function removeItem(text: string, list: YamlSeq, item: YamlNode): Edit | undefined {
  const at = list.items.indexOf(item);
  const previous = list.items[at - 1];
  if (at < 1 || !previous || item.kind !== "scalar" || !within(item.span, list.span)) return undefined;
  const { start, end } = item.span;
  if (text[list.span.start] === "[") {
    const between = text.slice(previous.span.end, start);
    return /^\s*,\s*$/.test(between) ? cut(previous.span.end, end) : undefined;
  }
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const past = endOfLine(text, end);
  return /^[ \t]*- *$/.test(text.slice(lineStart, start)) && past !== undefined
    ? cut(lineStart, past)
    : undefined;
}

function same(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

function cut(start: number, end: number): Edit {
  return { span: { start, end }, newText: "" };
}

function within(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Where a pair's text ends, trailing white space left out. */
function endOf(pair: YamlPair, text: string): number {
  const { value, key } = pair;
  if (value.kind === "scalar" && value.missing) return text.indexOf(":", key.span.end) + 1;
  let end = value.span.end;
  while (end > key.span.end && /\s/.test(text[end - 1] ?? "")) end--;
  return end;
}

/** Past the break of the line that `from` is on, if nothing but a remark follows there. */
function endOfLine(text: string, from: number): number | undefined {
  const rest = /^[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r|$)/.exec(text.slice(from));
  return rest ? from + rest[0].length : undefined;
}
