import { describe, expect, it } from "vitest";
import { removePair } from "../../server/src/core/rules/removal";
import { nodeAt, type Path, pairOf } from "../../server/src/core/yaml/node";
import { parseYaml } from "../../server/src/core/yaml/parse";

/** The text without the key at a path; undefined where no edit is offered. */
function without(text: string, path: Path, key: string): string | undefined {
  const map = nodeAt(parseYaml(text).root, path);
  const pair = pairOf(map, key);
  if (map?.kind !== "map" || !pair) throw new Error(`no ${key}`);
  const edit = removePair(text, map, pair);
  return edit && text.slice(0, edit.span.start) + edit.newText + text.slice(edit.span.end);
}

describe("taking a key out of a map", () => {
  it("takes its whole line and the remark behind it", () => {
    expect(without("a: 1\nop: gt # why\nb: 2\n", [], "op")).toBe("a: 1\nb: 2\n");
    expect(without("a: 1\r\nop: gt\r\nb: 2\r\n", [], "op")).toBe("a: 1\r\nb: 2\r\n");
    expect(without("a: 1\nop: gt", [], "op")).toBe("a: 1\n");
  });

  it("takes what lies below it", () => {
    expect(without("a: 1\ncalendar:\n  x: 1\n  y: 2\nb: 2\n", [], "calendar")).toBe("a: 1\nb: 2\n");
    expect(without("a: |\n  one\n  two\nb: 2\n", [], "a")).toBe("b: 2\n");
    expect(without("a:\nb: 2\n", [], "a")).toBe("b: 2\n");
  });

  it("puts the next key behind the dash of a list's item", () => {
    expect(without("- op: gt\n  target: 0.9\n", [0], "op")).toBe("- target: 0.9\n");
    expect(without("x:\n  - - op: gt\n      target: 0.9\n", ["x", 0, 0], "op")).toBe(
      "x:\n  - - target: 0.9\n",
    );
  });

  it("keeps a flow map's commas in order", () => {
    expect(without("{op: gt, target: 0.9}", [], "op")).toBe("{target: 0.9}");
    expect(without("{target: 0.9, op: gt}", [], "op")).toBe("{target: 0.9}");
    expect(without("{a: 1, op: gt, b: 2}", [], "op")).toBe("{a: 1, b: 2}");
  });

  it("ends where the key ends, if it has no colon", () => {
    expect(without("{a, op}", [], "op")).toBe("{a}");
    expect(without("{op, a}", [], "op")).toBe("{a}");
    expect(without("x: {a: 1, op}\ny:\n  b: 2\n", ["x"], "op")).toBe("x: {a: 1}\ny:\n  b: 2\n");
  });

  it("takes an empty key by its colon", () => {
    expect(without("a: 1\n: 2\n", [], "")).toBe("a: 1\n");
    expect(without(":\na: 1\n", [], "")).toBe("a: 1\n");
    expect(without("- : 2\n  a: 1\n", [0], "")).toBe("- a: 1\n");
    expect(without("{: 2, a: 1}", [], "")).toBe("{a: 1}");
    expect(without("{a: 1, :}", [], "")).toBe("{a: 1}");
  });

  it("reads lines that end with a lone CR", () => {
    expect(without("a: 1\rop: gt\rb: 2\r", [], "op")).toBe("a: 1\rb: 2\r");
  });

  it("offers nothing where a part of the key or of its neighbour would be left or lost", () => {
    expect(without("? a\n? op\n: gt\n", [], "op")).toBeUndefined();
    expect(without("a: 1\n? # why\n  op\n: gt\n", [], "op")).toBeUndefined();
    expect(without("? op\nb:\n  c: 1\n", [], "op")).toBeUndefined();
    expect(without("{? op : gt, a: 1}", [], "op")).toBeUndefined();
    expect(without("{op: gt, &b a: 1}", [], "op")).toBeUndefined();
    expect(without("x: &x {c: 1}\ny: {op: gt, <<: *x, a: 1}\n", ["y"], "op")).toBeUndefined();
    expect(without("{op: gt, # of both\n a: 1}", [], "op")).toBeUndefined();
  });

  it("takes a key below a merge key, and below a value that ends with a question mark", () => {
    expect(without("x: &x {c: 1}\ny:\n  a: 1\n  <<: *x\n  op: gt\n", ["y"], "op")).toBe(
      "x: &x {c: 1}\ny:\n  a: 1\n  <<: *x\n",
    );
    expect(without("a: why?\nop: gt\n", [], "op")).toBe("a: why?\n");
  });

  it("offers nothing where the key is not the map's own, is its last, or a remark would be lost", () => {
    expect(without("x: &x\n  op: gt\n  a: 1\ny: *x\n", ["y"], "op")).toBeUndefined();
    expect(without("x: &x\n  op: gt\ny:\n  <<: *x\n  a: 1\n  b: 1\n", ["y"], "op")).toBeUndefined();
    expect(without("op: gt\n", [], "op")).toBeUndefined();
    expect(without("- op: gt\n  # of the target\n  target: 0.9\n", [0], "op")).toBeUndefined();
  });
});
