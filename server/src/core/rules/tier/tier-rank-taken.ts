import { tierName } from "../../resolve/tier";
import type { Rule } from "../rule";
import { stream, tierExample } from "./example";
import { TIERS_PAGE } from "./references";

export const rule: Rule = {
  code: "tier-rank-taken",
  alias: "TX02",
  concern: "tier",
  severity: "error",
  fix: "none",
  docs: {
    summary: "Two tiers of the workspace with the same rank.",
    why: "The rank says which of two tiers matters more: it decides which one must promise more, and whether a dependency is reliable enough. Between equal ranks none of this can be told.",
    bad: stream(tierExample({ rank: "1" }, "core"), tierExample({ rank: "1" }, "internal")),
    good: stream(tierExample({ rank: "1" }, "core"), tierExample({ rank: "2" }, "internal")),
    references: [TIERS_PAGE],
  },
  checkInWorkspace(object, view, report) {
    const rank = object.body.type === "tier" ? object.body.rank : undefined;
    if (!rank) return;
    for (const other of view.all("ReliabilityTier")) {
      const { body } = other.object;
      if (other.object === object || body.type !== "tier" || body.rank?.value !== rank.value) continue;
      report({
        span: rank.span,
        message: {
          what: `The tier \`${tierName(other)}\` has rank ${rank.value} too.`,
          why: "It is not clear which of the two matters more, so they are not compared.",
          todo: "Give each tier a rank of its own.",
        },
        related: [{ message: "The other tier's rank", span: body.rank.span, document: other.document }],
      });
      return;
    }
  },
};
