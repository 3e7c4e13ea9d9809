import { eventsToProve } from "../../math/evidence";
import { formatCount, formatPercent } from "../../math/format";
import { ceilToBigInt, type Rational, ratio } from "../../math/rational";
import type { Located } from "../../model/located";
import type { TierObjective } from "../../model/tier";
import type { Rule } from "../rule";
import { tierExample } from "./example";
import { TIERS_PAGE } from "./references";
import { objectiveWords } from "./words";

const OBJECTIVES = "- category: availability\n  floorPercent: 99.5\n  ceilingPercent: 99.9";

export const rule: Rule = {
  code: "tier-event-minimum",
  alias: "TR16",
  concern: "tier",
  severity: "warning",
  fix: "unsafe",
  docs: {
    summary: "A minimum of events that is too small to prove the tier's highest target.",
    why: "Even without a single failure it takes about 3 / (1 - target) events to prove a target with 95 % confidence: 2,995 for 99.9 %. A window with fewer can look perfect and say nothing. The highest target is the ceiling; without one the usual target is taken.",
    bad: tierExample({ objectives: OBJECTIVES, measurement: "minEventsPerWindow: 1000" }),
    good: tierExample({ objectives: OBJECTIVES, measurement: "minEventsPerWindow: 3000" }),
    references: [
      TIERS_PAGE,
      { title: "The rule of three", url: "https://en.wikipedia.org/wiki/Rule_of_three_(statistics)" },
    ],
  },
  checkObject(object, report) {
    if (object.body.type !== "tier") return;
    const minimum = object.body.measurement?.minEventsPerWindow;
    const hardest = hardestTarget(object.body.objectives);
    if (!minimum || !hardest || minimum.value.compare(ratio(hardest.events)) >= 0) return;
    const { objective, target, events } = hardest;
    const share = formatPercent(target.value);
    report({
      span: minimum.span,
      message: {
        what: `\`minEventsPerWindow\` is ${formatCount(ceilToBigInt(minimum.value))}; to prove ${share} for ${objectiveWords(objective)} it takes ${formatCount(events)}.`,
        why: "With fewer events even a window without a failure proves nothing (95 % confidence).",
        todo: `Ask for ${formatCount(events)} events or more, or lower the target.`,
      },
      related: [{ message: `The highest target: ${share}`, span: target.span }],
      fixes: [
        {
          title: `Change \`minEventsPerWindow\` to ${events}`,
          safe: false,
          edits: [{ span: minimum.span, newText: events.toString() }],
        },
      ],
    });
  },
};

interface Hardest {
  readonly objective: TierObjective;
  readonly target: Located<Rational>;
  readonly events: bigint;
}

function hardestTarget(objectives: readonly TierObjective[]): Hardest | undefined {
  let hardest: Hardest | undefined;
  for (const objective of objectives) {
    const target = objective.ceiling ?? objective.default;
    const events = target && eventsToProve(target.value);
    if (target && events !== undefined && (!hardest || events > hardest.events)) {
      hardest = { objective, target, events };
    }
  }
  return hardest;
}
