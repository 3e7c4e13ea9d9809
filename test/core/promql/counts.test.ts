import { describe, expect, it } from "vitest";
import { canonical } from "../../../server/src/core/promql/canonical";
import { countTerms } from "../../../server/src/core/promql/counts";
import type { Expr } from "../../../server/src/core/promql/expr";
import { parsePromql } from "../../../server/src/core/promql/parse";
import { hasPlacedPlaceholders } from "../../../server/src/core/promql/placed";
import { divisionOf } from "../../../server/src/core/promql/ratio";

function read(text: string): Expr {
  const { expr, faults } = parsePromql(text);
  if (!expr || faults.length > 0) throw new Error(`not read: ${text}`);
  return expr;
}

/** `+a -b`; `~` for a filtered one, `!` for one without a rate. */
function terms(text: string): string | undefined {
  return countTerms(read(text))
    ?.map(({ sign, selector, rated, filtered }) => {
      const name = selector.metric?.name ?? "{}";
      return `${sign === 1 ? "+" : "-"}${filtered ? "~" : ""}${rated ? "" : "!"}${name}`;
    })
    .join(" ");
}

describe("countTerms", () => {
  it.each([
    ["sum(rate(a[5m]))", "+a"],
    ["sum by (x) (increase(a[5m])) * 100", "+a"],
    ["sum(rate(a[5m])) - sum(rate(b[5m]))", "+a -b"],
    ["sum(rate(a[5m])) - (sum(rate(b[5m])) - sum(rate(c[5m])))", "+a -b +c"],
    ["-(sum(rate(a[5m])))", "-a"],
    ["sum(rate(a[5m])) or vector(0)", "+a"],
    ["sum(rate(a[5m])) or sum(rate(b[5m])) * 0", "+a"],
    ["sum(rate(a[5m])) or sum(rate(b[5m]))", "+a +b"],
    ["sum(rate(a[5m])) > 0", "+~a"],
    ["sum(rate(a[5m]) and on (x) b)", "+~a"],
    ["count(up == 1)", "+~!up"],
    ["sum(rate(a[5m])) + 0", "+a"],
    ["0 - sum(rate(a[5m]))", "-a"],
    ["clamp_min(sum(rate(a[5m])), 1)", "+a"],
    ["sum(max_over_time(a[5m]))", "+!a"],
    ['label_replace(rate(a[5m]), "x", "y", "z", "")', "+a"],
    ["sum_over_time((count(a < 0.5))[5m:])", "+~!a"],
  ])("%s", (text, expected) => {
    expect(terms(text)).toBe(expected);
  });

  it.each([
    "1 - sum(rate(a[5m]))",
    "sum(rate(a[5m])) / sum(rate(b[5m]))",
    "histogram_quantile(0.9, sum by (le) (rate(a[5m])))",
    "topk(3, rate(a[5m]))",
    "sum(rate(a[5m])) * sum(rate(b[5m]))",
    "absent(a)",
    "vector(1)",
  ])("%s is no count of series", (text) => {
    expect(countTerms(read(text))).toBeUndefined();
  });
});

describe("divisionOf", () => {
  const A = "sum(rate(a[5m]))";
  const B = "sum(rate(b[5m]))";
  it.each([
    [`${A} / ${B}`, false],
    [`1 - ${A} / ${B}`, true],
    [`100 * (1 - (${A} / ${B}))`, true],
    [`(${A} / ${B}) or vector(1)`, false],
    [`1 - (1 - ${A} / ${B})`, false],
    [`clamp_max(${A} / ${B}, 1)`, false],
    [`avg by (x) (rate(a[5m]) / rate(b[5m]))`, false],
    [`${A} / ${B} < bool 0.1`, false],
    [`100 * ${A} / ${B}`, false],
  ])("%s", (text, complement) => {
    const division = divisionOf(read(text));
    expect(division?.complement).toBe(complement);
    expect(
      [division?.numerator, division?.denominator].map(
        (side) => side && countTerms(side)?.[0]?.selector.metric?.name,
      ),
    ).toEqual(["a", "b"]);
  });
  it.each([A, `${A} / 60`, `1 / ${A}`, `${A} / ${B} + ${A} / ${B}`, `2 - ${A} / ${B}`])(
    "%s is none",
    (text) => {
      expect(divisionOf(read(text))).toBeUndefined();
    },
  );
});

describe("canonical", () => {
  it.each([
    ['sum(rate(a{x="1",y="2"}[5m]))', "sum (rate(a{y='2', x='1'}[300s]))"],
    ["sum by (x, y) (a)", "(sum(a) by (y,x))"],
    ["a / on (x) b", "((a) / on(x) (b))"],
  ])("%s is %s", (one, other) => {
    expect(canonical(read(one))).toBe(canonical(read(other)));
    expect(canonical(read(one))).toBeDefined();
  });
  it.each([
    ["a", "b"],
    ['a{x="1"}', 'a{x!="1"}'],
    ["rate(a[5m])", "rate(a[1m])"],
    ["a - b", "b - a"],
    ["a > 1", "a > bool 1"],
    ["sum by (x) (a)", "sum without (x) (a)"],
    ["a offset 1h", "a"],
  ])("%s is not %s", (one, other) => {
    expect(canonical(read(one))).not.toBe(canonical(read(other)));
  });
  it("says nothing of a template's values", () => {
    expect(canonical(read('a{x="${X}"}'))).toBeUndefined();
    expect(canonical(read("rate(a[{{.window}}])"))).toBeDefined();
  });
});

describe("hasPlacedPlaceholders", () => {
  it.each([
    "rate(a[{{.window}}])",
    'a{x="${X}",y="1"}',
    "a{${MORE}}",
    "sum_over_time(a[${A}:${B}])",
    "a > 1",
  ])("%s", (text) => {
    expect(hasPlacedPlaceholders(parsePromql(text))).toBe(true);
  });
  it.each(['project=${P} type="a"', "sum(rate(a[5m])) ${REST}", "sum by (${LABELS}) (a)"])(
    "%s may be anything",
    (text) => {
      expect(hasPlacedPlaceholders(parsePromql(text))).toBe(false);
    },
  );
});
