import type { HiddenHeader } from "../../model/hidden-header";
import type { Rule } from "../rule";
import { slothExample } from "../sloth-example";

export const rule: Rule = {
  code: "header-not-found",
  concern: "schema",
  severity: "error",
  fix: "safe",
  docs: {
    summary: "A header that is right as YAML, and that the format's tool does not find.",
    why: "Sloth looks for the line `version: prometheus/v1` by its letters before it reads the file as YAML: from the first column, a space after the colon, nothing behind the value. With a comment behind it, indented, or with the key in quotes, Sloth says that it cannot load the spec. The same holds for `kind` and `apiVersion` of a PrometheusServiceLevel that `sloth generate` reads from a file; the controller in Kubernetes reads it as YAML, so that is a warning.",
    bad: slothExample({ version: "version: prometheus/v1 # Sloth" }),
    good: slothExample({ version: "# Sloth\nversion: prometheus/v1" }),
    references: [
      {
        title: "Sloth, how a spec is recognised",
        url: "https://github.com/slok/sloth/blob/main/internal/storage/io/sloth.go",
      },
    ],
  },
  checkObject({ hiddenHeader: hidden }, report) {
    if (!hidden) return;
    const fix = fixOf(hidden);
    report({
      span: hidden.span,
      ...(hidden.always ? {} : { severity: "warning" as const }),
      message: {
        what: `The line with \`${hidden.key}\` is not found: ${hidden.reason}.`,
        why: hidden.consequence,
        todo: `Write \`${hidden.wanted}\` on a line of its own, from the first column.`,
      },
      ...(fix ? { fixes: [fix] } : {}),
    });
  },
};

function fixOf({ edit, wanted }: HiddenHeader) {
  return edit && { title: `Write the line as \`${wanted}\``, safe: true, edits: [edit] };
}
