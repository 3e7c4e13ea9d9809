import { shortDuration } from "../../math/format";
import type { Rule } from "../rule";
import { tierExample } from "./example";
import { ERROR_BUDGET_POLICY, TIERS_PAGE } from "./references";
import { compareDurations } from "./words";

export const rule: Rule = {
  code: "tier-review-cadence",
  alias: "TR14",
  concern: "tier",
  severity: "warning",
  fix: "none",
  docs: {
    summary: "Reviews that are further apart than the tier's longest window.",
    why: "A rolling window forgets what is older than itself. With reviews further apart than that, whole budgets are spent and forgotten without anybody having looked.",
    bad: tierExample({ review: "cadence: 13w\nforum: slo-review" }),
    good: tierExample({ review: "cadence: 2w\nforum: slo-review" }),
    references: [TIERS_PAGE, ERROR_BUDGET_POLICY],
  },
  checkObject(object, report) {
    if (object.body.type !== "tier") return;
    const cadence = object.body.review?.cadence;
    const longest = object.body.window?.max;
    if (!cadence || !longest || compareDurations(cadence.value, longest.value) <= 0) return;
    report({
      span: cadence.span,
      message: {
        what: `Reviews are ${shortDuration(cadence.value)} apart; the longest window is ${shortDuration(longest.value)}.`,
        why: "A whole budget can be spent and have left the window before anybody looks.",
        todo: `Review at least every ${shortDuration(longest.value)}.`,
      },
      related: [{ message: "The longest window", span: longest.span }],
    });
  },
};
