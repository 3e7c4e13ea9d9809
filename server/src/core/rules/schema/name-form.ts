import type { YamlNode } from "../../yaml/node";
import type { Rule } from "../rule";
import { LONGEST_LABEL, labelFault, placeholderIn, suggestLabel } from "./dns-label";
import { consequence } from "./format-of";
import { refusalsFor } from "./refusals";
import { code } from "./words";

export const rule: Rule = {
  code: "name-form",
  concern: "schema",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "A name that is not a DNS label.",
    why: "Names end up in Kubernetes objects, metric labels and addresses. They are lower-case letters, digits and hyphens, 1 to 63 of them, with a letter or digit at both ends (RFC 1123). What is shown to people can be said in `displayName`.",
    bad: `apiVersion: openslo/v1
kind: Service
metadata:
  name: Checkout Service
`,
    good: `apiVersion: openslo/v1
kind: Service
metadata:
  name: checkout-service
  displayName: Checkout Service
`,
    references: [
      { title: "RFC 1123, section 2.1", url: "https://www.rfc-editor.org/rfc/rfc1123#section-2" },
      { title: "OpenSLO v1, metadata", url: "https://github.com/OpenSLO/OpenSLO#general-schema" },
    ],
  },
  checkObject(object, report, document) {
    // A name may be too long and hold wrong signs: one finding says both.
    const judged = new Set<YamlNode>();
    for (const { error, schema } of refusalsFor("name-form", object, document)) {
      const node = error.node;
      if (node?.kind !== "scalar" || judged.has(node)) continue;
      judged.add(node);
      const name = String(node.value);
      const longest = schema.maxLength ?? LONGEST_LABEL;
      const suggestion = suggestLabel(name, longest);
      report({
        span: error.span,
        message: {
          what: name === "" ? "The name is empty." : `The name ${code(name)} ${labelFault(name, longest)}.`,
          why: `Names are lower-case letters, digits and hyphens, at most ${longest}. ${consequence(object)}`,
          todo:
            suggestion === undefined
              ? advice(name, longest)
              : `Did you mean ${code(suggestion)}? What refers to it by name has to change too.`,
        },
        ...(suggestion === undefined
          ? {}
          : {
              fixes: [
                {
                  title: `Change the name to \`${suggestion}\``,
                  safe: false,
                  edits: [{ span: node.span, newText: suggestion }],
                },
              ],
            }),
      });
    }
  },
};

function advice(name: string, longest: number): string {
  if (placeholderIn(name) !== undefined) return "Put the real name in its place.";
  return name.length > longest ? "Write a shorter name." : "Write a name in such letters.";
}
