import type { SyntaxNode } from "@lezer/common";
import type { Span } from "../text/span";
import type { Expr, QueryDuration } from "./expr";
import { durationOf, refuseNotPositive } from "./lower-duration";
import { type Reading, spanOf } from "./reading";
import type { Token } from "./tokens";

/**
 * Ranges, offsets and `@`: Prometheus lets them bind closer than any operator. The grammar hangs them on the whole
 * of `a / b[5m]`, so that here they move to the last operand.
 */

/** Applies `change` to the operand that ends where the postfix begins. */
function onLastOperand(expr: Expr, end: number, change: (operand: Expr) => Expr): Expr {
  if (expr.kind === "binary") {
    return { ...expr, span: { start: expr.span.start, end }, right: onLastOperand(expr.right, end, change) };
  }
  if (expr.kind === "unary") {
    return { ...expr, span: { start: expr.span.start, end }, expr: onLastOperand(expr.expr, end, change) };
  }
  return change(expr);
}

/** Puts `[5m]` or `[1h:5m]` on the last operand of an expression, with a fault where none is allowed. */
export function applyRange(whole: Expr, children: readonly SyntaxNode[], span: Span, reading: Reading): Expr {
  const [rangeNode, stepNode] = children.filter((child) => child.name === "DurationExpr");
  const subquery = rangeNode?.parent?.name === "SubqueryExpr";
  if (!rangeNode) return whole;
  const range = durationOf(rangeNode, reading);
  refuseNotPositive(range, "A range", reading);
  if (subquery) {
    const step = stepNode && durationOf(stepNode, reading);
    if (step) refuseNotPositive(step, "A step", reading);
    return onLastOperand(whole, span.end, (expr) => ({
      kind: "subquery",
      span: { start: expr.span.start, end: span.end },
      expr,
      range,
      ...(step ? { step } : {}),
    }));
  }
  return onLastOperand(whole, span.end, (expr) => ranged(expr, range, span.end, reading));
}

function ranged(expr: Expr, range: QueryDuration, end: number, reading: Reading): Expr {
  const span = { start: expr.span.start, end };
  if (expr.kind === "selector" && !expr.range) {
    if (expr.offset || modified(expr, reading)) {
      reading.faults.push({
        kind: "syntax",
        span: range.span,
        what: "The range stands behind `offset` or `@`.",
        todo: "Write the range right after the selector, and the modifiers behind it.",
      });
    }
    return { ...expr, span, range };
  }
  if (expr.kind === "unreadable") return { ...expr, span };
  reading.faults.push({
    kind: "syntax",
    span: range.span,
    what: `A range such as \`[${range.text}]\` belongs to a selector: this is ${words(expr)}.`,
    todo: `Put the range on the selector inside; a subquery is written \`[${range.text}:]\`.`,
  });
  return { kind: "subquery", span, expr, range };
}

function words(expr: Expr): string {
  switch (expr.kind) {
    case "number":
      return "a number";
    case "string":
      return "a string";
    case "selector":
    case "subquery":
      return "one with a range already";
    case "call":
      return `the result of \`${expr.name}\``;
    case "aggregation":
      return `the result of \`${expr.op}\``;
    default:
      return "an expression";
  }
}

/** Puts `offset 5m` on the last operand of an expression, with a fault where none is allowed. */
export function applyOffset(
  whole: Expr,
  children: readonly SyntaxNode[],
  span: Span,
  reading: Reading,
): Expr {
  const node = children.find((child) => child.name === "OffsetDurationExpr");
  const keyword = children.find((child) => child.name === "Offset");
  if (!node || !keyword) return whole;
  const offset = durationOf(node, reading);
  return onLastOperand(whole, span.end, (expr) => {
    const both = { start: expr.span.start, end: span.end };
    if (expr.kind === "selector" || expr.kind === "subquery") {
      if (expr.offset) refuseTwice("offset", spanOf(keyword, reading), reading);
      return { ...expr, span: both, offset };
    }
    if (expr.kind !== "unreadable") refuseModifier("offset", spanOf(keyword, reading), expr, reading);
    return { ...expr, span: both };
  });
}

/** Takes `@ 1700000000` for the last operand of an expression, with a fault where none is allowed. */
export function applyInstant(
  whole: Expr,
  children: readonly SyntaxNode[],
  span: Span,
  reading: Reading,
): Expr {
  const sign = children.find((child) => child.name === "At");
  if (!sign) return whole;
  refuseFarInstant({ start: spanOf(sign, reading).end, end: span.end }, reading);
  return onLastOperand(whole, span.end, (expr) => {
    const both = { start: expr.span.start, end: span.end };
    if (expr.kind === "selector" || expr.kind === "subquery") {
      if (modified(expr, reading)) refuseTwice("@", spanOf(sign, reading), reading);
    } else if (expr.kind !== "unreadable") refuseModifier("@", spanOf(sign, reading), expr, reading);
    return { ...expr, span: both };
  });
}

/** Prometheus keeps an instant as a whole number of 64 bits. */
function refuseFarInstant(span: Span, reading: Reading): void {
  const written = reading.text.slice(span.start, span.end);
  const seconds = Number(written.trim());
  if (!Number.isFinite(seconds) || Math.abs(seconds) < 2 ** 63) return;
  reading.faults.push({
    kind: "syntax",
    span: { start: span.end - written.trimStart().length, end: span.end },
    what: `\`${written.trim()}\` is no instant: it lies out of bounds.`,
    todo: "Write seconds since 1970, such as `@ 1700000000`.",
  });
}

/** Whether an `@` stands among what belongs to the selector or subquery. */
function modified(expr: Expr, reading: Reading): boolean {
  const inner = expr.kind === "subquery" ? expr.expr.span.end : expr.span.start;
  for (let index = indexBehind(reading.tokens, inner); index < reading.tokens.length; index++) {
    const token = reading.tokens[index];
    if (!token || token.end > expr.span.end) break;
    if (token.kind === "@") return true;
  }
  return false;
}

/** The index of the first token that begins at or behind `offset`. */
function indexBehind(tokens: readonly Token[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function refuseTwice(word: string, span: Span, reading: Reading): void {
  reading.faults.push({
    kind: "syntax",
    span,
    what: `\`${word}\` stands here for the second time.`,
    todo: "Take one of the two away.",
  });
}

function refuseModifier(word: string, span: Span, expr: Expr, reading: Reading): void {
  reading.faults.push({
    kind: "syntax",
    span,
    what: `\`${word}\` belongs to a selector or a subquery: here it stands behind ${words(expr)}.`,
    todo: `Write \`${word}\` right behind the selector inside.`,
  });
}
