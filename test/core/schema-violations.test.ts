import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { documentOfKind } from "../../server/src/core/schema/generated/documents";
import { schemaKeys, validatorFor } from "../../server/src/core/schema/registry";
import { readSchemas } from "../support/schemas";

/** A type beside a list of allowed values says nothing new, and would make two errors of one mistake. */
function withoutListedTypes(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutListedTypes);
  if (schema === null || typeof schema !== "object") return schema;
  const isListed = "enum" in schema || "const" in schema;
  const entries = Object.entries(schema).filter(([key, value]) => {
    return !(isListed && key === "type" && (typeof value === "string" || Array.isArray(value)));
  });
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutListedTypes(value)]));
}

const schemas = readSchemas();
/** What each schema says, by another reader of JSON Schema. */
const ajv = new Ajv2020({ allErrors: true, strict: false });
for (const [file, schema] of schemas) ajv.addSchema(withoutListedTypes(schema) as object, `file:///${file}`);

interface Violation {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
}

function lines(violations: readonly Violation[]): string[] {
  return violations
    .map(({ keyword, instancePath, params }) => {
      const { missingProperty, additionalProperty, propertyName, limit } = params;
      return `${instancePath} ${keyword} ${missingProperty ?? additionalProperty ?? propertyName ?? limit ?? ""}`;
    })
    .sort();
}

function byAjv(key: string, data: unknown): string[] {
  const validate = ajv.getSchema(`file:///${documentOfKind[key]}`);
  if (!validate) throw new Error(`ajv has no schema for ${key}`);
  return validate(data) ? [] : lines(validate.errors ?? []);
}

type Schema = Readonly<Record<string, unknown>>;

/** Follows references. */
function target(schema: Schema, file: string): { schema: Schema; file: string } {
  if (typeof schema.$ref !== "string") return { schema, file };
  const url = new URL(schema.$ref, `file:///${file}`);
  const beside = url.pathname.slice(1);
  let found: unknown = schemas.get(beside);
  for (const part of url.hash.slice(1).split("/").slice(1)) found = (found as Schema)[part];
  return target(found as Schema, beside);
}

const ODD: readonly unknown[] = [
  ...["", "x", "X_y", "a/b", "😀".repeat(70), "28d", "1h", "-1", "2026-01-01", "y".repeat(2_000)],
  ...[0, 1, -1, 0.5, 99.9, 100, 1e300, true, false, null, [], {}, [1, 1], ["a", "a"], { a: 1 }],
];
const KEYS = ["name", "a", "A b", "team", "slosmith/tier", "x~y", "__name__"];

/** Makes values for schemas, often right and often a little wrong; the same in every run. */
class Maker {
  constructor(private state: number) {}

  /** A whole number from 0 to below `limit`. */
  private below(limit: number): number {
    this.state = (Math.imul(this.state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (this.state >>> 8) % limit;
  }

  private one<T>(items: readonly T[]): T | undefined {
    return items[this.below(items.length)];
  }

  value(given: Schema, from: string, depth = 0): unknown {
    const { schema, file } = target(given, from);
    if (depth > 8 || this.below(25) === 0) return this.one(ODD);
    if (schema.const !== undefined) return schema.const;
    if (Array.isArray(schema.enum)) return this.one(schema.enum);
    if (schema.properties || typeof schema.additionalProperties === "object") {
      return this.map(schema, file, depth);
    }
    if (schema.items) {
      const items = schema.items as Schema;
      return Array.from({ length: this.below(4) }, () => this.value(items, file, depth + 1));
    }
    return Array.isArray(schema.examples) && this.below(3) > 0 ? this.one(schema.examples) : this.one(ODD);
  }

  private map(schema: Schema, file: string, depth: number): Record<string, unknown> {
    const made: Record<string, unknown> = {};
    const required = (schema.required ?? []) as readonly string[];
    for (const [key, inner] of Object.entries((schema.properties ?? {}) as Record<string, Schema>)) {
      const wanted = required.includes(key) ? this.below(12) > 0 : this.below(3) === 0;
      if (wanted) made[key] = this.value(inner, file, depth + 1);
    }
    const extra = schema.additionalProperties;
    if (typeof extra === "object" || this.below(12) === 0) {
      const key = this.one(KEYS) ?? "a";
      made[key] ??= typeof extra === "object" ? this.value(extra as Schema, file, depth + 1) : this.one(ODD);
    }
    return made;
  }
}

describe("violations of the schemas", () => {
  it.each(schemaKeys)("of %s are those that ajv finds", (key) => {
    const validate = validatorFor(key);
    const file = documentOfKind[key];
    if (!validate || file === undefined) throw new Error(`no schema for ${key}`);
    const maker = new Maker(7);
    let refused = 0;
    for (let turn = 0; turn < 200; turn++) {
      const data = maker.value(schemas.get(file) ?? {}, file);
      const found = lines(validate(data));
      if (found.length > 0) refused++;
      expect(found, JSON.stringify(data)).toEqual(byAjv(key, data));
    }
    expect(refused).toBeGreaterThan(20);
  });
});
