/** A schema as the build makes it from `schemas/`: its references followed, its keywords grouped by what they judge. */
export interface SchemaCheck {
  /** A shared part that has to hold too. */
  readonly also: SchemaCheck | null;
  readonly types: readonly TypeName[] | null;
  /** The allowed words (`enum`). */
  readonly words: readonly unknown[] | null;
  /** The only allowed value (`const`). */
  readonly constant: { readonly value: unknown } | null;
  readonly number: NumberCheck | null;
  readonly text: TextCheck | null;
  readonly list: ListCheck | null;
  readonly map: MapCheck | null;
}

export type TypeName = "object" | "array" | "string" | "number" | "integer" | "boolean" | "null";

/** A limit by its keyword. */
export type NumberCheck = readonly (readonly [keyword: NumberKeyword, limit: number])[];
export type NumberKeyword = "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum";

export interface TextCheck {
  readonly minLength: number | null;
  readonly maxLength: number | null;
  readonly pattern: RegExp | null;
}

export interface ListCheck {
  readonly minItems: number | null;
  readonly maxItems: number | null;
  readonly uniqueItems: boolean;
  readonly items: SchemaCheck | null;
}

export interface MapCheck {
  readonly minProperties: number | null;
  readonly required: readonly string[];
  readonly propertyNames: SchemaCheck | null;
  readonly properties: readonly (readonly [name: string, check: SchemaCheck])[];
  /** The keys of `properties`. */
  readonly names: ReadonlySet<string>;
  /** What holds for all further keys; false refuses them. */
  readonly additionalProperties: SchemaCheck | boolean;
}
