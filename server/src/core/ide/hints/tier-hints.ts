import { formatPercent, shortDuration } from "../../math";
import type { Tier, TierObjective } from "../../model/tier";
import { type ResolvedTier, tierName, tierOf, tierTitle } from "../../resolve/tier";
import type { WorkspaceView } from "../../resolve/workspace-view";
import { fitsOf } from "../../rules/tier/fit";
import { type Span, touches } from "../../text/span";
import type { Workspace } from "../../workspace";
import { leadObjective, objectiveName, sound } from "../budget/tier-facts";
import type { InlayHint } from "../inlay-hints";
import { objectsOf, type PlacedObject, viewOf } from "../lookup";
import { capital } from "../words";

/**
 * What a tier asks for, behind the label or annotation that names it: "Critical · floor 99.9 % · respond within 15m". Of
 * an SLO whose category is known it is that category's floor. With a span (file offsets) only those that lie in it.
 */
export function tierHints(workspace: Workspace, uri: string, span: Span | undefined): InlayHint[] {
  const view = viewOf(workspace, uri);
  const byPlace = new Map<number, InlayHint>();
  for (const placed of objectsOf(workspace.files.get(uri))) {
    const hint = hintOf(placed, view);
    if (hint && (!span || touches(span, hint.offset)) && !byPlace.has(hint.offset))
      byPlace.set(hint.offset, hint);
  }
  return [...byPlace.values()];
}

function hintOf({ object, slot }: PlacedObject, view: WorkspaceView): InlayHint | undefined {
  const found = tierOf(object, view);
  // What a service says of its SLOs' tier is shown on the service.
  if (found?.claim.from !== "object") return undefined;
  const objective = ownObjective(object, view) ?? leadObjective(found.tier);
  const parts = [titleOf(found), floorOf(objective, object.body.type === "slo"), responseOf(found.tier)];
  const said = parts.filter((part) => part !== undefined);
  if (said.length === 0) return undefined;
  return {
    offset: found.claim.span.end + slot.start,
    label: said.join(" · "),
    tooltip: tooltipOf(found, objective),
  };
}

/** The tier's objective that all of an SLO's have to keep; undefined where there are several, or none is known. */
function ownObjective(object: PlacedObject["object"], view: WorkspaceView): TierObjective | undefined {
  const fits = fitsOf(object, view)?.fits ?? [];
  const candidates = fits.flatMap((fit): readonly (TierObjective | undefined)[] =>
    fit.category ? fit.candidates : [undefined],
  );
  const [first, ...others] = new Set(candidates);
  return others.length === 0 ? first : undefined;
}

/** The tier's title, where that is another word than the one behind which it stands. */
function titleOf({ definition, claim }: ResolvedTier): string | undefined {
  const title = tierTitle(definition);
  return title === claim.name ? undefined : title;
}

function floorOf(objective: TierObjective | undefined, isSlo: boolean): string | undefined {
  const floor = sound(objective?.floor);
  if (!objective || !floor) return undefined;
  const of = isSlo ? "floor" : `${objectiveName(objective)} floor`;
  return `${of} ${formatPercent(floor)}`;
}

function responseOf({ incident }: Tier): string | undefined {
  return incident?.timeToRespond && `respond within ${shortDuration(incident.timeToRespond.value)}`;
}

/** The limits, and the times of an incident, in whole sentences. */
function tooltipOf({ definition, tier }: ResolvedTier, objective: TierObjective | undefined): string {
  const limits = objective
    ? (
        [
          ["floor", "floor"],
          ["default", "usual target"],
          ["ceiling", "ceiling"],
        ] as const
      ).flatMap(([key, word]) => {
        const target = objective[key];
        return target ? [`${word} ${formatPercent(target.value)}`] : [];
      })
    : [];
  const targets =
    objective && limits.length > 0 ? ` ${capital(objectiveName(objective))}: ${limits.join(", ")}.` : "";
  const times = (
    [
      ["timeToDetect", "detect"],
      ["timeToRespond", "respond"],
      ["timeToRecover", "recover"],
    ] as const
  ).flatMap(([key, word]) => {
    const time = tier.incident?.[key];
    return time ? [`${word} within ${shortDuration(time.value)}`] : [];
  });
  const incident = times.length > 0 ? ` In an incident: ${times.join(", ")}.` : "";
  return `Tier \`${tierName(definition)}\`.${targets}${incident}`;
}
