import { formatPercent } from "../../math/format";
import { ONE } from "../../math/rational";
import type { EscalationStep } from "../../model/tier";
import type { Reporter, Rule } from "../rule";
import { escalationExample, tierExample } from "./example";
import { ERROR_BUDGET_POLICY, TIERS_PAGE } from "./references";

const REVIEW_AT_75 = "- consumedPercent: 75\n  actions: [review]\n  decider: engineering-lead\n  within: 2d";
const DEBT_AT_100 = "- consumedPercent: 100\n  actions: [techDebt]\n  decider: head-of-shop\n  within: 1d";

export const rule: Rule = {
  code: "tier-escalation-steps",
  alias: "TR01",
  concern: "tier",
  severity: "error",
  fix: "none",
  docs: {
    summary: "Escalation steps that do not rise, or that end before the budget is spent.",
    why: "Steps are taken in turn as the budget is used up, so each must begin at a larger share than the one before. The moment that matters most is the one at which nothing is left: without a step at 100 % or above nobody has agreed what happens then.",
    bad: tierExample({ escalation: escalationExample(REVIEW_AT_75) }),
    good: tierExample({ escalation: escalationExample(`${REVIEW_AT_75}\n${DEBT_AT_100}`) }),
    references: [TIERS_PAGE, ERROR_BUDGET_POLICY],
  },
  checkObject(object, report) {
    if (object.body.type !== "tier" || !object.body.escalation) return;
    const { steps } = object.body.escalation;
    checkOrder(steps, report);
    if (!object.partial) checkEnd(steps, report);
  },
};

function checkOrder(steps: readonly EscalationStep[], report: Reporter): void {
  for (const [at, step] of steps.entries()) {
    const before = steps[at - 1]?.consumed;
    if (!step.consumed || !before || step.consumed.value.compare(before.value) > 0) continue;
    const same = step.consumed.value.equals(before.value);
    const share = formatPercent(step.consumed.value);
    report({
      span: step.consumed.span,
      message: {
        what: `This step begins at ${share} of the budget, ${same ? "as does" : `below the ${formatPercent(before.value)} of`} the step before it.`,
        why: "Steps follow one another as the budget is used up: it is not clear which of the two holds.",
        todo: same ? "Merge the two steps, or raise this one's share." : "Put the steps in rising order.",
      },
      related: [{ message: "The step before it", span: before.span }],
    });
  }
}

function checkEnd(steps: readonly EscalationStep[], report: Reporter): void {
  const last = steps.at(-1)?.consumed;
  // Where an earlier step goes that far the order is at fault, and that has been said.
  if (!last || steps.some((step) => !step.consumed || step.consumed.value.compare(ONE) >= 0)) return;
  report({
    span: last.span,
    message: {
      what: `The last step begins at ${formatPercent(last.value)} of the budget.`,
      why: "Nothing is agreed for the time when the whole budget is spent.",
      todo: "Add a step with `consumedPercent: 100`, or above.",
    },
  });
}
