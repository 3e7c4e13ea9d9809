import { describe, expect, it } from "vitest";
import { nodeAt, type Path, type YamlScalar } from "../../../server/src/core/yaml/node";
import { parseYaml } from "../../../server/src/core/yaml/parse";
import { type ScalarText, scalarText } from "../../../server/src/core/yaml/scalar-text";

interface Read {
  readonly scalar: YamlScalar;
  readonly mapped: ScalarText;
  readonly document: string;
}

function read(document: string, path: Path = ["q"]): Read {
  const scalar = nodeAt(parseYaml(document).root, path);
  if (scalar?.kind !== "scalar") throw new Error(`no scalar in ${document}`);
  const mapped = scalarText(scalar, document);
  if (!mapped) throw new Error(`no text in ${document}`);
  return { scalar, mapped, document };
}

/** Each character of the text with its source: `a<a` where both are the same is written `a`. */
function characters({ mapped, document }: Read): string[] {
  let at = 0;
  return Array.from(mapped.text, (character) => {
    const { start, end } = mapped.toSource({ start: at, end: at + character.length });
    at += character.length;
    const source = document.slice(start, end);
    return source === character ? character : `${character}<${source}`;
  });
}

const CASES: readonly [title: string, document: string, expected: string[]][] = [
  ["a plain scalar", "q: ab c # no text", ["a", "b", " ", "c"]],
  ["a plain scalar in a flow map", "{q: ab, r: 1}", ["a", "b"]],
  ["a number", "q: 0x1F", ["0", "x", "1", "F"]],
  ["folded plain lines", "q: a \t\n \t b\n", ["a", " <\n", "b"]],
  ["blank lines in a plain scalar", "q:\n  a\n\n \n  b\n", ["a", "\n", "\n", "b"]],
  ["CRLF in a plain scalar", "q: a\r\n  b\r\n\r\n  c\r\n", ["a", " <\r\n", "b", "\n<\r\n", "c"]],
  ["a lone CR", "q: a\r  b", ["a", " <\r", "b"]],
  ["single quotes", "q: 'a''''b' # c", ["a", "'<''", "'<''", "b"]],
  ["folds at the quotes", "q: '\n a\n\n '", [" <\n", "a", "\n"]],
  ["escapes", String.raw`q: "\x41\u00e9\U0001F600\t\\\"\/\N"`, escapes()],
  ["an escaped pair of surrogates", String.raw`q: "\ud83d\ude00"`, ["😀<\\ud83d\\ude00"]],
  ["an escaped break", 'q: "a \\\n   b"', ["a", " ", "b"]],
  ["an escaped break with CRLF", 'q: "a\\\r\n \t b"', ["a", "b"]],
  ["an escaped blank before a break", 'q: "a\\  \n b"', ["a", " <\\ ", " <\n", "b"]],
  ["surrogate pairs", "q: a😀b", ["a", "😀", "b"]],
  ["a literal", "q: |\n  a\n   b\n\n", ["a", "\n", " ", "b", "\n"]],
  ["a literal with CRLF", "q: |\r\n  a\r\n\r\n  b\r\n", ["a", "\n<\r\n", "\n<\r\n", "b", "\n<\r\n"]],
  ["a literal stripped", "q: |- # c\n  a\n  b\n\n", ["a", "\n", "b"]],
  ["a literal kept", "q: |+\n  a\n\n \nr: 1", ["a", "\n", "\n", "\n"]],
  ["breaks alone, kept", "q: |+\n\n\nr: 1", ["\n", "\n"]],
  ["an indentation indicator", "q: |1-\n   a\n  b\n", [" ", " ", "a", "\n", " ", "b"]],
  ["an indicator in a list", "- |-2\n    a\n", [" ", " ", "a"]],
  ["a file's end without a break", "q: |\n  ab", ["a", "b", "\n<b"]],
  ["tabs in a literal", "q: |-\n  \ta\tb", ["\t", "a", "\t", "b"]],
  ["folded lines", "q: >\n  a\n  b\n\n  c\n", ["a", " <\n", "b", "\n", "c", "\n"]],
  ["more indented lines", "q: >-\n  a\n   b\n  c\n  d", ["a", "\n", " ", "b", "\n", "c", " <\n", "d"]],
  ["blank before more indented", "q: >-\n  a\n\n   b\n\n  c", ["a", "\n", "\n", " ", "b", "\n", "\n", "c"]],
  ["blank lines first", "q: >-\n\n\n  a\n", ["\n", "\n", "a"]],
  ["blanks last", "q: >-\n  a\n    \n\n", ["a", "\n", " ", " "]],
  ["a block scalar that is the document", "|-\na\nb\n", ["a", "\n", "b"]],
  ["a tag and an anchor", "q: !!str &x 'a'", ["a"]],
  ["an escape that is none", String.raw`q: "a\qb"`, ["a", "\\", "q", "b"]],
];

function escapes(): string[] {
  return ["A<\\x41", "é<\\u00e9", "😀<\\U0001F600", "\t<\\t", "\\<\\\\", '"<\\"', "/<\\/", "\u0085<\\N"];
}

function rootPath(document: string): Path {
  if (document.startsWith("|")) return [];
  return document.startsWith("-") ? [0] : ["q"];
}

describe("a scalar's text and its source", () => {
  it.each(CASES)("maps %s", (_title, document, expected) => {
    const found = read(document, rootPath(document));
    expect(found.mapped.exact).toBe(true);
    expect(characters(found)).toEqual(expected);
    expect(found.mapped.text).toBe(found.scalar.source);
  });

  it("spans from the first character's start to the last one's end", () => {
    const { mapped, document } = read("q: >-\n   rate(x\n   [5m])\nr: 1");
    const { start, end } = mapped.toSource({ start: 5, end: 8 });
    expect(document.slice(start, end)).toBe("x\n   [");
    expect(mapped.toSource({ start: -3, end: 99 })).toEqual({ start: 9, end: 24 });
  });

  it("never cuts a surrogate pair", () => {
    const { mapped } = read("q: 😀😀");
    expect(mapped.toSource({ start: 0, end: 1 })).toEqual({ start: 3, end: 5 });
    expect(mapped.toSource({ start: 1, end: 3 })).toEqual({ start: 3, end: 7 });
  });

  it("gives an empty span for an empty part, where text would be put in", () => {
    const { mapped } = read("q: >-\n  a\n  b");
    expect([0, 1, 2, 3].map((at) => mapped.toSource({ start: at, end: at }).start)).toEqual([8, 9, 12, 13]);
    expect(mapped.toSource({ start: 1, end: 1 }).end).toBe(9);
    const bare = read("q: |\n  ab");
    expect(bare.mapped.toSource({ start: 2, end: 2 })).toEqual({ start: 9, end: 9 });
  });

  it("finds the text under a cursor, and none outside", () => {
    const { mapped, document } = read('q: "a\\tb\n  c" # d');
    const found = Array.from({ length: document.length + 2 }, (_, at) => mapped.toText(at - 1));
    const none = undefined;
    expect(found.slice(0, 16)).toEqual([
      none,
      none,
      none,
      none,
      none,
      0,
      1,
      1,
      2,
      3,
      4,
      none,
      4,
      5,
      none,
      none,
    ]);
    expect(found.slice(16).every((at) => at === undefined)).toBe(true);
  });

  it("finds no text in a block scalar's header and indentation", () => {
    const { mapped, document } = read("q: |-\n    ab\n");
    expect([3, 5, 6, 9].map((at) => mapped.toText(at))).toEqual([undefined, undefined, undefined, undefined]);
    expect(mapped.toText(document.indexOf("b"))).toBe(1);
    expect(mapped.toText(document.indexOf("b") + 1)).toBe(2);
  });

  it("has a place for what is empty", () => {
    const { mapped } = read('q: ""');
    expect(mapped.toSource({ start: 0, end: 1 })).toEqual({ start: 4, end: 4 });
    expect([3, 4, 5].map((at) => mapped.toText(at))).toEqual([undefined, 0, undefined]);
    expect(read("q: |\nr: 1").mapped.text).toBe("");
  });

  it("is undefined where nothing is written", () => {
    const { root } = parseYaml("q:\nr: 1");
    const scalar = nodeAt(root, ["q"]);
    expect(scalar?.kind === "scalar" && scalarText(scalar, "q:\nr: 1")).toBeUndefined();
  });

  it("has the alias' span for all of a text that came through an alias", () => {
    // The last one's name would be read as its text, were it not known for an alias.
    for (const anchored of ["abc", "'a''c'", "|\n    abc\n", "''"]) {
      const document = `p: &a ${anchored}\nq: *a\n`;
      const { mapped, scalar } = read(document);
      expect(mapped.exact).toBe(false);
      expect(mapped.text).toBe(read(document, ["p"]).mapped.text);
      if (mapped.text !== "") expect(mapped.toSource({ start: 1, end: 2 })).toEqual(scalar.span);
      expect(document.slice(scalar.span.start, scalar.span.end)).toBe("*a");
      expect(mapped.toText(scalar.span.start)).toBeUndefined();
    }
  });

  it("has the scalar's span where a tag makes another text of it", () => {
    const { mapped, scalar } = read('q: !!float "1.50"');
    expect(mapped.text).toBe("1.5");
    expect(mapped.exact).toBe(false);
    expect(mapped.toSource({ start: 0, end: 1 })).toEqual(scalar.span);
  });
});

describe("placeholders in a scalar's text", () => {
  const each = (document: string, text: string) => {
    const found = read(document);
    expect(found.mapped.text).toBe(text);
    expect(found.mapped.exact).toBe(true);
    return characters(found);
  };

  it("stand as written", () => {
    for (const query of ["{{ .Values.x }}", "rate(a[{{.window}}])", "up{a='${X}'}", "a {{ .b }}{{ .c }} d"]) {
      expect(each(`q: ${query}\n`, query)).toEqual(Array.from(query));
      expect(each(`q: |-\n  ${query}\n`, query)).toEqual(Array.from(query));
      expect(each(`q: "${query}"\n`, query)).toEqual(Array.from(query));
    }
  });

  it("keep what would be an escape outside of them", () => {
    const action = String.raw`{{ printf \"x\" }}`;
    const found = each(`q: "a\\t${action}\\"b"\n`, `a\t${action}"b`);
    expect(found).toEqual(["a", "\t<\\t", ...action, '"<\\"', "b"]);
    const quoted = "{{ f 'x''y' }}";
    expect(each(`q: 'it''s ${quoted}'\n`, `it's ${quoted}`)).toEqual([..."it", "'<''", ..."s ", ...quoted]);
  });

  it("may span lines", () => {
    const found = each("q: {{ a\n     b }} c\n", "{{ a c");
    expect(found.slice(0, 4)).toEqual([..."{{ a"]);
    expect(found.at(-1)).toBe("c");
  });

  it("leave the lines around a control line in place", () => {
    const document = "q: |-\n    rate(\n{{- if .Values.x }}\n    a)\n{{- end }}\nr: 1\n";
    const found = read(document);
    expect(found.mapped.exact).toBe(true);
    const at = found.mapped.text.indexOf("a)");
    const { start, end } = found.mapped.toSource({ start: at, end: at + 2 });
    expect(document.slice(start, end)).toBe("a)");
    expect(start).toBe(document.indexOf("a)"));
  });
});
