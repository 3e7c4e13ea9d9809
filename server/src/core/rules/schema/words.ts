import type { JsonSchema } from "../../schema/property";
import { listed } from "../../text/listed";
import type { Path, YamlNode } from "../../yaml/node";

export { capital } from "../../text/capital";

/** What a value is called in a message: "`service`", or "entry 2 of `objectives`". */
export function subject(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return "this object";
  if (typeof last === "string") return code(last);
  const list = path.findLast((segment) => typeof segment === "string");
  return list === undefined ? `entry ${last + 1}` : `entry ${last + 1} of ${code(String(list))}`;
}

const LONGEST_QUOTE = 40;

/** A value as it can stand in a message: on one line, and not too long. */
export function shown(text: string, longest = LONGEST_QUOTE): string {
  const line = text.replaceAll(/\s+/g, " ");
  const letters = [...line];
  return letters.length <= longest ? line : `${letters.slice(0, longest - 1).join("")}…`;
}

/** Text as code; backticks of its own would end it. */
export function code(text: string): string {
  return `\`${shown(text).replaceAll("`", "'")}\``;
}

/** A key in a sentence: "`service`", or "an empty key". */
export function keyWords(key: string): string {
  return key === "" ? "an empty key" : code(key);
}

/** "`lte`, `gte`, `lt` or `gt`" */
export function choice(values: readonly unknown[], joint = "or"): string {
  return listed(
    values.map((value) => code(value === "" ? '""' : String(value))),
    joint,
  );
}

const TYPES: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "`true` or `false`",
  array: "a list",
  object: "a map of keys and values",
};

/** What a schema wants, in words: "text or a list", "one of `page` or `ticket`". */
export function wanted(schema: JsonSchema): string {
  if (schema.const !== undefined) return code(String(schema.const));
  // A number that may stand in quotes.
  if (schema["x-slosmith"]?.type === "decimal") return "a number";
  if (schema.enum) return choice(schema.enum.filter((value) => value !== null));
  return typesOf(schema)
    .map((type) => TYPES[type] ?? type)
    .join(" or ");
}

/** The types that a schema allows, without null. */
export function typesOf(schema: JsonSchema): string[] {
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  return types.filter((type) => type !== "null");
}

/** What stands there, in words: "the text \"yes\"", "the number 5", "a list". */
export function found(node: YamlNode | undefined): string {
  if (!node) return "something else";
  if (node.kind === "map") return "a map";
  if (node.kind === "seq") return "a list";
  if (node.value === null) return "empty";
  if (typeof node.value === "string")
    return node.value === "" ? "empty text" : `the text "${shown(node.value)}"`;
  if (typeof node.value === "number" && !Number.isFinite(node.value)) {
    return `${code(node.source)}, which is too large or no number at all`;
  }
  return typeof node.value === "number" ? `the number ${shown(node.source)}` : `\`${node.source}\``;
}

/** What a value is for: the first sentence of its description, as a clause after a colon. Undefined without one. */
export function purpose(schema: JsonSchema): string | undefined {
  return /^[\s\S]*?[.](?=\s|$)/.exec(schema.description ?? "")?.[0];
}
