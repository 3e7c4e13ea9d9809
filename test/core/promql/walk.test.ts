import { describe, expect, it } from "vitest";
import type { Expr } from "../../../server/src/core/promql/expr";
import { parsePromql } from "../../../server/src/core/promql/parse";
import { nodeAtOffset, selectorsIn, unwrap, visit } from "../../../server/src/core/promql/walk";
import { outline } from "./outline";

function read(query: string): Expr {
  const { expr } = parsePromql(query);
  if (!expr) throw new Error(`nothing read of ${query}`);
  return expr;
}

describe("walking an expression", () => {
  it("visits outer expressions first, each with its ancestors", () => {
    const seen: string[] = [];
    visit(read("sum(rate(x[5m])) / (y)"), (expr, ancestors) => {
      seen.push([...ancestors, expr].map((one) => one.kind).join(" "));
    });
    expect(seen).toEqual([
      "binary",
      "binary aggregation",
      "binary aggregation call",
      "binary aggregation call selector",
      "binary parenthesis",
      "binary parenthesis selector",
    ]);
  });

  it("finds all selectors in the order of the text", () => {
    expect(selectorsIn(read("quantile(scalar(a), b) + -c[5m:] or (d)")).map(outline)).toEqual([
      "a{}",
      "b{}",
      "c{}",
      "d{}",
    ]);
  });

  it("takes parentheses off", () => {
    expect(outline(unwrap(read("((x))")))).toBe("x{}");
  });

  it("finds what holds an offset, innermost last", () => {
    const query = "sum(rate(x[5m])) / y";
    const kinds = (offset: number) => nodeAtOffset(read(query), offset).map((one) => one.kind);
    expect(kinds(query.indexOf("x"))).toEqual(["binary", "aggregation", "call", "selector"]);
    expect(kinds(query.indexOf("/"))).toEqual(["binary"]);
    expect(kinds(query.length)).toEqual(["binary", "selector"]);
    expect(kinds(query.length + 5)).toEqual([]);
  });
});
