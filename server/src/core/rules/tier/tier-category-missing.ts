import { objectSpan, type SpecObject } from "../../model/spec-object";
import type { TierObjective } from "../../model/tier";
import { categoriesOf, pathOf } from "../../resolve/category";
import { type ResolvedTier, tierName, tierOf } from "../../resolve/tier";
import type { Definition, WorkspaceView } from "../../resolve/workspace-view";
import type { Rule } from "../rule";
import { serviceExample, sloExample, stream, tierExample } from "./example";
import { TIERS_PAGE } from "./references";
import { listed, objectiveWords } from "./words";

const OBJECTIVES =
  "- category: availability\n  floorPercent: 99.5\n- category: latency\n  threshold: 300ms\n  floorPercent: 99";
const availability = sloExample({ annotations: "slosmith/tier: core\nslosmith/category: availability" });
const LATENCY = "nginx_ingress_controller_request_duration_seconds";
const latency = sloExample({
  name: "search-latency",
  annotations: "slosmith/tier: core\nslosmith/category: latency",
  objective: "- target: 0.99",
  good: `sum(${LATENCY}_bucket{ingress="search",le="0.25"})`,
  total: `sum(${LATENCY}_count{ingress="search"})`,
});

export const rule: Rule = {
  code: "tier-category-missing",
  alias: "TS08",
  concern: "tier",
  severity: "warning",
  fix: "none",
  docs: {
    summary: "A service without an SLO of a category that its tier requires.",
    why: "A service can be available and too slow, or fast and wrong; a tier lists what must be promised. An SLO's category is the annotation `slosmith/category`, the label `category`, or what its queries plainly say. While one of the service's SLOs has an unknown category, nothing is said, for it may be the missing one.",
    bad: stream(tierExample({ objectives: OBJECTIVES }), serviceExample(), availability),
    good: stream(tierExample({ objectives: OBJECTIVES }), serviceExample(), availability, latency),
    references: [TIERS_PAGE],
  },
  checkInWorkspace(object, view, report) {
    const slos = slosSpokenFor(object, view);
    if (slos.length === 0 || slos.some((slo) => slo.object.partial)) return;
    const present: Promised[] = [];
    for (const slo of slos) {
      for (const reading of categoriesOf(slo.object, view)) {
        if (!reading) return;
        const path = pathOf(slo.object, view);
        present.push({ category: reading.category, ...(path === undefined ? {} : { path }) });
      }
    }
    const body = slos[0]?.object.body;
    const service = (body?.type === "slo" && body.service?.value) || "";
    for (const found of tiersOf(slos, view)) {
      if (found.definition.object.partial) continue;
      const missing = found.tier.objectives.filter((wanted) => wanted.required && !isKept(wanted, present));
      const [first] = missing;
      if (!first) continue;
      const words = listed(missing.map(objectiveWords));
      report({
        span: objectSpan(object),
        message: {
          what: `The service \`${service}\` has no SLO for ${words}, which tier \`${tierName(found.definition)}\` requires.`,
          why: "Users can suffer from what no budget counts.",
          todo: "Add an SLO, or state by `slosmith/category` which one it is.",
        },
        related: [
          {
            message: "The tier requires it",
            span: first.category.span,
            document: found.definition.document,
          },
        ],
      });
    }
  },
};

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
