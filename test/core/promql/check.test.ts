import { describe, expect, it } from "vitest";
import { checkPromql, typeOf } from "../../../server/src/core/promql/check";
import { parsePromql } from "../../../server/src/core/promql/parse";
import { mutate } from "../../promtool/mutate";
import { Random } from "../../promtool/random";
import { SEEDS } from "../../promtool/seeds";

/** The faults of a query that parses: `kind`, the text it marks, what it says. */
function faultsOf(text: string): { kind: string; marked: string; what: string; todo: string }[] {
  const query = parsePromql(text);
  expect(query.faults, text).toEqual([]);
  return checkPromql(query).map(({ kind, span, what, todo }) => ({
    kind,
    marked: text.slice(span.start, span.end),
    what,
    todo,
  }));
}

/** The query after the fix of its only fault. */
function mended(text: string): string {
  const [fault, ...more] = checkPromql(parsePromql(text));
  expect(more).toEqual([]);
  if (fault?.fix === undefined) throw new Error(`No fix for ${text}`);
  const { span, newText } = fault.fix;
  return text.slice(0, span.start) + newText + text.slice(span.end);
}

describe("checkPromql says", () => {
  const SAYS: readonly [query: string, kind: string, marked: string, what: string][] = [
    [
      "rate(http_requests_total)",
      "type",
      "http_requests_total",
      "`rate` wants a range such as `[5m]`: `http_requests_total` has none.",
    ],
    [
      'sum(rate({__name__="a_total"}))',
      "type",
      '{__name__="a_total"}',
      '`rate` wants a range such as `[5m]`: `{__name__="a_total"}` has none.',
    ],
    [
      "rate(sum(a_total))",
      "type",
      "sum(a_total)",
      "`rate` wants a range: `sum(a_total)` is an instant vector.",
    ],
    ["sum(a[5m])", "type", "a[5m]", "`sum` wants one value per series, not a range: `a[5m]` is a range."],
    ["abs(a[5m])", "type", "a[5m]", "`abs` wants one value per series, not a range: `a[5m]` is a range."],
    [
      "histogram_quantile(a, b)",
      "type",
      "a",
      "`histogram_quantile` wants a scalar as argument 1: `a` is an instant vector.",
    ],
    [
      "histogram_quantile(a, 0.9)",
      "type",
      "a, 0.9",
      "`histogram_quantile` wants a scalar first and an instant vector second: they stand the other way round.",
    ],
    ["vector(a)", "type", "a", "`vector` wants a scalar: `a` is an instant vector."],
    ["sum(1)", "type", "1", "`sum` wants an instant vector: `1` is a scalar."],
    ["topk(a, b)", "type", "a", "`topk` wants a scalar first: `a` is an instant vector."],
    ["count_values(1, b)", "type", "1", "`count_values` wants a string first: `1` is a scalar."],
    ["sum(a, b)", "arguments", "sum(a, b)", "`sum` takes 1 argument: it is given 2."],
    ["topk(a)", "arguments", "topk(a)", "`topk` takes 2 arguments: it is given 1."],
    ["rate(a[5m], 1)", "arguments", "rate(a[5m], 1)", "`rate` takes 1 argument: it is given 2."],
    ["round()", "arguments", "round()", "`round` takes 1 to 2 arguments: it is given 0."],
    [
      'label_join(a, "b")',
      "arguments",
      'label_join(a, "b")',
      "`label_join` takes at least 3 arguments: it is given 2.",
    ],
    ["1 > 2", "type", ">", "`>` compares two scalars: Prometheus takes that with `bool` only."],
    ["a or 0", "type", "0", "`or` joins instant vectors: `0` is a scalar."],
    ["a[5m] / b", "type", "a[5m]", "`/` takes scalars and instant vectors: `a[5m]` is a range vector."],
    ['a / "b"', "type", '"b"', '`/` takes scalars and instant vectors: `"b"` is a string.'],
    ["-a[5m]", "type", "-a[5m]", "`-` stands before a range vector: it takes a number or an instant vector."],
    ["max_over_time(1[5m:])", "type", "1[5m:]", "A subquery wants an instant vector: `1` is a scalar."],
    [
      "a * on (b) 2",
      "type",
      "on (b)",
      "`on` matches series of two instant vectors: one side of `*` is none.",
    ],
    [
      "a and on (b) group_left c",
      "syntax",
      "on (b) group_left",
      "`and` has `group_left`: set operators match many series to many and take no group.",
    ],
    [
      "a * on (b, c) group_left (d, c) e",
      "syntax",
      "on (b, c) group_left (d, c)",
      "The label `c` stands in `on` and in `group_left`: it may stand in one of them.",
    ],
    ["ratee(a[5m])", "unknown-function", "ratee", "Prometheus has no function `ratee`."],
    ['a{b=~"(c"}', "syntax", "(", "The pattern of `b` does not compile: its `(` is never closed."],
    ['a{b!~"(?!c)d"}', "syntax", "(?!", "The pattern of `b` does not compile: RE2 has no `(?!`."],
    ['a{b=~"*"}', "syntax", "*", "The pattern of `b` does not compile: nothing stands before `*` to repeat."],
    ['a{b=~"c\\\\Zd"}', "syntax", '"c\\\\Zd"', "The pattern of `b` does not compile: RE2 has no `\\Z`."],
    [
      'a{__name__="b"}',
      "syntax",
      '__name__="b"',
      "The metric has a name already, `a`: `__name__` gives it a second one.",
    ],
    [
      '{b=~".*", c=""}',
      "syntax",
      '{b=~".*", c=""}',
      '`{b=~".*", c=""}` would select every series: Prometheus wants one matcher that a series without the label does not meet.',
    ],
  ];

  it.each(SAYS)("%s", (query, kind, marked, what) => {
    expect(faultsOf(query).map(({ todo: _, ...fault }) => fault)).toEqual([{ kind, marked, what }]);
  });

  it("nothing on queries that Prometheus takes", () => {
    const fine = [
      "a[5m]",
      '"text"',
      "1 + 1",
      "rate((a[5m]))",
      "rate(a[5m:])",
      "sum(rate(a[5m]))[1h:5m]",
      "a > 1",
      "1 > bool 2",
      "a * on () 2",
      "hour() + hour(a)",
      "round(a) + round(a, 5)",
      'label_join(a, "b", "-") or label_join(a, "b", "-", "c", "d", "e")',
      'a{b=~".*"}',
      '{b=~".+"}',
      "a * on (b) group_left (c) d",
      "scalar(a) * time() + pi()",
      "quantile(0.9, a) by (b)",
    ];
    for (const query of fine) expect(faultsOf(query), query).toEqual([]);
  });

  it("nothing on functions that only some servers have", () => {
    const fine = [
      "mad_over_time(a[5m])",
      'info(a, {b="c"}) + info(a, {b=~".*"}) + info(a)',
      "limitk(1, a)",
      "limit_ratio(0.5, a)",
      "histogram_avg(a) + histogram_fraction(0, 1, a)",
      "holt_winters(a[1h], 0.5, 0.5)",
      "double_exponential_smoothing(a[1h], 0.5, 0.5)",
    ];
    for (const query of fine) expect(faultsOf(query), query).toEqual([]);
  });

  it("nothing on a function of MetricsQL, nor on what is made of it", () => {
    for (const query of ["median_over_time(a[5m]) > 1", "sum(running_max(a))", "rate(label_set(a))"]) {
      expect(checkPromql(parsePromql(query)), query).toEqual([]);
    }
  });

  it("ten things of a query at the most", () => {
    const many = checkPromql(parsePromql(Array.from({ length: 50 }, () => "rate(a)").join(" + ")));
    expect(many).toHaveLength(10);
  });

  it("nothing of types where the query does not parse", () => {
    const query = parsePromql("rate(a_total, sum(b[5m])");
    expect(query.faults.map((fault) => fault.kind)).toEqual(["syntax"]);
    expect(checkPromql(query)).toEqual([]);
  });

  it("what is wrong beside a placeholder", () => {
    const faults = checkPromql(parsePromql("sum(rate(a_total)) $operator sum(rate(b_total[5m]))"));
    expect(faults.map(({ kind, span }) => `${kind} ${span.start}-${span.end}`)).toEqual(["type 9-16"]);
  });

  it("nothing of what a placeholder stands for", () => {
    const open = [
      "rate({{.metric}})",
      "sum($metric)",
      "sum(${filter}[5m])",
      "1 > $limit",
      "rate($args)",
      "clamp($a)",
    ];
    for (const query of open) expect(checkPromql(parsePromql(query)), query).toEqual([]);
  });

  it("one thing per mistake, in the order of the text", () => {
    const faults = faultsOf("sum(rate(a)) / sum(rate(b)) > fooo(c)");
    expect(faults.map(({ kind, marked }) => `${kind} ${marked}`)).toEqual([
      "type a",
      "type b",
      "unknown-function fooo",
    ]);
    for (const text of ["rate(a[5m] unless b)", "sum(-a[5m])", "sum(1[5m:])", 'label_join(a[5m], "b")']) {
      expect(faultsOf(text), text).toHaveLength(1);
    }
  });
});

describe("checkPromql offers", () => {
  it.each([
    ["rate(a_total)", "rate(a_total[5m])"],
    ['rate(a{b="c"} offset 1h)', 'rate(a{b="c"}[5m] offset 1h)'],
    ["rate((a))", "rate((a[5m]))"],
    ["rate(a{} @ 5)", "rate(a{}[5m] @ 5)"],
    ['rate({b="c", } offset 1h)', 'rate({b="c", }[5m] offset 1h)'],
    ["sum(a_total[5m])", "sum(rate(a_total[5m]))"],
    ["histogram_quantile(sum(a) by (le), 0.9)", "histogram_quantile(0.9, sum(a) by (le))"],
    ["quantile_over_time(a[5m] , 0.9)", "quantile_over_time(0.9 , a[5m])"],
    ["topk(sum by (b) (a), 3)", "topk(3, sum by (b) (a))"],
    ["1 > 2", "1 > bool 2"],
    ["a or 0", "a or vector(0)"],
    ["Rate(a[5m])", "rate(a[5m])"],
    ["summ(a)", "sum(a)"],
  ])("%s → %s", (query, wanted) => {
    const text = mended(query);
    expect(text).toBe(wanted);
    expect(faultsOf(text)).toEqual([]);
  });

  it("no `rate` around what may be a gauge, no name for what is like none", () => {
    expect(checkPromql(parsePromql("sum(temperature[5m])"))[0]?.fix).toBeUndefined();
    expect(checkPromql(parsePromql("xyzzyplugh(a)"))[0]?.fix).toBeUndefined();
  });
});

describe("typeOf", () => {
  it.each([
    ["1", "scalar"],
    ['"a"', "string"],
    ["a", "vector"],
    ["a[5m]", "range"],
    ["a[5m:]", "range"],
    ["(a[5m])", "range"],
    ["-(a[5m])", undefined],
    ["1[5m:]", undefined],
    ["a + b[5m]", undefined],
    ["-a", "vector"],
    ["1 + time()", "scalar"],
    ["1 + a", "vector"],
    ["sum(a)", "vector"],
    ["rate(a[5m])", "vector"],
    ["scalar(a)", "scalar"],
    ["foo(a)", undefined],
    ["{{.metric}}[5m]", undefined],
    ["$x + 1", undefined],
    ["$x + a", "vector"],
  ])("%s is %s", (text, type) => {
    const { expr } = parsePromql(text);
    expect(expr && typeOf(expr)).toBe(type);
  });
});

describe("checkPromql on queries with changes", () => {
  const random = new Random(5);
  const changed = Array.from({ length: 2000 }, () => mutate(random.pick(SEEDS), random));

  it("marks what stands in the query, and says what and what to do", () => {
    for (const text of changed) {
      for (const { span, what, todo } of checkPromql(parsePromql(text))) {
        expect(span.start < span.end && span.start >= 0 && span.end <= text.length, text).toBe(true);
        expect(what, text).toMatch(/^\S.*\.$/);
        expect(todo, text).toMatch(/^\S.*\.$/);
        expect(`${what}${todo}`, text).not.toMatch(/undefined|\n/);
      }
    }
  });

  it("offers only what takes the fault away", () => {
    let offered = 0;
    for (const text of changed) {
      const query = parsePromql(text);
      for (const { fix, what } of query.faults.length === 0 ? checkPromql(query) : []) {
        if (fix === undefined) continue;
        offered++;
        const mended = parsePromql(text.slice(0, fix.span.start) + fix.newText + text.slice(fix.span.end));
        expect(
          mended.faults.filter((fault) => fault.kind === "syntax"),
          `${text} → ${mended.text}`,
        ).toEqual([]);
        const before = checkPromql(query).filter((fault) => fault.what === what).length;
        const after = checkPromql(mended).filter((fault) => fault.what === what).length;
        expect(after, `${text} → ${mended.text}`).toBeLessThan(before);
      }
    }
    expect(offered).toBeGreaterThan(20);
  });
});
