import { formatPercent } from "../../math/format";
import type { Rule } from "../rule";
import { tierExample } from "./example";
import { rankedGates } from "./gates";
import { TIERS_PAGE } from "./references";

const gates = (first: string, second: string) =>
  `- remainingBelowPercent: 50\n  ${first}\n- remainingBelowPercent: 10\n  ${second}`;
const PROGRESSIVE = "effect: progressive\n  rollout: [canary]";
const APPROVE = "effect: approve\n  approver: head-of-shop";

export const rule: Rule = {
  code: "tier-gate-order",
  alias: "TR10",
  concern: "tier",
  severity: "warning",
  fix: "none",
  docs: {
    summary: "A release gate that is milder although less of the budget remains.",
    why: "Gates hold from their share downwards, so a milder one further down never changes anything. Most likely the shares or the effects are swapped.",
    bad: tierExample({ releaseGates: gates(APPROVE, PROGRESSIVE) }),
    good: tierExample({ releaseGates: gates(PROGRESSIVE, APPROVE) }),
    references: [TIERS_PAGE],
  },
  checkObject(object, report) {
    if (object.body.type !== "tier") return;
    const ranked = rankedGates(object.body.releaseGates);
    for (const [at, gate] of ranked.entries()) {
      const before = ranked[at - 1];
      if (!before) continue;
      const same = gate.below.value.equals(before.below.value);
      const milder = gate.strictness < before.strictness;
      if (!milder && !(same && gate.strictness !== before.strictness)) continue;
      const share = formatPercent(gate.below.value);
      const wider = formatPercent(before.below.value);
      report({
        span: gate.effect.span,
        message: same
          ? {
              what: `Two gates begin at ${share} of the budget: \`${before.effect.value}\` and \`${gate.effect.value}\`.`,
              why: "Only the stricter of the two has an effect.",
              todo: "Keep one of them, or give them different shares.",
            }
          : {
              what: `At ${share} left the gate is \`${gate.effect.value}\`, milder than \`${before.effect.value}\` at ${wider}.`,
              why: `The gate at ${wider} still holds there, so this one changes nothing.`,
              todo: "Make gates stricter as less of the budget remains.",
            },
        related: [{ message: "The gate that begins before", span: before.effect.span }],
      });
    }
  },
};
