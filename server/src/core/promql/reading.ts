import type { SyntaxNode } from "@lezer/common";
import type { Span } from "../text/span";
import type { Placeholder, PromqlFault, Unreadable } from "./expr";
import type { NormalForm } from "./normal-form";
import type { Token } from "./tokens";

/** What the readers of single nodes share. */
export interface Reading {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly form: NormalForm;
  readonly placeholders: readonly Placeholder[];
  /** A template's control action stands somewhere: parts may be left out, or more may come. */
  readonly control: boolean;
  readonly faults: PromqlFault[];
}

/** The first and the last token of a node that holds any. */
export function tokensOfNode(node: SyntaxNode, { form }: Reading): { first: number; last: number } {
  const first = form.tokenAt(node.from);
  return { first, last: node.to > node.from ? form.tokenAt(node.to - 1) : first };
}

/** Where a node stands in the query. */
export function spanOf(node: SyntaxNode, reading: Reading): Span {
  const { first, last } = tokensOfNode(node, reading);
  const start = reading.tokens[first]?.start ?? 0;
  if (node.to === node.from) {
    const before = node.from > 0 ? reading.tokens[reading.form.tokenAt(node.from - 1)]?.end : undefined;
    return { start: before ?? start, end: before ?? start };
  }
  // A bracket that was only supplied stands nowhere.
  let written = last;
  while (written > first && reading.tokens[written]?.start === reading.tokens[written]?.end) written--;
  return { start, end: Math.max(reading.tokens[written]?.end ?? start, start) };
}

/** The token where a node begins. */
export function tokenOf(node: SyntaxNode, { tokens, form }: Reading): Token | undefined {
  return tokens[form.tokenAt(node.from)];
}

/** The nodes right inside of one, in the order of the text. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

/** An expression that cannot be read, or one that only its placeholder knows. */
export function unreadable(span: Span, placeholder = false): Unreadable {
  return { kind: "unreadable", span, placeholder };
}
