import { constantValue, isConstant } from "./counts";
import type { Binary, Expr } from "./expr";
import { unwrap } from "./walk";

/** A division in which both sides depend on series. */
export interface Division {
  readonly binary: Binary;
  readonly numerator: Expr;
  readonly denominator: Expr;
  /** The expression is one less this ratio: `1 - a / b`. */
  readonly complement: boolean;
}

const COMPARISONS = new Set(["==", "!=", ">", "<", ">=", "<="]);
const AROUND = new Set([
  "clamp",
  "clamp_min",
  "clamp_max",
  "round",
  "avg_over_time",
  "min_over_time",
  "max_over_time",
]);
const SPREAD = new Set(["sum", "avg", "min", "max"]);

/**
 * The division that an expression is at heart: below brackets, `1 - …`, `100 * …`, `… or vector(1)`, `clamp_max`,
 * a comparison and an aggregation of the ratios. Undefined where it is none, or where several are combined.
 */
export function divisionOf(expr: Expr): Division | undefined {
  let complement = false;
  let at = unwrap(expr);
  for (;;) {
    if (at.kind === "binary" && at.op === "/" && !isConstant(at.right) && !isConstant(at.left)) {
      return { binary: at, numerator: at.left, denominator: at.right, complement };
    }
    const inside = step(at);
    if (!inside) return undefined;
    if (inside.turned) complement = !complement;
    at = unwrap(inside.expr);
  }
}

function step(expr: Expr): { readonly expr: Expr; readonly turned: boolean } | undefined {
  if (expr.kind === "aggregation")
    return SPREAD.has(expr.op) ? { expr: expr.expr, turned: false } : undefined;
  if (expr.kind === "subquery") return { expr: expr.expr, turned: false };
  if (expr.kind === "unary") return expr.op === "+" ? { expr: expr.expr, turned: false } : undefined;
  if (expr.kind === "call") {
    const [first] = expr.args;
    return first && AROUND.has(expr.name.toLowerCase()) ? { expr: first, turned: false } : undefined;
  }
  return expr.kind === "binary" ? stepBinary(expr) : undefined;
}

function stepBinary({ op, left, right }: Binary): { expr: Expr; turned: boolean } | undefined {
  if (isConstant(right)) {
    if (op === "*" || op === "/" || op === "or" || op === "+" || COMPARISONS.has(op)) {
      return { expr: left, turned: false };
    }
    return undefined;
  }
  if (!isConstant(left)) return undefined;
  if (op === "*" || op === "+") return { expr: right, turned: false };
  const isWhole = constantValue(left)?.equals(1) || constantValue(left)?.equals(100);
  return op === "-" && isWhole ? { expr: right, turned: true } : undefined;
}
