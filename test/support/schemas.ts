import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { validatorFor } from "../../server/src/core/schema/registry";

/** A JSON Schema as it stands in its file. */
export interface SchemaNode {
  readonly [keyword: string]: unknown;
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly enumDescriptions?: readonly string[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly "x-slosmith"?: { readonly type: string };
}

/** One schema within a file. */
export interface Subschema {
  readonly file: string;
  /** JSON pointer within the file, "" for the file itself. */
  readonly pointer: string;
  readonly schema: SchemaNode;
  /** The property that it describes, where it stands under `properties`. */
  readonly property?: string;
}

/** All schema files below `schemas/`, by their path there. */
export function readSchemas(): Map<string, SchemaNode> {
  const files = readdirSync("schemas", { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".schema.json"),
  );
  return new Map(files.sort().map((file) => [file, JSON.parse(readFileSync(join("schemas", file), "utf8"))]));
}

/** Every schema within a file: the file's own, those of its properties, items, keys and definitions. */
export function* subschemas(
  file: string,
  schema: SchemaNode,
  pointer = "",
  property?: string,
): Generator<Subschema> {
  yield { file, pointer, schema, ...(property === undefined ? {} : { property }) };
  for (const keyword of ["properties", "$defs"]) {
    for (const [name, inner] of Object.entries((schema[keyword] ?? {}) as Record<string, SchemaNode>)) {
      yield* subschemas(
        file,
        inner,
        `${pointer}/${keyword}/${name}`,
        keyword === "properties" ? name : undefined,
      );
    }
  }
  for (const keyword of ["items", "additionalProperties", "propertyNames"]) {
    const inner = schema[keyword];
    if (inner !== null && typeof inner === "object")
      yield* subschemas(file, inner as SchemaNode, `${pointer}/${keyword}`);
  }
}

/** One line a violation: place, keyword and what it is about. */
export function violations(document: unknown): string[] {
  const { apiVersion, kind } = document as Record<string, unknown>;
  const validate = validatorFor(`${apiVersion}#${kind}`);
  if (!validate) return [`no schema for ${apiVersion}#${kind}`];
  return validate(document).map(({ instancePath, keyword, params, propertyName }) => {
    const about = propertyName ?? params.missingProperty ?? params.additionalProperty ?? "";
    return `${instancePath} ${keyword} ${about}`.trim();
  });
}
