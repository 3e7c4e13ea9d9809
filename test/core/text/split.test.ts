import { describe, expect, it } from "vitest";
import { splitStream } from "../../../server/src/core/text/split";

const pieces = (text: string) => splitStream(text).map(({ start, end }) => text.slice(start, end));

describe("splitting a stream", () => {
  it("gives an empty text one document", () => {
    expect(pieces("")).toEqual([""]);
  });

  it("cuts before each `---`", () => {
    expect(pieces("a: 1\n---\nb: 2\n---\nc: 3\n")).toEqual(["a: 1\n", "---\nb: 2\n", "---\nc: 3\n"]);
  });

  it("keeps comments, directives and blank lines with the `---` that follows them", () => {
    expect(pieces("# about a\n\n%YAML 1.2\n---\na: 1\n")).toEqual(["# about a\n\n%YAML 1.2\n---\na: 1\n"]);
  });

  it("ends a document at `...`, and gives what follows to the next one", () => {
    expect(pieces("a: 1\n...\n# next\n---\nb: 2\n")).toEqual(["a: 1\n...\n", "# next\n---\nb: 2\n"]);
    expect(pieces("a: 1\n...\n# the end\n")).toEqual(["a: 1\n...\n# the end\n"]);
  });

  it("takes a marker only in the first column and before white space", () => {
    expect(pieces("a: |\n  ---\n  x\n---b: 1\n--- # c\nd: 1\n")).toEqual([
      "a: |\n  ---\n  x\n---b: 1\n",
      "--- # c\nd: 1\n",
    ]);
  });

  it("takes a marker inside a quoted or block scalar for what it is: the end of the document", () => {
    expect(pieces('a: "x\n---\ny"\n')).toEqual(['a: "x\n', '---\ny"\n']);
  });

  it("knows every line break, and a byte order mark", () => {
    expect(pieces("a: 1\r\n---\r\nb: 2\r\n")).toEqual(["a: 1\r\n", "---\r\nb: 2\r\n"]);
    expect(pieces("a: 1\r---\rb: 2\r")).toEqual(["a: 1\r", "---\rb: 2\r"]);
    expect(pieces("\ufeff# c\n---\na: 1\n")).toEqual(["\ufeff# c\n---\na: 1\n"]);
  });

  it("counts empty documents between markers", () => {
    expect(pieces("---\n---\n---\n")).toEqual(["---\n", "---\n", "---\n"]);
  });
});
