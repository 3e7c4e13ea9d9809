import type { SpecObject } from "../../model/spec-object";
import type { TierObjective } from "../../model/tier";
import { categoriesOf, pathOf } from "../../resolve/category";
import { type ResolvedTier, tierOf } from "../../resolve/tier";
import type { Definition, WorkspaceView } from "../../resolve/workspace-view";

/** What a tier of a service requires and none of the service's SLOs promises. */
export interface MissingCategories {
  readonly service: string;
  readonly tier: ResolvedTier;
  /** In the tier's order; at least one. */
  readonly missing: readonly TierObjective[];
  /** The service's SLOs, the first in file order first. */
  readonly slos: readonly Definition[];
}

/**
 * What is missing from a service, told at the one object that speaks for it. Nothing while an SLO's category is
 * unknown, for it may be the missing one.
 */
export function missingCategories(object: SpecObject, view: WorkspaceView): MissingCategories[] {
  const slos = slosSpokenFor(object, view);
  if (slos.length === 0 || slos.some((slo) => slo.object.partial)) return [];
  const present: Promised[] = [];
  for (const slo of slos) {
    for (const reading of categoriesOf(slo.object, view)) {
      if (!reading) return [];
      const path = pathOf(slo.object, view);
      present.push({ category: reading.category, ...(path === undefined ? {} : { path }) });
    }
  }
  const body = slos[0]?.object.body;
  const service = (body?.type === "slo" && body.service?.value) || "";
  return tiersOf(slos, view).flatMap((tier) => {
    if (tier.definition.object.partial) return [];
    const missing = tier.tier.objectives.filter((wanted) => wanted.required && !isKept(wanted, present));
    return missing.length > 0 ? [{ service, tier, missing, slos }] : [];
  });
}

interface Promised {
  readonly category: string;
  readonly path?: string;
}

/** The SLOs of a service, for the one object that speaks for it: the Service itself, else its first SLO. */
function slosSpokenFor(object: SpecObject, view: WorkspaceView): readonly Definition[] {
  if (object.kind === "Service" && object.name) {
    const first = view.lookup("Service", object.name.value)[0];
    return first?.object === object ? view.slosOfService(object.name.value) : [];
  }
  const service = object.body.type === "slo" ? object.body.service?.value : undefined;
  if (service === undefined || view.lookup("Service", service).length > 0) return [];
  const slos = view.slosOfService(service);
  return slos[0]?.object === object ? slos : [];
}

/** The tiers of a service's SLOs, each once. */
function tiersOf(slos: readonly Definition[], view: WorkspaceView): ResolvedTier[] {
  const found = new Map<SpecObject, ResolvedTier>();
  for (const slo of slos) {
    const tier = tierOf(slo.object, view);
    if (tier && !found.has(tier.definition.object)) found.set(tier.definition.object, tier);
  }
  return [...found.values()];
}

/** An SLO that does not name its path may be about any. */
function isKept(wanted: TierObjective, present: readonly Promised[]): boolean {
  return present.some((promise) => {
    if (promise.category !== wanted.category.value) return false;
    return !wanted.path || promise.path === undefined || promise.path === wanted.path.value;
  });
}
