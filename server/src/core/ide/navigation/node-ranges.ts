import { contains, type Span } from "../../text/span";
import type { YamlNode, YamlPair } from "../../yaml/node";

/** The pairs of a map that are written in it; those that a merge brings stand elsewhere. */
export function ownPairs(node: YamlNode): readonly YamlPair[] {
  if (node.kind !== "map") return [];
  return node.pairs.filter(({ key, merged }) => !merged && contains(node.span, key.span));
}

/** The items of a list that are written in it. */
export function ownItems(node: YamlNode): readonly YamlNode[] {
  return node.kind === "seq" ? node.items.filter((item) => contains(node.span, item.span)) : [];
}

/** Where a value begins and ends as text: without what follows it, brackets included. */
export function textRange(node: YamlNode, text: string): Span {
  const { start, end } = node.span;
  const last = text[end - 1];
  const isFlow = node.kind !== "scalar" && (text[start] === "{" || text[start] === "[");
  if (isFlow && (last === "}" || last === "]")) return node.span;
  if (node.kind === "scalar") return { start, end: withoutTrailingSpace(text, start, end) };
  const inner: readonly Span[] =
    node.kind === "map"
      ? ends(ownPairs(node)).map(pairRange(text))
      : ends(ownItems(node)).map(itemRange(text));
  if (inner.length === 0) return { start, end: withoutTrailingSpace(text, start, end) };
  return {
    start: Math.min(start, ...inner.map((one) => one.start)),
    end: Math.max(...inner.map((one) => one.end)),
  };
}

/** The first and the last: what lies between them in the text says nothing of where all of it ends. */
function ends<T>(all: readonly T[]): readonly T[] {
  return all.length > 2 ? [...all.slice(0, 1), ...all.slice(-1)] : all;
}

function itemRange(text: string): (item: YamlNode) => Span {
  return (item) => textRange(item, text);
}

/** The range of a key and its value. */
export function pairRange(text: string): (pair: YamlPair) => Span {
  return ({ key, value }) => {
    const isMissing = value.kind === "scalar" && value.missing;
    const whole = isMissing || value.span.start < key.span.start ? key.span : textRange(value, text);
    return { start: key.span.start, end: Math.max(key.span.end, whole.end) };
  };
}

function withoutTrailingSpace(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(text[at - 1] ?? "")) at--;
  return at;
}
