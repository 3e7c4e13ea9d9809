import type { SyntaxNode } from "@lezer/common";
import type { Span } from "../text/span";
import type { Aggregation, Binary, Expr, Unreadable } from "./expr";
import { isNumber, numberValue } from "./literals";
import { applyInstant, applyOffset, applyRange } from "./lower-postfix";
import { labelsOf, selectorOf, stringValue } from "./lower-selector";
import { childrenOf, type Reading, spanOf, tokenOf, tokensOfNode, unreadable } from "./reading";
import { childrenOf as partsOf } from "./walk";

/** Turns the grammar's tree into an expression; adds what Prometheus refuses although the grammar takes it. */
export function lower(node: SyntaxNode, reading: Reading): Expr {
  const expr = withParts(lowerBare(node, reading));
  // A placeholder that the form leaves out may be anything: a range, a modifier, another operand.
  return reading.form.omitted.size > 0 && followedByOmitted(node, reading) ? behindPlaceholder(expr) : expr;
}

/** In broken text a part may be found beside what it belongs to: the whole reaches over it. */
function withParts(expr: Expr): Expr {
  let { start, end } = expr.span;
  for (const { span } of partsOf(expr)) {
    if (span.start < start) start = span.start;
    if (span.end > end) end = span.end;
  }
  return start === expr.span.start && end === expr.span.end ? expr : { ...expr, span: { start, end } };
}

function followedByOmitted(node: SyntaxNode, reading: Reading): boolean {
  const next = tokensOfNode(node, reading).last + 1;
  const token = reading.tokens[next];
  return (
    token?.kind !== "," &&
    token?.place !== "labels" &&
    token?.place !== "matchers" &&
    reading.form.omitted.has(next)
  );
}

function behindPlaceholder(expr: Expr): Expr {
  if (expr.kind === "selector") return { ...expr, open: true };
  return { kind: "unreadable", span: expr.span, placeholder: true, parts: [expr] };
}

function lowerBare(node: SyntaxNode, reading: Reading): Expr {
  const children = childrenOf(node);
  const span = spanOf(node, reading);
  switch (node.name) {
    case "NumberDurationLiteral":
      return number(node, span, reading);
    case "StringLiteral":
      return { kind: "string", span, value: stringValue(tokenOf(node, reading), reading) };
    case "VectorSelector":
      return selectorOf(node, children, span, reading);
    case "ParenExpr": {
      const inner = onlyExpr(children, reading);
      return inner ? { kind: "parenthesis", span, expr: inner } : unreadable(span);
    }
    case "UnaryExpr": {
      const inner = onlyExpr(children, reading);
      const op = tokenOf(node, reading)?.text === "+" ? "+" : "-";
      return inner ? { kind: "unary", span, op, expr: inner } : unreadable(span);
    }
    case "FunctionCall":
      return call(node, children, span, reading);
    case "AggregateExpr":
      return aggregation(node, children, span, reading);
    case "BinaryExpr":
      return binary(children, span, reading);
    case "MatrixSelector":
    case "SubqueryExpr":
      return applyRange(postfixed(children, span, reading), children, span, reading);
    case "OffsetExpr":
      return applyOffset(postfixed(children, span, reading), children, span, reading);
    case "StepInvariantExpr":
      return applyInstant(postfixed(children, span, reading), children, span, reading);
    case "AnchoredExpr":
    case "SmoothedExpr":
      return postfixed(children, span, reading);
    default:
      return salvage(children, span, reading);
  }
}

function postfixed(children: readonly SyntaxNode[], span: Span, reading: Reading): Expr {
  const first = children[0];
  return first && isExpr(first) ? lower(first, reading) : unreadable(span);
}

function isExpr(node: SyntaxNode): boolean {
  return node.type.is("Expr");
}

/** What of a part that does not parse could be read. */
export function salvage(children: readonly SyntaxNode[], span: Span, reading: Reading): Expr {
  return withParts(salvaged(children, span, reading));
}

function salvaged(children: readonly SyntaxNode[], span: Span, reading: Reading): Expr {
  const parts = children
    .filter((child) => isExpr(child) || child.type.isError)
    .map((child) => lower(child, reading));
  const read = parts.filter((part) => part.kind !== "unreadable" || part.parts !== undefined);
  const [only, ...others] = read;
  if (only && others.length === 0) return only;
  return read.length > 0 ? { kind: "unreadable", span, placeholder: false, parts: read } : unreadable(span);
}

/** Of what stands between brackets: the expression, or what could be read of several. */
function onlyExpr(children: readonly SyntaxNode[], reading: Reading): Expr | undefined {
  const inner = children.filter((child) => isExpr(child) || child.type.isError);
  const [first, ...others] = inner;
  if (!first) return undefined;
  if (others.length === 0 && isExpr(first)) return lower(first, reading);
  const spans = inner.map((child) => spanOf(child, reading));
  return salvage(inner, { start: spans[0]?.start ?? 0, end: spans.at(-1)?.end ?? 0 }, reading);
}

function number(node: SyntaxNode, span: Span, reading: Reading): Expr {
  const { last } = tokensOfNode(node, reading);
  const token = reading.tokens[last];
  const text = reading.text.slice(span.start, span.end);
  if (!token || token.templated || !isNumber(token.text)) return { kind: "number", span, text };
  const value = numberValue(token.text);
  if (value === undefined) return { kind: "number", span, text };
  return { kind: "number", span, text, value: text.startsWith("-") ? value.neg() : value };
}

function call(node: SyntaxNode, children: readonly SyntaxNode[], span: Span, reading: Reading): Expr {
  const args = argumentsOf(children, reading);
  const name = tokenOf(node, reading);
  if (!name || name.templated) return { ...unreadable(span, true), parts: args };
  return {
    kind: "call",
    span,
    name: name.text,
    nameSpan: { start: name.start, end: name.end },
    args,
  };
}

function argumentsOf(children: readonly SyntaxNode[], reading: Reading): Expr[] {
  const body = children.find((child) => child.name === "FunctionCallBody");
  if (!body) return [];
  return childrenOf(body)
    .filter(isExpr)
    .map((child) => lower(child, reading));
}

function aggregation(
  node: SyntaxNode,
  children: readonly SyntaxNode[],
  span: Span,
  reading: Reading,
): Aggregation | Unreadable {
  const name = tokenOf(node, reading);
  const args = argumentsOf(children, reading);
  const body = children.find((child) => child.name === "FunctionCallBody");
  const modifier = children.find((child) => child.name === "AggregateModifier");
  const expr = args.at(-1);
  if (!name || name.templated) return { ...unreadable(span, true), parts: args };
  if (args.length > 2) {
    reading.faults.push({
      kind: "arguments",
      span: args[2]?.span ?? span,
      what: `\`${name.text}\` has ${args.length} arguments: aggregations take one or two.`,
      todo: "Take the further ones away.",
    });
    return { ...unreadable(span), parts: args };
  }
  const [param] = args;
  if (!expr && body?.firstChild === null && reading.tokens[tokensOfNode(body, reading).last]?.whole) {
    reading.faults.push({
      kind: "arguments",
      span,
      what: `\`${name.text}\` has nothing to work on.`,
      todo: "Write an expression between the parentheses.",
    });
  }
  return {
    kind: "aggregation",
    span,
    op: name.text.toLowerCase(),
    opSpan: { start: name.start, end: name.end },
    expr: expr ?? unreadable({ start: span.end, end: span.end }),
    ...(args.length === 2 && param ? { param } : {}),
    ...(modifier
      ? {
          grouping: {
            kind: tokenOf(modifier, reading)?.text.toLowerCase() === "without" ? "without" : "by",
            labels: labelsOf(modifier, reading),
            span: spanOf(modifier, reading),
          },
        }
      : {}),
  };
}

function binary(children: readonly SyntaxNode[], span: Span, reading: Reading): Expr {
  const operands = children.filter(isExpr);
  const [left, right] = operands;
  const operator = children.find((child) => !isExpr(child) && !child.type.isError);
  const token = operator && tokenOf(operator, reading);
  if (!left || !right || !token) return salvage(children, span, reading);
  const sides = { left: lower(left, reading), right: lower(right, reading) };
  // What stands between may be any operator, and the other side anything.
  if (token.templated) return { ...unreadable(span, true), parts: [sides.left, sides.right] };
  const clause = children.find((child) => child.name === "MatchingModifierClause");
  return {
    kind: "binary",
    span,
    op: token.text.toLowerCase(),
    opSpan: { start: token.start, end: token.end },
    ...sides,
    bool: children.some((child) => child.name === "BoolModifier"),
    ...(clause ? { matching: matching(clause, reading) } : {}),
  };
}

function matching(clause: SyntaxNode, reading: Reading): NonNullable<Binary["matching"]> {
  const group = clause.getChild("GroupLeft") ? "left" : clause.getChild("GroupRight") ? "right" : undefined;
  return {
    kind: clause.getChild("On") ? "on" : "ignoring",
    labels: labelsOf(clause, reading),
    ...(group ? { group } : {}),
    span: spanOf(clause, reading),
  };
}
