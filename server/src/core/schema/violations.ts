import type { ListCheck, MapCheck, NumberKeyword, SchemaCheck, TextCheck, TypeName } from "./check";
import type { ValidatorError } from "./errors";

/**
 * Every violation of a schema, as JSON Schema 2020-12 has it, for the keywords that SLOsmith's schemas use; the words
 * of the answer are those of ajv. Schemas are read here instead of being compiled into functions: there are so many
 * kinds that loading their functions took longer than any document takes to be checked.
 *
 * @param data plain values, maps without prototypes (see `toData`)
 */
export function violationsOf(check: SchemaCheck, data: unknown): readonly ValidatorError[] {
  const validation = new Validation();
  validation.value(check, data);
  return validation.errors;
}

const NUMBER_LIMITS: Readonly<Record<NumberKeyword, (value: number, limit: number) => boolean>> = {
  minimum: (value, limit) => value >= limit,
  maximum: (value, limit) => value <= limit,
  exclusiveMinimum: (value, limit) => value > limit,
  exclusiveMaximum: (value, limit) => value < limit,
};

class Validation {
  readonly errors: ValidatorError[] = [];
  private readonly path: (string | number)[] = [];
  /** The key whose name is being judged. */
  private name: string | undefined;

  value(check: SchemaCheck, data: unknown): void {
    const { also, types, words, constant } = check;
    if (also) this.value(also, data);
    if (types && !types.some((type) => isOfType(data, type))) this.refuse("type", { type: types });
    if (constant && data !== constant.value) this.refuse("const", { allowedValue: constant.value });
    if (words && !words.includes(data)) this.refuse("enum", { allowedValues: words });
    if (typeof data === "string") {
      if (check.text) this.text(check.text, data);
    } else if (typeof data === "number") {
      if (check.number && Number.isFinite(data)) this.number(check.number, data);
    } else if (Array.isArray(data)) {
      if (check.list) this.list(check.list, data);
    } else if (isMap(data)) {
      if (check.map) this.map(check.map, data);
    }
  }

  private number(limits: NonNullable<SchemaCheck["number"]>, data: number): void {
    for (const [keyword, limit] of limits)
      if (!NUMBER_LIMITS[keyword](data, limit)) this.refuse(keyword, { limit });
  }

  private text({ minLength, maxLength, pattern }: TextCheck, data: string): void {
    if (maxLength !== null && data.length > maxLength && characters(data) > maxLength) {
      this.refuse("maxLength", { limit: maxLength });
    }
    if (minLength !== null && characters(data) < minLength) this.refuse("minLength", { limit: minLength });
    if (pattern && !pattern.test(data)) this.refuse("pattern", { pattern: pattern.source });
  }

  private list({ minItems, maxItems, uniqueItems, items }: ListCheck, data: readonly unknown[]): void {
    if (maxItems !== null && data.length > maxItems) this.refuse("maxItems", { limit: maxItems });
    if (minItems !== null && data.length < minItems) this.refuse("minItems", { limit: minItems });
    if (uniqueItems) {
      // What is of another type is refused for that.
      const types = items?.types;
      const compared = types ? data.filter((item) => types.some((type) => isOfType(item, type))) : data;
      if (new Set(compared).size < compared.length) this.refuse("uniqueItems", {});
    }
    if (items) for (let at = 0; at < data.length; at++) this.below(at, items, data[at]);
  }

  private map(check: MapCheck, data: Readonly<Record<string, unknown>>): void {
    const keys = Object.keys(data);
    if (check.minProperties !== null && keys.length < check.minProperties) {
      this.refuse("minProperties", { limit: check.minProperties });
    }
    for (const name of check.required)
      if (data[name] === undefined) this.refuse("required", { missingProperty: name });
    if (check.propertyNames) for (const key of keys) this.propertyName(check.propertyNames, key);
    this.furtherKeys(check, keys, data);
    for (const [name, property] of check.properties) {
      const value = data[name];
      if (value !== undefined) this.below(name, property, value);
    }
  }

  private furtherKeys(
    { additionalProperties, names }: MapCheck,
    keys: readonly string[],
    data: Readonly<Record<string, unknown>>,
  ): void {
    if (additionalProperties === true) return;
    for (const key of keys) {
      if (names.has(key)) continue;
      if (additionalProperties) this.below(key, additionalProperties, data[key]);
      else this.refuse("additionalProperties", { additionalProperty: key });
    }
  }

  private propertyName(check: SchemaCheck, key: string): void {
    const before = this.errors.length;
    this.name = key;
    this.value(check, key);
    this.name = undefined;
    if (this.errors.length > before) this.refuse("propertyNames", { propertyName: key });
  }

  private below(segment: string | number, check: SchemaCheck, data: unknown): void {
    this.path.push(segment);
    this.value(check, data);
    this.path.pop();
  }

  private refuse(keyword: string, params: ValidatorError["params"]): void {
    const { name } = this;
    const instancePath = this.path.map((segment) => `/${escaped(segment)}`).join("");
    this.errors.push({
      keyword,
      instancePath,
      params,
      ...(name === undefined ? {} : { propertyName: name }),
    });
  }
}

function isMap(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

function isOfType(data: unknown, type: TypeName): boolean {
  switch (type) {
    case "object":
      return isMap(data);
    case "array":
      return Array.isArray(data);
    case "null":
      return data === null;
    case "integer":
      return Number.isInteger(data);
    case "number":
      return Number.isFinite(data);
    default:
      return typeof data === type;
  }
}

/** A text's length in characters, not in UTF-16's units. */
function characters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** A segment of a JSON pointer. */
function escaped(segment: string | number): string {
  return typeof segment === "number" ? `${segment}` : segment.replaceAll("~", "~0").replaceAll("/", "~1");
}
