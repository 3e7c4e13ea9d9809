import type { Span } from "../text/span";
import type { YamlMap, YamlNode, YamlPair, YamlScalar } from "./node";
import { FILL } from "./template";
import { isTemplated } from "./template-actions";

/** Makes the nodes of our trees: the same for every way in which a text is read. */

export interface DuplicateKey {
  readonly key: string;
  readonly span: Span;
  readonly firstSpan: Span;
}

/** A document as its author wrote it, and as it was parsed: as long, with its template actions masked. */
export interface DocumentTexts {
  readonly text: string;
  readonly masked: string;
}

const RUN_OF_FILL = new RegExp(`${FILL}+`, "g");
/** Maps above this size get a table of their keys. */
const SMALL_MAP = 16;

/** Nothing was written where a value belongs; `span` is where that is said. */
export function missingScalar(span: Span): YamlScalar {
  return { kind: "scalar", value: null, source: "", style: "plain", span, templated: false, missing: true };
}

/**
 * A scalar that was written.
 *
 * @param read its text as the parser gives it, with masks
 * @param value what that text means
 */
export function scalarOf(
  read: string,
  value: YamlScalar["value"],
  style: YamlScalar["style"],
  span: Span,
  texts: DocumentTexts,
): YamlScalar {
  const isMasked = read.includes(FILL);
  const source = isMasked ? unmasked(read, span, texts) : read;
  return {
    kind: "scalar",
    value: isMasked ? source : value,
    source,
    style,
    span,
    templated: isTemplated(source),
    missing: false,
  };
}

/** A scalar with the author's own words where the parser saw them masked. */
function unmasked(read: string, span: Span, { text, masked }: DocumentTexts): string {
  const actions = [...masked.slice(span.start, span.end).matchAll(RUN_OF_FILL)].map((run) =>
    text.slice(span.start + run.index, span.start + run.index + run[0].length),
  );
  return read.replace(RUN_OF_FILL, (run) => actions.shift() ?? run);
}

/** Where an entry of a list that was not written is shown: the dash before `at`, or the list's first character. */
export function dashBefore(at: number | undefined, list: Span, text: string): Span {
  const dash = at === undefined ? -1 : text.lastIndexOf("-", at);
  const start = dash >= list.start && text[list.start] === "-" ? dash : list.start;
  return { start, end: Math.min(start + 1, text.length) };
}

/**
 * A map of what stands in it, in the order of the text, with merge keys (`<<`) resolved.
 *
 * @param duplicates takes the keys that stand there twice
 */
export function mapOf(written: readonly YamlPair[], span: Span, duplicates: DuplicateKey[]): YamlMap {
  const pairs: YamlPair[] = [];
  const known = new KeyTable(pairs, written.length);
  let merges: YamlNode[] | undefined;
  let open = false;
  for (const pair of written) {
    const { key } = pair;
    if (key.source === "<<" && key.style === "plain") {
      merges ??= [];
      merges.push(pair.value);
      continue;
    }
    if (key.templated) open = true;
    const first = key.templated ? undefined : known.first(key.source);
    if (first) duplicates.push({ key: key.source, span: key.span, firstSpan: first.key.span });
    known.add(pair);
  }
  if (merges && merge(merges, known)) open = true;
  const map: { -readonly [Key in keyof YamlMap]: YamlMap[Key] } = { kind: "map", pairs, span };
  if (pairs.length > SMALL_MAP) map.byKey = known.all();
  if (open) map.open = true;
  return map;
}

/** Adds what merge keys bring; returns whether further keys may come that nobody knows. */
function merge(merges: readonly YamlNode[], known: KeyTable): boolean {
  let open = false;
  for (const merged of merges) {
    for (const source of merged.kind === "seq" ? merged.items : [merged]) {
      // What a template or a broken alias would have merged in is not known.
      if (source.kind === "scalar" && (source.templated || source.missing)) open = true;
      if (source.kind !== "map") continue;
      if (source.open) open = true;
      for (const pair of source.pairs)
        if (!known.first(pair.key.source)) known.add({ ...pair, merged: true });
    }
  }
  return open;
}

/** The pairs of a map by their keys. Most maps are small: in these a search is quicker than a table is made. */
class KeyTable {
  private table: Map<string, YamlPair> | undefined;

  constructor(
    private readonly pairs: YamlPair[],
    expected: number,
  ) {
    if (expected > SMALL_MAP) this.table = new Map();
  }

  first(key: string): YamlPair | undefined {
    if (this.table) return this.table.get(key);
    for (const pair of this.pairs) if (pair.key.source === key) return pair;
    return undefined;
  }

  add(pair: YamlPair): void {
    this.pairs.push(pair);
    const key = pair.key.source;
    if (this.table) {
      if (!this.table.has(key)) this.table.set(key, pair);
    } else if (this.pairs.length > SMALL_MAP) this.all();
  }

  all(): ReadonlyMap<string, YamlPair> {
    if (!this.table) {
      this.table = new Map();
      for (const pair of this.pairs)
        if (!this.table.has(pair.key.source)) this.table.set(pair.key.source, pair);
    }
    return this.table;
  }
}
