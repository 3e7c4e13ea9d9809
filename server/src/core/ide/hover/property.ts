import { formatCount, ratio } from "../../math";
import type { SpecObject } from "../../model/spec-object";
import { rulePageUrl } from "../../rules/page-url";
import { type JsonSchema, rootSchema, schemaAt } from "../../schema/property";
import type { Path } from "../../yaml/node";
import type { Lookup } from "../lookup";
import { code, lines } from "../markdown";
import type { IdeOptions } from "../options";
import { listed } from "../words";

/** What a property is, what it may hold and what it is without being written; undefined for unknown keys. */
export function propertyHover(lookup: Lookup, options: IdeOptions): string | undefined {
  const { object, path } = lookup;
  if (object.schemaKey === undefined || options.withoutProperties) return undefined;
  const found = schemaAt(object.schemaKey, path);
  if (!found) return undefined;
  const { schema } = found;
  const written = lookup.node.kind === "scalar" && !lookup.onKey ? lookup.node.source : undefined;
  return lines(
    heading(schema, object, path),
    schema.description,
    kindDescription(object, path),
    choices(schema, written),
    shape(schema),
    references(lookup, options),
  );
}

function heading(schema: JsonSchema, object: SpecObject, path: Path): string {
  const key = path[path.length - 1];
  const named = typeof key === "string" ? ` ${code(key, 80)}` : "";
  const type = typeWords(schema);
  const needed = isRequired(object, path) ? "required" : "";
  const facts = listed(
    [type, needed].filter((word) => word !== ""),
    ",",
  );
  return `**${schema.title ?? String(key ?? object.kind)}**${named}${facts ? ` · ${facts.replace(" , ", ", ")}` : ""}`;
}

function isRequired(object: SpecObject, path: Path): boolean {
  const key = path[path.length - 1];
  if (object.schemaKey === undefined || typeof key !== "string") return false;
  return schemaAt(object.schemaKey, path.slice(0, -1))?.schema.required?.includes(key) ?? false;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "number",
  integer: "whole number",
  boolean: "true or false",
  array: "list",
  object: "map",
};

const MEANING_WORDS: Readonly<Record<string, string>> = {
  duration: "duration",
  "fine-duration": "duration",
  "time-zone": "time zone",
  "start-time": "date and time",
};

/** What a value may be, in a few words: "list", "name of a SLI"; empty where its words say it. */
export function typeWords(schema: JsonSchema): string {
  const meaning = schema["x-slosmith"]?.type ?? "";
  if (meaning.startsWith("ref:")) return `name of a ${meaning.slice(4)}`;
  const known = MEANING_WORDS[meaning];
  if (known) return known;
  if (schema.enum || schema.const !== undefined) return "";
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  return listed(
    types.filter((type) => type !== "null").flatMap((type) => TYPE_WORDS[type] ?? []),
    "or",
  );
}

const HEADER_KEYS: ReadonlySet<unknown> = new Set(["kind", "apiVersion", "version"]);

/** On `kind`, `apiVersion` and `version`: what the object as a whole is, and where it is specified. */
function kindDescription(object: SpecObject, path: Path): string | undefined {
  if (path.length !== 1 || !HEADER_KEYS.has(path[0] ?? "") || !object.schemaKey) return undefined;
  const schema = rootSchema(object.schemaKey)?.schema;
  const specification = schema?.["x-slosmith"]?.specification;
  const link = specification ? ` ([${specification.title}](${specification.url}))` : "";
  return `${schema?.description ?? ""}${link}`;
}

/** The allowed values with their meanings; on a value that is one of them, only what that one means. */
function choices(schema: JsonSchema, written: string | undefined): string | undefined {
  const values = schema.enum ?? schema.items?.enum;
  const meanings = schema.enumDescriptions ?? schema.items?.enumDescriptions;
  if (!values) return schema.const === undefined ? undefined : `Always ${code(String(schema.const))}.`;
  const item = (value: unknown, at: number) => {
    const meaning = meanings?.[at];
    return meaning ? `${code(String(value))}: ${meaning}` : code(String(value));
  };
  const chosen = values.findIndex((value) => String(value) === written);
  if (chosen < 0) return values.map((value, at) => `- ${item(value, at)}`).join("\n");
  const others = values.filter((_, at) => at !== chosen).map((value) => code(String(value)));
  return lines(
    item(values[chosen], chosen),
    others.length > 0 ? `Also possible: ${listed(others, "or")}.` : "",
  );
}

function shape(schema: JsonSchema): string | undefined {
  const facts = [range(schema), lengths(schema)];
  if (schema.default !== undefined) facts.push(`Without it: ${code(show(schema.default))}.`);
  const example = schema.examples?.[0];
  if (example !== undefined) facts.push(`Example: ${code(show(example))}.`);
  const text = facts.filter((fact) => fact !== "").join(" ");
  return text === "" ? undefined : text;
}

function range(schema: JsonSchema): string {
  const bounds = [
    schema.minimum === undefined ? "" : `at least ${bound(schema.minimum)}`,
    schema.exclusiveMinimum === undefined ? "" : `above ${bound(schema.exclusiveMinimum)}`,
    schema.maximum === undefined ? "" : `at most ${bound(schema.maximum)}`,
    schema.exclusiveMaximum === undefined ? "" : `below ${bound(schema.exclusiveMaximum)}`,
  ].filter((text) => text !== "");
  return bounds.length === 0 ? "" : `Range: ${listed(bounds)}.`;
}

function bound(value: number): string {
  return formatCount(ratio(String(value)), "nearest");
}

function lengths(schema: JsonSchema): string {
  if (schema.minItems !== undefined && schema.minItems === schema.maxItems)
    return `Exactly ${schema.minItems} ${schema.minItems === 1 ? "entry" : "entries"}.`;
  return "";
}

/** A value as it would be written in YAML, on one line. */
function show(value: unknown): string {
  if (typeof value === "string") return value === "" ? '""' : value;
  if (Array.isArray(value)) return `[${value.map(showInside).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const pairs = Object.entries(value).map(([key, own]) => `${key}: ${showInside(own)}`);
  return `{${pairs.join(", ")}}`;
}

/** Within a list or a map a text that YAML would take for a number needs its quotes. */
function showInside(value: unknown): string {
  return typeof value === "string" && /^[-+.\d]+$/.test(value) ? `"${value}"` : show(value);
}

/** The pages of the rules that speak at this very place. */
function references(lookup: Lookup, options: IdeOptions): string | undefined {
  const { findings } = lookup.workspace.check(lookup.uri, options.settings);
  const at = lookup.offset + lookup.slot.start;
  const codes = findings
    .filter(({ span }) => span.start <= at && at <= span.end)
    .map((finding) => finding.code);
  const links = [...new Set(codes)].map((name) => `[${name}](${rulePageUrl(name)})`);
  return links.length === 0 ? undefined : `Rules that speak here: ${listed(links)}.`;
}
