import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkPromql } from "../../server/src/core/promql/check";
import type { PromqlQuery } from "../../server/src/core/promql/expr";
import { parsePromql } from "../../server/src/core/promql/parse";
import { selectorsIn, visit } from "../../server/src/core/promql/walk";

const PIECES = [
  ..."()[]{},:@#=!<>+-*/%^\"'`\\.$ \n_é😀\u00a0",
  ..."sum by on offset bool rate or unless group_left 5m 1e3 0x x y:z job inf start() =~ !~ == [5m] [1h:5m]".split(
    " ",
  ),
  ...'{{.window}} {{ $x ${y} [[z]] [window] %(a)s {% }} {a="b"} le'.split(" "),
];
const hostile = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join("")),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(" ")),
  fc.string({ unit: "binary", maxLength: 60 }),
);

/** All that a reader relies on, whatever the text is. */
function expectSound(query: PromqlQuery): void {
  const inside = ({ start, end }: { start: number; end: number }) =>
    0 <= start && start <= end && end <= query.text.length;
  for (const fault of [...query.faults, ...checkPromql(query)]) {
    expect(inside(fault.span), `span of: ${fault.what}`).toBe(true);
    if (fault.fix) expect(inside(fault.fix.span), `fix of: ${fault.what}`).toBe(true);
  }
  expect(query.faults.length).toBeLessThanOrEqual(3);
  if (!query.expr) return;
  visit(query.expr, (expr, ancestors) => {
    expect(inside(expr.span)).toBe(true);
    const outer = ancestors.at(-1);
    if (!outer) return;
    expect(outer.span.start).toBeLessThanOrEqual(expr.span.start);
    expect(expr.span.end).toBeLessThanOrEqual(outer.span.end);
  });
}

describe("any text", () => {
  it("is read without a throw, with every part inside of the text and of what holds it", () => {
    fc.assert(
      fc.property(hostile, (text) => expectSound(parsePromql(text))),
      { numRuns: 3_000 },
    );
  });

  it("is read the same way twice", () => {
    fc.assert(
      fc.property(hostile, hostile, (first, second) => {
        const before = JSON.stringify(parsePromql(first), bigints);
        parsePromql(second);
        expect(JSON.stringify(parsePromql(first), bigints)).toBe(before);
      }),
      { numRuns: 300 },
    );
  });
});

function bigints(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? `${value}n` : value;
}

const name = fc.constantFrom("up", "http_requests_total", "job:errors:rate5m", "sum", "by", "offset");
const duration = fc.constantFrom("5m", "1h30m", "{{.window}}", "$__rate_interval", "30s");
const matcher = fc.constantFrom('job="a"', "code=~'5..'", 'x!="{{ .y }}"', "by!~`a|b`");
const selector = fc
  .tuple(name, fc.array(matcher, { maxLength: 3 }))
  .map(([metric, matchers]) => `${metric}{${matchers.join(", ")}}`);
const wellFormed = fc.letrec<{ expr: string }>((tie) => ({
  expr: fc.oneof(
    { maxDepth: 4 },
    selector,
    fc.constantFrom("1", ".5", "1e3", "-2", "Inf"),
    fc.tuple(selector, duration).map(([one, range]) => `rate(${one}[${range}])`),
    fc
      .tuple(
        tie("expr"),
        tie("expr"),
        fc.constantFrom("+", "/", "> bool", "and on (a)", "- ignoring (a) group_left ()"),
      )
      .map(([left, right, op]) => `(${left}) ${op} (${right})`),
    tie("expr").map((inner) => `sum by (job, le) (${inner})`),
    fc.tuple(tie("expr"), duration).map(([inner, range]) => `max_over_time((${inner})[${range}:])`),
  ),
})).expr;

describe("a well-formed query", () => {
  it("has no syntax fault", () => {
    fc.assert(
      fc.property(wellFormed, (text) => {
        expect(parsePromql(text).faults).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it("names its first selector however far it is typed", () => {
    fc.assert(
      fc.property(selector, wellFormed, fc.nat(), (first, rest, cut) => {
        const text = `sum(rate(${first}[5m])) / (${rest})`;
        const typed = text.slice(0, Math.max("sum(rate(".length + first.length, cut % text.length));
        const { expr } = parsePromql(typed);
        const [read] = expr ? selectorsIn(expr) : [];
        expect(read?.metric?.name).toBe(first.slice(0, first.indexOf("{")));
      }),
      { numRuns: 1_000 },
    );
  });
});
