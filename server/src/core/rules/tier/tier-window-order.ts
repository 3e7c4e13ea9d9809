import { shortDuration } from "../../math/format";
import type { Rule } from "../rule";
import { tierExample } from "./example";
import { TIERS_PAGE } from "./references";
import { compareDurations } from "./words";

export const rule: Rule = {
  code: "tier-window-order",
  alias: "TR07",
  concern: "tier",
  severity: "error",
  fix: "none",
  docs: {
    summary: "A tier's shortest, usual and longest window that are not in rising order.",
    why: "An SLO's window must lie between `min` and `max`, and a new SLO gets `default`. When these cross, no window can keep the tier, not even its own usual one. What is left out is the same as `default`.",
    bad: tierExample({ window: "min: 7d\ndefault: 28d\nmax: 14d" }),
    good: tierExample({ window: "min: 7d\ndefault: 28d\nmax: 28d" }),
    references: [TIERS_PAGE],
  },
  checkObject(object, report) {
    if (object.body.type !== "tier" || !object.body.window) return;
    const { min, max } = object.body.window;
    const usual = object.body.window.default;
    const pairs = [
      { lower: min, lowerField: "min", upper: usual, upperField: "default" },
      { lower: usual, lowerField: "default", upper: max, upperField: "max" },
    ];
    for (const { lower, lowerField, upper, upperField } of pairs) {
      if (!lower || !upper || compareDurations(lower.value, upper.value) <= 0) continue;
      const [wrong, other] = lowerField === "min" ? [lower, upper] : [upper, lower];
      report({
        span: wrong.span,
        message: {
          what: `\`${lowerField}\` is ${shortDuration(lower.value)}, longer than \`${upperField}\`, which is ${shortDuration(upper.value)}.`,
          why: "The usual window of the tier lies outside its own range: every SLO breaks one or the other.",
          todo: "Put `min`, `default` and `max` in rising order.",
        },
        related: [{ message: "The other window", span: other.span }],
      });
    }
  },
};
