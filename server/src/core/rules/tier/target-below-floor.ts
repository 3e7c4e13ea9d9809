import { formatPercent } from "../../math/format";
import type { TierObjective } from "../../model/tier";
import { tierName } from "../../resolve/tier";
import { changeTarget, targetNumber } from "../objective/change-target";
import type { Rule } from "../rule";
import { sloExample, stream, tierExample } from "./example";
import { categoryCaveat, fitsOf, relatedTo } from "./fit";
import { TIERS_PAGE } from "./references";
import { allowance, objectiveWords } from "./words";

const IN_CORE = "slosmith/tier: core\nslosmith/category: availability";

export const rule: Rule = {
  code: "target-below-floor",
  alias: "TS04",
  concern: "tier",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "An SLO's target below the floor of its tier.",
    why: "The floor is the least that the owners of a tier agreed to promise its users. The target is held against the floor of its category and path. Where the category is unknown, or the path is not stated, the lowest floor that may apply is taken.",
    bad: stream(tierExample(), sloExample({ annotations: IN_CORE, objective: "- target: 0.99" })),
    good: stream(tierExample(), sloExample({ annotations: IN_CORE, objective: "- target: 0.999" })),
    references: [TIERS_PAGE],
  },
  checkInWorkspace(object, view, report) {
    const fit = fitsOf(object, view);
    if (!fit) return;
    const { found, fits } = fit;
    for (const { objective, category, candidates } of fits) {
      const { target } = objective;
      const least = lowestFloor(candidates);
      const floor = least?.floor;
      if (!target || !floor || target.value.compare(floor.value) >= 0) continue;
      // Impossible targets are the business of the rule on their range.
      if (target.value.compare(0) < 0) continue;
      const window = found.slo.window?.duration.value ?? found.tier.window?.default?.value;
      const key = objective.targetKey;
      const wanted = targetNumber(key, floor.value);
      const name = tierName(found.definition);
      report({
        span: target.span,
        message: {
          what: `The target of ${formatPercent(target.value)} is below ${category ? `the floor of tier \`${name}\` for ${objectiveWords(least)}` : `every floor of tier \`${name}\``}: ${formatPercent(floor.value)}.`,
          why: window
            ? `${allowance(target.value, window)}; ${allowance(floor.value, window).replace(formatPercent(floor.value), `the floor of ${formatPercent(floor.value)}`)}.`
            : "The tier's owners agreed to promise its users more.",
          todo: `Set \`${key?.name ?? "target"}\` to ${wanted} or more, or move the SLO to a less important tier.${categoryCaveat(category)}`,
        },
        related: [relatedTo(found, "The tier's floor.", floor.span)],
        fixes: [changeTarget(key, target.span, wanted)],
      });
    }
  },
};

/** The objective with the lowest floor; undefined where one of them cannot be read. */
function lowestFloor(candidates: readonly TierObjective[]): TierObjective | undefined {
  let lowest: TierObjective | undefined;
  for (const candidate of candidates) {
    if (!candidate.floor) return undefined;
    if (!lowest?.floor || candidate.floor.value.compare(lowest.floor.value) < 0) lowest = candidate;
  }
  return lowest;
}
