import { describe, expect, it } from "vitest";
import {
  PROMQL_AGGREGATIONS,
  PROMQL_FUNCTIONS,
  type ValueType,
} from "../../server/src/core/promql/functions";
import { differences, listed } from "./agreement";
import { promtoolFor } from "./promtool";

/** An expression of each type. */
const OF_TYPE: Readonly<Record<ValueType, string>> = {
  vector: "x",
  range: "x[5m]",
  scalar: "1",
  string: '"s"',
};
const OPERANDS = [...Object.values(OF_TYPE), "-x", "(x)", "(1 + 1)", "(1 + x)", "x[5m:]", "time()", "sum(x)"];
const OPERATORS = "+ - * / % ^ atan2 == != < <= > >= and or unless".split(" ");
const MATCHINGS = [
  "on ()",
  "on (a)",
  "ignoring (a)",
  "on (a) group_left",
  "on (a) group_left (a)",
  "on (a) group_left (b)",
  "ignoring (a) group_right (a)",
  "on (a, b) group_right (c, b)",
];

const version = promtoolFor("types and arguments");

/** All lists of up to three arguments, one of each type. */
function argumentLists(): string[][] {
  const one = Object.values(OF_TYPE).map((argument) => [argument]);
  const longer = (lists: string[][]) => lists.flatMap((list) => one.map((last) => [...list, ...last]));
  const two = longer(one);
  return [[], ...one, ...two, ...longer(two)];
}

function pairs(of: readonly string[]): [string, string][] {
  return of.flatMap((left) => of.map((right): [string, string] => [left, right]));
}

function isIn(since: string, until?: string): boolean {
  return compare(since) <= 0 && (until === undefined || compare(until) >= 0);
}

/** Below zero where a version is older than promtool's, by its first two numbers. */
function compare(other: string): number {
  const [major = 0, minor = 0] = other.split(".").map(Number);
  const [ownMajor = 0, ownMinor = 0] = (version ?? "0.0").split(".").map(Number);
  return major - ownMajor || minor - ownMinor;
}

/** A function's own arguments, with one of another type, one more, one less. */
function nearlyRight(name: string, types: readonly ValueType[]): string[] {
  const args = types.map((type) => OF_TYPE[type]);
  const changed = args.flatMap((_, i) =>
    Object.values(OF_TYPE).map((other) => args.map((argument, j) => (i === j ? other : argument))),
  );
  const last = args[args.length - 1] ?? "x";
  return [args, ...changed, args.slice(0, -1), [...args, last], [...args, last, last]].map(
    (list) => `${name}(${list.join(", ")})`,
  );
}

describe.runIf(version !== undefined)("types and arguments, beside promtool", () => {
  it("agrees on every function with every kind of argument", () => {
    const functions = [...PROMQL_FUNCTIONS.values()].filter(
      ({ since, until, experimental }) => !experimental && isIn(since, until),
    );
    const queries = functions.flatMap(({ name, args }) => [
      ...argumentLists().map((list) => `${name}(${list.join(", ")})`),
      ...nearlyRight(name, args),
    ]);
    expect(listed(differences(queries))).toBe("");
  });

  it("agrees on every aggregation with every kind of argument", () => {
    const aggregations = [...PROMQL_AGGREGATIONS.values()].filter(
      ({ since, experimental }) => !experimental && isIn(since),
    );
    const queries = aggregations.flatMap(({ name }) =>
      argumentLists().flatMap((list) => [
        `${name}(${list.join(", ")})`,
        `${name} by (a) (${list.join(", ")})`,
        `${name.toUpperCase()}(${list.join(", ")}) without ()`,
      ]),
    );
    expect(listed(differences(queries))).toBe("");
  });

  it("agrees on every operator with every kind of operand, `bool` and matching", () => {
    const plain = pairs(OPERANDS).map(([left, right]) => ({ left, right, matching: "" }));
    const matched = pairs([...Object.values(OF_TYPE), "sum(x)"]).flatMap(([left, right]) =>
      MATCHINGS.map((matching) => ({ left, right, matching })),
    );
    const queries = OPERATORS.flatMap((op) =>
      [...plain, ...matched].flatMap(({ left, right, matching }) =>
        ["", "bool"].map((bool) => `${left} ${op} ${bool} ${matching} ${right}`.replace(/ +/g, " ")),
      ),
    );
    expect(listed(differences(queries))).toBe("");
  });

  it("agrees on ranges, subqueries, signs, offsets and brackets behind every kind of expression", () => {
    const behind = [
      "[5m]",
      "[5m:]",
      "[5m:1m]",
      " offset 5m",
      " @ 5",
      " offset -5m @ end()",
      "{a='b'}",
      "()",
      "[5m] offset 5m",
    ];
    const queries = OPERANDS.flatMap((operand) => [
      `-${operand}`,
      `+(${operand})`,
      ...behind.flatMap((one) => [
        `${operand}${one}`,
        `(${operand})${one}`,
        ...behind.map((two) => `${operand}${one}${two}`),
      ]),
    ]);
    expect(listed(differences(queries))).toBe("");
  });
});
