import type { Aggregation, Binary, Call, Expr, Selector } from "./expr";
import { unwrap } from "./walk";

/** A series that an expression adds up, or takes away. */
export interface CountTerm {
  readonly sign: 1 | -1;
  readonly selector: Selector;
  /** It goes through `rate`, `increase` or the like: what is added up are events. */
  readonly rated: boolean;
  /** Its values are compared or joined with others, so that only a part of the series counts. */
  readonly filtered: boolean;
}

/** Functions that turn a counter into events. */
const RATES = new Set([
  "rate",
  "increase",
  "irate",
  "xrate",
  "xincrease",
  "increase_pure",
  "increase_prometheus",
]);

/** Functions after which a series still counts the same thing, by the place of their vector. */
const TRANSPARENT: Readonly<Record<string, number>> = {
  ...Object.fromEntries([...RATES].map((name) => [name, 0])),
  delta: 0, idelta: 0, sum_over_time: 0, count_over_time: 0, avg_over_time: 0, max_over_time: 0, min_over_time: 0,
  last_over_time: 0, first_over_time: 0, present_over_time: 0, ceil: 0, floor: 0, round: 0, abs: 0, clamp: 0,
  clamp_min: 0, clamp_max: 0, sort: 0, sort_desc: 0, label_replace: 0, label_join: 0, scalar: 0, vector: 0,
  histogram_count: 0, default_rollup: 0,
}; // biome-ignore format: a table

/** Aggregations that add up, or stand for, what they are given. */
const ADDING = new Set(["sum", "avg", "min", "max", "count", "group"]);
const COMPARISONS = new Set(["==", "!=", ">", "<", ">=", "<="]);

interface Way {
  readonly sign: 1 | -1;
  readonly rated: boolean;
  readonly filtered: boolean;
}

/** Whether the value is the same whatever the series say: `1`, `vector(0)`, `2 * 3`. Not so a part that cannot be read. */
export function isConstant(expr: Expr): boolean {
  switch (expr.kind) {
    case "number":
      return true;
    case "parenthesis":
    case "unary":
      return isConstant(expr.expr);
    case "call":
      return (expr.name === "vector" || expr.name === "scalar") && expr.args.every(isConstant);
    case "binary":
      return isConstant(expr.left) && isConstant(expr.right);
    default:
      return false;
  }
}

/** The number that a constant is, read through `vector()`, brackets and a sign; undefined for one that is calculated. */
export function constantValue(expr: Expr) {
  const inner = unwrap(expr);
  if (inner.kind === "number") return inner.value;
  if (inner.kind === "call" && (inner.name === "vector" || inner.name === "scalar")) {
    const [only] = inner.args;
    const value = only && unwrap(only);
    return value?.kind === "number" ? value.value : undefined;
  }
  return undefined;
}

/**
 * The series that an expression adds up: `sum(rate(a[5m])) - sum(rate(b[5m]))` counts a and takes b away.
 *
 * @returns undefined where the expression is something else: a ratio, a quantile, a part that cannot be read
 */
export function countTerms(expr: Expr): readonly CountTerm[] | undefined {
  return terms(expr, { sign: 1, rated: false, filtered: false });
}

function terms(expr: Expr, way: Way): readonly CountTerm[] | undefined {
  switch (expr.kind) {
    case "selector":
      return [{ ...way, selector: expr }];
    case "parenthesis":
    case "subquery":
      return terms(expr.expr, way);
    case "unary":
      return terms(expr.expr, expr.op === "-" ? turned(way) : way);
    case "aggregation":
      return ofAggregation(expr, way);
    case "call":
      return ofCall(expr, way);
    case "binary":
      return ofBinary(expr, way);
    default:
      return undefined;
  }
}

function ofAggregation(expr: Aggregation, way: Way) {
  return ADDING.has(expr.op) ? terms(expr.expr, way) : undefined;
}

function ofCall(expr: Call, way: Way) {
  const name = expr.name.toLowerCase();
  const vector = expr.args[TRANSPARENT[name] ?? -1];
  if (!vector || !Object.hasOwn(TRANSPARENT, name)) return undefined;
  return terms(vector, RATES.has(name) ? { ...way, rated: true } : way);
}

function ofBinary(expr: Binary, way: Way): readonly CountTerm[] | undefined {
  const { op, left, right } = expr;
  const [still, moving] = isConstant(left) ? [left, right] : [right, left];
  const scaled = isConstant(still);
  if (op === "+" || op === "-") {
    if (!scaled) return both(terms(left, way), terms(right, op === "-" ? turned(way) : way));
    // `x + 0` is x, `1 - x` is a share turned round.
    return isZeroConstant(still)
      ? terms(moving, op === "-" && moving === right ? turned(way) : way)
      : undefined;
  }
  if (op === "*") return scaled ? terms(moving, way) : undefined;
  if (op === "/") return scaled && still === right ? terms(left, way) : undefined;
  if (op === "or") return isFiller(right) ? terms(left, way) : both(terms(left, way), terms(right, way));
  if (op === "and" || op === "unless") return terms(left, { ...way, filtered: true });
  if (COMPARISONS.has(op)) return scaled ? terms(moving, { ...way, filtered: true }) : undefined;
  return undefined;
}

function isZeroConstant(expr: Expr): boolean {
  return constantValue(expr)?.equals(0) === true;
}

/** What stands in where there are no series: `vector(0)`, `0 * x`, `x * 0`. */
export function isFiller(expr: Expr): boolean {
  const inner = unwrap(expr);
  if (isConstant(inner)) return true;
  return (
    inner.kind === "binary" && inner.op === "*" && (isZeroConstant(inner.left) || isZeroConstant(inner.right))
  );
}

function turned(way: Way): Way {
  return { ...way, sign: way.sign === 1 ? -1 : 1 };
}

function both(left: readonly CountTerm[] | undefined, right: readonly CountTerm[] | undefined) {
  return left && right ? [...left, ...right] : undefined;
}
