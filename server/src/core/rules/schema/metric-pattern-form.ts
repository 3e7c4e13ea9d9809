import type { Rule } from "../rule";
import { consequence } from "./format-of";
import { refusalsFor } from "./refusals";
import { code } from "./words";

const example = (match: string) => `apiVersion: slosmith/v1
kind: Workspace
spec:
  signals:
    - match: ${match}
      class: edge
`;

export const rule: Rule = {
  code: "metric-pattern-form",
  concern: "schema",
  severity: "error",
  fix: "none",
  docs: {
    summary: "The `match` of a signal family that no metric's name can meet.",
    why: "A family is told by the metric's name alone: letters, digits and `_ : . - /`, with `*` for any run of characters. A query, label matchers or a regular expression match no name, so the family would never be found. Regular expressions are left out on purpose: a wildcard is enough to tell names apart, and no pattern of wildcards can slow the editor down.",
    bad: example("'shop_answers_total{stage=\"prod\"}'"),
    good: example("shop_answers_total"),
    references: [
      {
        title: "Prometheus, metric names and labels",
        url: "https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels",
      },
    ],
  },
  checkObject(object, report, document) {
    for (const { error } of refusalsFor("metric-pattern-form", object, document)) {
      const { node } = error;
      if (node?.kind !== "scalar") continue;
      const text = String(node.value);
      report({
        span: error.span,
        message: {
          what: text === "" ? "The pattern is empty." : `${code(text)} ${fault(text)}.`,
          why: consequence(object),
          todo: advice(text),
        },
      });
    }
  },
};

const SIGNS = /[^-A-Za-z0-9_:.*/ ]/u;
const LONGEST = 200;

function fault(text: string): string {
  if (/^\/.*\/$/.test(text)) return "is a regular expression";
  const wrong = SIGNS.exec(text)?.[0];
  if (wrong !== undefined) return `holds \`${wrong}\`, which no metric's name has`;
  if (text.length > LONGEST) return `has ${text.length} characters, more than ${LONGEST}`;
  return /[A-Za-z0-9_:]/.test(text)
    ? "begins or ends with a sign that no metric's name does"
    : "names nothing";
}

function advice(text: string): string {
  const name = /^[A-Za-z_:][A-Za-z0-9_:]*(?=\{)/.exec(text)?.[0];
  if (name !== undefined) return `Write the name without its labels: ${code(name)}.`;
  return "Write a metric's name, with `*` for what may differ.";
}
