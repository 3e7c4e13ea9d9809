import type { SyntaxNode } from "@lezer/common";
import type { Span } from "../text/span";
import type { Expr, Matcher } from "./expr";
import { childrenOf, type Reading, tokenOf, tokensOfNode, unreadable } from "./reading";
import { readString } from "./string-literal";
import type { Token } from "./tokens";

/** Reads a selector without its range and offset. */
export function selectorOf(
  node: SyntaxNode,
  children: readonly SyntaxNode[],
  span: Span,
  reading: Reading,
): Expr {
  const name = children.find((child) => child.name === "Identifier");
  const braces = children.find((child) => child.name === "LabelMatchers");
  const token = name && tokenOf(name, reading);
  if (!name && !braces) return unreadable(span);
  if (token?.kind === "placeholder" && !braces) {
    // Before a range the placeholder stands for a name; alone it may be any expression.
    const next = reading.tokens[tokensOfNode(node, reading).last + 1];
    if (next?.kind !== "[" && next?.kind !== "{") return unreadable(span, true);
  }
  const { matchers, quoted, open } = braces ? matchersOf(braces, reading) : NO_MATCHERS;
  const named = token && !token.templated ? { name: token.text, span: spanOfToken(token) } : undefined;
  if (named && quoted) secondName(quoted.span, named.name, reading);
  const metric = named ?? (token ? undefined : quoted);
  return {
    kind: "selector",
    span,
    ...(metric ? { metric } : {}),
    matchers,
    open: open || token?.templated === true || reading.control,
  };
}

interface Matchers {
  readonly matchers: readonly Matcher[];
  /** A metric's name in quotes among the matchers: `{"a.b"}`. */
  readonly quoted?: { readonly name: string; readonly span: Span };
  readonly open: boolean;
}

const NO_MATCHERS: Matchers = { matchers: [], open: false };

function matchersOf(node: SyntaxNode, reading: Reading): Matchers {
  const matchers: Matcher[] = [];
  let quoted: Matchers["quoted"];
  let templatedName = false;
  for (const child of childrenOf(node)) {
    if (child.name === "UnquotedLabelMatcher" || child.name === "QuotedLabelMatcher") {
      const matcher = matcherOf(child, reading);
      if (matcher) matchers.push(matcher);
    } else if (child.name === "QuotedLabelName") {
      const token = tokenOf(child, reading);
      if (!token) continue;
      if (quoted) secondName(spanOfToken(token), quoted.name, reading);
      if (token.templated) templatedName = true;
      else quoted ??= { name: stringValue(token, reading), span: spanOfToken(token) };
    }
  }
  const { first, last } = tokensOfNode(node, reading);
  let open = templatedName;
  for (let index = first; index <= last && !open; index++) {
    const token = reading.tokens[index];
    open = token?.templated === true && token.kind !== "string" && token.kind !== "{" && token.kind !== "}";
  }
  return { matchers, ...(quoted ? { quoted } : {}), open };
}

function matcherOf(node: SyntaxNode, reading: Reading): Matcher | undefined {
  const { first, last } = tokensOfNode(node, reading);
  const label = reading.tokens[first];
  const op = reading.tokens[first + 1];
  const value = reading.tokens[last];
  if (!label || !value || op?.kind !== "operator" || last < first + 2) return undefined;
  if (op.text !== "=" && op.text !== "!=" && op.text !== "=~" && op.text !== "!~") return undefined;
  return {
    span: { start: label.start, end: value.end },
    label: label.kind === "string" ? stringValue(label, reading) : label.text,
    labelSpan: spanOfToken(label),
    op: op.text,
    value: value.kind === "string" ? stringValue(value, reading) : value.text,
    valueSpan: spanOfToken(value),
    templated: value.templated || label.templated,
  };
}

/** The labels between the parentheses of `by (…)`, `on (…)`: of `group_left (…)` none. */
export function labelsOf(node: SyntaxNode, reading: Reading): string[] {
  const list = node.getChild("GroupingLabels");
  if (!list || node.firstChild?.nextSibling?.name !== "GroupingLabels") return [];
  const labels: string[] = [];
  for (const child of childrenOf(list)) {
    const token = child.type.isError ? undefined : tokenOf(child, reading);
    if (token) labels.push(token.kind === "string" ? stringValue(token, reading) : token.text);
  }
  return labels;
}

/** A string's value; an escape that Prometheus does not know is a fault. */
export function stringValue(token: Token | undefined, reading: Reading): string {
  if (!token) return "";
  return readString(reading.text, token.start, token.end, reading.placeholders).value;
}

function secondName(span: Span, first: string, reading: Reading): void {
  reading.faults.push({
    kind: "syntax",
    span,
    what: `The metric has a name already, \`${first}\`: this would be a second one.`,
    todo: "Take one of the two names away, or give it a label and an operator.",
  });
}

function spanOfToken(token: Token): Span {
  return { start: token.start, end: token.end };
}
