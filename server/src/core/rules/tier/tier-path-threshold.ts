import { shortDuration } from "../../math/format";
import type { Rule } from "../rule";
import { tierExample } from "./example";
import { TIERS_PAGE } from "./references";
import { compareDurations } from "./words";

const paths = (background: string) =>
  `- category: latency\n  path: critical\n  threshold: 300ms\n  floorPercent: 99\n- category: latency\n  path: background\n  threshold: ${background}\n  floorPercent: 95`;

export const rule: Rule = {
  code: "tier-path-threshold",
  alias: "TR12",
  concern: "tier",
  severity: "warning",
  fix: "none",
  docs: {
    summary: "A background path whose threshold is not above that of the critical path.",
    why: "The paths exist so that what users wait for has a tighter limit than what they do not wait for. When background work has to be as fast or faster, the two are most likely swapped.",
    bad: tierExample({ objectives: paths("200ms") }),
    good: tierExample({ objectives: paths("5s") }),
    references: [TIERS_PAGE],
  },
  checkObject(object, report) {
    if (object.body.type !== "tier") return;
    const { objectives } = object.body;
    for (const { category, path, threshold } of objectives) {
      if (path?.value !== "background" || !threshold) continue;
      const critical = objectives.find(
        (other) => other.category.value === category.value && other.path?.value === "critical",
      )?.threshold;
      if (!critical || compareDurations(threshold.value, critical.value) > 0) continue;
      report({
        span: threshold.span,
        message: {
          what: `The background path has a ${category.value} threshold of ${shortDuration(threshold.value)}, the critical path one of ${shortDuration(critical.value)}.`,
          why: "Work that nobody waits for would have to be at least as fast as what users wait for.",
          todo: `Set the background threshold above ${shortDuration(critical.value)}, or swap the two.`,
        },
        related: [{ message: "The critical path's threshold", span: critical.span }],
      });
    }
  },
};
