import { describe, expect, it } from "vitest";
import { checkPromql } from "../../../server/src/core/promql/check";
import type { Expr, Selector } from "../../../server/src/core/promql/expr";
import { parsePromql } from "../../../server/src/core/promql/parse";
import { visit } from "../../../server/src/core/promql/walk";
import type { Span } from "../../../server/src/core/text/span";
import { SEEDS } from "../../promtool/seeds";

/** What templates and tools fill in. */
const PLACEHOLDERS = ["{{ .x }}", "$x", "${x}", '{{ include "a.b" . }}', "%(x)s"];

interface Unit {
  readonly name: string;
  readonly span: Span;
  /** Nothing may part it from what stands around it. */
  readonly tight?: boolean;
}

/** The parts of a query that a placeholder may stand for. */
function unitsOf(text: string): Unit[] {
  const units: Unit[] = [];
  const { expr } = parsePromql(text);
  if (expr === undefined) return units;
  visit(expr, (one) => {
    units.push({ name: one.kind, span: one.span }, ...partsOf(one, text));
  });
  return units;
}

function partsOf(expr: Expr, text: string): Unit[] {
  switch (expr.kind) {
    case "selector":
      return selectorParts(expr);
    case "subquery":
      return [
        { name: "subquery's range", span: expr.range.span, tight: true },
        ...(expr.step ? [{ name: "step", span: expr.step.span, tight: true }] : []),
      ];
    case "call":
      return [
        { name: "function", span: expr.nameSpan, tight: true },
        ...around("arguments", expr.args),
        ...around("later arguments", expr.args.slice(1)),
      ];
    case "aggregation":
      return [
        { name: "aggregation", span: expr.opSpan },
        ...around("arguments", expr.param ? [expr.param, expr.expr] : []),
        ...(expr.grouping ? clauseParts("grouping", expr.grouping.span, text) : []),
      ];
    case "binary":
      return [
        { name: "operator", span: expr.opSpan },
        { name: "operator and right side", span: { start: expr.opSpan.start, end: expr.right.span.end } },
        ...(expr.matching ? [{ name: "matching", span: expr.matching.span }] : []),
      ];
    default:
      return [];
  }
}

function selectorParts({ metric, matchers, range, offset }: Selector): Unit[] {
  return [
    ...(metric ? [{ name: "metric", span: metric.span }] : []),
    ...around("matchers", matchers),
    ...matchers.flatMap(({ span, labelSpan, valueSpan }) => [
      { name: "matcher", span },
      { name: "label", span: labelSpan },
      { name: "value", span: valueSpan },
      { name: "text", span: { start: valueSpan.start + 1, end: valueSpan.end - 1 }, tight: true },
    ]),
    ...(range
      ? [
          { name: "range", span: range.span, tight: true },
          { name: "range with brackets", span: { start: range.span.start - 1, end: range.span.end + 1 } },
        ]
      : []),
    ...(offset ? [{ name: "offset", span: offset.span }] : []),
  ];
}

function around(name: string, parts: readonly { readonly span: Span }[]): Unit[] {
  const first = parts[0];
  const last = parts[parts.length - 1];
  return first && last ? [{ name, span: { start: first.span.start, end: last.span.end } }] : [];
}

/** A clause, its labels with and without the parentheses. */
function clauseParts(name: string, span: Span, text: string): Unit[] {
  const open = text.indexOf("(", span.start);
  return [
    { name, span },
    { name: `${name}'s labels`, span: { start: open + 1, end: span.end - 1 } },
    { name: `${name}'s parentheses`, span: { start: open, end: span.end } },
  ];
}

function fill(text: string, { span, tight }: Unit, placeholder: string): string {
  const by = tight ? placeholder : ` ${placeholder} `;
  return text.slice(0, span.start) + by + text.slice(span.end);
}

describe("a placeholder in place of any part of a query", () => {
  it.each(PLACEHOLDERS)("%s is no fault", (placeholder) => {
    const wrong: string[] = [];
    let tried = 0;
    for (const seed of SEEDS) {
      for (const unit of unitsOf(seed)) {
        const text = fill(seed, unit, placeholder);
        const query = parsePromql(text);
        tried++;
        for (const { what } of [...query.faults, ...checkPromql(query)])
          wrong.push(`${unit.name}: ${text}: ${what}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(500);
  });
});
