import type { SpecObject } from "../../model/spec-object";
import type { JsonSchema } from "../../schema/property";
import type { Path } from "../../yaml/node";
import type { Message, Rule } from "../rule";
import { consequence } from "./format-of";
import { keyOf, refusalsFor, schemaOf } from "./refusals";
import { capital, code, purpose, subject, typesOf, wanted } from "./words";

export const rule: Rule = {
  code: "missing-key",
  concern: "schema",
  severity: "error",
  fix: "none",
  docs: {
    summary: "A required key is absent, or has no value.",
    why: "The format cannot do without it. OpenSLO's go-sdk reads a key without a value (`service:`) as if it were not there, so that is the same mistake.",
    bad: `apiVersion: openslo/v1
kind: AlertNotificationTarget
metadata:
  name: on-call
spec:
  description: Pages whoever is on call
`,
    good: `apiVersion: openslo/v1
kind: AlertNotificationTarget
metadata:
  name: on-call
spec:
  description: Pages whoever is on call
  target: pagerduty
`,
    references: [{ title: "OpenSLO v1", url: "https://github.com/OpenSLO/OpenSLO#specification" }],
  },
  checkObject(object, report, document) {
    for (const { error, schema } of refusalsFor("missing-key", object, document)) {
      const message =
        error.keyword === "required"
          ? absent(object, error.path, String(error.params.missingProperty))
          : empty(object, error.path, schema);
      const key = error.keyword === "required" ? String(error.params.missingProperty) : undefined;
      const lenient = key && schemaOf(object, [...error.path, key])["x-slosmith"]?.whenAbsent;
      report({ span: error.span, message, ...(lenient ? { severity: "information" as const } : {}) });
    }
  },
};

function absent(object: SpecObject, path: Path, key: string): Message {
  const schema = schemaOf(object, [...path, key]);
  const place = path.length === 0 ? "at the top level" : `in ${subject(path)}`;
  return {
    what: `${code(key)} is missing ${place}.`,
    why: why(object, key, schema),
    todo: `Add ${code(key)}${example(key, schema)}.`,
  };
}

function empty(object: SpecObject, path: Path, schema: JsonSchema): Message {
  const key = keyOf(path);
  if (typeof path.at(-1) === "number") {
    return {
      what: `${capital(subject(path))} is empty.`,
      why: consequence(object),
      todo: `Write ${wanted(schema)} after the dash, or remove it.`,
    };
  }
  return {
    what: `${code(key)} has no value.`,
    why: why(object, key, schema),
    todo: `Give it a value${example(key, schema)}.`,
  };
}

function why(object: SpecObject, key: string, schema: JsonSchema): string {
  const whenAbsent = schema["x-slosmith"]?.whenAbsent;
  if (whenAbsent !== undefined) return `${consequence(object)} ${whenAbsent}`;
  const use = purpose(schema);
  return use === undefined ? consequence(object) : `${consequence(object)} ${code(key)}: ${use}`;
}

/** How it is written: with an example, its allowed values, or the keys that it needs itself. */
function example(key: string, schema: JsonSchema): string {
  if (schema.enum) return `: ${wanted(schema)}`;
  if (schema.required && typesOf(schema)[0] === "object") {
    return ` with ${schema.required.map((name) => code(name)).join(", ")}`;
  }
  if (typesOf(schema)[0] === "array") return " with a list, each entry after a `- `";
  const value = schema.const ?? schema.examples?.[0];
  if (typeof value === "string" || typeof value === "number") return `, such as \`${key}: ${value}\``;
  return typesOf(schema).length === 0 ? "" : `: ${wanted(schema)}`;
}
