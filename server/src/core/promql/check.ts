import { checkAggregation } from "./check-aggregation";
import { checkBinary } from "./check-binary";
import { checkCall } from "./check-call";
import { checkSelector } from "./check-selector";
import { article, snippet } from "./check-words";
import type { Expr, PromqlFault, PromqlQuery } from "./expr";
import type { ValueType } from "./functions";
import { isControl } from "./placeholders";
import { typeOf } from "./type-of";

export { typeOf } from "./type-of";

/**
 * What Prometheus' parser refuses in a query that reads well: types, functions, arguments, operators, matchers.
 * In the order of the text; empty where there is nothing, and where the query has syntax faults of its own.
 * What a placeholder stands for is not known and is no fault. Source: promql/parser of Prometheus 2.42 and 3.14.
 */
export function checkPromql(query: PromqlQuery): PromqlFault[] {
  const faults: PromqlFault[] = [];
  // Of a query that does not parse the tree is a guess: what it says of types would only repeat the fault.
  if (query.faults.some((fault) => fault.kind === "syntax")) return faults;
  // What a control action leaves out or repeats may be what is missing, or what is too much.
  if (query.placeholders.some(isControl)) return faults;
  if (query.expr !== undefined) checkExpr(query.expr, query.text, faults);
  return faults.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** More faults of one query would only repeat each other. */
const MOST_FAULTS = 10;

function checkExpr(expr: Expr, text: string, faults: PromqlFault[]): void {
  if (faults.length >= MOST_FAULTS) return;
  switch (expr.kind) {
    case "selector":
      checkSelector(expr, text, faults);
      return;
    case "call":
      checkCall(expr, text, faults);
      expr.args.forEach((argument, index) => {
        // The matchers of `info`'s second argument may let every series through.
        if (expr.name !== "info" || index !== 1) checkExpr(argument, text, faults);
      });
      return;
    case "aggregation":
      checkAggregation(expr, text, faults);
      if (expr.param !== undefined) checkExpr(expr.param, text, faults);
      checkExpr(expr.expr, text, faults);
      return;
    case "binary":
      checkBinary(expr, text, faults);
      checkExpr(expr.left, text, faults);
      checkExpr(expr.right, text, faults);
      return;
    case "unary":
      if (isOneOf(typeOf(expr.expr), ["range", "string"])) {
        faults.push({
          kind: "type",
          span: expr.span,
          what: `\`${expr.op}\` stands before ${article(typeOf(expr.expr))}: it takes a number or an instant vector.`,
          todo: "Take the sign away.",
        });
      }
      checkExpr(expr.expr, text, faults);
      return;
    case "subquery":
      checkSubquery(expr, text, faults);
      checkExpr(expr.expr, text, faults);
      return;
    case "parenthesis":
      checkExpr(expr.expr, text, faults);
      return;
    case "unreadable":
      // Where a part does not parse, the fault is that; a placeholder's surroundings are whole expressions.
      if (expr.placeholder) for (const part of expr.parts ?? []) checkExpr(part, text, faults);
      return;
    default:
      return;
  }
}

function isOneOf(type: ValueType | undefined, refused: readonly ValueType[]): boolean {
  return type !== undefined && refused.includes(type);
}

function checkSubquery(expr: Extract<Expr, { kind: "subquery" }>, text: string, faults: PromqlFault[]): void {
  const type = typeOf(expr.expr);
  if (type === undefined || type === "vector") return;
  const inner = snippet(text, expr.expr.span);
  faults.push({
    kind: "type",
    span: expr.span,
    what: `A subquery wants an instant vector: ${inner} is ${article(type)}.`,
    todo:
      type === "range"
        ? "Write one range only, or a function such as `rate` around the inner one."
        : "Take the brackets and what is in them away.",
  });
}
