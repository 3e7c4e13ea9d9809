import { listed } from "../../text/listed";
import type { Rule } from "../rule";
import { escalationExample, tierExample } from "./example";
import { ERROR_BUDGET_POLICY, TIERS_PAGE } from "./references";

/** What must pass a freeze: urgent repairs and security fixes. */
const NEEDED = ["p0", "security"] as const;

const FREEZE = escalationExample(
  "- consumedPercent: 100\n  actions: [releaseFreeze]\n  decider: head-of-shop\n  within: 4h",
);
const GATE =
  "- remainingBelowPercent: 0\n  effect: block\n  approver: head-of-shop\n  exceptions: [p0, security]";

export const rule: Rule = {
  code: "tier-release-freeze",
  alias: "TR09",
  concern: "tier",
  severity: "warning",
  fix: "none",
  docs: {
    summary: "A release freeze without a `block` gate that lets `p0` and `security` fixes through.",
    why: "A freeze that no release gate carries out is only a word. A freeze without exceptions keeps back the very repairs that would end the trouble, and security fixes with them; people then go around the rule.",
    bad: tierExample({ escalation: FREEZE }),
    good: tierExample({ escalation: FREEZE, releaseGates: GATE }),
    references: [TIERS_PAGE, ERROR_BUDGET_POLICY],
  },
  checkObject(object, report) {
    if (object.body.type !== "tier" || object.partial) return;
    const { releaseGates, escalation } = object.body;
    const freeze = escalation?.steps
      .flatMap((step) => step.actions)
      .find((action) => action.value === "releaseFreeze");
    // A gate whose effect cannot be read may well be the one.
    if (!freeze || releaseGates.some((gate) => !gate.effect)) return;
    const blocks = releaseGates.filter((gate) => gate.effect?.value === "block");
    if (blocks.length === 0) {
      report({
        span: freeze.span,
        message: {
          what: "The tier freezes releases and has no release gate with the effect `block`.",
          why: "No gate carries the freeze out: releases go on with the budget spent.",
          todo: "Add a gate such as `remainingBelowPercent: 0`, `effect: block`, `exceptions: [p0, security]`.",
        },
      });
      return;
    }
    for (const gate of blocks) {
      const named = gate.exceptions.map((exception) => exception.value.toLowerCase());
      const missing = NEEDED.filter((exception) => !named.includes(exception));
      if (missing.length === 0) continue;
      report({
        span: gate.exceptionsSpan ?? gate.effect?.span ?? gate.span,
        message: {
          what: `This gate blocks releases and makes no exception for ${listed(missing.map((one) => `\`${one}\``))}.`,
          why: "Urgent repairs and security fixes would wait until the budget has recovered.",
          todo: "Write `exceptions: [p0, security]`, and what else must pass.",
        },
        related: [{ message: "The freeze that this gate carries out", span: freeze.span }],
      });
    }
  },
};
