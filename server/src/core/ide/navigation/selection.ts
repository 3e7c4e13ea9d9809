import { nodeAtOffset } from "../../promql/walk";
import { slisOf } from "../../rules/indicator/slis";
import { contains, type Span, shift, touches } from "../../text/span";
import type { DocumentSlot, Workspace } from "../../workspace";
import type { YamlNode, YamlScalar } from "../../yaml/node";
import { scalarText } from "../../yaml/scalar-text";
import { sameSpan } from "../lookup";
import { ownItems, ownPairs, pairRange, textRange } from "./node-ranges";

/**
 * The ranges that a selection at an offset grows through, the smallest first, each inside of the next: word, part of
 * the query, text, quoted text, pair, map or list, document, file. File offsets.
 */
export function selectionRanges(workspace: Workspace, uri: string, offset: number): Span[] {
  const file = workspace.files.get(uri);
  const slot = workspace.slotAt(uri, offset);
  if (!file || !slot) return [];
  const local = offset - slot.start;
  const outer = [{ start: 0, end: file.text.length }, shift(trimmed(slot.document.yaml.text), slot.start)];
  const { root } = slot.document.yaml;
  const inner = root ? descend(root, slot, local) : [];
  const ranges = [...outer, ...inner.map((span) => shift(span, slot.start))];
  const chain: Span[] = [];
  for (const span of ranges) {
    const last = chain.at(-1);
    if (!touches(span, offset) || sameSpan(last, span) || (last && !contains(last, span))) continue;
    chain.push(span);
  }
  return chain.reverse();
}

/** From the outermost value to the word. */
function descend(root: YamlNode, slot: DocumentSlot, local: number): Span[] {
  const { text } = slot.document.yaml;
  const found: Span[] = [];
  let node: YamlNode | undefined = root;
  while (node) {
    found.push(textRange(node, text));
    if (node.kind === "scalar") return [...found, ...insideScalar(node, slot, local)];
    if (node.kind === "seq") {
      node = ownItems(node).find((item) => touches(textRange(item, text), local));
      continue;
    }
    const pair = ownPairs(node).find((one) => touches(pairRange(text)(one), local));
    if (!pair) return found;
    found.push(pairRange(text)(pair));
    if (touches(pair.key.span, local))
      return [...found, pair.key.span, ...wordAt(text, pair.key.span, local)];
    const { value } = pair;
    node =
      (value.kind !== "scalar" || !value.missing) && touches(textRange(value, text), local)
        ? value
        : undefined;
  }
  return found;
}

function insideScalar(scalar: YamlScalar, { document }: DocumentSlot, local: number): Span[] {
  const text = scalarText(scalar, document.yaml.text);
  if (!text?.exact) return wordAt(document.yaml.text, scalar.span, local);
  // A block's last line break is no part of what is selected.
  const written = text.text.trimEnd().length;
  const content = text.toSource({ start: 0, end: written });
  const query = document.objects
    .flatMap((object) =>
      slisOf(object).flatMap(({ metrics }) => metrics.flatMap(({ queryText }) => queryText ?? [])),
    )
    .find((one) => one.scalar === scalar);
  const at = query?.toText(local);
  const expr = query?.faults.length === 0 ? query.promql.expr : undefined;
  const parts =
    query && expr && at !== undefined ? nodeAtOffset(expr, at).map(({ span }) => query.toSource(span)) : [];
  return [content, ...parts, ...wordAt(document.yaml.text, content, local)];
}

/** The word at an offset, within a range: first with the hyphens that names have, then without. */
function wordAt(text: string, within: Span, offset: number): Span[] {
  const found: Span[] = [];
  for (const sign of [/[\p{L}\p{N}_:./-]/u, /[\p{L}\p{N}_]/u]) {
    let start = Math.min(offset, within.end);
    let end = start;
    while (start > within.start && sign.test(text[start - 1] ?? "")) start--;
    while (end < within.end && sign.test(text[end] ?? "")) end++;
    if (end > start) found.push({ start, end });
  }
  return found;
}

function trimmed(text: string): Span {
  const start = text.length - text.trimStart().length;
  return { start: Math.min(start, text.trimEnd().length), end: text.trimEnd().length };
}
