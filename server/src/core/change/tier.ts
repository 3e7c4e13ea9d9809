import { formatPercent } from "../math/format";
import type { Rational } from "../math/rational";
import type { SpecObject } from "../model/spec-object";
import type { TierObjective } from "../model/tier";
import { isTierTemplated, type ResolvedTier, tierClaims, tierName, tierOf } from "../resolve/tier";
import type { WorkspaceView } from "../resolve/workspace-view";
import { valueAt } from "../yaml/node";
import { type AspectChange, type Direction, moreIsTighter, named, textChange } from "./aspect";
import { comparable } from "./plain-data";

/** The tier that an SLO belongs to, and what it wants of one objective. */
export interface ReadTier {
  readonly resolved?: ResolvedTier;
  /** A tier is named that is not in these files. */
  readonly claimed?: string;
  /** A template fills it in. */
  readonly open: boolean;
  /** What the tier wants of objectives of this kind. */
  readonly candidates: readonly TierObjective[];
}

/** Reads an SLO's tier. */
export function readTier(
  object: SpecObject,
  view: WorkspaceView,
  candidates: readonly TierObjective[],
): ReadTier {
  const resolved = tierOf(object, view);
  const claimed = tierClaims(object, view)[0]?.name;
  return {
    open: isTierTemplated(object, view),
    candidates,
    ...(resolved ? { resolved } : claimed === undefined ? {} : { claimed }),
  };
}

/** Whether an SLO surely has no tier: none is named, and no template may name one. */
export function isUntiered({ resolved, claimed, open }: ReadTier): boolean {
  return !resolved && claimed === undefined && !open;
}

/** "critical-journey (rank 0)"; undefined for none. */
export function tierText({ resolved, claimed, open }: ReadTier): string | undefined {
  if (resolved) {
    const rank = resolved.tier.rank?.value;
    return `${tierName(resolved.definition)}${rank === undefined ? "" : ` (rank ${rank})`}`;
  }
  if (claimed !== undefined) return `${named(claimed)}, which is not in these files`;
  return open ? "as a template says" : undefined;
}

/** Parts of a tier that say what happens, and not how much is promised. */
const SECTIONS = [
  ["owner", "owner"],
  ["segments", "segments"],
  ["window", "windows"],
  ["measurement", "rules for measurement"],
  ["alerting", "alerts"],
  ["escalation", "escalation"],
  ["releaseGates", "release gates"],
  ["review", "reviews"],
  ["incident", "incident times"],
] as const;

/** What is different about the tier, and about what it wants. */
export function tierChanges(before: ReadTier, after: ReadTier): AspectChange[] {
  const moved = textChange("tier", "tier", tierText(before), tierText(after), tierDirection(before, after));
  const [was, is] = [before.resolved, after.resolved];
  if (!was || !is) return moved;
  const name = tierName(is.definition);
  const floors = textChange(
    "tier-policy",
    `floor of tier ${name}`,
    limitText(before.candidates, "floor"),
    limitText(after.candidates, "floor"),
    moreIsTighter(lowest(before.candidates, "floor"), lowest(after.candidates, "floor")),
  );
  const ceilings = textChange(
    "tier-policy",
    `ceiling of tier ${name}`,
    limitText(before.candidates, "ceiling"),
    limitText(after.candidates, "ceiling"),
  );
  return [...moved, ...floors, ...ceilings, ...sectionChanges(was, is)];
}

function sectionChanges(was: ResolvedTier, is: ResolvedTier): AspectChange[] {
  const name = tierName(is.definition);
  if (name !== tierName(was.definition)) return [];
  return SECTIONS.flatMap(([key, words]): AspectChange[] => {
    const text = ({ definition }: ResolvedTier) =>
      comparable(valueAt(valueAt(definition.object.root, "spec"), key));
    if (text(was) === text(is)) return [];
    return [{ aspect: "tier-policy", label: `${words} of tier ${name}`, direction: "neither" }];
  });
}

/** Rank 0 is the most important: a higher one wants less. */
function tierDirection(before: ReadTier, after: ReadTier): Direction {
  const [was, is] = [before.resolved, after.resolved];
  if (was && is) {
    const [high, low] = [was.tier.rank?.value, is.tier.rank?.value];
    if (high === undefined || low === undefined || high === low) return "neither";
    return low > high ? "looser" : "tighter";
  }
  // A tier that is named and not found may be known elsewhere: but here nothing it wants is checked any more.
  if (was) return after.open ? "neither" : "looser";
  if (is) return before.open ? "neither" : "tighter";
  if (isUntiered(after) && before.claimed !== undefined) return "looser";
  if (isUntiered(before) && after.claimed !== undefined) return "tighter";
  return "neither";
}

type Limit = "floor" | "ceiling";

function limitText(candidates: readonly TierObjective[], limit: Limit): string | undefined {
  const texts = candidates.flatMap(({ category, path, [limit]: value }) =>
    value ? [`${category.value}${path ? ` (${path.value})` : ""} ${formatPercent(value.value)}`] : [],
  );
  return texts.length === 0 ? undefined : texts.sort().join(", ");
}

function lowest(candidates: readonly TierObjective[], limit: Limit): Rational | undefined {
  const values = candidates.flatMap(({ [limit]: value }) => (value ? [value.value] : []));
  return values.reduce<Rational | undefined>(
    (low, value) => (low === undefined || value.compare(low) < 0 ? value : low),
    undefined,
  );
}
