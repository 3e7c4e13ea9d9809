import type { YamlNode } from "../../yaml/node";
import type { Rule } from "../rule";
import { slothExample } from "../sloth-example";
import { consequence } from "./format-of";
import { keyOf, refusalsFor } from "./refusals";
import { capital, code } from "./words";

export const rule: Rule = {
  code: "identifier-form",
  concern: "schema",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "A name with signs that its tool does not allow.",
    why: "Sloth takes names and services of letters, digits, `-`, `_` and `.`, with a letter or digit at both ends. Since the first and the last sign are two, a single letter is no name. Both become labels of its rules, and together the SLO's identity.",
    bad: slothExample({ name: "requests availability" }),
    good: slothExample({ name: "requests-availability" }),
    references: [
      {
        title: "Sloth, names",
        url: "https://github.com/slok/sloth/blob/main/pkg/common/conventions/conventions.go",
      },
    ],
  },
  checkObject(object, report, document) {
    const judged = new Set<YamlNode>();
    for (const { error, schema } of refusalsFor("identifier-form", object, document)) {
      const { node } = error;
      if (node?.kind !== "scalar" || judged.has(node)) continue;
      judged.add(node);
      const name = String(node.value);
      const limit = error.keyword === "maxLength" ? Number(error.params.limit) : undefined;
      const signs = schema["x-slosmith"]?.signs;
      const meant = limit === undefined && signs === undefined ? suggestion(name) : undefined;
      const key = capital(code(keyOf(error.path)));
      report({
        span: error.span,
        message: {
          what:
            limit === undefined
              ? signs === undefined
                ? `${key} ${fault(name)}.`
                : `${key} is ${code(name)}.`
              : `${key} has ${[...name].length} characters, at most ${limit} are allowed.`,
          why: `It holds ${signs ?? "letters, digits, `-`, `_` and `.`, a letter or digit at both ends, at least two signs"}. ${consequence(object)}`,
          todo:
            meant === undefined
              ? signs === undefined
                ? "Write another name."
                : `Use ${signs}.`
              : `Did you mean ${code(meant)}?`,
        },
        ...(meant === undefined
          ? {}
          : {
              fixes: [
                {
                  title: `Change to \`${meant}\``,
                  safe: false,
                  edits: [{ span: node.span, newText: meant }],
                },
              ],
            }),
      });
    }
  },
};

function fault(name: string): string {
  if (name === "") return "is empty";
  if (name.length === 1) return `is the single sign ${code(name)}`;
  const strange = /[^-A-Za-z0-9_.]/.exec(name)?.[0];
  if (strange !== undefined) return `${code(name)} holds ${strange === " " ? "a space" : code(strange)}`;
  return `${code(name)} ${/^[^A-Za-z0-9]/.test(name) ? "begins" : "ends"} with ${code(/^[^A-Za-z0-9]/.test(name) ? name.slice(0, 1) : name.slice(-1))}`;
}

function suggestion(name: string): string | undefined {
  const meant = name
    .replaceAll(/[^-A-Za-z0-9_.]+/g, "-")
    .replace(/^[-_.]+/, "")
    .replace(/[-_.]+$/, "");
  return meant.length >= 2 ? meant : undefined;
}
