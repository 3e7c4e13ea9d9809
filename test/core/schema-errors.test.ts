import { describe, expect, it } from "vitest";
import { type Validator, type ValidatorError, validate } from "../../server/src/core/schema/errors";
import { parseYaml } from "../../server/src/core/yaml/parse";

/** What a validator that reports these errors says of a text, each with the text it points at. */
function located(text: string, errors: Partial<ValidatorError>[]) {
  const { root } = parseYaml(text);
  if (!root) throw new Error("the text has no value");
  const validator: Validator = () =>
    errors.map((error) => ({ keyword: "x", instancePath: "", params: {}, ...error }));
  return validate(validator, {}, root).map(({ keyword, path, span }) => ({
    keyword,
    path: path.join("."),
    at: text.slice(span.start, span.end),
  }));
}

describe("a schema's refusals in the text", () => {
  it("stand at the value, or at the key that holds a map or list", () => {
    expect(
      located("a:\n  b: [1, {c: 2}]\n", [
        { keyword: "enum", instancePath: "/a/b/0" },
        { keyword: "minItems", instancePath: "/a/b" },
        { keyword: "required", instancePath: "/a/b/1", params: { missingProperty: "d" } },
        { keyword: "required", instancePath: "", params: { missingProperty: "z" } },
      ]),
    ).toEqual([
      { keyword: "enum", path: "a.b.0", at: "1" },
      { keyword: "minItems", path: "a.b", at: "b" },
      { keyword: "required", path: "a.b.1", at: "c" },
      { keyword: "required", path: "", at: "a" },
    ]);
  });

  it("stand at the key that is unknown or has the wrong form", () => {
    expect(
      located("a: {b/c: 1, d~e: 2}\n", [
        { keyword: "additionalProperties", instancePath: "/a", params: { additionalProperty: "b/c" } },
        { keyword: "pattern", instancePath: "/a", propertyName: "d~e" },
        { keyword: "type", instancePath: "/a/b~1c" },
        { keyword: "type", instancePath: "/a/d~0e" },
      ]),
    ).toEqual([
      { keyword: "additionalProperties", path: "a", at: "b/c" },
      { keyword: "key-pattern", path: "a.d~e", at: "d~e" },
      { keyword: "type", path: "a.b/c", at: "1" },
      { keyword: "type", path: "a.d~e", at: "2" },
    ]);
  });

  it("are one where a key is refused: its value is not judged", () => {
    expect(
      located("a: {b/c: [1, 1], b: x}\n", [
        { keyword: "enum", instancePath: "/a", propertyName: "b/c" },
        { keyword: "propertyNames", instancePath: "/a", params: { propertyName: "b/c" } },
        { keyword: "type", instancePath: "/a/b~1c" },
        { keyword: "uniqueItems", instancePath: "/a/b~1c" },
        { keyword: "enum", instancePath: "/a/b~1c/0" },
        { keyword: "enum", instancePath: "/a/b" },
      ]),
    ).toEqual([
      { keyword: "key-enum", path: "a.b/c", at: "b/c" },
      { keyword: "enum", path: "a.b", at: "x" },
    ]);
  });

  it("are one where a value has the wrong type", () => {
    const both = [
      { keyword: "enum", instancePath: "/a" },
      { keyword: "type", instancePath: "/a" },
      { keyword: "enum", instancePath: "/b" },
    ];
    expect(located("a: 1\nb: 2\n", both).map(({ keyword, path }) => `${path} ${keyword}`)).toEqual([
      "a type",
      "b enum",
    ]);
  });

  it("are none of what a template writes", () => {
    const text = "a: {{ .x }}\nb:\n  {{ .key }}: 1\n  c: 2\n";
    expect(
      located(text, [
        { keyword: "type", instancePath: "/a" },
        { keyword: "required", instancePath: "/b", params: { missingProperty: "d" } },
        { keyword: "minProperties", instancePath: "/b" },
        { keyword: "additionalProperties", instancePath: "/b", params: { additionalProperty: "{{ .key }}" } },
        { keyword: "type", instancePath: "/b/c" },
      ]),
    ).toEqual([{ keyword: "type", path: "b.c", at: "2" }]);
  });

  it("of a merged key stand where it is merged in", () => {
    const text = "a: {b: &m {odd: 1}}\nc:\n  <<: *m\n";
    expect(
      located(text, [
        { keyword: "additionalProperties", instancePath: "/c", params: { additionalProperty: "odd" } },
      ]),
    ).toEqual([{ keyword: "additionalProperties", path: "c", at: "c" }]);
  });
});
