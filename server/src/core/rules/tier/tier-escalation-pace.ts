import { shortDuration } from "../../math/format";
import type { Rule } from "../rule";
import { escalationExample, tierExample } from "./example";
import { TIERS_PAGE } from "./references";
import { compareDurations } from "./words";

const steps = (first: string, second: string) =>
  escalationExample(
    `- consumedPercent: 50\n  actions: [review]\n  decider: engineering-lead\n  within: ${first}\n- consumedPercent: 100\n  actions: [techDebt]\n  decider: head-of-shop\n  within: ${second}`,
  );

export const rule: Rule = {
  code: "tier-escalation-pace",
  alias: "TR08",
  concern: "tier",
  severity: "warning",
  fix: "none",
  docs: {
    summary: "A later escalation step that may take longer than the one before.",
    why: "The less of the budget is left, the more urgent a step is. When a step at 100 % may wait longer than the one at 50 %, the time limits are most likely swapped.",
    bad: tierExample({ escalation: steps("4h", "2d") }),
    good: tierExample({ escalation: steps("2d", "4h") }),
    references: [TIERS_PAGE],
  },
  checkObject(object, report) {
    if (object.body.type !== "tier") return;
    const { steps: all = [] } = object.body.escalation ?? {};
    for (const [at, step] of all.entries()) {
      const before = all[at - 1]?.within;
      if (!step.within || !before || compareDurations(step.within.value, before.value) <= 0) continue;
      report({
        span: step.within.span,
        message: {
          what: `This step may take ${shortDuration(step.within.value)}, the one before it ${shortDuration(before.value)}.`,
          why: "People may take longer just when less of the budget is left.",
          todo: `Allow at most ${shortDuration(before.value)} here, or more time in the step before.`,
        },
        related: [{ message: "The step before it", span: before.span }],
      });
    }
  },
};
