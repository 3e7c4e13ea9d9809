import { formatPercent, formatRatio } from "../../math/format";
import { decimalsNeeded, decimalText } from "../../math/format-decimal";
import { ONE, parseDecimal, type Rational, ratio } from "../../math/rational";
import type { Located } from "../../model/located";
import type { TargetKey } from "../../model/slo";
import { sloExample } from "../openslo-example";
import type { Message, Report, Rule, Severity } from "../rule";
import { code } from "../schema/words";
import { changeTarget } from "./change-target";

export const rule: Rule = {
  code: "target-range",
  alias: "M06",
  concern: "objective",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "A target that is no number or out of its range, or a ratio and a percentage mixed up.",
    why: "`target` is a ratio below 1, `targetPercent` a percentage below 100. OpenSLO's go-sdk accepts 0 too, but a target of 0 is met while everything fails. A target of 100 % leaves no error budget: every burn rate would be a division by zero. A ratio in the percentage field promises a hundredth of what was meant.",
    bad: sloExample({ objectives: "- target: 99.9" }),
    good: sloExample(),
    references: [{ title: "OpenSLO v1, objectives", url: "https://github.com/OpenSLO/OpenSLO#slo" }],
  },
  checkObject(object, report) {
    if (object.body.type !== "slo") return;
    for (const objective of object.body.objectives) {
      if (objective.unreadTarget && objective.targetKey)
        report(noNumber(objective.unreadTarget, objective.targetKey));
      if (!objective.target || !objective.targetKey) continue;
      const message = judge(objective.target.value, objective.targetKey);
      if (!message) continue;
      const { severity, meant, ...text } = message;
      report({
        span: objective.target.span,
        message: text,
        ...(severity ? { severity } : {}),
        ...(meant === undefined
          ? {}
          : { fixes: [changeTarget(objective.targetKey, objective.target.span, meant)] }),
      });
    }
  },
};

/** A text that is no number: `99.9 %`, `99,9`. */
function noNumber({ value, span }: Located<string>, key: TargetKey): Report {
  const bare = value
    .trim()
    .replace(/\s*%$/, "")
    .replace(/^(\d+),(\d+)$/, "$1.$2");
  const number = parseDecimal(bare);
  const isShare = key.unit === "ratio" && value.trim().endsWith("%");
  const meant = number && (isShare ? formatRatio(number.div(100)) : bare);
  return {
    span,
    message: {
      what: `\`${key.name}\` is ${code(value)}, which is no number.`,
      why: "Tools refuse it.",
      todo: meant === undefined ? example(key) : `Write the bare number: ${meant}.`,
    },
    ...(meant === undefined ? {} : { fixes: [changeTarget(key, span, meant)] }),
  };
}

/** As a ratio hardly anybody promises 90 % or less, so in a percentage field that is what it says: 0.9 %. */
const LOWEST_MISTAKEN = ratio(9, 10);

interface Judgement extends Message {
  readonly severity?: Severity;
  /** What the author most likely means, as the field wants it; where nobody can tell, the example. */
  readonly meant?: string;
}

/** What is wrong with a target; `value` is a ratio whichever key it was written under. */
function judge(value: Rational, key: TargetKey): Judgement | undefined {
  const percent = key.unit === "percent";
  const written = percent ? value.mul(100) : value;
  if (percent && written.compare(LOWEST_MISTAKEN) > 0 && written.compare(1) < 0)
    return ratioForPercent(value, key);
  if (value.compare(0) < 0) {
    return {
      what: `\`${key.name}\` is ${formatRatio(written)}, below 0.`,
      why: "Tools refuse it: a share of good events cannot be negative.",
      todo: example(key),
    };
  }
  if (value.equals(0)) return nothing(key);
  if (value.compare(1) < 0) return undefined;
  if (value.equals(1)) return everything(key);
  return beyond(value, key);
}

/** A target just below 1 % is nobody's promise, but a tool takes it: a warning. */
function ratioForPercent(value: Rational, key: TargetKey): Judgement {
  const text = formatRatio(value.mul(100));
  const meant = formatRatio(value.mul(10_000));
  return {
    severity: "warning",
    what: `\`${key.name}\` is ${text}: a promise that ${formatPercent(value)} of events are good.`,
    why: `The field wants a percentage, so the budget would be ${formatPercent(ONE.sub(value), "down")} of all events.`,
    todo:
      key.otherUnit === undefined
        ? `Did you mean ${meant}?`
        : `Did you mean ${meant}, or \`${key.otherUnit}: ${text}\`?`,
    meant,
  };
}

function nothing(key: TargetKey): Judgement {
  return {
    ...(key.takesNone ? { severity: "warning" as const } : {}),
    what: `\`${key.name}\` is 0: nothing is promised, and the budget is all events.`,
    why: key.takesNone
      ? "The SLO is met while every request fails; no alert on its budget can mean anything."
      : "Tools refuse it: it has to be above 0.",
    todo: example(key),
  };
}

function everything(key: TargetKey): Judgement {
  return {
    what: `\`${key.name}\` is ${key.unit === "percent" ? 100 : 1}: 100 % good, with no error budget at all.`,
    why:
      key.consequences?.all ??
      `${key.takesAll ? "Tools take it, but" : "Tools refuse it:"} the first failure breaks the promise and every burn rate divides by zero.`,
    todo:
      key.unit === "percent"
        ? "Write a percentage below 100, such as 99.9."
        : "Write a ratio below 1, such as 0.999.",
    meant: key.unit === "percent" ? "99.9" : "0.999",
  };
}

function beyond(value: Rational, key: TargetKey): Judgement {
  if (key.unit === "ratio" && value.compare(100) < 0) {
    const meant = formatRatio(value.div(100));
    const other = key.otherUnit === undefined ? "" : `, or \`${key.otherUnit}: ${formatRatio(value)}\``;
    return {
      what: `\`${key.name}\` is ${formatRatio(value)}: a ratio below 1 is wanted here.`,
      why: key.consequences?.beyond ?? "Tools refuse it.",
      todo: `Did you mean ${meant}${other}?`,
      meant,
    };
  }
  return {
    what: `\`${key.name}\` is ${exact(key.unit === "percent" ? value.mul(100) : value)}: more than all events.`,
    why: key.consequences?.beyond ?? "Tools refuse it.",
    todo: everything(key).todo,
  };
}

function example({ unit }: TargetKey): string {
  return unit === "ratio" ? "Write a ratio such as 0.999." : "Write a percentage such as 99.9.";
}

/** All decimals: rounded, 100.0001 would seem to be 100. */
function exact(value: Rational): string {
  return decimalText(value, Math.min(decimalsNeeded(value) ?? 6, 12), "up").replaceAll(",", "");
}
