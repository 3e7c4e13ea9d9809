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

  it("offers nothing where the key is not the map's own, is its last, or a remark would be lost", () => {
    expect(without("x: &x\n  op: gt\n  a: 1\ny: *x\n", ["y"], "op")).toBeUndefined();
    expect(without("x: &x\n  op: gt\ny:\n  <<: *x\n  a: 1\n  b: 1\n", ["y"], "op")).toBeUndefined();
    expect(without("op: gt\n", [], "op")).toBeUndefined();
    expect(without("- op: gt\n  # of the target\n  target: 0.9\n", [0], "op")).toBeUndefined();
  });
});
