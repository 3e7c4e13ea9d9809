import { formatPercent, formatRatio } from "../../math/format";
import { ONE, type Rational } from "../../math/rational";
import { sloExample } from "../openslo-example";
import type { Message, Rule, Severity } from "../rule";

export const rule: Rule = {
  code: "target-range",
  alias: "M06",
  concern: "objective",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "A target outside its range, or a ratio and a percentage mixed up.",
    why: "`target` is a ratio below 1, `targetPercent` a percentage below 100. OpenSLO's go-sdk accepts 0 too, but a target of 0 is met while everything fails. A target of 100 % leaves no error budget: every burn rate would be a division by zero. A ratio in the percentage field promises a hundredth of what was meant.",
    bad: sloExample({ objectives: "- target: 99.9" }),
    good: sloExample(),
    references: [{ title: "OpenSLO v1, objectives", url: "https://github.com/OpenSLO/OpenSLO#slo" }],
  },
  checkObject(object, report) {
    if (object.body.type !== "slo") return;
    for (const objective of object.body.objectives) {
      if (!objective.target || !objective.targetField) continue;
      const message = judge(objective.target.value, objective.targetField);
      if (!message) continue;
      const { severity, meant, ...text } = message;
      const field = objective.targetField;
      report({
        span: objective.target.span,
        message: text,
        ...(severity ? { severity } : {}),
        ...(meant === undefined
          ? {}
          : {
              fixes: [
                {
                  title: `Change \`${field}\` to ${meant}`,
                  safe: false,
                  edits: [{ span: objective.target.span, newText: meant }],
                },
              ],
            }),
      });
    }
  },
};

interface Judgement extends Message {
  readonly severity?: Severity;
  /** What the author most likely means, as the field wants it. */
  readonly meant?: string;
}

/** What is wrong with a target; `value` is a ratio whichever field it was written in. */
function judge(value: Rational, field: "target" | "targetPercent"): Judgement | undefined {
  const written = field === "target" ? value : value.mul(100);
  const text = formatRatio(written);
  if (field === "targetPercent" && written.compare(0) > 0 && written.compare(1) < 0) {
    // A target below 1 % is nobody's promise, but a tool takes it: a warning.
    return {
      severity: "warning",
      what: `\`targetPercent\` is ${text}: a promise that ${formatPercent(value)} of events are good.`,
      why: `The field wants a percentage, so the budget would be ${formatPercent(ONE.sub(value), "down")} of all events.`,
      todo: `Did you mean ${formatRatio(written.mul(100))}, or \`target: ${text}\`?`,
      meant: formatRatio(written.mul(100)),
    };
  }
  if (value.compare(0) < 0) {
    return {
      what: `\`${field}\` is ${text}, below 0.`,
      why: "Tools refuse it: a share of good events cannot be negative.",
      todo: field === "target" ? "Write a ratio such as 0.999." : "Write a percentage such as 99.9.",
    };
  }
  if (value.equals(0)) {
    // OpenSLO's go-sdk takes it: a warning.
    return {
      severity: "warning",
      what: `\`${field}\` is ${text}: nothing is promised, and the budget is all events.`,
      why: "The SLO is met while every request fails; no alert on its budget can mean anything.",
      todo: field === "target" ? "Write a ratio such as 0.999." : "Write a percentage such as 99.9.",
    };
  }
  if (value.compare(1) < 0) return undefined;
  if (value.equals(1)) {
    return {
      what: `\`${field}\` is ${text}: 100 % good, with no error budget at all.`,
      why: "Tools refuse it: the first failure breaks the promise and every burn rate divides by zero.",
      todo:
        field === "target"
          ? "Write a ratio below 1, such as 0.999."
          : "Write a percentage below 100, such as 99.9.",
    };
  }
  if (field === "target" && written.compare(100) < 0) {
    const meant = formatRatio(written.div(100));
    return {
      what: `\`target\` is ${text}: a ratio below 1 is wanted here.`,
      why: "Tools refuse it.",
      todo: `Did you mean ${meant}, or \`targetPercent: ${text}\`?`,
      meant,
    };
  }
  return {
    what: `\`${field}\` is ${text}: more than all events.`,
    why: "Tools refuse it.",
    todo:
      field === "target"
        ? "Write a ratio below 1, such as 0.999."
        : "Write a percentage below 100, such as 99.9.",
  };
}
