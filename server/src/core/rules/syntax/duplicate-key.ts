import type { Span } from "../../text/span";
import { toData } from "../../yaml/data";
import type { YamlDocument } from "../../yaml/parse";
import { pairAt, removalFixes } from "../removal";
import type { Fix, Rule } from "../rule";
import { capital, code, keyWords } from "../schema/words";

export const rule: Rule = {
  code: "duplicate-key",
  concern: "syntax",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "A key stands twice in the same map.",
    why: "Strict parsers refuse the document; lenient ones keep one of the two values without a word, and not always the same one.",
    bad: `apiVersion: openslo/v1
kind: Service
metadata:
  name: checkout
  name: payments
spec:
  description: Takes orders
`,
    good: `apiVersion: openslo/v1
kind: Service
metadata:
  name: checkout
spec:
  description: Takes orders
`,
    references: [
      { title: "YAML 1.2.2, unique keys", url: "https://yaml.org/spec/1.2.2/#3213-node-comparison" },
    ],
  },
  checkDocument(document, report) {
    // Around a template's branches the two keys may be alternatives.
    if (!document.claimed || document.yaml.controlLines > 0) return;
    for (const { key, span, firstSpan } of document.yaml.duplicateKeys) {
      report({
        span,
        message: {
          what: `${capital(keyWords(key))} stands twice in this map.`,
          why: "Parsers refuse the document or keep one value silently.",
          todo: "Remove one of the two.",
        },
        fixes: fixesFor(document.yaml, span, firstSpan),
        related: [{ message: `The first ${key === "" ? "empty key" : code(key)}`, span: firstSpan }],
      });
    }
  },
};

/** With the same value twice, one of them is plainly too much; else either may be meant. */
function fixesFor({ text, root }: YamlDocument, span: Span, firstSpan: Span): Fix[] {
  const first = pairAt(root, firstSpan)?.pair.value;
  const second = pairAt(root, span)?.pair.value;
  if (first && second && JSON.stringify(toData(first)) === JSON.stringify(toData(second))) {
    return removalFixes(text, root, span, { title: "Remove the second, which says the same", safe: true });
  }
  return [
    ...removalFixes(text, root, span, { title: "Keep the first" }),
    ...removalFixes(text, root, firstSpan, { title: "Keep the second" }),
  ];
}
