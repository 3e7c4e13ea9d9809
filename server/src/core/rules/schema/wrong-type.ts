import type { SpecDocument } from "../../dialects/spec-document";
import { isOldBoolean } from "../../model/located";
import type { JsonSchema } from "../../schema/property";
import { pairOf, type YamlNode } from "../../yaml/node";
import type { Rule } from "../rule";
import { consequence } from "./format-of";
import { refusalsFor } from "./refusals";
import { type TypeFix, typeFix } from "./type-fix";
import { capital, found, subject, typesOf, wanted } from "./words";

export const rule: Rule = {
  code: "wrong-type",
  concern: "schema",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "A value of the wrong kind: text for a number, a number for text, a map for a list.",
    why: 'Strict readers such as OpenSLO\'s go-sdk refuse the document. The quotes decide in YAML: `true` is a truth value and `"true"` text, `0.99` a number and `"0.99"` text. Where one reader takes a number for text and another does not, it is a warning: from a file Pyrra reads `target: 99.9`, Kubernetes refuses it. With `slosmith/consumers: pyrra-files` nothing is said then, with `pyrra-kubernetes` it is an error.',
    bad: `apiVersion: openslo/v1
kind: Service
metadata:
  name: checkout
  annotations:
    slosmith/events-per-day: 1200000
`,
    good: `apiVersion: openslo/v1
kind: Service
metadata:
  name: checkout
  annotations:
    slosmith/events-per-day: "1200000"
`,
    references: [
      { title: "YAML 1.2.2, core schema", url: "https://yaml.org/spec/1.2.2/#103-core-schema" },
      { title: "OpenSLO v1", url: "https://github.com/OpenSLO/OpenSLO#specification" },
    ],
  },
  checkObject(object, report, document) {
    for (const { error, schema } of refusalsFor("wrong-type", object, document)) {
      const node = error.node;
      const isSwitch = isOldBoolean(node) && typesOf(schema).includes("boolean");
      if (isSwitch && object.reader?.yaml11) continue;
      // That it is no label is said of its key: quotes would make it one.
      if (isMislaidSwitch(node, document)) continue;
      const readAsText = node?.kind === "scalar" ? schema["x-slosmith"]?.readAsText : undefined;
      const fix = node ? typeFix(node, schema, document.yaml.text) : undefined;
      report({
        span: error.span,
        ...(isSwitch || readAsText !== undefined ? { severity: "warning" as const } : {}),
        message: {
          what: `${capital(subject(error.path))} is ${found(node)}: ${wanted(schema)} is wanted.`,
          why: isSwitch
            ? "YAML 1.2 reads it as text; only readers of YAML 1.1, such as go-sdk's, take it for a truth value."
            : (readAsText ?? consequence(object)),
          todo: advice(node, schema, fix),
        },
        ...(fix ? { fixes: [{ title: fix.title, safe: fix.safe, edits: fix.edits }] } : {}),
      });
    }
  },
};

function advice(node: YamlNode | undefined, schema: JsonSchema, fix: TypeFix | undefined): string {
  const types = typesOf(schema);
  if (fix) return fix.todo;
  if (types.includes("object") && node?.kind === "seq") return "Remove the dash, and indent the keys.";
  if (types.includes("array")) return "Begin each entry on a line of its own with `- `.";
  if (types.includes("object")) return "Write its keys on the lines below, indented.";
  return `Write ${wanted(schema)}.`;
}

/** Whether a label's value was meant for a switch beside the labels. */
function isMislaidSwitch(node: YamlNode | undefined, { objects }: SpecDocument): boolean {
  return objects.some(
    ({ body }) =>
      body.type === "slo" &&
      body.alertPolicies.some((use) => {
        const mislaid = use.kind === "inline" ? use.policy.mislaidSwitch : undefined;
        return mislaid !== undefined && pairOf(mislaid.labels, mislaid.key)?.value === node;
      }),
  );
}
