import type { Located } from "../model/located";
import type { Slo } from "../model/slo";
import { annotation, label, type SpecObject } from "../model/spec-object";
import type { Tier } from "../model/tier";
import { nearest } from "../text/nearest";
import type { Span } from "../text/span";
import { madeSlo } from "./made-slo";
import { serviceOf } from "./scope";
import type { Definition, WorkspaceView } from "./workspace-view";

/** What an object, or its service, says of its tier. */
export interface TierClaim {
  readonly name: string;
  /** The annotation or label. */
  readonly key: string;
  readonly span: Span;
  /** `object`: stands on the object itself; `service`: on the Service it names. */
  readonly from: "object" | "service";
  readonly statedBy?: Definition;
  /** The tier that the name stands for; undefined where there is none, or more than one. */
  readonly definition?: Definition;
}

/** A tier, where it is defined, and what led to it. */
export interface ResolvedTier {
  readonly tier: Tier;
  readonly definition: Definition;
  readonly claim: TierClaim;
}

/** The annotation by which an object names its tier: the authoritative answer. */
export const TIER_ANNOTATION = "slosmith/tier";

/** Labels seen on public specs that name a tier. */
export const TIER_LABELS = ["business-criticality-tier", "service-tier", "serviceTier", "tier"] as const;

/**
 * Everything that names a tier for this object, the authoritative one first: its own annotation, its own
 * labels, its service's annotation, its service's labels. The annotation always means a tier. The labels are
 * common words (`tier: backend`): they count only where the name leads to a tier.
 */
export function tierClaims(object: SpecObject, view: WorkspaceView): readonly TierClaim[] {
  return view.once(object, "tier claims", () => readTierClaims(object, view));
}

function readTierClaims(object: SpecObject, view: WorkspaceView): readonly TierClaim[] {
  const claims = ownClaims(object, view);
  const found = serviceOf(object, view);
  if (found) {
    for (const claim of ownClaims(found.object, view)) {
      claims.push({ ...claim, from: "service", statedBy: found });
    }
  }
  return claims;
}

function ownClaims(object: SpecObject, view: WorkspaceView): TierClaim[] {
  const claims: TierClaim[] = [];
  const stated = annotation(object, TIER_ANNOTATION);
  if (stated) claims.push(claimOf(TIER_ANNOTATION, stated, view));
  for (const { key, value } of tierLabels(object)) {
    if (view.tiersNamed(value.value).length > 0) claims.push(claimOf(key, value, view));
  }
  const field = object.body.type === "slo" ? object.body.tier : undefined;
  if (field && view.tiersNamed(field.value).length > 0) claims.push(claimOf("tier", field, view));
  return claims;
}

function claimOf(key: string, value: Located<string>, view: WorkspaceView): TierClaim {
  const found = view.tiersNamed(value.value);
  const definition = found.length === 1 ? found[0] : undefined;
  return { name: value.value, key, span: value.span, from: "object", ...(definition ? { definition } : {}) };
}

/** The labels of an object that may name a tier, whatever they say. */
export function tierLabels(object: SpecObject): { readonly key: string; readonly value: Located<string> }[] {
  return TIER_LABELS.flatMap((key) => {
    const value = label(object, key);
    return value ? [{ key, value }] : [];
  });
}

/** Whether an object, or its service, leaves its tier to a template: then nobody knows which it is. */
export function isTierTemplated(object: SpecObject, view: WorkspaceView): boolean {
  const found = serviceOf(object, view);
  return [object, ...(found ? [found.object] : [])].some((holder) =>
    holder.annotations.some((tag) => tag.key === TIER_ANNOTATION && tag.values.length === 0),
  );
}

/**
 * The tier that an object belongs to, where one is named and it is defined in the workspace. Of several
 * answers the authoritative one; undefined where that one leads nowhere.
 */
export function tierOf(object: SpecObject, view: WorkspaceView): ResolvedTier | undefined {
  return view.once(object, "tier", () => readTierOf(object, view));
}

function readTierOf(object: SpecObject, view: WorkspaceView): ResolvedTier | undefined {
  const claim = tierClaims(object, view)[0];
  const definition = claim?.definition;
  if (!claim || definition?.object.body.type !== "tier") return undefined;
  return { tier: definition.object.body, definition, claim };
}

/** An SLO together with its tier; undefined for other objects and for SLOs without one. */
export function sloInTier(
  object: SpecObject,
  view: WorkspaceView,
): (ResolvedTier & { readonly slo: Slo }) | undefined {
  if (object.body.type !== "slo") return undefined;
  const found = tierOf(object, view);
  return found && { ...found, slo: madeSlo(object.body, view) };
}

/**
 * The tier name or alias that a mistyped one most likely means. Numbers are never taken for one another:
 * `tier-1` is no misspelling of `tier-2`.
 */
export function nearestTierName(word: string, view: WorkspaceView): string | undefined {
  const digits = (text: string) => text.replaceAll(/\D+/g, " ").trim();
  if (!/[a-z]{3}/i.test(word)) return undefined;
  const names = view.all("ReliabilityTier").flatMap(({ object }) => {
    const aliases = object.body.type === "tier" ? object.body.aliases.map((alias) => alias.value) : [];
    return [...(object.name ? [object.name.value] : []), ...aliases];
  });
  return nearest(
    word,
    names.filter((name) => digits(name) === digits(word)),
  );
}

/** The name by which messages speak of a tier. */
export function tierName(definition: Definition): string {
  return definition.object.name?.value ?? "without a name";
}

/** The tier as people call it. */
export function tierTitle(definition: Definition): string {
  return definition.object.displayName?.value ?? tierName(definition);
}
