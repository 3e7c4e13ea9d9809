import type { Objective } from "../../model/slo";
import type { SpecObject } from "../../model/spec-object";
import type { Tier, TierObjective } from "../../model/tier";
import { type CategoryReading, categoryOf, pathOf } from "../../resolve/category";
import { type ResolvedTier, sloInTier } from "../../resolve/tier";
import type { WorkspaceView } from "../../resolve/workspace-view";

/** An SLO's objective beside the objectives of its tier that it may have to keep. */
export interface Fit {
  readonly objective: Objective;
  /** Unknown where nothing tells what kind of good service is promised. */
  readonly category?: CategoryReading;
  /**
   * The tier's objectives of the same category and path. Several where the SLO does not say which path it is
   * about; all of the tier's where its category is unknown; none where the tier has no such category.
   */
  readonly candidates: readonly TierObjective[];
}

/** All objectives of an SLO beside those of its tier; undefined for what is no SLO or has no tier. */
export function fitsOf(
  object: SpecObject,
  view: WorkspaceView,
): { readonly found: NonNullable<ReturnType<typeof sloInTier>>; readonly fits: readonly Fit[] } | undefined {
  const found = sloInTier(object, view);
  if (!found) return undefined;
  const fits = found.slo.objectives.map((objective): Fit => {
    const category = categoryOf(object, view, objective);
    const path = pathOf(object, view, objective);
    const candidates = candidatesOf(found.tier, category, path);
    return { objective, candidates, ...(category ? { category } : {}) };
  });
  return { found, fits };
}

function candidatesOf(
  tier: Tier,
  reading: CategoryReading | undefined,
  path: string | undefined,
): readonly TierObjective[] {
  if (!reading) return tier.objectives;
  const same = tier.objectives.filter((objective) => objective.category.value === reading.category);
  // An objective without a path holds for every path that has none of its own.
  const general = same.filter((objective) => objective.path === undefined);
  if (path === undefined) return general.length > 0 ? general : same;
  const exact = same.filter((objective) => objective.path?.value === path);
  return exact.length > 0 ? exact : general;
}

/** How to correct a category that was inferred: a sentence for the message, or nothing. */
export function categoryCaveat(reading: CategoryReading | undefined): string {
  if (!reading) return " State what it measures by `slosmith/category`.";
  if (reading.stated) return "";
  return ` If it does not measure ${reading.category}, say so by \`slosmith/category\`.`;
}

/** Where a tier's value is written, for a finding on an SLO. */
export function relatedTo(found: ResolvedTier, message: string, span: { start: number; end: number }) {
  return { message, span, document: found.definition.document };
}
