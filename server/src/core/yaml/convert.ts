import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, Scalar } from "yaml";
import type { Span } from "../text/span";
import { type DocumentTexts, type DuplicateKey, dashBefore, mapOf, missingScalar, scalarOf } from "./build";
import type { YamlFault } from "./fault";
import type { YamlMap, YamlNode, YamlPair, YamlScalar } from "./node";
import { isTemplated } from "./template-actions";

/** How many nodes a document may hold once its aliases are written out: an alias bomb ends here. */
const MAX_EXPANDED_NODES = 200_000;
/** How deep values may be nested, aliases written out: what walks the tree later recurses. */
export const MAX_DEPTH = 100;

/** What a parser's tree became. */
export interface Converted {
  readonly root: YamlNode | undefined;
  readonly faults: readonly YamlFault[];
  readonly duplicateKeys: readonly DuplicateKey[];
  /** Something is nested deeper than {@link MAX_DEPTH}, and left out. */
  readonly tooDeep: boolean;
  /** Quoted texts without their closing quote: the parser speaks of these only at the document's end. */
  readonly unclosed: readonly Span[];
}

/**
 * Turns the parser's tree into ours: aliases and merge keys resolved, nothing empty, nothing cyclic, nothing too
 * deep. `text` is what the author wrote, as long as the text that was parsed, `masked`.
 */
export function convert(document: Document.Parsed | Document, text: string, masked: string): Converted {
  const converter = new Converter({ text, masked });
  const contents = document.contents as Node | null;
  const start = contents?.range?.[0] ?? 0;
  const root = contents ? converter.node(contents, { start, end: contents.range?.[1] ?? start }) : undefined;
  const bare = root?.kind === "scalar" && root.missing;
  const { faults, duplicateKeys, tooDeep, unclosed } = converter;
  return { root: bare ? undefined : root, faults, duplicateKeys, tooDeep, unclosed };
}

class Converter {
  readonly faults: YamlFault[] = [];
  readonly duplicateKeys: DuplicateKey[] = [];
  readonly unclosed: Span[] = [];
  tooDeep = false;
  private readonly anchors = new Map<string, { node: YamlNode; size: number; height: number }>();
  private readonly open = new Set<string>();
  private size = 0;
  private depth = 0;
  /** The deepest level reached since an anchor was opened. */
  private deepest = 0;

  constructor(private readonly texts: DocumentTexts) {}

  /** `fallback` is where a value that was not written is shown: its key. */
  node(node: Node, fallback: Span): YamlNode {
    if (isAlias(node)) return this.alias(node.source, spanOf(node, fallback));
    if (this.depth >= MAX_DEPTH) return this.cut(spanOf(node, fallback));
    const before = this.size++;
    const anchor = (node as { anchor?: string }).anchor;
    if (anchor) this.open.add(anchor);
    const outside = this.deepest;
    this.deepest = ++this.depth;
    const made = this.plain(node, fallback);
    const height = this.deepest - --this.depth;
    this.deepest = Math.max(outside, this.deepest);
    if (anchor) {
      this.open.delete(anchor);
      this.anchors.set(anchor, { node: made, size: this.size - before, height });
    }
    return made;
  }

  private cut(span: Span): YamlNode {
    this.tooDeep = true;
    return missingScalar(span);
  }

  private plain(node: Node, fallback: Span): YamlNode {
    if (isMap(node)) return this.map(node.items as Pair<Node | null, Node | null>[], spanOf(node, fallback));
    if (isSeq(node)) {
      const span = spanOf(node, fallback);
      const items = node.items.map((item) => this.node(item as Node, this.dashOf(item as Node, span)));
      return { kind: "seq", items, span };
    }
    return this.scalar(node, fallback);
  }

  /** Where an entry that was not written is shown. */
  private dashOf(item: Node, list: Span): Span {
    return dashBefore(item.range?.[0], list, this.texts.text);
  }

  private alias(name: string, span: Span): YamlNode {
    const target = this.anchors.get(name);
    if (!target || this.open.has(name)) {
      const inside = this.open.has(name);
      const message = inside
        ? `"*${name}" stands inside what "&${name}" names, so it would hold itself.`
        : `"*${name}" repeats "&${name}", which does not stand before it.`;
      this.faults.push({ code: inside ? "ALIAS_CYCLE" : "ALIAS_UNKNOWN", message, span });
      return missingScalar(span);
    }
    if (this.depth + target.height > MAX_DEPTH) return this.cut(span);
    if (this.size + target.size > MAX_EXPANDED_NODES) {
      const message = `Written out, the aliases of this document make more than 200,000 values. What lies beyond is not checked.`;
      if (!this.faults.some((fault) => fault.code === "ALIAS_BOMB")) {
        this.faults.push({ code: "ALIAS_BOMB", message, span });
      }
      return missingScalar(span);
    }
    this.size += target.size;
    this.deepest = Math.max(this.deepest, this.depth + target.height);
    return { ...target.node, span };
  }

  private map(items: readonly Pair<Node | null, Node | null>[], span: Span): YamlMap {
    const pairs = items.flatMap(({ key: written, value }): YamlPair[] => {
      const place = isScalar(written) && !isWritten(written) ? this.signOfEmptyKey(written) : span;
      // After some mistakes the parser adds a key of which nothing is written.
      if (!place && !value) return [];
      const key = this.key(written, place ?? span);
      return [{ key, value: value ? this.node(value, key.span) : missingScalar(key.span), merged: false }];
    });
    return mapOf(pairs, span, this.duplicateKeys);
  }

  /** The `:` or the `?` of a key that is empty; undefined where neither stands there. */
  private signOfEmptyKey(key: Scalar): Span | undefined {
    const { masked } = this.texts;
    const at = key.range?.[0] ?? 0;
    const ahead = /(?:\s|#[^\n]*\n)*:/y;
    ahead.lastIndex = at;
    if (ahead.test(masked)) return { start: ahead.lastIndex - 1, end: ahead.lastIndex };
    let end = at;
    while (/[ \t]/.test(masked[end - 1] ?? "")) end--;
    return masked[end - 1] === "?" ? { start: end - 1, end } : undefined;
  }

  private key(key: Node | null, fallback: Span): YamlScalar {
    if (isScalar(key)) {
      const made = this.scalar(key, fallback);
      if (key.anchor) this.anchors.set(key.anchor, { node: made, size: 1, height: 1 });
      return made;
    }
    if (isAlias(key)) {
      const repeated = this.alias(key.source, spanOf(key, fallback));
      if (repeated.kind === "scalar") return repeated;
    }
    const span = key
      ? spanOf(key, fallback)
      : { start: fallback.start, end: Math.min(fallback.start + 1, fallback.end) };
    const source = this.texts.text.slice(span.start, span.end);
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
    if (!isWritten(scalar)) return missingScalar(fallback);
    const style = styleOf(scalar.type);
    if (style === "double" || style === "single") this.noteQuotes(span);
    const read = style === "plain" ? (scalar.source ?? String(value)) : String(value);
    const plain = typeof value === "bigint" ? Number(value) : (value as YamlScalar["value"]);
    return scalarOf(read, plain, style, span, this.texts);
  }

  private noteQuotes(span: Span): void {
    const { text } = this.texts;
    const closed = span.end - span.start > 1 && text[span.end - 1] === text[span.start];
    if (!closed) this.unclosed.push(span);
  }
}

function isWritten({ range, value }: Scalar): boolean {
  const isEmpty = value === null || value === undefined || value === "";
  return !isEmpty || (range ? range[1] > range[0] : false);
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
