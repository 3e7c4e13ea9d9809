import type { AlertCondition } from "../../model/alert";
import { nobl9Policy } from "../nobl9-example";
import type { Report, Rule } from "../rule";
import { consequence } from "../schema/format-of";
import { code } from "../schema/words";

export const rule: Rule = {
  code: "condition-comparison",
  concern: "alert",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "An alert condition with a comparison or a value that its measurement does not take.",
    why: "A measurement of the budget says itself which way is bad. Nobl9 compares a burn rate with `gte`, a time that the budget lasts with `lt` (`lte` for a whole budget), a drop with `gte`, and refuses any other. A time is compared with a time such as `72h`, everything else with a number.",
    bad: nobl9Policy(["measurement: averageBurnRate\nvalue: 10\nop: gt\nalertingWindow: 1h"]),
    good: nobl9Policy(["measurement: averageBurnRate\nvalue: 10\nop: gte\nalertingWindow: 1h"]),
    references: [
      { title: "Nobl9 YAML guide, AlertPolicy", url: "https://docs.nobl9.com/yaml-guide/#alertpolicy" },
    ],
  },
  checkObject(object, report) {
    if (object.body.type !== "alertPolicy") return;
    for (const use of object.body.conditions) {
      if (use.kind !== "inline") continue;
      for (const finding of judge(use.condition, consequence(object))) report(finding);
    }
  },
};

const WORDS = new Set(["lte", "gte", "lt", "gt"]);

function judge({ op, onlyOp, statedValue }: AlertCondition, why: string): Report[] {
  const found: Report[] = [];
  // Of a word that is no comparison the rule on allowed words speaks.
  if (op && onlyOp !== undefined && op.value !== onlyOp && WORDS.has(op.value)) {
    found.push({
      span: op.span,
      message: {
        what: `\`op\` is ${op.value}: this measurement takes only ${onlyOp}.`,
        why,
        todo: `Write \`${onlyOp}\`, or leave \`op\` out.`,
      },
      fixes: [{ title: `Change to \`${onlyOp}\``, safe: false, edits: [{ span: op.span, newText: onlyOp }] }],
    });
  }
  if (statedValue && !statedValue.fits) {
    const { text, wants } = statedValue;
    const wanted = wants === "time" ? "a time such as `72h`" : "a number";
    found.push({
      span: text.span,
      message: {
        what: `\`value\` is ${code(text.value)}: this measurement is compared with ${wanted}.`,
        why,
        todo: `Write ${wanted}${wants === "number" && /^["']/.test(text.value) ? ", without quotes" : ""}.`,
      },
    });
  }
  return found;
}
