import { isMap, isScalar, isSeq, parseDocument, stringify } from "yaml";
import { samplesOf } from "../../../server/src/core/ide/completion/scalar";
import {
  firstKeys,
  takesList,
  takesMap,
  takesScalar,
} from "../../../server/src/core/ide/completion/schema-notes";
import { documentOfKind } from "../../../server/src/core/schema/generated/documents";
import {
  itemSchema,
  type JsonSchema,
  propertySchema,
  type ResolvedSchema,
  rootSchema,
} from "../../../server/src/core/schema/property";
import type { Path } from "../../../server/src/core/yaml/node";

/** A property of a kind's schema, by the path that leads to it; items of lists are 0. */
export interface Property {
  readonly schemaKey: string;
  readonly path: Path;
  /** The map that has it. */
  readonly holder: ResolvedSchema;
  readonly of: ResolvedSchema;
}

/** The kinds that a document can be of, not parts of them. */
export const kinds: readonly string[] = Object.keys(documentOfKind).filter((schemaKey) => {
  const properties = rootSchema(schemaKey)?.schema.properties ?? {};
  return ["apiVersion", "version"].some((key) => Object.hasOwn(properties, key));
});

/** Every property of every kind, each once: what several kinds share is walked in the first. */
export function distinctProperties(): Property[] {
  const seen = new Map<unknown, Set<unknown>>();
  return kinds.flatMap(propertiesOf).filter(({ holder, path }) => {
    const { properties } = holder.schema;
    const keys = seen.get(properties) ?? new Set();
    seen.set(properties, keys);
    const key = path.at(-1);
    if (keys.has(key)) return false;
    keys.add(key);
    return true;
  });
}

/** Every property of a kind's schema, in the schema's order. */
export function propertiesOf(schemaKey: string): Property[] {
  const root = rootSchema(schemaKey);
  return root ? below(schemaKey, root, [], []) : [];
}

function below(schemaKey: string, at: ResolvedSchema, path: Path, above: readonly JsonSchema[]): Property[] {
  const { properties } = at.schema;
  // A schema that holds itself is walked once.
  if (above.some((one) => one.properties !== undefined && one.properties === properties)) return [];
  const inside = [...above, at.schema];
  const item = itemSchema(at);
  const ofItem = item ? below(schemaKey, item, [...path, 0], inside) : [];
  return [
    ...Object.keys(properties ?? {}).flatMap((key) => {
      const of = propertySchema(at, key);
      if (!of) return [];
      const own: Property = { schemaKey, path: [...path, key], holder: at, of };
      return [own, ...below(schemaKey, of, own.path, inside)];
    }),
    ...ofItem,
  ];
}

type Value = string | number | boolean | null | Value[] | { [key: string]: Value };

/** The least value of a schema that has something at a path. */
export function sampleOf(of: ResolvedSchema, key: string, path: Path = []): Value {
  const { schema } = of;
  const [next] = path;
  if (path.length === 0 && takesScalar(schema)) return samplesOf(schema, key)[0] ?? null;
  if (takesMap(schema) && typeof next !== "number") return mapOf(of, path);
  const item = itemSchema(of);
  if (takesList(schema) && item) return [sampleOf(item, key, path.slice(1))];
  return samplesOf(schema, key)[0] ?? null;
}

function mapOf(of: ResolvedSchema, path: Path): Value {
  const { schema } = of;
  const next = path[0] === undefined ? undefined : String(path[0]);
  const keys = next === undefined ? firstKeys(schema) : beside(next, schema);
  const [example] = schema.examples ?? [];
  if (keys.length === 0 && typeof example === "object" && example !== null) return example as Value;
  const order = Object.keys(schema.properties ?? {});
  const sorted = [...keys].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return Object.fromEntries(
    sorted.map((key) => {
      const value = propertySchema(of, key) ?? { schema: {}, file: of.file };
      return [key, sampleOf(value, key, key === next ? path.slice(1) : [])];
    }),
  );
}

/** The keys of a new map that has a given key: what excludes that is left out, what belongs to it is there. */
function beside(key: string, schema: JsonSchema): string[] {
  const keys = new Set([...firstKeys(schema), key]);
  for (const choice of schema["x-slosmith"]?.choices ?? []) {
    const way = choice.find((one) => one.includes(key));
    if (!way) continue;
    for (const one of choice.flat()) if (!way.includes(one)) keys.delete(one);
    for (const one of way) keys.add(one);
  }
  return [...keys];
}

/** A document around a property, without what cannot stand beside it. */
export function documentAround({ schemaKey, path, holder }: Property): string {
  const root = rootSchema(schemaKey);
  if (!root) return "";
  const value = sampleOf(root, "", path);
  const conditions = holder.schema["x-slosmith"]?.without?.[String(path.at(-1))] ?? [];
  for (const condition of conditions) {
    const [key = "", word] = condition.split("=");
    const parts = key.startsWith("/") ? key.slice(1).split("/") : [...path.slice(0, -1).map(String), key];
    if (word === undefined) remove(value, parts);
    else set(value, parts, word !== "true");
  }
  const text = stringify(fix(value, schemaKey), { lineWidth: 0 });
  return text;
}

/** Headers that a schema leaves open say what the kind's key says. */
function fix(value: Value, schemaKey: string): Value {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const [apiVersion = "", kind = ""] = schemaKey.split("#");
  const stated = { ...value };
  if ("apiVersion" in stated) stated.apiVersion = apiVersion;
  const [name = "", variant] = kind.split("/");
  if ("kind" in stated) stated.kind = name;
  // One kind with a schema for each value of a field.
  const { spec } = stated;
  if (variant !== undefined && typeof spec === "object" && spec !== null && "backend" in spec) {
    stated.spec = { ...spec, backend: variant };
  }
  return stated;
}

function remove(value: Value, [first, ...rest]: readonly string[]): void {
  if (typeof value !== "object" || value === null || first === undefined) return;
  for (const key of first === "*" ? Object.keys(value) : [first]) {
    const holder = value as { [key: string]: Value };
    if (rest.length > 0) remove(holder[key] ?? null, rest);
    else if (!Array.isArray(value)) delete holder[key];
  }
}

function set(value: Value, parts: readonly string[], to: Value): void {
  let at = value as { [key: string]: Value };
  for (const part of parts.slice(0, -1)) at = at[part] as { [key: string]: Value };
  const last = parts.at(-1) ?? "";
  if (last in at) at[last] = to;
}

/** A text with a hole: where something stood, and the cursor stands now. */
export interface Hole {
  readonly before: string;
  readonly after: string;
}

/** Cuts a property out of a document, or its value alone. */
export function cut(text: string, path: Path, what: "property" | "value"): Hole | undefined {
  const document = parseDocument(text, { keepSourceTokens: false });
  const key = path.at(-1);
  const holder = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  if (!isMap(holder)) return undefined;
  const pair = holder.items.find((one) => isScalar(one.key) && one.key.value === key);
  if (!pair || !isScalar(pair.key)) return undefined;
  const keyRange = pair.key.range;
  const value = pair.value;
  const valueRange = isScalar(value) || isMap(value) || isSeq(value) ? value.range : undefined;
  if (!keyRange || !valueRange) return undefined;
  const end = valueRange[0] + text.slice(valueRange[0], valueRange[1]).trimEnd().length;
  const start = what === "property" ? keyRange[0] : valueRange[0];
  return { before: text.slice(0, start), after: text.slice(Math.max(start, end)) };
}

/** One object of each kind, under each name that the schemas' references have as an example. */
export function definitions(): string {
  const names = new Map<string, Set<string>>();
  for (const { of } of kinds.flatMap(propertiesOf)) {
    const meaning = of.schema["x-slosmith"]?.type ?? "";
    if (!meaning.startsWith("ref:")) continue;
    const kind = meaning.slice("ref:".length);
    const own = names.get(kind) ?? new Set();
    names.set(kind, own);
    for (const example of of.schema.examples ?? []) own.add(String(example));
  }
  const documents = [...names].flatMap(([kind, own]) => {
    const schemaKey = `openslo/v1#${kind}`;
    const root = rootSchema(schemaKey);
    if (!root) return [];
    return [...own].map((name) => {
      const value = fix(sampleOf(root, ""), schemaKey) as { metadata: { name: string } };
      return stringify({ ...value, metadata: { ...value.metadata, name } }, { lineWidth: 0 });
    });
  });
  return documents.join("---\n");
}

/** The value at a path. */
export function valueIn(text: string, path: Path): unknown {
  return parseDocument(text).getIn(path);
}

/** The start of a key, with a line of its own before it. */
export function lineBefore(text: string, path: Path): Hole | undefined {
  const hole = cut(text, path, "property");
  if (!hole) return undefined;
  const line = hole.before.slice(hole.before.lastIndexOf("\n") + 1);
  return { before: hole.before, after: `\n${" ".repeat(line.length)}${text.slice(hole.before.length)}` };
}
