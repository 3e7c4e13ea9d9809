import { describe, expect, it } from "vitest";
import { parsePromql } from "../../../server/src/core/promql/parse";
import {
  countedRatio,
  counterForms,
  difference,
  meanForm,
  restOfTotal,
  sameQuery,
  sampleForm,
  summedVector,
  takenFromTotal,
  withWindow,
} from "../../../server/src/core/promql/window-forms";
import { windowed } from "../../../server/src/core/promql/window-query";

const W = "[$__window]";

const counters = (...queries: string[]) => counterForms(queries)?.join(" | ");

/** The windowed text, or the refusal's fact. */
function over(text: string, use: "count" | "ratio" = "count", counter?: boolean): string {
  const result = windowed(parsePromql(text), use, counter);
  return result.ok ? result.text : `refused: ${result.what}`;
}

describe("a query asked over any window", () => {
  it.each([
    // Ranges that are written, as a length or as a placeholder.
    ["sum(rate(a_total[5m]))", `sum(rate(a_total${W}))`],
    ['sum(rate(a_total{x="1"}[{{.window}}]))', `sum(rate(a_total{x="1"}${W}))`],
    ["sum(increase(a_total[$__rate_interval]))", `sum(increase(a_total${W}))`],
    ["sum(rate(a[5m])) + sum(rate(b[300s]))", `sum(rate(a${W})) + sum(rate(b${W}))`],
    [
      "sum_over_time((count(a < 0.5))[{{.window}}:]) or on() vector(0)",
      "sum_over_time((count(a < 0.5))[$__window:]) or on() vector(0)",
    ],
    // A fixed range inside of the window's is the author's own.
    ["max_over_time(rate(a[1m])[{{.window}}:])", "max_over_time(rate(a[1m])[$__window:])"],
  ])("%s", (text, expected) => {
    expect(over(text)).toBe(expected);
  });

  it.each([
    ["sum(a_total)", true, `sum(rate(a_total${W}))`],
    ["a_total", true, `sum(rate(a_total${W}))`],
    [
      'sum by (route) (a) - sum by (route) (b{x="]"})',
      true,
      `sum by (route) (rate(a${W})) - sum by (route) (rate(b{x="]"}${W}))`,
    ],
    ["sum(a_total)", undefined, `sum(rate(a_total${W}))`],
    ["sum(up)", undefined, `sum(sum_over_time(up${W}))`],
    ["count(up)", false, `sum(count_over_time(up${W}))`],
  ])("%s, counter: %s", (text, counter, expected) => {
    expect(over(text, "count", counter)).toBe(expected);
  });

  it("looks from time to time at values that no range can be given to", () => {
    expect(over("sum(min_over_time(lag[2m])) > 3", "count", false)).toBe(
      "sum_over_time((sum(min_over_time(lag[2m])) > 3)[$__window:1m])",
    );
    expect(over("histogram_quantile(0.9, sum by (le) (rate(d_bucket[5m])))", "ratio")).toBe(
      "avg_over_time((histogram_quantile(0.9, sum by (le) (rate(d_bucket[5m]))))[$__window:1m])",
    );
    // An instant rate over a month would be that of its last two samples.
    expect(over("sum(irate(a_total[5m]))")).toBe("sum_over_time((sum(irate(a_total[5m])))[$__window:1m])");
  });

  it.each([
    ["sum(rate(a[5m])) / sum(rate(b[5m]))", `sum(rate(a${W})) / sum(rate(b${W}))`],
    ["1 - sum(rate(a[5m])) / sum(rate(b[5m]))", `1 - sum(rate(a${W})) / sum(rate(b${W}))`],
    ["job:errors:ratio", `avg_over_time(job:errors:ratio${W})`],
    [
      "sum(rate(a[5m])) / sum(rate(b[5m])) > bool 0.1",
      "avg_over_time((sum(rate(a[5m])) / sum(rate(b[5m])) > bool 0.1)[$__window:1m])",
    ],
  ])("the ratio %s", (text, expected) => {
    expect(over(text, "ratio")).toBe(expected);
  });

  it.each([
    ['sum(rate(a{env="${ENV}"}[5m]))', "`${ENV}`"],
    ["sum(rate(a[5m])) + sum(rate(b[1h]))", "`5m` and `1h`"],
    ["max(a_total) * max(b_total)", "no range", true],
    ["sum(rate(a[5m])", "closed"],
    ["", "empty"],
  ])("is refused for %s", (text, fact, counter?: boolean) => {
    const said = over(text, "count", counter);
    expect(said).toContain("refused:");
    if (fact !== "closed") expect(said).toContain(fact);
  });
});

describe("forms of a windowed query", () => {
  it("takes rates off a sum of counters, and off nothing else", () => {
    expect(counters(`sum(rate(a${W}))`)).toBe("sum(a)");
    expect(counters(`sum by (b) (increase(a{x="]"}${W})) - sum by (b) (increase(c${W}))`)).toBe(
      'sum by (b) (a{x="]"}) - sum by (b) (c)',
    );
    expect(counters(`sum(rate(a${W})) - sum(increase(c${W}))`)).toBeUndefined();
    expect(counters(`sum(rate(a${W}))`, `sum(rate(c${W}))`)).toBe("sum(a) | sum(c)");
    // A rate out of an increase is another number than a count out of a count.
    expect(counters(`sum(rate(a${W}))`, `sum(increase(c${W}))`)).toBeUndefined();
    expect(counters(`max(rate(a${W}))`)).toBeUndefined();
    expect(counters(`sum(rate(a[5m]))`)).toBeUndefined();
    expect(counters(`sum(irate(a${W}))`)).toBeUndefined();
  });

  it("takes sums off samples", () => {
    expect(sampleForm(`sum(sum_over_time(up${W}))`)).toBe("sum(up)");
    expect(sampleForm(`sum(count_over_time(up${W}))`)).toBe("count(up)");
    expect(sampleForm("sum_over_time((max(a))[$__window:1m])")).toBe("max(a)");
    expect(meanForm(`avg_over_time(r${W})`)).toBe("r");
    expect(meanForm("avg_over_time((a / b)[$__window:1m])")).toBe("a / b");
    expect(meanForm(`sum(rate(a${W}))`)).toBeUndefined();
  });

  it("finds the one series that is added up", () => {
    expect(summedVector(`sum by (route, code) (rate(a{b="c"}${W}))`)).toMatchObject({
      text: 'a{b="c"}',
      by: ["route", "code"],
      call: "rate",
    });
    expect(summedVector(`sum without (pod) (rate(a${W}))`)).toBeUndefined();
    expect(summedVector(`sum(rate(a${W})) - sum(rate(b${W}))`)).toBeUndefined();
    expect(summedVector(`sum(rate(a${W} offset 1h))`)).toBeUndefined();
  });

  it.each([
    ['a{code!~"5.."}', "a", 'a{code=~"5.."}'],
    ['a{job="x",code="200"}', 'a{job="x"}', 'a{job="x",code!="200"}'],
    ['a{code=~"2..", job="x"}', 'a{job="x"}', 'a{code!~"2..", job="x"}'],
  ])("%s leaves of %s the rest %s", (part, total, rest) => {
    const rate = (selector: string) => `sum(rate(${selector}${W}))`;
    expect(restOfTotal(rate(part), rate(total))).toBe(rate(rest));
  });

  it.each([
    // Two matchers more: the rest is no one selector.
    ['a{code="200",job="x"}', "a"],
    // Buckets hold all smaller ones.
    ['d_bucket{le="0.5"}', "d_bucket"],
    ['d_bucket{le="0.5"}', "d_count"],
    ['a{code="200"}', "b"],
  ])("%s leaves of %s no single series", (part, total) => {
    expect(restOfTotal(`sum(rate(${part}${W}))`, `sum(rate(${total}${W}))`)).toBeUndefined();
  });

  it("takes a part from the total and finds it again", () => {
    const total = `sum(rate(d_count${W}))`;
    const part = `sum(rate(d_bucket{le="1"}${W})) + sum(rate(e${W}))`;
    const rest = difference(total, part);
    expect(parsePromql(rest).faults).toEqual([]);
    expect(takenFromTotal(rest, total)).toBe(part);
    expect(takenFromTotal(rest, part)).toBeUndefined();
    expect(sameQuery(rest, `${total} - (${part})`)).toBe(true);
  });

  it("reads a ratio and one less it", () => {
    const [a, b] = [`sum(rate(a${W}))`, `sum(rate(b${W}))`];
    expect(countedRatio(`${a} / ${b}`)).toEqual({ counted: a, total: b, complement: false });
    expect(countedRatio(`1 - (\n  ${a}\n  / ${b})`)).toEqual({ counted: a, total: b, complement: true });
    expect(countedRatio(`2 - ${a} / ${b}`)).toBeUndefined();
    expect(countedRatio(`${a} / 3`)).toBeUndefined();
    expect(countedRatio(`${a} / on(x) ${b}`)).toBeUndefined();
  });

  it("puts a tool's range in the window's place", () => {
    expect(withWindow(`sum(rate(a${W})) / sum(rate(b${W}))`, "{{.window}}")).toBe(
      "sum(rate(a[{{.window}}])) / sum(rate(b[{{.window}}]))",
    );
  });
});
