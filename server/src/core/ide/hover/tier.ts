import type { Tier } from "../../model/tier";
import { type Lookup, sameSpan } from "../lookup";
import { lines } from "../markdown";
import type { IdeOptions } from "../options";
import { propertyHover } from "./property";
import { statementHover } from "./statements";
import { alertHover } from "./tier-alerting";
import { gateHover, incidentHover, reviewHover, stepHover } from "./tier-policy";
import { measurementHover, objectiveHover, segmentHover, tierWindowHover } from "./tier-targets";

/** What a tier's value means in the tier's usual window and at its targets; undefined for words without figures. */
export function tierHover(lookup: Lookup, tier: Tier, options: IdeOptions): string | undefined {
  const { span } = lookup.node;
  const here = (located: { readonly span: typeof span } | undefined) => sameSpan(located?.span, span);
  const meaning =
    stepMeaning(tier, here) ??
    gateMeaning(tier, here) ??
    alertMeaning(tier, here) ??
    targetMeaning(tier, here) ??
    otherMeaning(tier, here) ??
    statementHover(lookup, tier.measurement, tier.measurement?.families ?? [], options);
  if (!meaning) return undefined;
  // Words among the figures (a decider, an effect) are explained as a property first; the key shows that by itself.
  const isWord =
    lookup.node.kind === "scalar" && typeof lookup.node.value === "string" && !/^\d/.test(lookup.node.source);
  return isWord && !lookup.onKey ? lines(propertyHover(lookup, options), meaning) : meaning;
}

type Here = (
  located: { readonly span: { readonly start: number; readonly end: number } } | undefined,
) => boolean;

function stepMeaning(tier: Tier, here: Here): string | undefined {
  const step = tier.escalation?.steps.find(
    (one) => here(one.consumed) || here(one.decider) || here(one.within) || one.actions.some(here),
  );
  return step && stepHover(step, tier);
}

function gateMeaning(tier: Tier, here: Here): string | undefined {
  const gate = tier.releaseGates.find(
    (one) => here(one.remainingBelow) || here(one.effect) || here(one.approver),
  );
  return gate && gateHover(gate, tier);
}

function alertMeaning(tier: Tier, here: Here): string | undefined {
  const alert = tier.alerting.find(
    (one) => here(one.burnRate) || here(one.budgetConsumed) || here(one.longWindow) || here(one.shortWindow),
  );
  return alert && alertHover(alert, tier);
}

function targetMeaning(tier: Tier, here: Here): string | undefined {
  for (const objective of tier.objectives) {
    if (here(objective.floor)) return objectiveHover(objective, "floor", tier);
    if (here(objective.default)) return objectiveHover(objective, "default", tier);
    if (here(objective.ceiling)) return objectiveHover(objective, "ceiling", tier);
  }
  for (const segment of tier.segments) {
    const own = segment.floors.find(({ floor }) => here(floor));
    if (own) return segmentHover(segment, own.category, own.floor.value, tier);
  }
  const { window } = tier;
  for (const which of ["default", "min", "max"] as const) {
    if (here(window?.[which])) return tierWindowHover(which, tier);
  }
  return undefined;
}

function otherMeaning(tier: Tier, here: Here): string | undefined {
  const { measurement, incident, review } = tier;
  if (here(measurement?.minEventsPerWindow)) return measurementHover("events", tier);
  if (here(measurement?.maxSampleInterval)) return measurementHover("interval", tier);
  if (here(incident?.timeToDetect) || here(incident?.timeToRespond) || here(incident?.timeToRecover))
    return incidentHover("times", tier);
  if (here(incident?.postmortemAt)) return incidentHover("postmortem", tier);
  if (here(review?.cadence) || here(review?.retarget)) return reviewHover(tier);
  return undefined;
}
