import type { SpecObject } from "../../model/spec-object";
import type { Tier } from "../../model/tier";
import { tierName } from "../../resolve/tier";
import type { Definition, WorkspaceView } from "../../resolve/workspace-view";

/** A tier on the ladder from the most important one (rank 0) downwards. */
export interface Rung {
  readonly definition: Definition;
  readonly tier: Tier;
  readonly rank: number;
  /** "tier `core` (rank 1)". */
  readonly words: string;
}

/** The workspace's tiers by rank. Tiers without a rank, or with one that another tier has too, are left out. */
function ladder(view: WorkspaceView): Rung[] {
  const rungs: Rung[] = [];
  for (const definition of view.all("ReliabilityTier")) {
    const { body } = definition.object;
    if (body.type !== "tier" || !body.rank) continue;
    const rank = body.rank.value;
    rungs.push({ definition, tier: body, rank, words: `tier \`${tierName(definition)}\` (rank ${rank})` });
  }
  return rungs
    .filter((rung) => rungs.every((other) => other === rung || other.rank !== rung.rank))
    .sort((a, b) => a.rank - b.rank);
}

/** A tier with the next more important ones above it, the nearest first. */
export interface Place {
  readonly rung: Rung;
  readonly above: readonly Rung[];
}

/** Where a tier stands among the others; undefined for other objects and where its rank does not tell. */
export function placeOnLadder(object: SpecObject, view: WorkspaceView): Place | undefined {
  const rungs = ladder(view);
  const at = rungs.findIndex((rung) => rung.definition.object === object);
  const rung = rungs[at];
  return rung && at > 0 ? { rung, above: rungs.slice(0, at).reverse() } : undefined;
}

/**
 * The value of the nearest more important tier that states one. Tiers are compared with their neighbour only;
 * one that does not say is passed over, so that it does not hide two that disagree.
 */
export function nearestAbove<T>(
  place: Place,
  read: (tier: Tier) => T | undefined,
): { readonly value: T; readonly rung: Rung } | undefined {
  for (const rung of place.above) {
    const value = read(rung.tier);
    if (value !== undefined) return { value, rung };
  }
  return undefined;
}
