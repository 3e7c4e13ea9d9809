import { describe, expect, it } from "vitest";
import { parseDecimal, ratio } from "../../../server/src/core/math/rational";
import { boundsAsked, neighbours, spellingsOf } from "../../../server/src/core/promql/bounds";
import { parsePromql } from "../../../server/src/core/promql/parse";
import { percentileName, quantilesIn } from "../../../server/src/core/promql/quantiles";
import { ofClass, statusesOf } from "../../../server/src/core/promql/status-codes";
import { selectorsIn } from "../../../server/src/core/promql/walk";

function selector(text: string) {
  const { expr } = parsePromql(text);
  const [only] = expr ? selectorsIn(expr) : [];
  if (!only) throw new Error(`no selector in ${text}`);
  return only;
}

describe("statusesOf", () => {
  /** The classes that are let through whole, with the number of single codes of others. */
  const shown = (text: string) => {
    const found = statusesOf(selector(text));
    return (
      found &&
      `${found.written}: ${([1, 2, 3, 4, 5] as const).map((one) => ofClass(found.values, one).length).join(" ")}`
    );
  };
  it.each([
    ['x{code=~"5.."}', "codes: 0 0 0 0 10"],
    ['x{code!~"(5..|429)"}', "codes: 3 10 7 29 0"],
    ['x{status="200"}', "codes: 0 1 0 0 0"],
    ['x{code=~"2xx|4xx"}', "classes: 0 1 0 1 0"],
    ['x{code!="5xx"}', "classes: 1 1 1 1 0"],
    ['x{http_response_status_code=~"[45].."}', "codes: 0 0 0 30 10"],
    ['x{code=~"5..",code!="501"}', "codes: 0 0 0 0 9"],
  ])("%s: %s", (text, expected) => {
    expect(shown(text)).toBe(expected);
  });
  it.each([
    "x",
    'x{grpc_code="OK"}',
    'x{code="ALL"}',
    'x{code=~"${CODES}"}',
    'x{code=~"(?i)5xx"}',
    'x{code="200",status="ok"}',
    'x{code=~".*"}',
  ])("%s says nothing of HTTP statuses", (text) => {
    expect(statusesOf(selector(text))).toBeUndefined();
  });
});

describe("bounds", () => {
  const texts = (text: string) => boundsAsked(selector(text)).map((bound) => bound.text);
  it("finds those asked for by name", () => {
    expect(texts('x_bucket{le="0.3"}')).toEqual(["0.3"]);
    expect(texts('x_bucket{le=~"1|1[.]0"}')).toEqual(["1", "1.0"]);
    expect(texts('x_bucket{le!="0.3"}')).toEqual([]);
    expect(texts('x_total{le="0.3"}')).toEqual([]);
    expect(texts('x_bucket{le="${LIMIT}"}')).toEqual([]);
    expect(texts('x_bucket{le=~"0.*"}')).toEqual([]);
  });
  it.each([
    ["1", ["1", "1.0"], ["1.00", "01"]],
    ["0.5", ["0.5"], ["0.50", ".5", "0.5s"]],
    ["1000000", ["1000000", "1e+06", "1.0E6", "1000000.0"], ["1E+6", "1_000_000"]],
    ["2500", ["2500", "2500.0", "2.5E3"], ["2500.00"]],
    ["0.00001", ["0.00001", "1e-05", "1.0E-5"], ["1e-6"]],
  ])("knows how %s is written", (text, known, unknown) => {
    const value = parseDecimal(text);
    const spellings = value ? spellingsOf(value) : [];
    expect(known.filter((one) => !spellings.includes(one))).toEqual([]);
    expect(unknown.filter((one) => spellings.includes(one))).toEqual([]);
  });
  it("finds the neighbours", () => {
    const bounds = [".1", ".3", "1.2", "5"].map((bound) => ratio(bound));
    expect(neighbours(bounds, ratio("0.25"))).toEqual({ below: bounds[0], above: bounds[1] });
    expect(neighbours(bounds, ratio("9"))).toEqual({ below: bounds[3] });
  });
});

describe("quantilesIn", () => {
  const shown = (text: string) => {
    const { expr } = parsePromql(text);
    return (expr ? quantilesIn(expr) : []).map(({ from, value, ancestors }) => {
      return `${from} ${value ? percentileName(value) : "?"} ${ancestors.length}`;
    });
  };
  it.each([
    ["histogram_quantile(0.999, rate(x_bucket[5m]))", ["buckets p99.9 0"]],
    ['avg(x{quantile="0.5"})', ["series p50 1"]],
    ["max(quantile_over_time(0.95, x[1h]))", ["samples p95 1"]],
    ["histogram_quantile(${P}, rate(x_bucket[5m]))", ["buckets ? 0"]],
    ['x{quantile=~"0.5|0.9"}', []],
    ["quantile(0.9, x)", []],
  ])("%s", (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });
});
