import type { TierObjective } from "../../model/tier";
import type { Rule } from "../rule";
import { tierExample } from "./example";
import { TIERS_PAGE } from "./references";
import { objectiveKey, objectiveWords } from "./words";

const LATENCY = "- category: latency\n  threshold: 300ms\n  floorPercent: 99";
const BACKGROUND = "- category: latency\n  path: background\n  threshold: 5s\n  floorPercent: 95";

export const rule: Rule = {
  code: "tier-objective-duplicate",
  alias: "TR03",
  concern: "tier",
  severity: "error",
  fix: "none",
  docs: {
    summary: "Two objectives of a tier for the same category and path.",
    why: "An SLO's target is held against the objective of its category and path. With two of them nobody can say which range counts. Latency for what users wait for and for background work are told apart by `path`.",
    bad: tierExample({ objectives: `${LATENCY}\n${BACKGROUND.replace("\n  path: background", "")}` }),
    good: tierExample({ objectives: `${LATENCY}\n${BACKGROUND}` }),
    references: [TIERS_PAGE],
  },
  checkObject(object, report) {
    if (object.body.type !== "tier") return;
    const first = new Map<string, TierObjective>();
    for (const objective of object.body.objectives) {
      const key = objectiveKey(objective);
      const before = first.get(key);
      if (!before) {
        first.set(key, objective);
        continue;
      }
      report({
        span: (objective.path ?? objective.category).span,
        message: {
          what: `The tier has a second objective for ${objectiveWords(objective)}.`,
          why: "It is not clear which of the two ranges an SLO must keep.",
          todo: "Merge the two, or tell them apart by `path`.",
        },
        related: [{ message: "The first one", span: (before.path ?? before.category).span }],
      });
    }
  },
};
