import type { JsonSchema } from "../../schema/property";
import { typesOf } from "./schema-notes";

/** How a scalar has to be written where it stands. */
export interface ScalarForm {
  /** The quote that is typed already. */
  readonly quote: "" | '"' | "'";
  readonly flow: boolean;
}

const BLOCK: ScalarForm = { quote: "", flow: false };

/** What YAML 1.1 or 1.2 reads as something else than text. */
const NO_TEXT =
  /^(?:[-+]?[.\d][\d_,.:eExXo+-]*|[-+]?0x[\da-f_]+|[-+]?0b[01_]+|[-+]?\.(?:inf|nan)|true|false|yes|no|on|off|y|n|null|~|\d{4}-\d\d?-\d\d?(?:[t\s].*)?)?$/i;
const NO_PLAIN = /^[\s"'#{}[\],&*!|>%@`]|^[-?:](?:\s|$)|: |:$| #|\s$|[\n\r\t]/;
const NO_FLOW = /[,[\]{}]/;

/** A scalar as YAML: text that YAML would read as something else gets quotes. */
export function writeScalar(value: unknown, { quote, flow }: ScalarForm = BLOCK): string {
  const text = String(value);
  if (quote === "'") return `'${text.replaceAll("'", "''")}'`;
  if (quote === '"') return JSON.stringify(text);
  const needsQuotes = typeof value === "string" && (NO_TEXT.test(text) || NO_PLAIN.test(text));
  return needsQuotes || (flow && NO_FLOW.test(text)) ? JSON.stringify(text) : text;
}

/** A number as the schema wants it: in quotes where it takes text alone. */
export function asSchemaNumber(text: string, schema: JsonSchema): string | number {
  const types = typesOf(schema);
  return types.includes("number") || types.includes("integer") ? Number(text) : text;
}

/** Whether a value in a schema's examples is one that a key's line can hold. */
export function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** Values that a person might mean: the schema's own words before what only keeps to its type. */
export function samplesOf(schema: JsonSchema, key: string): readonly (string | number | boolean)[] {
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum) {
    const known = schema.enum.filter(isScalar);
    const usual = schema.examples?.filter(isScalar) ?? [];
    return [...usual, ...known.filter((value) => !usual.includes(value))];
  }
  const stated = [...(schema.examples ?? []), schema.default].filter(isScalar);
  const types = typesOf(schema);
  if (types.includes("boolean") && !types.includes("string")) {
    const first = stated.find((value) => typeof value === "boolean") ?? true;
    return [first, !first];
  }
  if (stated.length > 0) return stated;
  if (types.includes("number") || types.includes("integer")) return [numberIn(schema)];
  return [wordOf(key)];
}

/** The sample of a text that has none: its key, in lower case. */
export function wordOf(key: string): string {
  return key.replace(/([a-z])([A-Z])/g, "$1-$2").toLowerCase();
}

function numberIn({ minimum, exclusiveMinimum, maximum, exclusiveMaximum }: JsonSchema): number {
  if (minimum !== undefined) return minimum;
  if (exclusiveMinimum !== undefined) return exclusiveMinimum + 1;
  return maximum ?? (exclusiveMaximum === undefined ? 1 : exclusiveMaximum - 1);
}
