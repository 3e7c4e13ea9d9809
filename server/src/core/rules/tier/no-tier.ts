import { objectSpan } from "../../model/spec-object";
import { isTierTemplated, tierClaims } from "../../resolve/tier";
import type { Rule } from "../rule";
import { sloExample, stream, tierExample } from "./example";
import { TIERS_PAGE } from "./references";

export const rule: Rule = {
  code: "no-tier",
  alias: "TS03",
  concern: "tier",
  severity: "hint",
  fix: "none",
  docs: {
    summary: "An SLO that names no tier in a workspace that defines some.",
    why: "Tiers say how reliable a service must be and what happens when its budget is spent. An SLO without one has no floor, no escalation and no release gate. A Service may name the tier for all of its SLOs.",
    bad: stream(tierExample(), sloExample()),
    good: stream(tierExample(), sloExample({ annotations: "slosmith/tier: core" })),
    references: [TIERS_PAGE],
  },
  checkInWorkspace(object, view, report) {
    if (object.kind !== "SLO" || object.partial || view.all("ReliabilityTier").length === 0) return;
    if (tierClaims(object, view).length > 0 || isTierTemplated(object, view)) return;
    const { length } = view.all("ReliabilityTier");
    report({
      span: objectSpan(object),
      message: {
        what: `This SLO names no tier; the workspace defines ${length === 1 ? "one" : length}.`,
        why: "Its target, window and alerts are held against nothing, and no policy says what happens when its budget is spent.",
        todo: "Add the annotation `slosmith/tier`, or a label `tier`, here or on its Service.",
      },
    });
  },
};
