import { isConstant, isFiller } from "./counts";
import type { Expr } from "./expr";

/**
 * Whether an expression only adds up and takes away series, so that the increase of its value is its value of the
 * increases: `sum(a) - sum(b)`, `sum by (route) (a) * 2`, `a or vector(0)`. A maximum or a mean is none.
 *
 * @param leaf what counts as a series; selectors, if left out
 */
export function isLinear(expr: Expr, leaf: (expr: Expr) => boolean = isSelector): boolean {
  if (leaf(expr)) return true;
  const inner = (next: Expr) => isLinear(next, leaf);
  switch (expr.kind) {
    case "parenthesis":
    case "unary":
      return inner(expr.expr);
    case "aggregation":
      return expr.op === "sum" && inner(expr.expr);
    case "binary": {
      const { op, left, right } = expr;
      if (op === "+" || op === "-") return inner(left) && inner(right);
      if (op === "*") return (isConstant(left) && inner(right)) || (isConstant(right) && inner(left));
      if (op === "/") return isConstant(right) && inner(left);
      return op === "or" && isFiller(right) && inner(left);
    }
    default:
      return false;
  }
}

function isSelector(expr: Expr): boolean {
  return expr.kind === "selector";
}
