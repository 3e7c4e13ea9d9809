import type { SpecObject } from "../../model/spec-object";
import { schemaAt } from "../../schema/property";
import { nearest } from "../../text/nearest";
import { pairOf } from "../../yaml/node";
import type { Rule } from "../rule";

export const rule: Rule = {
  code: "unknown-key",
  concern: "schema",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "A key that the format does not know.",
    why: "Strict readers such as OpenSLO's go-sdk refuse the document. Lenient ones ignore the key: what it was to say is lost without a word.",
    bad: `apiVersion: openslo/v1
kind: AlertNotificationTarget
metadata:
  name: on-call
spec:
  target: pagerduty
  descripton: Pages whoever is on call
`,
    good: `apiVersion: openslo/v1
kind: AlertNotificationTarget
metadata:
  name: on-call
spec:
  target: pagerduty
  description: Pages whoever is on call
`,
    references: [{ title: "OpenSLO v1", url: "https://github.com/OpenSLO/OpenSLO#specification" }],
  },
  checkObject(object, report) {
    for (const error of object.schemaErrors) {
      if (error.keyword !== "additionalProperties") continue;
      const key = String(error.params.additionalProperty);
      const known = knownKeys(object, error.path);
      const absent = known.filter((name) => !pairOf(error.node, name));
      const meant = nearest(key, absent);
      const place = error.path.length === 0 ? "at the top level" : `in \`${lastKey(error.path)}\``;
      report({
        span: error.span,
        message: {
          what: `\`${key}\` is not known ${place}.`,
          why: "Strict tools refuse the document; the others ignore what it says.",
          todo: meant === undefined ? listKnown(known) : `Did you mean \`${meant}\`?`,
        },
        ...(meant === undefined
          ? {}
          : {
              fixes: [
                {
                  title: `Change to \`${meant}\``,
                  safe: false,
                  edits: [{ span: error.span, newText: meant }],
                },
              ],
            }),
      });
    }
  },
};

function knownKeys(object: SpecObject, path: readonly (string | number)[]): string[] {
  const found = object.schemaKey === undefined ? undefined : schemaAt(object.schemaKey, path);
  return Object.keys(found?.schema.properties ?? {});
}

function lastKey(path: readonly (string | number)[]): string {
  return String(path.findLast((segment) => typeof segment === "string") ?? "");
}

function listKnown(known: readonly string[]): string {
  if (known.length === 0) return "Remove it.";
  return `Known here: ${known.map((name) => `\`${name}\``).join(", ")}.`;
}
