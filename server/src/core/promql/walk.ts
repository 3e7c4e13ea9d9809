import { touches } from "../text/span";
import type { Expr, Selector } from "./expr";

/** The expressions right inside of one, in the order of the text. */
export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "subquery":
    case "unary":
    case "parenthesis":
      return [expr.expr];
    case "call":
      return expr.args;
    case "aggregation":
      return expr.param ? [expr.param, expr.expr] : [expr.expr];
    case "binary":
      return [expr.left, expr.right];
    case "unreadable":
      return expr.parts ?? [];
    case "number":
    case "string":
    case "selector":
      return [];
  }
}

/** Calls `fn` for an expression and all inside of it, outer ones first; `ancestors` begins with the outermost. */
export function visit(expr: Expr, fn: (expr: Expr, ancestors: readonly Expr[]) => void): void {
  const ancestors: Expr[] = [];
  const enter = (inner: Expr): void => {
    fn(inner, ancestors);
    ancestors.push(inner);
    for (const child of childrenOf(inner)) enter(child);
    ancestors.pop();
  };
  enter(expr);
}

/** All selectors in the order of the text. */
export function selectorsIn(expr: Expr): Selector[] {
  const selectors: Selector[] = [];
  visit(expr, (inner) => {
    if (inner.kind === "selector") selectors.push(inner);
  });
  return selectors;
}

/** What stands inside of any parentheses around an expression. */
export function unwrap(expr: Expr): Expr {
  let inner = expr;
  while (inner.kind === "parenthesis") inner = inner.expr;
  return inner;
}

/**
 * The expressions that hold `offset` or end there, as an editor's cursor does: outermost to innermost. Between two
 * neighbours the one that begins there. Empty where there is none.
 */
export function nodeAtOffset(expr: Expr, offset: number): Expr[] {
  const path: Expr[] = [];
  for (let inner: Expr | undefined = touches(expr.span, offset) ? expr : undefined; inner; ) {
    path.push(inner);
    inner = childrenOf(inner).findLast((child) => touches(child.span, offset));
  }
  return path;
}
