import type { JsonSchema } from "../../schema/property";
import { nearest } from "../../text/nearest";
import type { YamlNode } from "../../yaml/node";
import type { Fix, Rule } from "../rule";
import { consequence } from "./format-of";
import { refusalsFor } from "./refusals";
import { capital, choice, code, found, subject, wanted } from "./words";

export const rule: Rule = {
  code: "unknown-value",
  concern: "schema",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "A word that is not among those the field allows.",
    why: "Such fields choose between a few ways to calculate or to compare. Tools refuse any other word, and letter case counts.",
    bad: `apiVersion: openslo/v1
kind: AlertCondition
metadata:
  name: fast-burn
spec:
  severity: page
  condition:
    kind: burnrate
    op: ">="
    threshold: 14.4
    lookbackWindow: 1h
`,
    good: `apiVersion: openslo/v1
kind: AlertCondition
metadata:
  name: fast-burn
spec:
  severity: page
  condition:
    kind: burnrate
    op: gte
    threshold: 14.4
    lookbackWindow: 1h
`,
    references: [{ title: "OpenSLO v1", url: "https://github.com/OpenSLO/OpenSLO#specification" }],
  },
  checkObject(object, report, document) {
    for (const { error, schema } of refusalsFor("unknown-value", object, document)) {
      const allowed = allowedBy(schema);
      const fix = error.node ? meant(error.node, allowed) : undefined;
      const list =
        allowed.length === 1 ? `only ${wanted(schema)} is allowed` : `allowed are ${choice(allowed)}`;
      report({
        span: error.span,
        message: {
          what: `${capital(subject(error.path))} is ${found(error.node)}: ${list}.`,
          why: consequence(object),
          todo: fix
            ? `Did you mean ${code(fix.edits[0]?.newText ?? "")}?`
            : `Write ${schema.pattern === undefined ? wanted(schema) : choice(allowed)}.`,
        },
        ...(fix ? { fixes: [fix] } : {}),
      });
    }
  },
};

function allowedBy(schema: JsonSchema): string[] {
  if (schema.const !== undefined) return [String(schema.const)];
  // Where letter case does not count, a pattern says so and the examples name the words.
  const words = schema["x-slosmith"]?.type === "any-case" ? schema.examples : schema.enum;
  return (words ?? []).map(String);
}

/** The signs and words that other tools use for OpenSLO's comparisons. */
const OPERATORS: Readonly<Record<string, string>> = {
  "<=": "lte",
  "=<": "lte",
  "≤": "lte",
  le: "lte",
  ">=": "gte",
  "=>": "gte",
  "≥": "gte",
  ge: "gte",
  "<": "lt",
  ">": "gt",
  lessthan: "lt",
  lessthanorequal: "lte",
  lessthanorequalto: "lte",
  greaterthan: "gt",
  greaterthanorequal: "gte",
  greaterthanorequalto: "gte",
};

function meant(node: YamlNode, allowed: readonly string[]): Fix | undefined {
  if (node.kind !== "scalar" || typeof node.value !== "string" || node.style === "block") return undefined;
  const letters = plain(node.value);
  const same = allowed.find((word) => plain(word) === letters) ?? sameComparison(node.value, allowed);
  const found = same ?? nearest(node.value, allowed);
  if (found === undefined) return undefined;
  // Letter case, hyphens and the signs of comparison leave no doubt; a near word might.
  return {
    title: `Change to \`${found}\``,
    safe: same !== undefined,
    edits: [{ span: node.span, newText: found }],
  };
}

function sameComparison(written: string, allowed: readonly string[]): string | undefined {
  const key = written
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]/g, "");
  const name = Object.hasOwn(OPERATORS, key) ? OPERATORS[key] : undefined;
  return allowed.find((word) => word === name);
}

function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[\s_-]/g, "");
}
