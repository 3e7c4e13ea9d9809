import { spokenDuration } from "../../math";
import { parseFineDuration } from "../../math/duration";
import { type JsonSchema, rootSchema } from "../../schema/property";
import type { Choice } from "./choice";
import { type Context, HEADER_KEYS, headerValues } from "./context";
import { referenceChoices } from "./references";
import { isScalar, type ScalarForm, writeScalar } from "./scalar";
import { typesOf } from "./schema-notes";
import { targetChoices } from "./targets";

/** The values that can be written at a place which the schema describes. */
export function valueChoices(context: Context, schema: JsonSchema): Choice[] {
  return withLead(context.place.lead, choicesOf(context, schema, context.place));
}

/** Each choice behind the white space that has to stand before it. */
function withLead(lead: string, choices: readonly Choice[]): Choice[] {
  if (lead === "") return [...choices];
  return choices.map((choice) => ({ ...choice, newText: lead + choice.newText }));
}

function choicesOf(context: Context, schema: JsonSchema, form: ScalarForm): Choice[] {
  const meaning = schema["x-slosmith"]?.type ?? "";
  if (meaning.startsWith("ref:"))
    return referenceChoices(context, meaning.slice("ref:".length), schema, form);
  if (meaning === "target-ratio" || meaning === "target-percent") return targetChoices(context, schema, form);
  const header = headerValueChoices(context, form);
  if (header) return header;
  if (schema.enum) return wordChoices(schema.enum, schema.enumDescriptions, schema.default, form);
  if (schema.const !== undefined) return wordChoices([schema.const], undefined, undefined, form);
  if (meaning.endsWith("duration")) return durationChoices(schema, form);
  const types = typesOf(schema);
  if (types.includes("boolean") && !types.includes("string"))
    return wordChoices([true, false], undefined, schema.default, form);
  return exampleChoices(schema, form);
}

/** What a header's key may say, over all kinds in question. */
function headerValueChoices(context: Context, form: ScalarForm): Choice[] | undefined {
  const [key, ...more] = context.path;
  if (more.length > 0 || !HEADER_KEYS.some((one) => one === key)) return undefined;
  const seen = new Map<string, Choice>();
  for (const schemaKey of context.schemaKeys) {
    for (const value of headerValues(schemaKey, String(key))) {
      if (seen.has(value)) continue;
      const { title, description } = rootSchema(schemaKey)?.schema ?? {};
      const own = key === "kind" || context.schemaKeys.length === 1;
      seen.set(value, {
        label: value,
        kind: "word",
        newText: writeScalar(value, form),
        ...(title && own ? { detail: title } : {}),
        ...(description && own ? { documentation: description } : {}),
      });
    }
  }
  return seen.size === 0 ? undefined : [...seen.values()];
}

/** The words of an enumeration with their meanings. */
export function wordChoices(
  values: readonly unknown[],
  meanings: readonly string[] | undefined,
  usual: unknown,
  form: ScalarForm,
): Choice[] {
  return values.flatMap((value, at): Choice[] => {
    if (value === null) return [];
    const meaning = meanings?.[at];
    return [
      {
        label: String(value),
        kind: "word",
        newText: writeScalar(value, form),
        ...(value === usual ? { detail: "without it" } : {}),
        ...(meaning ? { documentation: meaning } : {}),
      },
    ];
  });
}

function exampleChoices(schema: JsonSchema, form: ScalarForm): Choice[] {
  const examples = (schema.examples ?? []).filter(isScalar);
  const usual = isScalar(schema.default) && !examples.includes(schema.default) ? [schema.default] : [];
  return [...examples, ...usual].map((value) => ({
    label: String(value),
    kind: "value",
    detail: value === schema.default ? "without it" : "an example",
    newText: writeScalar(value, form),
  }));
}

/** Windows that hold whole weeks, and those that people ask for. */
const WINDOWS = ["7d", "28d", "30d", "90d"];
const LONG = /^(?:\d+[wMQY]|\d{2,}d)$/;

function durationChoices(schema: JsonSchema, form: ScalarForm): Choice[] {
  const examples = (schema.examples ?? []).filter(isScalar).map(String);
  // A field whose examples are windows takes the usual ones too.
  const isWindow = schema["x-slosmith"]?.type === "duration" && examples.some((one) => LONG.test(one));
  const more = [...(isWindow ? WINDOWS : []), ...(isScalar(schema.default) ? [String(schema.default)] : [])];
  return [...new Set([...examples, ...more])].map((text) => {
    const parsed = parseFineDuration(text);
    const words = parsed.ok ? spokenDuration(parsed.duration) : "";
    const detail = text === schema.default ? "without it" : words;
    return {
      label: text,
      kind: "duration",
      newText: writeScalar(text, form),
      ...(detail === "" ? {} : { detail }),
    };
  });
}
