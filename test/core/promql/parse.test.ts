import { describe, expect, it } from "vitest";
import { MAX_QUERY_LENGTH, parsePromql } from "../../../server/src/core/promql/parse";
import { selectorsIn } from "../../../server/src/core/promql/walk";
import { outline } from "./outline";

/** Queries that Prometheus accepts, and how they read. */
const GOOD: readonly [query: string, reading: string][] = [
  ["up", "up{}"],
  ['http_requests_total{job="api", code=~"5..",}[5m]', 'http_requests_total{job="api",code=~"5.."}[300s]'],
  ["x[1d12h] offset -90m", "x{}[129600s] offset -5400s"],
  ["x[5m] @ end() offset 1h", "x{}[300s] offset 3600s"],
  ["rate(x[5m])[1h:30s] offset 1w", "rate(x{}[300s])[3600s:30s] offset 604800s"],
  ["x[1h:]", "x{}[3600s:]"],
  ["sum by (job, le) (x)", "sum by(job,le) <x{}>"],
  ["SUM(x) WITHOUT (pod,)", "sum without(pod) <x{}>"],
  ["topk(5, x)", "topk <5, x{}>"],
  ["a / on (job) group_left (team) b", "(a{} / on(job) group_left b{})"],
  ["a > bool ignoring (x) b", "(a{} > bool ignoring(x) b{})"],
  ["a or b and c unless d", "(a{} or ((b{} and c{}) unless d{}))"],
  ["1 + 2 * 3 ^ 2", "(1 + (2 * (3 ^ 2)))"],
  ["(a + b) * c", "(((a{} + b{})) * c{})"],
  ["-x", "-x{}"],
  ["histogram_quantile(0.99, x)", "histogram_quantile(99/100, x{})"],
  ["not_a_function(a, b[1m])", "not_a_function(a{}, b{}[60s])"],
  ["f(a, b)", "f(a{}, b{})"],
  ['label_replace(x, "a", "$1", "b", "(.*)$")', 'label_replace(x{}, "a", "$1", "b", "(.*)$")'],
  ["0x1F + 010 + .5 + 5. + 1e3", "((((31 + 8) + 1/2) + 5) + 1000)"],
  ["-1", "-1"],
  ["Inf + nan", "(number Inf + number nan)"],
  ["'it\\'s' ", '"it\'s"'],
  ['"a\\n\\x41\\u00e9\\\\"', '"a\\nAé\\\\"'],
  ["`a\\d`", '"a\\\\d"'],
  ["{job='a', __name__=~`x.+`}", '{job="a",__name__=~"x.+"}'],
  ["a:b:rate5m", "a:b:rate5m{}"],
  ["sum # a comment, with (\n(x)", "sum <x{}>"],
  // Words of the grammar that are metrics' or labels' names here.
  ["sum + by + offset", "((sum{} + by{}) + offset{})"],
  ['x{by="a", on="b", sum="c"}', 'x{by="a",on="b",sum="c"}'],
  ["sum by (on, bool, without2) (rate)", "sum by(on,bool,without2) <rate{}>"],
  ["a unless or or b", "((a{} unless or{}) or b{})"],
  // Of newer releases.
  ['{"http.requests", code="500"}', 'http.requests{code="500"}'],
  ['sum by ("k8s.pod") (x)', "sum by(k8s.pod) <x{}>"],
  ["x[300]", "x{}[300s]"],
  ["x[5m + 1m]", "x{}[calculated 5m + 1m]"],
  ["x[step()]", "x{}[calculated step()]"],
  ["x > 5m", "(x{} > number 5m)"],
  ["rate(x[5m] smoothed)", "rate(x{}[300s])"],
];

describe("a query that Prometheus accepts", () => {
  it.each(GOOD)("%s", (query, reading) => {
    const read = parsePromql(query);
    expect(read.faults).toEqual([]);
    expect(outline(read.expr)).toBe(reading);
  });

  it("binds ranges, offsets and @ closer than operators", () => {
    expect(outline(parsePromql("a - b offset 1d").expr)).toBe("(a{} - b{} offset 86400s)");
    expect(outline(parsePromql("-x[5m]").expr)).toBe("-x{}[300s]");
    expect(outline(parsePromql("a / b / c[5m:1m] offset 1h").expr)).toBe(
      "((a{} / b{}) / c{}[300s:60s] offset 3600s)",
    );
  });

  it("knows where each part stands", () => {
    const query = 'sum by (job) (rate(x{a="b"}[5m] offset 1h)) / y';
    const read = parsePromql(query);
    const text = (span: { start: number; end: number } | undefined) => query.slice(span?.start, span?.end);
    const [selector] = read.expr ? selectorsIn(read.expr) : [];
    expect(text(selector?.span)).toBe('x{a="b"}[5m] offset 1h');
    expect(text(selector?.metric?.span)).toBe("x");
    expect(text(selector?.matchers[0]?.span)).toBe('a="b"');
    expect(text(selector?.matchers[0]?.labelSpan)).toBe("a");
    expect(text(selector?.matchers[0]?.valueSpan)).toBe('"b"');
    expect(text(selector?.range?.span)).toBe("5m");
    expect(text(selector?.offset?.span)).toBe("1h");
    if (read.expr?.kind !== "binary" || read.expr.left.kind !== "aggregation") throw new Error("no ratio");
    expect(text(read.expr.opSpan)).toBe("/");
    expect(text(read.expr.left.grouping?.span)).toBe("by (job)");
    expect(text(read.expr.left.span)).toBe('sum by (job) (rate(x{a="b"}[5m] offset 1h))');
  });
});

describe("a query that is being typed", () => {
  it.each([
    ['sum(rate(http_requests_total{job="a", ', 'http_requests_total{job="a"}'],
    ["sum(rate(errors[5m", "errors{}[300s]"],
    ['rate(x{job="a', 'x{job="a"}'],
    ["sum(a) / ", "a{}"],
    ["sum(a) / sum(", "a{}"],
    ["sum by (job (x)", "x{}"],
    ["a b", "a{}"],
  ])("%s names its selector", (query, selector) => {
    const { expr, faults } = parsePromql(query);
    expect(faults.length).toBeGreaterThan(0);
    expect(expr ? selectorsIn(expr).map(outline) : []).toContain(selector);
  });

  it.each([
    "sum(rate(a{x=}[5m])) / sum(rate(b[5m]))",
    "sum(rate(a[])) / sum(rate(b[5m]))",
    "sum(rate(a[5m]) by) / sum(rate(b[5m]))",
    "sum(a +) / rate(b[5m])",
    "/ rate(b[5m])",
    "histogram_quantile(0.9 rate(b[5m]))",
  ])("%s keeps what stands behind the fault", (query) => {
    const { expr } = parsePromql(query);
    expect(expr ? selectorsIn(expr).map(outline) : []).toContain("b{}[300s]");
  });
});

describe("a query beyond what anybody writes", () => {
  it.each([
    ["long", "a".repeat(MAX_QUERY_LENGTH + 1)],
    ["nested", `${"(".repeat(5_000)}x${")".repeat(5_000)}`],
    ["chained", "a + ".repeat(5_000)],
    ["chained by words", "a or ".repeat(5_000)],
    ["full of placeholders", "$a ".repeat(20_000)],
    ["full of matchers", `x{${'a="b",'.repeat(16_000)}}`],
  ])("is passed over unread: %s", (_, query) => {
    const read = parsePromql(query);
    expect(read.faults).toEqual([]);
    expect(read.expr?.kind).toBe("unreadable");
  });

  it("is read where it is only long", () => {
    const names = Array.from({ length: 290 }, (_, index) => `metric_${index}`);
    const { expr, faults } = parsePromql(names.join(" + "));
    expect(faults).toEqual([]);
    expect(expr ? selectorsIn(expr).length : 0).toBe(290);
  });

  it("is told where it breaks", () => {
    const labels = Array.from({ length: 2_000 }, (_, index) => `l${index}`).join(", ");
    const query = `sum by (${labels}) (a b)`;
    expect(parsePromql(query).faults.map(({ span }) => query.slice(span.start, span.end))).toEqual(["b"]);
  });
});
