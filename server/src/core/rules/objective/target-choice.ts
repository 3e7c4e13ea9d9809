import { given, lacks } from "../../model/form";
import { readDecimal } from "../../model/located";
import { fieldsOf } from "../../model/slo-fields";
import type { YamlPair } from "../../yaml/node";
import { sloExample } from "../openslo-example";
import { removePair } from "../removal";
import type { Rule } from "../rule";
import { choice } from "../schema/words";

const EXAMPLES: Readonly<Record<string, string>> = {
  target: "`target: 0.999`",
  targetPercent: "`targetPercent: 99.9`",
};

export const rule: Rule = {
  code: "target-choice",
  concern: "objective",
  severity: "error",
  fix: "safe",
  docs: {
    summary: "An objective with both `target` and `targetPercent`, or with neither.",
    why: "The target is the promise: the share that must be good, as a ratio in `target` or in percent in `targetPercent`. Without one there is no error budget, and with two a tool cannot know which counts, even where they say the same. OpenSLO's checker refuses both.",
    bad: sloExample({ objectives: "- displayName: Good checkouts" }),
    good: sloExample({ objectives: "- displayName: Good checkouts\n  target: 0.999" }),
    references: [{ title: "OpenSLO v1, objectives", url: "https://github.com/OpenSLO/OpenSLO#slo" }],
  },
  checkObject(object, report, document) {
    if (object.body.type !== "slo") return;
    const { targets } = fieldsOf(object.body);
    for (const { form } of object.body.objectives) {
      if (!form) continue;
      const target = given(form.map, "target");
      const percent = targets.includes("targetPercent") ? given(form.map, "targetPercent") : undefined;
      if (target && percent) {
        // In a template's branches the two may be alternatives.
        if (document.yaml.controlLines > 0) continue;
        const same = saySame(target, percent);
        const edit = same ? removePair(document.yaml.text, form.map, percent) : undefined;
        report({
          span: form.span,
          message: {
            what: `This objective has both \`target\` and \`targetPercent\`${same ? ", which say the same" : ""}.`,
            why: "Tools refuse it: only one may be given.",
            todo: "Keep one of the two.",
          },
          related: [
            { message: "`target`", span: target.key.span },
            { message: "`targetPercent`", span: percent.key.span },
          ],
          ...(edit ? { fixes: [{ title: "Remove `targetPercent`", safe: true, edits: [edit] }] } : {}),
        });
      } else if (!object.partial && lacks(form.map, "target") && !percent) {
        report({
          span: form.span,
          message: {
            what: "This objective has no target.",
            why: `Tools refuse it: without ${choice(targets)} nothing is promised.`,
            todo: `Add one, such as ${targets.map((key) => EXAMPLES[key]).join(" or ")}.`,
          },
        });
      }
    }
  },
};

function saySame(target: YamlPair, percent: YamlPair): boolean {
  const ratio = readDecimal(target.value);
  const inPercent = readDecimal(percent.value);
  return ratio !== undefined && inPercent !== undefined && ratio.value.mul(100).equals(inPercent.value);
}
