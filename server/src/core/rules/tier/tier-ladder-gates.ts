import { formatPercent } from "../../math/format";
import type { Rule } from "../rule";
import { stream, tierExample } from "./example";
import { gateAt, rankedGates } from "./gates";
import { placeOnLadder } from "./ladder";
import { TIERS_PAGE } from "./references";

const PROGRESSIVE = "- remainingBelowPercent: 25\n  effect: progressive\n  rollout: [canary]";
const APPROVE = "- remainingBelowPercent: 25\n  effect: approve\n  approver: head-of-shop";

export const rule: Rule = {
  code: "tier-ladder-gates",
  alias: "TX05",
  concern: "tier",
  severity: "warning",
  fix: "none",
  docs: {
    summary: "A less important tier whose release gate is stricter than a more important one's.",
    why: "At the same remaining budget a tier that matters less should not hold releases back harder. Where it does, teams wait for the sake of services that need it less.",
    bad: stream(
      tierExample({ rank: "1", releaseGates: PROGRESSIVE }, "core"),
      tierExample({ rank: "2", releaseGates: APPROVE }, "internal"),
    ),
    good: stream(
      tierExample({ rank: "1", releaseGates: APPROVE }, "core"),
      tierExample({ rank: "2", releaseGates: PROGRESSIVE }, "internal"),
    ),
    references: [TIERS_PAGE],
  },
  checkInWorkspace(object, view, report) {
    const place = placeOnLadder(object, view);
    const neighbour = place?.above[0];
    if (!place || !neighbour || neighbour.definition.object.partial) return;
    const theirs = rankedGates(neighbour.tier.releaseGates);
    // A gate that cannot be read may be as strict as this tier's.
    if (theirs.length < neighbour.tier.releaseGates.length) return;
    for (const gate of rankedGates(place.rung.tier.releaseGates)) {
      const other = gateAt(theirs, gate.below.value);
      if (gate.strictness <= (other?.strictness ?? 0)) continue;
      const share = formatPercent(gate.below.value);
      const there = other ? `\`${other.effect.value}\`` : "no gate";
      report({
        span: gate.effect.span,
        message: {
          what: `At ${share} of the budget this gate is \`${gate.effect.value}\`; ${neighbour.words} has ${there} there.`,
          why: `This tier has rank ${place.rung.rank} and matters less, but holds releases back harder.`,
          todo: "Make this gate milder, or the other tier's stricter.",
        },
        related: [
          {
            message: `${other ? "The gate" : "The rank"} of ${neighbour.words}.`,
            span: other?.effect.span ?? neighbour.tier.rank?.span ?? neighbour.definition.object.headerSpan,
            document: neighbour.definition.document,
          },
        ],
      });
    }
  },
};
