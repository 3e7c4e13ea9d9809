import { formatPercent } from "../../math/format";
import type { Rational } from "../../math/rational";
import type { Located } from "../../model/located";
import type { Rule } from "../rule";
import { tierExample } from "./example";
import { TIERS_PAGE } from "./references";

export const rule: Rule = {
  code: "tier-objective-order",
  alias: "TR02",
  concern: "tier",
  severity: "error",
  fix: "none",
  docs: {
    summary: "A tier's floor, usual target and ceiling that are not in rising order.",
    why: "An SLO's target must lie between the floor and the ceiling, and a new SLO gets the usual target. When these cross, some or all targets break the tier whatever they are.",
    bad: tierExample({
      objectives:
        "- category: availability\n  floorPercent: 99.9\n  defaultPercent: 99.5\n  ceilingPercent: 99.99",
    }),
    good: tierExample({
      objectives:
        "- category: availability\n  floorPercent: 99.5\n  defaultPercent: 99.9\n  ceilingPercent: 99.99",
    }),
    references: [TIERS_PAGE],
  },
  checkObject(object, report) {
    if (object.body.type !== "tier") return;
    for (const objective of object.body.objectives) {
      const { floor, ceiling } = objective;
      const usual = objective.default;
      const pairs: readonly Pair[] = [
        ["defaultPercent", usual, "floorPercent", floor],
        ["ceilingPercent", ceiling, "defaultPercent", usual],
        ["ceilingPercent", ceiling, "floorPercent", floor],
      ];
      const crossed = pairs.find(([, upper, , lower]) => {
        return upper && lower && upper.value.compare(lower.value) < 0;
      });
      const [upperField, upper, lowerField, lower] = crossed ?? [];
      if (!upper || !lower || !upperField || !lowerField) continue;
      // An absent `defaultPercent` is the floor: then the floor is the field to name.
      const below = lower.span === floor?.span ? "floorPercent" : lowerField;
      report({
        span: upper.span,
        message: {
          what: `\`${upperField}\` is ${formatPercent(upper.value)}, below the \`${below}\` of ${formatPercent(lower.value)}.`,
          why: "The three give the range for targets: floor, usual target, ceiling, in rising order.",
          todo: `Raise \`${upperField}\`, or lower \`${below}\`.`,
        },
        related: [{ message: `\`${below}\` stands here.`, span: lower.span }],
      });
    }
  },
};

type Pair = readonly [
  upperField: string,
  upper: Located<Rational> | undefined,
  lowerField: string,
  lower: Located<Rational> | undefined,
];
