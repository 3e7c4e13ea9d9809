import { formatPercent } from "../../math/format";
import type { TierObjective } from "../../model/tier";
import { tierName } from "../../resolve/tier";
import { changeTarget, targetNumber } from "../objective/change-target";
import type { Rule } from "../rule";
import { sloExample, stream, tierExample } from "./example";
import { categoryCaveat, fitsOf, relatedTo } from "./fit";
import { TIERS_PAGE } from "./references";
import { allowance, objectiveWords } from "./words";

const OBJECTIVES = "- category: availability\n  floorPercent: 99.5\n  ceilingPercent: 99.95";
const IN_CORE = "slosmith/tier: core\nslosmith/category: availability";

export const rule: Rule = {
  code: "target-above-ceiling",
  alias: "TS05",
  concern: "tier",
  severity: "warning",
  fix: "unsafe",
  docs: {
    summary: "An SLO's target above the ceiling of its tier.",
    why: "The ceiling is the highest target that is worth its cost in a tier. Above it the team pays for reliability that users of this tier would not miss, and its budget is too small for ordinary releases.",
    bad: stream(
      tierExample({ objectives: OBJECTIVES }),
      sloExample({ annotations: IN_CORE, objective: "- target: 0.9999" }),
    ),
    good: stream(
      tierExample({ objectives: OBJECTIVES }),
      sloExample({ annotations: IN_CORE, objective: "- target: 0.9995" }),
    ),
    references: [TIERS_PAGE],
  },
  checkInWorkspace(object, view, report) {
    const fit = fitsOf(object, view);
    if (!fit) return;
    const { found, fits } = fit;
    for (const { objective, category, candidates } of fits) {
      const { target } = objective;
      const most = category && highestCeiling(candidates);
      const ceiling = most?.ceiling;
      if (!target || !ceiling || target.value.compare(ceiling.value) <= 0 || target.value.compare(1) >= 0) {
        continue;
      }
      const window = found.slo.window?.duration.value ?? found.tier.window?.default?.value;
      const name = tierName(found.definition);
      const key = objective.targetKey;
      const wanted = targetNumber(key, ceiling.value);
      report({
        span: target.span,
        message: {
          what: `The target of ${formatPercent(target.value)} is above the ceiling of tier \`${name}\` for ${objectiveWords(most)}: ${formatPercent(ceiling.value)}.`,
          why: window
            ? `${allowance(target.value, window)}; ${allowance(ceiling.value, window).replace(formatPercent(ceiling.value), `the ceiling of ${formatPercent(ceiling.value)}`)}.`
            : "It costs more than users of this tier would notice.",
          todo: `Lower the target, or move the SLO to a more important tier.${categoryCaveat(category)}`,
        },
        related: [relatedTo(found, "The tier's ceiling.", ceiling.span)],
        fixes: [changeTarget(key, target.span, wanted)],
      });
    }
  },
};

/** The objective with the highest ceiling; undefined where one of them has none. */
function highestCeiling(candidates: readonly TierObjective[]): TierObjective | undefined {
  let highest: TierObjective | undefined;
  for (const candidate of candidates) {
    if (!candidate.ceiling) return undefined;
    if (!highest?.ceiling || candidate.ceiling.value.compare(highest.ceiling.value) > 0) highest = candidate;
  }
  return highest;
}
