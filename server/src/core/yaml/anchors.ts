import { isAlias, isScalar, type Node, parseDocument, visit } from "yaml";
import type { Span } from "../text/span";
import { maskTemplates } from "./template";

/** A value with an anchor (`&name`), and the aliases (`*name`) that repeat it. */
export interface Anchored {
  readonly name: string;
  readonly isScalar: boolean;
  /** The value, without the anchor. */
  readonly span: Span;
  readonly aliases: readonly Span[];
}

/** The anchors of one YAML document, in the order of its text. One that is never repeated is among them. */
export function anchorsOf(text: string): Anchored[] {
  if (!text.includes("&")) return [];
  // At equal length; the parser does not know a lone CR as a break.
  const masked = maskTemplates(text.includes("\r") ? text.replace(/\r(?!\n)/g, "\n") : text);
  const document = parseDocument(masked.text, { prettyErrors: false, logLevel: "silent", uniqueKeys: false });
  const found: { name: string; isScalar: boolean; span: Span; aliases: Span[] }[] = [];
  visit(document, {
    Node(_key, node: Node) {
      const span = node.range ? { start: node.range[0], end: node.range[1] } : undefined;
      if (!span) return;
      if (isAlias(node)) found.findLast(({ name }) => name === node.source)?.aliases.push(span);
      else if (node.anchor) found.push({ name: node.anchor, isScalar: isScalar(node), span, aliases: [] });
    },
  });
  return found;
}
