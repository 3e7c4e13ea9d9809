import { objectSpan } from "../../model/spec-object";
import { tierName } from "../../resolve/tier";
import { listed } from "../../text/listed";
import type { Rule } from "../rule";
import { serviceExample, sloExample, stream, tierExample } from "./example";
import { missingCategories } from "./missing-categories";
import { TIERS_PAGE } from "./references";
import { objectiveWords } from "./words";

const OBJECTIVES =
  "- category: availability\n  floorPercent: 99.5\n- category: latency\n  threshold: 300ms\n  floorPercent: 99";
const availability = sloExample({ annotations: "slosmith/tier: core\nslosmith/category: availability" });
const LATENCY = "nginx_ingress_controller_request_duration_seconds";
const latency = sloExample({
  name: "search-latency",
  annotations: "slosmith/tier: core\nslosmith/category: latency",
  objective: "- target: 0.99",
  good: `sum(${LATENCY}_bucket{ingress="search",le="0.25"})`,
  total: `sum(${LATENCY}_count{ingress="search"})`,
});

export const rule: Rule = {
  code: "tier-category-missing",
  alias: "TS08",
  concern: "tier",
  severity: "warning",
  fix: "none",
  docs: {
    summary: "A service without an SLO of a category that its tier requires.",
    why: "A service can be available and too slow, or fast and wrong; a tier lists what must be promised. An SLO's category is the annotation `slosmith/category`, the label `category`, or what its queries plainly say. While one of the service's SLOs has an unknown category, nothing is said, for it may be the missing one.",
    bad: stream(tierExample({ objectives: OBJECTIVES }), serviceExample(), availability),
    good: stream(tierExample({ objectives: OBJECTIVES }), serviceExample(), availability, latency),
    references: [TIERS_PAGE],
  },
  checkInWorkspace(object, view, report) {
    for (const { service, tier: found, missing } of missingCategories(object, view)) {
      const [first] = missing;
      if (!first) continue;
      const words = listed(missing.map(objectiveWords));
      report({
        span: objectSpan(object),
        message: {
          what: `The service \`${service}\` has no SLO for ${words}, which tier \`${tierName(found.definition)}\` requires.`,
          why: "Users can suffer from what no budget counts.",
          todo: "Add an SLO, or state by `slosmith/category` which one it is.",
        },
        related: [
          {
            message: "The tier requires it",
            span: first.category.span,
            document: found.definition.document,
          },
        ],
      });
    }
  },
};
