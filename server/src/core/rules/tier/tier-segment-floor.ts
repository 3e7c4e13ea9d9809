import { formatPercent, formatRatio } from "../../math/format";
import type { Rational } from "../../math/rational";
import type { Located } from "../../model/located";
import type { Tier } from "../../model/tier";
import type { Rule } from "../rule";
import { tierExample } from "./example";
import { TIERS_PAGE } from "./references";

const segment = (floor: string) =>
  `- name: business-customers\n  selector: plan="business"\n  targetFloorPercent:\n    availability: ${floor}`;

export const rule: Rule = {
  code: "tier-segment-floor",
  alias: "TR13",
  concern: "tier",
  severity: "warning",
  fix: "unsafe",
  docs: {
    summary: "A user segment whose floor is below the tier's own.",
    why: "A segment is a group of users to whom more is promised. A floor below the tier's has no effect, because each SLO must keep the tier's floor anyway.",
    bad: tierExample({ segments: segment("99") }),
    good: tierExample({ segments: segment("99.9") }),
    references: [TIERS_PAGE],
  },
  checkObject(object, report) {
    if (object.body.type !== "tier") return;
    for (const { name, floors } of object.body.segments) {
      for (const { category, floor } of floors) {
        const tierFloor = lowestFloor(object.body, category);
        if (!tierFloor || floor.value.compare(tierFloor.value) >= 0) continue;
        report({
          span: floor.span,
          message: {
            what: `The segment ${name ? `\`${name.value}\`` : "without a name"} has a floor of ${formatPercent(floor.value)} for ${category}, below the tier's ${formatPercent(tierFloor.value)}.`,
            why: "SLOs must keep the tier's floor anyway, so this one has no effect.",
            todo: `Set it to ${formatPercent(tierFloor.value)} or more, or take it out.`,
          },
          fixes: [
            {
              title: `Change it to ${formatRatio(tierFloor.value.mul(100))}`,
              safe: false,
              edits: [{ span: floor.span, newText: formatRatio(tierFloor.value.mul(100)) }],
            },
          ],
          related: [{ message: "The tier's floor", span: tierFloor.span }],
        });
      }
    }
  },
};

/** A segment does not say which path it means: it is below the tier's floor only if it is below all of them. */
function lowestFloor(tier: Tier, category: string): Located<Rational> | undefined {
  const of = tier.objectives.filter((objective) => objective.category.value === category);
  let lowest: Located<Rational> | undefined;
  for (const { floor } of of) {
    if (!floor) return undefined;
    if (!lowest || floor.value.compare(lowest.value) < 0) lowest = floor;
  }
  return lowest;
}
