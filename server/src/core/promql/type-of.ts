import type { Expr } from "./expr";
import { PROMQL_FUNCTIONS, type ValueType } from "./functions";

/**
 * What an expression yields; absent where that is not known: a placeholder, a selector with a placeholder in it,
 * a part that does not parse, a function that is not Prometheus', operands that Prometheus refuses.
 */
export function typeOf(expr: Expr): ValueType | undefined {
  switch (expr.kind) {
    case "number":
      return "scalar";
    case "string":
      return "string";
    case "selector":
      if (expr.open) return undefined;
      return expr.range === undefined ? "vector" : "range";
    case "subquery":
      return isAmong(typeOf(expr.expr), ["vector", undefined]) ? "range" : undefined;
    case "aggregation":
      return "vector";
    case "call":
      return PROMQL_FUNCTIONS.get(expr.name)?.result;
    case "unary":
      return onlyValues(typeOf(expr.expr));
    case "parenthesis":
      return typeOf(expr.expr);
    case "binary":
      return binaryType(typeOf(expr.left), typeOf(expr.right));
    case "unreadable":
      return undefined;
  }
}

function binaryType(left: ValueType | undefined, right: ValueType | undefined): ValueType | undefined {
  if (isAmong(left, ["range", "string"]) || isAmong(right, ["range", "string"])) return undefined;
  if (left === "vector" || right === "vector") return "vector";
  return left === "scalar" && right === "scalar" ? "scalar" : undefined;
}

/** What can be calculated with. */
function onlyValues(type: ValueType | undefined): ValueType | undefined {
  return isAmong(type, ["scalar", "vector"]) ? type : undefined;
}

function isAmong(type: ValueType | undefined, types: readonly (ValueType | undefined)[]): boolean {
  return types.includes(type);
}
