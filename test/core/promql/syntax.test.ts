import { describe, expect, it } from "vitest";
import { parsePromql } from "../../../server/src/core/promql/parse";

/** Queries that Prometheus refuses; the part that the fault is shown at; what the fix makes of the query. */
const BAD: readonly [query: string, at: string, fixed?: string][] = [
  // Brackets
  ["rate(x[5m]", "(", "rate(x[5m])"],
  ["sum(rate(x[5m)", "["],
  ["rate(x[5m)", "[", "rate(x[5m])"],
  ["sum(a))", ")", "sum(a)"],
  ["a]", "]", "a"],
  ['x{a="b"', "{", 'x{a="b"}'],
  ['x{a="b"[5m]', "{", 'x{a="b"}[5m]'],
  ["x[]", "["],
  ["()", "("],
  // Strings
  ['sum(x{a="b)', '"b)'],
  ['x{a=~"\\d+"}', "\\d", 'x{a=~"\\\\d+"}'],
  ['x{a="\\ud800"}', "\\u"],
  // Matchers
  ["x{job=api}", "api", 'x{job="api"}'],
  ['x{a="b" c="d"}', "c", 'x{a="b", c="d"}'],
  ['x{a "b"}', '"b"', 'x{a= "b"}'],
  ["x{a}", "a"],
  ["x{a=}", "="],
  ['x{="b"}', "="],
  ['x{a=="b"}', "=="],
  ['x{my-label="b"}', "-"],
  ['x{1a="b"}', "1a"],
  ['x{a="b",,c="d"}', ",", 'x{a="b",c="d"}'],
  ['foo{"bar"}', '"bar"'],
  // Numbers and lengths of time
  ["x[30m1h]", "30m1h", "x[1h30m]"],
  ["x[1.5h]", "1.5h", "x[1h30m]"],
  ["x[5min]", "5min", "x[5m]"],
  ["x[0s]", "0s"],
  ["x[5m:0s]", "0s"],
  ["x[300y]", "300y"],
  ["0x + 1", "0x"],
  // Operators
  ["a = 1", "=", "a == 1"],
  ['a =~ "b"', "=~"],
  ["a && b", "&&", "a and b"],
  ["a ≥ b", "≥", "a >= b"],
  ["a +", "+"],
  ["sum(a *)", "*"],
  ["* a", "*"],
  ["a / / b", "/"],
  ["a or", "or"],
  ["a b", "b"],
  ["sum(a) sum(b)", "sum"],
  ["a\u00a0+ b", "\u00a0", "a + b"],
  // Arguments, groupings, modifiers
  ["sum(a, )", ",", "sum(a )"],
  ["sum()", "sum()"],
  ["sum by a (x)", "by"],
  ["sum by (a b) (x)", "b", "sum by (a, b) (x)"],
  ["sum by (a:b) (x)", "a:b"],
  ["sum by (a:b, c) (x)", "a:b"],
  ["sum by (without) (x)", "without"],
  ["1 + atan2", "atan2"],
  ["a by (b)", "by"],
  ["a on (b) c", "on"],
  ["a bool b", "bool"],
  ["x offset", "offset"],
  ["x offset 5m offset 5m", "offset"],
  ["(x) offset 5m", "offset"],
  ["x @", "@"],
  ["x @ 1 @ 2", "@"],
  ["x offset 5m [5m]", "5m"],
  ["rate(sum(x)[5m])", "5m"],
  ["x[5m][5m]", "5m"],
];

describe("a query that Prometheus refuses", () => {
  it.each(BAD)("%s", (query, at, fixed) => {
    const [fault] = parsePromql(query).faults;
    expect(fault, "no fault").toBeDefined();
    expect(query.slice(fault?.span.start, fault?.span.end)).toBe(at);
    const fix = fault?.fix;
    const mended = fix && query.slice(0, fix.span.start) + fix.newText + query.slice(fix.span.end);
    expect(mended).toBe(fixed);
  });

  it.each(BAD.filter(([, , fixed]) => fixed !== undefined).map(([query, , fixed = ""]) => [query, fixed]))(
    "%s reads well when it is mended",
    (_, fixed) => {
      expect(parsePromql(fixed).faults).toEqual([]);
    },
  );

  it("is told of at most three faults, in the order of the text", () => {
    const { faults } = parsePromql("a & b & c & d & e");
    expect(faults.map(({ span }) => span.start)).toEqual([2, 6, 10]);
  });

  it("is told of one fault, not of what follows from it", () => {
    for (const query of [
      'sum(rate(x{a="b)[5m])) / sum(y)',
      "sum(rate(x[5m) by (a) / (b",
      "a + * - / b c d e",
    ]) {
      expect(parsePromql(query).faults.length, query).toBe(1);
    }
  });

  it("says so of an empty one, and of a comment", () => {
    expect(parsePromql(" ").faults.map(({ what }) => what)).toEqual(["The query is empty."]);
    expect(parsePromql("# up").faults.map(({ what }) => what)).toEqual(["The query is empty."]);
  });

  it("shows every sentence whole", () => {
    for (const [query] of BAD) {
      for (const { what, todo } of parsePromql(query).faults) {
        expect(what).toMatch(/^[A-Z`].*\.$/s);
        expect(todo).toMatch(/^[A-Z].*\.$/s);
        expect(what + todo).not.toMatch(/undefined|``/);
      }
    }
  });
});

describe("signs that nobody can see", () => {
  it.each([
    ["up\0", "`U+0000` is no sign of PromQL."],
    ["up\u2028", "`U+2028` is no sign of PromQL."],
    ["up \ud800", "`U+D800` is no sign of PromQL."],
    ["up 😀", "`😀` is no sign of PromQL."],
  ])("are told by their number: %j", (query, what) => {
    expect(parsePromql(query).faults.map((fault) => fault.what)).toEqual([what]);
  });
});
