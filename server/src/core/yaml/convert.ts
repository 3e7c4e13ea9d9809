import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, Scalar } from "yaml";
import type { Span } from "../text/span";
import type { YamlMap, YamlNode, YamlPair, YamlScalar } from "./node";
import type { YamlFault } from "./parse";
import { isTemplated } from "./template";

export interface DuplicateKey {
  readonly key: string;
  readonly span: Span;
  readonly firstSpan: Span;
}

/** How many nodes a document may hold once its aliases are written out: an alias bomb ends here. */
const MAX_EXPANDED_NODES = 200_000;

interface Converted {
  readonly root: YamlNode | undefined;
  readonly faults: readonly YamlFault[];
  readonly duplicateKeys: readonly DuplicateKey[];
}

/** Turns the parser's tree into ours: aliases and merge keys resolved, nothing empty, nothing cyclic. */
export function convert(document: Document.Parsed | Document, source: string): Converted {
  const converter = new Converter(source);
  const contents = document.contents as Node | null;
  const start = contents?.range?.[0] ?? 0;
  const root = contents ? converter.node(contents, { start, end: contents.range?.[1] ?? start }) : undefined;
  const bare = root?.kind === "scalar" && root.missing;
  return { root: bare ? undefined : root, faults: converter.faults, duplicateKeys: converter.duplicateKeys };
}

class Converter {
  readonly faults: YamlFault[] = [];
  readonly duplicateKeys: DuplicateKey[] = [];
  private readonly anchors = new Map<string, { node: YamlNode; size: number }>();
  private readonly open = new Set<string>();
  private size = 0;

  constructor(private readonly source: string) {}

  /** `fallback` is where a value that was not written is shown: its key. */
  node(node: Node, fallback: Span): YamlNode {
    if (isAlias(node)) return this.alias(node.source, spanOf(node, fallback));
    const before = this.size++;
    const anchor = (node as { anchor?: string }).anchor;
    if (anchor) this.open.add(anchor);
    const made = this.plain(node, fallback);
    if (anchor) {
      this.open.delete(anchor);
      this.anchors.set(anchor, { node: made, size: this.size - before });
    }
    return made;
  }

  private plain(node: Node, fallback: Span): YamlNode {
    if (isMap(node)) return this.map(node.items as Pair<Node | null, Node | null>[], spanOf(node, fallback));
    if (isSeq(node)) {
      const span = spanOf(node, fallback);
      const items = node.items.map((item) =>
        this.node(item as Node, { start: span.start, end: Math.min(span.start + 1, span.end) }),
      );
      return { kind: "seq", items, span };
    }
    return this.scalar(node, fallback);
  }

  private alias(name: string, span: Span): YamlNode {
    const target = this.anchors.get(name);
    if (!target) {
      const message = this.open.has(name)
        ? `"*${name}" stands inside what "&${name}" names: it would hold itself. Write the value out.`
        : `No "&${name}" stands before "*${name}", so there is nothing to repeat.`;
      // The parser itself reports an alias without an anchor; a cycle it lets pass.
      if (this.open.has(name)) this.faults.push({ code: "ALIAS_CYCLE", message, span });
      return missingScalar(span);
    }
    if (this.size + target.size > MAX_EXPANDED_NODES) {
      if (!this.faults.some((fault) => fault.code === "ALIAS_BOMB")) {
        const message = `Written out, the aliases of this document make more than ${MAX_EXPANDED_NODES} values. What lies beyond is not checked.`;
        this.faults.push({ code: "ALIAS_BOMB", message, span });
      }
      return missingScalar(span);
    }
    this.size += target.size;
    return { ...target.node, span };
  }

  private map(items: readonly Pair<Node | null, Node | null>[], span: Span): YamlMap {
    const pairs: YamlPair[] = [];
    const seen = new Map<string, Span>();
    const merges: YamlNode[] = [];
    for (const item of items) {
      const key = this.key(item.key, span);
      const value = item.value ? this.node(item.value, key.span) : missingScalar(key.span);
      if (key.source === "<<" && key.style === "plain") {
        merges.push(value);
        continue;
      }
      const first = seen.get(key.source);
      if (first) this.duplicateKeys.push({ key: key.source, span: key.span, firstSpan: first });
      else seen.set(key.source, key.span);
      pairs.push({ key, value, merged: false });
    }
    for (const merge of merges) {
      for (const source of merge.kind === "seq" ? merge.items : [merge]) {
        if (source.kind !== "map") continue;
        for (const pair of source.pairs) {
          if (seen.has(pair.key.source)) continue;
          seen.set(pair.key.source, pair.key.span);
          pairs.push({ ...pair, merged: true });
        }
      }
    }
    return { kind: "map", pairs, span };
  }

  private key(key: Node | null, fallback: Span): YamlScalar {
    if (isScalar(key)) return this.scalar(key, fallback);
    const span = key
      ? spanOf(key, fallback)
      : { start: fallback.start, end: Math.min(fallback.start + 1, fallback.end) };
    const source = this.source.slice(span.start, span.end);
    return {
      kind: "scalar",
      value: source,
      source,
      style: "plain",
      span,
      templated: isTemplated(source),
      missing: false,
    };
  }

  private scalar(node: Node, fallback: Span): YamlScalar {
    const scalar = node as Scalar;
    const span = spanOf(node, fallback);
    const value = scalar.value;
    const written = node.range ? node.range[1] > node.range[0] : false;
    if (!written && (value === null || value === undefined || value === "")) return missingScalar(fallback);
    const style = styleOf(scalar.type);
    const source = style === "plain" ? (scalar.source ?? String(value)) : String(value);
    return {
      kind: "scalar",
      value: typeof value === "bigint" ? Number(value) : (value as YamlScalar["value"]),
      source,
      style,
      span,
      templated: isTemplated(source),
      missing: false,
    };
  }
}

function styleOf(type: string | undefined): YamlScalar["style"] {
  if (type === Scalar.QUOTE_DOUBLE) return "double";
  if (type === Scalar.QUOTE_SINGLE) return "single";
  if (type === Scalar.BLOCK_FOLDED || type === Scalar.BLOCK_LITERAL) return "block";
  return "plain";
}

function spanOf(
  node: { range?: readonly [number, number, number] | null | undefined },
  fallback: Span,
): Span {
  const range = node.range;
  if (!range || range[1] <= range[0]) return fallback;
  return { start: range[0], end: range[1] };
}

function missingScalar(span: Span): YamlScalar {
  return { kind: "scalar", value: null, source: "", style: "plain", span, templated: false, missing: true };
}
