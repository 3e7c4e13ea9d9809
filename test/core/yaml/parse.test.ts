import { describe, expect, it } from "vitest";
import { toData } from "../../../server/src/core/yaml/data";
import { nodeAt, pairOf, placeAt } from "../../../server/src/core/yaml/node";
import { MAX_DOCUMENT_LENGTH, parseYaml } from "../../../server/src/core/yaml/parse";

const data = (text: string) => {
  const { root } = parseYaml(text);
  return root === undefined ? undefined : JSON.parse(JSON.stringify(toData(root)));
};
const codes = (text: string) => parseYaml(text).faults.map((fault) => fault.code);
/** The text of the value at a path. */
const at = (text: string, path: (string | number)[]) => {
  const span = nodeAt(parseYaml(text).root, path)?.span;
  return span && text.slice(span.start, span.end);
};

describe("reading a YAML document", () => {
  it("reads scalars by YAML 1.2's core schema, with their source", () => {
    const text = "a: 0.9990\nb: yes\nc: ~\nd: '1'\ne: 0x10\nf: 2026-01-01\n";
    expect(data(text)).toEqual({ a: 0.999, b: "yes", c: null, d: "1", e: 16, f: "2026-01-01" });
    const node = nodeAt(parseYaml(text).root, ["a"]);
    expect(node?.kind === "scalar" && node.source).toBe("0.9990");
  });

  it("gives every value its place, and one that was not written its key's", () => {
    const text = "a:\n  - x\n  -\nb:\nc: {d: 'e'}\n";
    expect(at(text, ["a", 0])).toBe("x");
    expect(parseYaml(text).root && nodeAt(parseYaml(text).root, ["a", 1])?.span).toEqual({
      start: 11,
      end: 12,
    });
    expect(at(text, ["b"])).toBe("b");
    expect(at(text, ["c", "d"])).toBe("'e'");
  });

  it("has no root where nothing stands", () => {
    for (const text of ["", "\n\n", "# only a comment\n", "---\n", "---\n...\n", "\ufeff", "~"]) {
      expect(data(text) ?? null, JSON.stringify(text)).toBeNull();
      expect(codes(text)).toEqual([]);
    }
  });

  it("reads a byte order mark, CRLF and lone CR, with true offsets", () => {
    const text = "\ufeffa: 1\r\nb: x\r\nc:\r\n  - y\r\n";
    expect(data(text)).toEqual({ a: 1, b: "x", c: ["y"] });
    expect(at(text, ["b"])).toBe("x");
    expect(data("a: 1\rb:\r  c: 2\r")).toEqual({ a: 1, b: { c: 2 } });
    expect(at("a: 1\rb:\r  c: 2\r", ["b", "c"])).toBe("2");
  });

  it("finds keys in large maps, of two the first", () => {
    const text = `${Array.from({ length: 40 }, (_, i) => `k${i}: ${i}`).join("\n")}\nk7: again\n`;
    const { root, duplicateKeys } = parseYaml(text);
    expect(pairOf(root, "k39")?.value).toMatchObject({ value: 39 });
    expect(pairOf(root, "k7")?.value).toMatchObject({ value: 7 });
    expect(pairOf(root, "k99")).toBeUndefined();
    expect(duplicateKeys.map((duplicate) => duplicate.key)).toEqual(["k7"]);
  });

  it("does not take an object's inherited names for keys", () => {
    expect(parseYaml("constructor: 1\n__proto__: 2\n").duplicateKeys).toEqual([]);
    expect(pairOf(parseYaml("a: 1\n").root, "constructor")).toBeUndefined();
  });

  it("finds the innermost place of an offset", () => {
    const text = "spec:\n  objectives:\n    - target: 0.99\n";
    const { root } = parseYaml(text);
    expect(placeAt(root, text.indexOf("0.99"))?.path).toEqual(["spec", "objectives", 0, "target"]);
    expect(placeAt(root, text.indexOf("target"))).toMatchObject({ onKey: true });
  });
});

describe("empty keys", () => {
  /** The places of a document's keys, and how its keys stand twice. */
  const read = (text: string, path: string[] = []) => {
    const { root, duplicateKeys } = parseYaml(text);
    const map = nodeAt(root, path);
    const spans = map?.kind === "map" ? map.pairs.map(({ key }) => [key.span.start, key.span.end]) : [];
    return { spans, twice: duplicateKeys.map(({ span, firstSpan }) => [firstSpan.start, span.start]) };
  };

  it("stand where their sign stands", () => {
    expect(read(": 1\n: 2\n")).toEqual({
      spans: [
        [0, 1],
        [4, 5],
      ],
      twice: [[0, 4]],
    });
    expect(read("x:\n  a: 1\n\n  # b\n  : 2\n", ["x"]).spans).toEqual([
      [5, 6],
      [19, 20],
    ]);
    expect(read("{: 1, a: 2, :}")).toEqual({
      spans: [
        [1, 2],
        [6, 7],
        [12, 13],
      ],
      twice: [[1, 12]],
    });
    expect(read("? # b\n: 1\n").spans).toEqual([[6, 7]]);
    expect(read("? \n? \n")).toEqual({
      spans: [
        [0, 1],
        [3, 4],
      ],
      twice: [[0, 3]],
    });
  });

  it("are not made up where a mistake leaves none", () => {
    const broken = "a: 1\n- x\nb: 1\n- y\n";
    expect(codes(broken)).not.toEqual([]);
    expect(read(broken).twice).toEqual([]);
  });
});

describe("anchors and merge keys", () => {
  it("are written out, and an own key wins over a merged one", () => {
    const text = "base: &b {x: 1, y: 2}\none: {<<: *b, y: 3}\ntwo:\n  <<: [*b, {z: 4}]\nthree: *b\n";
    expect(data(text)).toMatchObject({
      one: { x: 1, y: 3 },
      two: { x: 1, y: 2, z: 4 },
      three: { x: 1, y: 2 },
    });
    expect(parseYaml(text).duplicateKeys).toEqual([]);
  });

  it("give a repeated value the alias' place, and what lies below the original's", () => {
    const text = "a: &x {b: 1}\nc: *x\n";
    expect(at(text, ["c"])).toBe("*x");
    expect(at(text, ["c", "b"])).toBe("1");
    expect(nodeAt(parseYaml(text).root, ["c", "b"])?.span.start).toBe(text.indexOf("1"));
  });

  it("may stand at keys", () => {
    expect(data("&k a: 1\nb: *k\n*k : 2\n")).toEqual({ a: 1, b: "a" });
    expect(parseYaml("&k a: 1\n*k : 2\n").duplicateKeys).toHaveLength(1);
  });

  it("are faults where they repeat nothing or themselves", () => {
    expect(codes("a: *none\nb: 1\n")).toEqual(["ALIAS_UNKNOWN"]);
    expect(codes("a: &a\n  b: *a\n")).toEqual(["ALIAS_CYCLE"]);
    expect(codes("a: *later\nb: &later 1\n")).toEqual(["ALIAS_UNKNOWN"]);
    expect(data("a: *none\nb: 1\n")).toEqual({ a: null, b: 1 });
  });

  it("leave a map open where what was merged is not known", () => {
    const isOpen = (text: string) => {
      const node = nodeAt(parseYaml(text).root, ["a"]);
      return node?.kind === "map" && node.open === true;
    };
    expect(isOpen("a:\n  <<: *none\n  b: 1\n")).toBe(true);
    expect(isOpen("a:\n  <<: {{ .x }}\n  b: 1\n")).toBe(true);
    expect(isOpen("a:\n  {{ .key }}: 1\n")).toBe(true);
    expect(isOpen("a:\n  <<: {c: 1}\n  b: 1\n")).toBe(false);
  });

  it("stop at a number of values that no spec needs", () => {
    const levels = Array.from({ length: 12 }, (_, i) => {
      const name = i === 0 ? "x" : `*l${i - 1}`;
      return `l${i}: &l${i} [${Array(9).fill(name).join(", ")}]`;
    });
    expect(codes(`${levels.join("\n")}\n`)).toEqual(["ALIAS_BOMB"]);
  });

  it("stop at a depth that no spec needs, whether by brackets, blocks or aliases", () => {
    const brackets = `a: ${"[".repeat(5_000)}${"]".repeat(5_000)}\n`;
    const blocks = Array.from({ length: 300 }, (_, i) => `${" ".repeat(i)}k:`).join("\n");
    const chain = ["a: &l0 [x]", ...Array.from({ length: 150 }, (_, i) => `k${i}: &l${i + 1} [*l${i}]`)].join(
      "\n",
    );
    for (const text of [brackets, "[".repeat(5_000), blocks, chain]) {
      expect(codes(text)).toEqual(["TOO_DEEP"]);
      expect(parseYaml(text).root).toBeUndefined();
    }
    expect(codes(`a: ${"[".repeat(90)}${"]".repeat(90)}\n`)).toEqual([]);
  });
});

describe("faults", () => {
  const place = (text: string) => {
    const [fault] = parseYaml(text).faults;
    return fault && text.slice(fault.span.start, fault.span.end);
  };

  it("stand where the mistake is, on one line", () => {
    expect(place('a: "open\nb: 1\n')).toBe('"open');
    expect(place("a:\n\tb: 1\n")).toBe("\t");
    expect(place("a: b: c\n")).toBe("b:");
    expect(place("a: 1\nb: {c: 1\nd: 2\n")).toBe("d:");
    expect(place("spec:\n  indica\n  service: x\n")).toBe("indica");
    expect(place("spec:\n  a: 1\n  indica\n")).toBe("indica");
  });

  it("are said once a place, and not without end", () => {
    expect(codes("a: b\n  c: d\n")).toEqual(["KEY_BELOW_VALUE"]);
    expect(codes("- [a: b: c\n".repeat(500)).length).toBeLessThanOrEqual(50);
  });

  it("are said once where a value ends too early, and again further down", () => {
    const codes = (text: string) => parseYaml(text).faults.map(({ code }) => code);
    const unexpected = codes("a: {b: {c: sum(rate(up[5m]))}}\nd: 1\ne: 2\n").filter(
      (code) => code === "UNEXPECTED_TOKEN",
    );
    expect(unexpected).toEqual(["UNEXPECTED_TOKEN"]);
    const line = (text: string) =>
      parseYaml(text).faults.map(({ span }) => text.slice(0, span.start).split("\n").length);
    expect(line('a: "b" c d\nb: 1\nc: "d" e\n')).toEqual([1, 3]);
  });

  it("do not hide the rest", () => {
    expect(data("a: @x\nb: 1\n")).toMatchObject({ b: 1 });
    expect(data("a:\n\tb: 1\nc: 2\n")).toMatchObject({ c: 2 });
  });

  it("are all that is said of a document too large to be a spec", () => {
    const { faults, root } = parseYaml(`a: ${"x".repeat(MAX_DOCUMENT_LENGTH)}`);
    expect(faults.map((fault) => fault.code)).toEqual(["TOO_LARGE"]);
    expect(root).toBeUndefined();
  });
});

describe("templates", () => {
  it("give values their own text, and say that nobody knows them", () => {
    const { root } = parseYaml('a: {{ .Values.a | quote }}\nb: "{{ .b | default "x" }}"\nc: 1\n');
    expect(nodeAt(root, ["a"])).toMatchObject({ templated: true, source: "{{ .Values.a | quote }}" });
    expect(nodeAt(root, ["b"])).toMatchObject({ templated: true, source: '{{ .b | default "x" }}' });
    expect(nodeAt(root, ["c"])).toMatchObject({ templated: false });
  });

  it("give a run-time placeholder as it is", () => {
    expect(data("a: {{.window}}\nb: rate(x[{{.window}}])\n")).toEqual({
      a: "{{.window}}",
      b: "rate(x[{{.window}}])",
    });
    expect(nodeAt(parseYaml("a: {{.window}}\n").root, ["a"])).toMatchObject({ templated: false });
    // Whatever else stands in the quotes is read as YAML reads it.
    const quoted = String.raw`a: "rate(x{code=\"500\"}[{{.window}}]) # \u0041 '' [{{.window}}]"`;
    expect(data(quoted)).toEqual({ a: `rate(x{code="500"}[{{.window}}]) # A '' [{{.window}}]` });
    expect(data("a: 'it''s [{{.window}}]'\n")).toEqual({ a: "it's [{{.window}}]" });
  });

  it("do not make two keys of the same length the same key", () => {
    expect(parseYaml("{{ .a }}: 1\n{{ .b }}: 2\n{{ .b }}: 3\n").duplicateKeys).toEqual([]);
  });

  it("are found behind lone carriage returns too", () => {
    expect(parseYaml("a: 1\r{{ if .x }}\rb: {{ .y }}\r{{ end }}\r")).toMatchObject({
      controlLines: 2,
      faults: [],
    });
  });
});
