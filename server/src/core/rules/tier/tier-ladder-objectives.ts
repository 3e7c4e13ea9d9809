import { formatPercent } from "../../math/format";
import type { Rational } from "../../math/rational";
import type { Located } from "../../model/located";
import type { Tier, TierObjective } from "../../model/tier";
import type { Rule } from "../rule";
import { stream, tierExample } from "./example";
import { nearestAbove, placeOnLadder } from "./ladder";
import { TIERS_PAGE } from "./references";
import { objectiveKey, objectiveWords } from "./words";

const objectives = (floor: string) => `- category: availability\n  floorPercent: ${floor}`;

export const rule: Rule = {
  code: "tier-ladder-objectives",
  alias: "TX03",
  concern: "tier",
  severity: "warning",
  fix: "none",
  docs: {
    summary: "A less important tier that asks for a higher target than a more important one.",
    why: "Floor, usual target and ceiling of a category and path should not rise as tiers matter less. Where they do, effort goes to services that need it less, or the ranks are the wrong way round.",
    bad: stream(
      tierExample({ rank: "1", objectives: objectives("99.5") }, "core"),
      tierExample({ rank: "2", objectives: objectives("99.9") }, "internal"),
    ),
    good: stream(
      tierExample({ rank: "1", objectives: objectives("99.9") }, "core"),
      tierExample({ rank: "2", objectives: objectives("99.5") }, "internal"),
    ),
    references: [TIERS_PAGE],
  },
  checkInWorkspace(object, view, report) {
    const place = placeOnLadder(object, view);
    if (!place) return;
    for (const objective of place.rung.tier.objectives) {
      for (const { field, words, read } of FIGURES) {
        const own = isFloorAgain(field, objective) ? undefined : read(objective);
        const above = nearestAbove(place, (tier) => figureOf(tier, objective, read));
        if (!own || !above || own.value.compare(above.value.value) <= 0) continue;
        report({
          span: own.span,
          message: {
            what: `The ${words} for ${objectiveWords(objective)} is ${formatPercent(own.value)}, above the ${formatPercent(above.value.value)} of ${above.rung.words}.`,
            why: `This tier has rank ${place.rung.rank} and matters less, but promises more.`,
            todo: `Lower \`${field}\` to ${formatPercent(above.value.value)} or less, or raise it there.`,
          },
          related: [
            {
              message: `The ${words} of ${above.rung.words}`,
              span: above.value.span,
              document: above.rung.definition.document,
            },
          ],
        });
      }
    }
  },
};

type Figure = (objective: TierObjective) => Located<Rational> | undefined;

const FIGURES: readonly { readonly field: string; readonly words: string; readonly read: Figure }[] = [
  { field: "floorPercent", words: "floor", read: (objective) => objective.floor },
  { field: "defaultPercent", words: "usual target", read: (objective) => objective.default },
  { field: "ceilingPercent", words: "ceiling", read: (objective) => objective.ceiling },
];

/** A usual target that is left out is the floor, of which is spoken already. */
function isFloorAgain(field: string, { default: usual, floor }: TierObjective): boolean {
  return field === "defaultPercent" && usual?.span === floor?.span;
}

function figureOf(tier: Tier, like: TierObjective, read: Figure): Located<Rational> | undefined {
  const same = tier.objectives.find((objective) => objectiveKey(objective) === objectiveKey(like));
  return same && read(same);
}
