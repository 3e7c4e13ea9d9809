import { nearest } from "../../text/nearest";
import type { Rule, RuleNames } from "../rule";
import { readSuppressions, type Suppression } from "../suppressions";

export const rule: Rule = {
  code: "suppression",
  concern: "syntax",
  severity: "warning",
  fix: "unsafe",
  docs: {
    summary: "A `slo-ignore` comment that silences nothing.",
    why: "`# slo-ignore <rule>: reason` silences a rule on its line, on the line below, or in the whole document where it stands at the top. A value of several lines, such as a query in a block (`|`), is silenced as a whole by a comment above its key; inside of the block, a PromQL comment silences its own line or the next. Without a reason, or with a rule that does not exist, it silences nothing: whoever reads it would believe otherwise.",
    bad: `apiVersion: openslo/v1
kind: Service
metadata:
  # slo-ignore name-form
  name: checkout
`,
    good: `apiVersion: openslo/v1
kind: Service
metadata:
  # slo-ignore name-form: the old system knows it by this name
  name: Checkout
`,
    references: [],
  },
  checkDocument(document, report, names) {
    if (!document.claimed) return;
    for (const entry of readSuppressions(document.yaml).entries) {
      if (entry.codes.length === 0) {
        report({
          span: entry.span,
          message: {
            what: "This comment names no rule.",
            why: "It silences nothing.",
            todo: "Write `# slo-ignore <rule>: reason`.",
          },
        });
      } else if (entry.reason === "") {
        report({
          span: entry.span,
          message: {
            what: "This comment gives no reason.",
            why: "It silences nothing, so that nobody has to guess why a finding was put aside.",
            todo: `Add it after a colon: \`# slo-ignore ${known(entry, names)}: reason\`.`,
          },
        });
      } else {
        for (const { code, span } of entry.codes) {
          if (names.has(code)) continue;
          const meant = nearest(code, names.codes);
          report({
            span,
            message: {
              what: `There is no rule \`${code}\`.`,
              why: "This comment does not silence what it was meant to.",
              todo:
                meant === undefined
                  ? "Write the code as it stands beside the finding."
                  : `Did you mean \`${meant}\`?`,
            },
            ...(meant === undefined
              ? {}
              : {
                  fixes: [
                    { title: `Change to \`${meant}\``, safe: false, edits: [{ span, newText: meant }] },
                  ],
                }),
          });
        }
      }
    }
  },
};

/** The rules that a comment without a colon plainly names, and no words of the reason after them. */
function known(entry: Suppression, names: RuleNames): string {
  const codes = entry.codes.map((named) => named.code).filter((code) => names.has(code));
  return codes.length === 0 ? "<rule>" : codes.join(", ");
}
