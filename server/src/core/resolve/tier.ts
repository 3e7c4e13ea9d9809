import { annotation, label, type SpecObject } from "../model/spec-object";
import type { Tier } from "../model/tier";
import type { Span } from "../text/span";
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
}

/** Labels seen on public specs that name a tier. */
export const TIER_LABELS = ["business-criticality-tier", "service-tier", "serviceTier", "tier"] as const;

/** Everything that names a tier for this object, the authoritative one first. */
export function tierClaims(object: SpecObject, view: WorkspaceView): TierClaim[] {
  const claims = ownClaims(object);
  const service = object.body.type === "slo" ? object.body.service?.value : undefined;
  const found = service === undefined ? undefined : view.lookup("Service", service)[0];
  if (found) {
    for (const claim of ownClaims(found.object)) claims.push({ ...claim, from: "service", statedBy: found });
  }
  return claims;
}

function ownClaims(object: SpecObject): TierClaim[] {
  const claims: TierClaim[] = [];
  const stated = annotation(object, "slosmith/tier");
  if (stated) claims.push({ name: stated.value, key: "slosmith/tier", span: stated.span, from: "object" });
  for (const key of TIER_LABELS) {
    const value = label(object, key);
    if (value) claims.push({ name: value.value, key, span: value.span, from: "object" });
  }
  return claims;
}

/** The tier that an object belongs to, where exactly one is meant and it is defined in the workspace. */
export function tierOf(
  object: SpecObject,
  view: WorkspaceView,
): { readonly tier: Tier; readonly definition: Definition; readonly claim: TierClaim } | undefined {
  const claim = tierClaims(object, view)[0];
  const definition = claim && view.tiersNamed(claim.name)[0];
  if (!claim || definition?.object.body.type !== "tier") return undefined;
  return { tier: definition.object.body, definition, claim };
}
