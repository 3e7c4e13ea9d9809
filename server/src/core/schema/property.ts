import type { Path, YamlNode } from "../yaml/node";
import { documentOfKind, documents } from "./generated/documents";

/** A JSON Schema, as far as SLOsmith's own schemas use it. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly (string | number | boolean | null)[];
  readonly enumDescriptions?: readonly string[];
  readonly const?: string | number | boolean;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly "x-slosmith"?: {
    /** What the value means beyond its type: `duration`, `ref:SLI` … */
    readonly type: string;
    /** `dns-label`: a reference in another form can match no name. */
    readonly form?: "dns-label";
    /** Of a map (`type` is `map` where it has no other meaning): the keys that a new one begins with, beside those required. */
    readonly usual?: readonly string[];
    /** Of a map: sets of keys that exclude each other, each as the ways to write it: `[["target"], ["targetPercent"]]`. */
    readonly choices?: readonly (readonly (readonly string[])[])[];
    /**
     * Of a map: what a key cannot stand with. `other`: a key beside it; `other=true`: one with this value;
     * `/spec/indicator`: a place in the whole object, with `*` for any item of a list.
     */
    readonly without?: Readonly<Record<string, readonly string[]>>;
    /** Of a text: what becomes of a number or truth value in its place, where one reader takes that and another does not. */
    readonly readAsText?: string;
    /** Of a duration: the letters of the units that the format takes, where these are fewer than OpenSLO v1's. */
    readonly units?: string;
    /** Of a required key: what the tool does without it that reads the format all the same, as a whole sentence. */
    readonly whenAbsent?: string;
    /** Of a key that still is read by some tools: the key that took its place, and who has changed, as a clause. */
    readonly replaced?: { readonly by: string; readonly story: string };
    /** Of labels whose keys have a form of their own: that form, as the end of a sentence. */
    readonly keys?: string;
    /** Of an `identifier` with a form of its own: that form, as the end of a sentence. */
    readonly signs?: string;
    /** Of a `go-duration`: its bounds, and what it has to be a multiple of, written the same way. */
    readonly shortest?: string;
    readonly above?: string;
    readonly longest?: string;
    readonly whole?: string;
    /** Of a `deprecated` key: what to write in its place, as a whole sentence. */
    readonly instead?: string;
    /** Of a kind's root: where the format is written down. */
    readonly specification?: { readonly title: string; readonly url: string };
  };
}

/** A schema with its references followed, and the file in which further references are to be read. */
export interface ResolvedSchema {
  readonly schema: JsonSchema;
  readonly file: string;
}

/** The schema of a whole object (`openslo/v1#SLO`). */
export function rootSchema(key: string): ResolvedSchema | undefined {
  const file = Object.hasOwn(documentOfKind, key) ? documentOfKind[key] : undefined;
  if (file === undefined) return undefined;
  return { schema: documents[file] as JsonSchema, file };
}

/** The schema of the value at a path; undefined where the format leaves the value free or does not know it. */
export function schemaAt(key: string, path: Path): ResolvedSchema | undefined {
  let at = rootSchema(key);
  for (const segment of path) {
    if (!at) return undefined;
    at = typeof segment === "number" ? itemSchema(at) : propertySchema(at, segment);
  }
  return at;
}

/** The schema of a key's value. */
export function propertySchema(of: ResolvedSchema, key: string): ResolvedSchema | undefined {
  const properties = of.schema.properties;
  const own = properties && Object.hasOwn(properties, key) ? properties[key] : undefined;
  const extra = of.schema.additionalProperties;
  const found = own ?? (typeof extra === "object" ? extra : undefined);
  return found ? resolve(found, of.file) : undefined;
}

/** The schema of a list's items. */
export function itemSchema(of: ResolvedSchema): ResolvedSchema | undefined {
  return of.schema.items ? resolve(of.schema.items, of.file) : undefined;
}

/** Follows `$ref`; what stands beside the reference wins, so that a shared part can be described in its place. */
function resolve(schema: JsonSchema, file: string): ResolvedSchema {
  let at: ResolvedSchema = { schema, file };
  for (let depth = 0; at.schema.$ref !== undefined && depth < 8; depth++) {
    const [name = "", pointer = ""] = at.schema.$ref.split("#");
    const target = name === "" ? at.file : fileFrom(at.file, name);
    let found: unknown = documents[target];
    for (const part of pointer.split("/").slice(1))
      found = (found as Record<string, unknown> | undefined)?.[part];
    if (typeof found !== "object" || found === null) return at;
    const { $ref: _followed, ...beside } = at.schema;
    at = { schema: { ...(found as JsonSchema), ...beside }, file: target };
  }
  return at;
}

/** The file that a reference names, from the folder of the file it stands in: `../v1/slo.schema.json`. */
function fileFrom(file: string, name: string): string {
  const folder = file.split("/").slice(0, -1);
  const up = name.split("/").filter((part) => part === "..").length;
  return [...folder.slice(0, folder.length - up), ...name.split("/").slice(up)].join("/");
}

/** A value of an object together with what its schema says it means. */
export interface MeaningfulValue {
  /** `duration`, `time-zone`, `ref:SLI` … */
  readonly type: string;
  readonly node: YamlNode;
  readonly path: Path;
  readonly schema: JsonSchema;
}

/** Calls `visit` with each value of an object that its schema describes, the object first, in the order of the text. */
export function eachValue(
  key: string,
  root: YamlNode,
  visit: (node: YamlNode, schema: JsonSchema, path: Path) => void,
): void {
  const descend = (node: YamlNode, at: ResolvedSchema, path: Path): void => {
    visit(node, at.schema, path);
    if (node.kind === "map") {
      for (const pair of node.pairs) {
        const below = propertySchema(at, pair.key.source);
        if (below) descend(pair.value, below, [...path, pair.key.source]);
      }
    } else if (node.kind === "seq") {
      const below = itemSchema(at);
      if (below) for (const [index, item] of node.items.entries()) descend(item, below, [...path, index]);
    }
  };
  const schema = rootSchema(key);
  if (schema) descend(root, schema, []);
}

/** All values of an object whose schema gives them a meaning, in the order of the text. */
function meaningfulValues(key: string, root: YamlNode): MeaningfulValue[] {
  const found: MeaningfulValue[] = [];
  eachValue(key, root, (node, schema, path) => {
    const type = schema["x-slosmith"]?.type;
    if (type !== undefined) found.push({ type, node, path, schema });
  });
  return found;
}

/** The meaningful values of one object, sought at the first question: several rules ask for them. */
export class Meanings {
  private found: readonly MeaningfulValue[] | undefined;

  constructor(
    private readonly key: string,
    private readonly root: YamlNode,
  ) {}

  get values(): readonly MeaningfulValue[] {
    this.found ??= meaningfulValues(this.key, this.root);
    return this.found;
  }
}
