import type { Rule } from "../rule";
import { tierExample } from "./example";
import { TIERS_PAGE } from "./references";

/** What a threshold of each category decides. */
const TIMED: Readonly<Record<string, { readonly unclear: string; readonly example: string }>> = {
  latency: { unclear: "how fast an answer must come to count as good", example: "300ms" },
  freshness: { unclear: "how old data may be to count as fresh", example: "2h" },
};

export const rule: Rule = {
  code: "tier-objective-threshold",
  alias: "TR04",
  concern: "tier",
  severity: "error",
  fix: "none",
  docs: {
    summary: "A latency or freshness objective without a `threshold`.",
    why: "A share of fast answers means nothing until somebody says how fast. Without a threshold each team picks its own and their SLOs cannot be compared.",
    bad: tierExample({ objectives: "- category: latency\n  floorPercent: 99" }),
    good: tierExample({ objectives: "- category: latency\n  threshold: 300ms\n  floorPercent: 99" }),
    references: [TIERS_PAGE],
  },
  checkObject(object, report) {
    if (object.body.type !== "tier" || object.partial) return;
    for (const { category, thresholdSpan } of object.body.objectives) {
      const timed = Object.hasOwn(TIMED, category.value) ? TIMED[category.value] : undefined;
      if (!timed || thresholdSpan) continue;
      report({
        span: category.span,
        message: {
          what: `This ${category.value} objective has no \`threshold\`.`,
          why: `It leaves open ${timed.unclear}.`,
          todo: `Add one, such as \`threshold: ${timed.example}\`.`,
        },
      });
    }
  },
};
