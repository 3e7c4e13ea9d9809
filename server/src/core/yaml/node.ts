import { contains, type Span } from "../text/span";

/**
 * A YAML value with its place. Spans are relative to the YAML document's own text. A value written by an
 * alias (`*name`) has the alias' span; what lies below it has the spans of the anchored text.
 */
export type YamlNode = YamlMap | YamlSeq | YamlScalar;

export interface YamlScalar {
  readonly kind: "scalar";
  /** The value after YAML's core schema: string, number, boolean or null. */
  readonly value: string | number | boolean | null;
  /** The text the author wrote for a plain or quoted scalar, without quotes; the value for block scalars. */
  readonly source: string;
  readonly style: "plain" | "single" | "double" | "block";
  /** Never empty: a missing value has its key's span. */
  readonly span: Span;
  /** The value is left to a template engine or the environment, so nothing can be said about it. */
  readonly templated: boolean;
  /** Nothing was written where the value belongs (`key:`). */
  readonly missing: boolean;
}

export interface YamlPair {
  readonly key: YamlScalar;
  readonly value: YamlNode;
  /** It came here through a merge key (`<<`). */
  readonly merged: boolean;
}

export interface YamlMap {
  readonly kind: "map";
  /** In the order of the text; two with the same key both stand here. */
  readonly pairs: readonly YamlPair[];
  readonly span: Span;
  /** The first pair of each key, in maps that are large. */
  readonly byKey?: ReadonlyMap<string, YamlPair>;
  /** Further keys may come from a template or a broken alias: nothing can be said about what is absent. */
  readonly open?: boolean;
}

export interface YamlSeq {
  readonly kind: "seq";
  readonly items: readonly YamlNode[];
  readonly span: Span;
}

/** The pair with this key; of two with the same key the first. */
export function pairOf(node: YamlNode | undefined, key: string): YamlPair | undefined {
  if (node?.kind !== "map") return undefined;
  if (node.byKey) return node.byKey.get(key);
  for (const pair of node.pairs) if (pair.key.source === key) return pair;
  return undefined;
}

/** The value of this key, where the node is a map that has it. */
export function valueAt(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return pairOf(node, key)?.value;
}

/** A key of a map or a place in a list, from a YAML document's root downwards. */
export type PathSegment = string | number;
export type Path = readonly PathSegment[];

/** The value at a path, or undefined where the path leaves the tree. */
export function nodeAt(root: YamlNode | undefined, path: Path): YamlNode | undefined {
  let node = root;
  for (const segment of path) {
    if (node?.kind === "seq") node = node.items[Number(segment)];
    else node = valueAt(node, String(segment));
  }
  return node;
}

/** Where to speak of something that is absent from the map at `path`: the key that holds it, else its first key. */
export function ownerSpan(root: YamlNode, path: Path): Span {
  for (let depth = path.length; depth > 0; depth--) {
    const last = path[depth - 1];
    const parent = nodeAt(root, path.slice(0, depth - 1));
    if (typeof last === "string") {
      const pair = pairOf(parent, last);
      if (pair) return pair.key.span;
    } else if (parent?.kind === "seq") {
      const item = parent.items[last ?? 0];
      // What came through an alias or a merge stands elsewhere, in another's text.
      const own =
        item?.kind === "map" ? item.pairs.find(({ key }) => contains(item.span, key.span)) : undefined;
      if (own) return own.key.span;
      if (item?.kind === "scalar") return item.span;
      // An empty map, or a list in the list: its first sign.
      if (item && item.span.end > item.span.start)
        return { start: item.span.start, end: item.span.start + 1 };
    }
  }
  if (root.kind === "map" && root.pairs[0]) return root.pairs[0].key.span;
  return root.span;
}

/** `spec.objectives[0].target`, as people write a path. */
export function formatPath(path: Path): string {
  let text = "";
  for (const segment of path) {
    if (typeof segment === "number") text += `[${segment}]`;
    else text += text === "" ? segment : `.${segment}`;
  }
  return text;
}

export interface NodePlace {
  readonly path: Path;
  readonly node: YamlNode;
  /** The cursor is on the key of the last segment, not on its value. */
  readonly onKey: boolean;
  readonly pair?: YamlPair;
}

/** The innermost key or value that holds an offset. Values that came through an alias or a merge are not entered. */
export function placeAt(root: YamlNode | undefined, offset: number): NodePlace | undefined {
  if (!root || offset < root.span.start || offset > root.span.end) return undefined;
  let node = root;
  const path: PathSegment[] = [];
  let pair: YamlPair | undefined;
  for (;;) {
    if (node.kind === "map") {
      const within = node.pairs.find((p) => !p.merged && inside(p.key.span, offset));
      if (within) {
        return { path: [...path, within.key.source], node: within.value, onKey: true, pair: within };
      }
      const held = node.pairs.find((p) => !p.merged && inside(p.value.span, offset));
      if (!held) break;
      path.push(held.key.source);
      pair = held;
      node = held.value;
    } else if (node.kind === "seq") {
      const index = node.items.findIndex((item) => inside(item.span, offset));
      const item = node.items[index];
      if (!item) break;
      path.push(index);
      pair = undefined;
      node = item;
    } else break;
  }
  return pair ? { path, node, onKey: false, pair } : { path, node, onKey: false };
}

function inside(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}
