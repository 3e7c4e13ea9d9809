import { applyEdits, type TextEdit } from "../text/edits";
import { type Span, shift } from "../text/span";
import { canonical } from "./canonical";
import type { Call, Expr, Matcher, Selector } from "./expr";
import { isLinear } from "./linear";
import { parsePromql } from "./parse";
import { selectorsIn, unwrap, visit } from "./walk";
import { inBrackets, indented, WINDOW, type WindowedQuery } from "./window-query";

/** The query with a length, or a tool's placeholder, for its window. */
export function withWindow(query: WindowedQuery, range: string): string {
  return query.replaceAll(WINDOW, range);
}

/**
 * The counters that queries take the rate of, added up as they do: `sum(rate(x[$__window]))` is `sum(x)`.
 *
 * @returns undefined where one is more than rates added up, and where they mix `rate` and `increase`
 */
export function counterForms(queries: readonly WindowedQuery[]): readonly string[] | undefined {
  const names = new Set<string>();
  const forms = queries.flatMap((query) => {
    const form = bareForm(query, (name) => name === "rate" || name === "increase");
    for (const name of form?.names ?? []) names.add(name);
    return form ? [form.text] : [];
  });
  return names.size === 1 && forms.length === queries.length ? forms : undefined;
}

/** The samples that a query adds up: `sum(sum_over_time(x[$__window]))` is `sum(x)`; undefined for others. */
export function sampleForm(query: WindowedQuery): string | undefined {
  const expr = exprOf(query);
  const [range] = expr?.kind === "call" && expr.name === "sum_over_time" ? expr.args : [];
  if (range?.kind === "subquery" && isWindow(range)) return textOf(query, unwrap(range.expr));
  return bareForm(query, (name) => SAMPLES.has(name))?.text;
}

/** The samples whose mean a query takes: `avg_over_time(x[$__window])` is `x`; undefined for others. */
export function meanForm(query: WindowedQuery): string | undefined {
  const expr = exprOf(query);
  if (expr?.kind !== "call" || expr.name !== "avg_over_time") return undefined;
  const [range] = expr.args;
  if (range?.kind === "selector" && isWindow(range))
    return applyEdits(query, unwrapping(query, expr, range)).trim();
  return range?.kind === "subquery" && isWindow(range) ? textOf(query, unwrap(range.expr)) : undefined;
}

const SAMPLES: ReadonlySet<string> = new Set(["sum_over_time", "count_over_time"]);

function bareForm(
  query: WindowedQuery,
  fits: (name: string) => boolean,
): { readonly text: string; readonly names: ReadonlySet<string> } | undefined {
  const expr = exprOf(query);
  if (!expr) return undefined;
  const calls: { call: Call; selector: Selector; sum?: Expr }[] = [];
  visit(expr, (at, ancestors) => {
    const [range] = at.kind === "call" ? at.args : [];
    if (at.kind !== "call" || range?.kind !== "selector" || !isWindow(range)) return;
    const sum = ancestors.findLast(({ kind }) => kind !== "parenthesis");
    calls.push({ call: at, selector: range, ...(sum ? { sum } : {}) });
  });
  const leaves = new Set<Expr>(calls.map(({ call }) => call));
  const names = new Set(calls.map(({ call }) => call.name));
  const linear = isLinear(expr, (at) => leaves.has(at));
  if (!linear || calls.length === 0 || ![...names].every(fits) || selectorsIn(expr).length > calls.length)
    return undefined;
  const edits: TextEdit[] = [];
  for (const { call, selector, sum } of calls) {
    edits.push(...unwrapping(query, call, selector));
    if (call.name !== "count_over_time") continue;
    if (sum?.kind !== "aggregation") return undefined;
    edits.push({ span: sum.opSpan, newText: "count" });
  }
  return { text: applyEdits(query, edits).trim(), names };
}

/** The edits that leave of a function and its range the selector alone. */
function unwrapping(text: string, call: Call, selector: Selector): TextEdit[] {
  const brackets = bracketsOf(text, selector);
  const moved = text.slice(brackets.end, selector.span.end).trim();
  return [
    { span: { start: call.span.start, end: selector.span.start }, newText: "" },
    { span: { start: brackets.start, end: call.span.end }, newText: moved === "" ? "" : ` ${moved}` },
  ];
}

/** A vector whose rate a query adds up, and the labels by which it does. */
export interface SummedVector {
  /** The selector without its range: `requests_total{job="shop"}`. */
  readonly text: string;
  readonly selector: Selector;
  readonly by: readonly string[];
  readonly call: string;
}

/** A query that is a sum of one selector's values over the window; undefined for all others. */
export function summedVector(query: WindowedQuery): SummedVector | undefined {
  const sum = exprOf(query);
  if (sum?.kind !== "aggregation" || sum.op !== "sum" || sum.grouping?.kind === "without") return undefined;
  const call = unwrap(sum.expr);
  const [selector] = call.kind === "call" ? call.args : [];
  if (call.kind !== "call" || call.args.length !== 1 || selector?.kind !== "selector") return undefined;
  if (!isWindow(selector) || selector.offset) return undefined;
  const brackets = shift(bracketsOf(query, selector), -selector.span.start);
  const text = applyEdits(textOf(query, selector), [{ span: brackets, newText: "" }]);
  return { text: text.trim(), selector, by: sum.grouping?.labels ?? [], call: call.name };
}

/** A selector's range with its brackets. */
function bracketsOf(text: string, { range, span }: Selector): Span {
  const inside = range?.span ?? span;
  return { start: text.lastIndexOf("[", inside.start), end: text.indexOf("]", inside.end) + 1 };
}

/** The two counts whose ratio a query is, where it is nothing else. */
export interface CountedRatio {
  readonly counted: WindowedQuery;
  readonly total: WindowedQuery;
  /** The query is one less this ratio. */
  readonly complement: boolean;
}

/** Reads `a / b` and `1 - a / b`; undefined for all others, and where a side does not ask over the window. */
export function countedRatio(query: WindowedQuery): CountedRatio | undefined {
  let at = exprOf(query);
  let complement = false;
  if (at?.kind === "binary" && at.op === "-") {
    const one = unwrap(at.left);
    if (one.kind !== "number" || !one.value?.equals(1)) return undefined;
    complement = true;
    at = unwrap(at.right);
  }
  if (at?.kind !== "binary" || at.op !== "/" || at.matching) return undefined;
  const counted = textOf(query, unwrap(at.left));
  const total = textOf(query, unwrap(at.right));
  return counted.includes(WINDOW) && total.includes(WINDOW) ? { counted, total, complement } : undefined;
}

/** What a query takes away from the total: of `total - x` it is `x`. */
export function takenFromTotal(query: WindowedQuery, total: WindowedQuery): WindowedQuery | undefined {
  const expr = exprOf(query);
  if (expr?.kind !== "binary" || expr.op !== "-" || expr.matching) return undefined;
  return sameQuery(textOf(query, expr.left), total) ? textOf(query, unwrap(expr.right)) : undefined;
}

/** Whether two queries ask for the same; false where one cannot be read. */
export function sameQuery(one: string, other: string): boolean {
  const left = exprOf(one);
  const right = exprOf(other);
  const spelling = left && canonical(left);
  return spelling !== undefined && right !== undefined && spelling === canonical(right);
}

const INVERSE: Readonly<Record<Matcher["op"], Matcher["op"]>> = {
  "=": "!=",
  "!=": "=",
  "=~": "!~",
  "!~": "=~",
};

/**
 * All events that a query leaves out of the total, in one query: where it is the total with one more matcher, that
 * matcher turned round.
 *
 * @returns undefined where there is no such single matcher. `le` is none: each bucket holds all smaller ones.
 */
export function restOfTotal(part: WindowedQuery, total: WindowedQuery): WindowedQuery | undefined {
  const expr = exprOf(part);
  const whole = exprOf(total);
  const asked = whole && canonical(whole);
  if (!expr || asked === undefined) return undefined;
  const [selector, ...more] = selectorsIn(expr);
  if (!selector || more.length > 0) return undefined;
  const extra = selector.matchers.find((matcher) => {
    if (matcher.label === "le" || matcher.label === "__name__" || matcher.templated) return false;
    const matchers = selector.matchers.filter((one) => one !== matcher);
    return canonical(replaced(expr, selector, { ...selector, matchers })) === asked;
  });
  if (!extra) return undefined;
  const op = { start: extra.labelSpan.end, end: extra.valueSpan.start };
  return applyEdits(part, [{ span: op, newText: INVERSE[extra.op] }]);
}

/** The total less a part of it. */
export function difference(total: WindowedQuery, part: WindowedQuery): WindowedQuery {
  return `(\n${indented(operand(total))}\n  -\n${indented(operand(part))}\n)`;
}

/** A query as it can stand beside an operator. */
export function operand(query: string): string {
  const expr = parsePromql(query).expr;
  const binary = expr?.kind === "binary" || expr?.kind === "unary";
  return binary ? inBrackets(query) : query.trim();
}

function replaced(expr: Expr, from: Selector, to: Selector): Expr {
  if (expr === from) return to;
  const inner = (next: Expr) => replaced(next, from, to);
  switch (expr.kind) {
    case "parenthesis":
    case "unary":
    case "subquery":
      return { ...expr, expr: inner(expr.expr) };
    case "aggregation":
      return { ...expr, expr: inner(expr.expr) };
    case "call":
      return { ...expr, args: expr.args.map(inner) };
    case "binary":
      return { ...expr, left: inner(expr.left), right: inner(expr.right) };
    default:
      return expr;
  }
}

function exprOf(query: string): Expr | undefined {
  const { expr, faults } = parsePromql(query);
  return expr && faults.length === 0 ? unwrap(expr) : undefined;
}

function textOf(query: string, { span }: Expr): string {
  return query.slice(span.start, span.end);
}

function isWindow({ range }: Pick<Selector, "range">): boolean {
  return range?.text.trim() === WINDOW;
}
