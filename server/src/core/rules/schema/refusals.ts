import type { SpecDocument } from "../../dialects/spec-document";
import type { SpecObject } from "../../model/spec-object";
import type { SchemaError } from "../../schema/errors";
import { type JsonSchema, schemaAt } from "../../schema/property";
import { nearest } from "../../text/nearest";
import { meet } from "../../text/span";
import { type Path, type PathSegment, pairOf, type YamlNode } from "../../yaml/node";

/** The rules that speak for the schemas. Each keyword's refusals go to exactly one of them. */
export type SchemaRule =
  | "missing-key"
  | "unknown-key"
  | "wrong-type"
  | "unknown-value"
  | "name-form"
  | "identifier-form"
  | "metric-pattern-form"
  | "tag-key-form"
  | "text-length"
  | "number-range"
  | "list-size"
  | "repeated-entry"
  | "duration-form";

/** A schema's refusal that a person should hear of, with what the schema says of the value. */
export interface Refusal {
  readonly error: SchemaError;
  /** Of the refused value; empty where the format leaves it free. */
  readonly schema: JsonSchema;
}

/**
 * Which rule speaks of which keyword. Where a keyword's refusals differ, {@link speaker} decides further. A new
 * keyword in `schemas/` needs a line here; a test holds that.
 */
export const SPEAKERS: Readonly<Record<string, readonly SchemaRule[]>> = {
  required: ["missing-key"],
  additionalProperties: ["unknown-key"],
  type: ["wrong-type", "missing-key", "duration-form"],
  enum: ["unknown-value", "missing-key"],
  const: ["unknown-value", "missing-key"],
  pattern: [
    "name-form",
    "wrong-type",
    "identifier-form",
    "metric-pattern-form",
    "tag-key-form",
    "unknown-value",
  ],
  maxLength: ["text-length", "name-form", "identifier-form"],
  minLength: ["text-length", "name-form", "identifier-form"],
  minimum: ["number-range"],
  exclusiveMinimum: ["number-range"],
  maximum: ["number-range"],
  exclusiveMaximum: ["number-range"],
  minItems: ["list-size"],
  maxItems: ["list-size"],
  minProperties: ["list-size"],
  uniqueItems: ["repeated-entry"],
  "key-pattern": ["tag-key-form"],
  "key-enum": ["unknown-key"],
};

/** The refusals of an object that a rule has to speak of. */
export function refusalsFor(rule: SchemaRule, object: SpecObject, document: SpecDocument): Refusal[] {
  const found: Refusal[] = [];
  for (const error of object.schemaErrors) {
    if (!SPEAKERS[error.keyword]?.includes(rule)) continue;
    if (isAftermath(error, document)) continue;
    const schema = schemaOf(object, error.path);
    if (speaker(error, schema, object, document) === rule) found.push({ error, schema });
  }
  return found;
}

/** Who speaks of a refusal; undefined where nobody should. */
function speaker(
  error: SchemaError,
  schema: JsonSchema,
  object: SpecObject,
  document: SpecDocument,
): SchemaRule | undefined {
  const meaning = schema["x-slosmith"]?.type;
  const [first] = SPEAKERS[error.keyword] ?? [];
  const node = error.node;
  switch (error.keyword) {
    case "type":
    case "enum":
    case "const":
      if (node?.kind === "scalar" && node.value === null) return emptyValue(error, schema, object);
      // Of a number the rule on durations can say what it lacks.
      if (meaning === "prometheus-duration" && typeof scalarValue(node) === "number") return undefined;
      return isDuration(meaning) && node?.kind === "scalar" ? "duration-form" : first;
    case "required":
      // A header without one of these is a near miss, which the rule `header` speaks of.
      if (error.path.length === 0 && isHeaderKey(error.params.missingProperty)) return undefined;
      return isWrittenOtherwise(error, schema) ? undefined : first;
    case "pattern":
      if (meaning === "decimal") return "wrong-type";
      if (meaning === "identifier") return "identifier-form";
      if (meaning === "label-value") return "tag-key-form";
      if (meaning === "any-case") return "unknown-value";
      return meaning === "metric-pattern" ? "metric-pattern-form" : first;
    case "maxLength":
    case "minLength":
      if (meaning === "identifier") return "identifier-form";
      return meaning === "dns-label" ? "name-form" : first;
    case "maxItems":
    case "uniqueItems":
      // In a template's branches two entries may be alternatives.
      return document.yaml.controlLines > 0 ? undefined : first;
    case "minimum":
    case "exclusiveMinimum":
    case "maximum":
    case "exclusiveMaximum":
      return isJudgedTarget(error, document) ? undefined : first;
    default:
      return first;
  }
}

/**
 * `key:` with nothing behind it. OpenSLO's go-sdk reads this as if the key were absent, so it is a mistake only
 * where the key is required; an empty reference or inline kind it refuses. Of a list, only labels' values may be empty.
 */
function emptyValue(error: SchemaError, schema: JsonSchema, object: SpecObject): SchemaRule | undefined {
  if (object.partial) return undefined;
  const key = error.path.at(-1);
  if (typeof key === "number") return error.path.includes("labels") ? undefined : "missing-key";
  if (key === undefined) return undefined;
  const counts =
    isRequired(object, error.path) ||
    schema.const !== undefined ||
    isReference(schema) ||
    isFreeText(object, error.path, schema);
  return counts ? "missing-key" : undefined;
}

/** A label and its like, of a format that refuses an empty one: there it reads nothing as an empty text. */
function isFreeText(object: SpecObject, path: Path, schema: JsonSchema): boolean {
  const named = schemaOf(object, path.slice(0, -1)).properties ?? {};
  return (schema.minLength ?? 0) > 0 && !Object.hasOwn(named, String(path.at(-1)));
}

function scalarValue(node: YamlNode | undefined): unknown {
  return node?.kind === "scalar" ? node.value : undefined;
}

function isRequired(object: SpecObject, path: Path): boolean {
  const parent = schemaOf(object, path.slice(0, -1));
  return parent.required?.includes(String(path.at(-1))) ?? false;
}

function isReference(schema: JsonSchema): boolean {
  return schema["x-slosmith"]?.type.startsWith("ref:") ?? false;
}

function isHeaderKey(name: unknown): boolean {
  return name === "apiVersion" || name === "kind" || name === "version";
}

/** A required key that stands there in another spelling (`error_query`, `services`): that is said of the key. */
function isWrittenOtherwise({ node, params }: SchemaError, schema: JsonSchema): boolean {
  if (node?.kind !== "map") return false;
  const missing = String(params.missingProperty);
  const known = Object.keys(schema.properties ?? {});
  const unknown = node.pairs.filter(({ key }) => !known.includes(key.source));
  return unknown.some(({ key }) => meantKey(key.source, node, known) === missing);
}

/** The key that an unknown one most likely stands for: one that its map knows and does not have. */
export function meantKey(
  written: string,
  holder: YamlNode | undefined,
  known: readonly string[],
): string | undefined {
  return nearest(
    written,
    known.filter((name) => !pairOf(holder, name)),
  );
}

function isDuration(meaning: string | undefined): boolean {
  return meaning === "duration" || meaning === "fine-duration";
}

/** An objective's target that the rule `target-range` judges. */
function isJudgedTarget(error: SchemaError, document: SpecDocument): boolean {
  return document.objects.some(
    ({ body }) =>
      body.type === "slo" && body.objectives.some(({ target }) => target?.span.start === error.span.start),
  );
}

/** Where the YAML is broken, what seems wrong right there is the break's doing. */
function isAftermath(error: SchemaError, document: SpecDocument): boolean {
  const { faults } = document.yaml;
  if (faults.length === 0) return false;
  const node = error.keyword === "additionalProperties" ? undefined : error.node;
  return faults.some(({ span }) => meet(span, error.span) || (node && meet(span, node.span)));
}

/** Whether the YAML is broken at a value, so that its text need not be what is meant. */
export function isBroken({ span }: YamlNode, document: SpecDocument): boolean {
  return document.yaml.faults.some((fault) => meet(fault.span, span));
}

/** What the schema says of the value at a path; empty where it says nothing. */
export function schemaOf(object: SpecObject, path: Path): JsonSchema {
  if (object.schemaKey === undefined) return {};
  return schemaAt(object.schemaKey, path)?.schema ?? {};
}

/** The last key of a path, the name that people know the value by. */
export function keyOf(path: Path): string {
  return String(path.findLast((segment: PathSegment) => typeof segment === "string") ?? "");
}
