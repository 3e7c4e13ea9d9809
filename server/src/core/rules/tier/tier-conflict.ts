import { type TierClaim, tierClaims, tierName } from "../../resolve/tier";
import type { Definition } from "../../resolve/workspace-view";
import type { Rule } from "../rule";
import { serviceExample, sloExample, stream, tierExample } from "./example";
import { TIERS_PAGE } from "./references";

const TIERS = [
  tierExample({ rank: "1" }, "core"),
  tierExample({ rank: "2", aliases: "[tier-2]" }, "internal"),
];
const IN_CORE = "slosmith/tier: core";

export const rule: Rule = {
  code: "tier-conflict",
  alias: "TS01",
  concern: "tier",
  severity: "error",
  fix: "none",
  docs: {
    summary: "Two different answers to the question which tier an SLO belongs to.",
    why: "The annotation `slosmith/tier` counts first, then the labels `tier`, `service-tier`, `serviceTier` and `business-criticality-tier` where they name a tier, then the same on the Service. When they disagree, people and tools that read different ones hold the SLO to different promises.",
    bad: stream(...TIERS, serviceExample("slosmith/tier: internal"), sloExample({ annotations: IN_CORE })),
    good: stream(...TIERS, serviceExample(IN_CORE), sloExample({ annotations: IN_CORE })),
    references: [TIERS_PAGE],
  },
  checkInWorkspace(object, view, report) {
    const claims = tierClaims(object, view).filter(isResolved);
    const [first] = claims;
    // What a service says of itself is told on the service.
    if (first?.from !== "object") return;
    const other = claims.find((claim) => claim.definition.object !== first.definition.object);
    if (!other) return;
    const [told, against] = other.from === "object" ? [other, first] : [first, other];
    report({
      span: told.span,
      message: {
        what: `${where(told)} says tier \`${tierName(told.definition)}\`, ${whereLater(against)} says \`${tierName(against.definition)}\`.`,
        why: `Checks follow \`${tierName(first.definition)}\`; others will read the other one.`,
        todo: "Let both name the same tier, or take one of them out.",
      },
      related: [
        {
          message: "The other answer",
          span: against.span,
          ...(against.statedBy ? { document: against.statedBy.document } : {}),
        },
      ],
    });
  },
};

type Resolved = TierClaim & { readonly definition: Definition };

function isResolved(claim: TierClaim): claim is Resolved {
  return claim.definition !== undefined;
}

function where(claim: Resolved): string {
  return claim.from === "object" ? `\`${claim.key}\` here` : whereLater(claim);
}

function whereLater(claim: Resolved): string {
  if (claim.from === "object") return `\`${claim.key}\``;
  return `\`${claim.key}\` of the service \`${claim.statedBy?.object.name?.value ?? ""}\``;
}
