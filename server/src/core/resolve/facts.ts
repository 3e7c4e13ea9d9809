import { parseDecimal, type Rational } from "../math/rational";
import type { Located } from "../model/located";
import type { Slo } from "../model/slo";
import { annotation, type SpecObject } from "../model/spec-object";
import type { Definition, WorkspaceView } from "./workspace-view";

/** A fact that an annotation states, and who states it. */
export interface StatedFact {
  readonly text: Located<string>;
  /** The object that carries the annotation, if it is not the SLO itself. */
  readonly statedBy?: Definition;
}

/** An annotation that holds for an SLO: its own, else its SLI's, else its service's. */
export function statedFact(object: SpecObject, key: string, view: WorkspaceView): StatedFact | undefined {
  const own = annotation(object, key);
  if (own) return { text: own };
  const slo = object.body.type === "slo" ? object.body : undefined;
  if (!slo) return undefined;
  for (const definition of behind(slo, view)) {
    const text = annotation(definition.object, key);
    if (text) return { text, statedBy: definition };
  }
  return undefined;
}

function behind(slo: Slo, view: WorkspaceView): Definition[] {
  const sli = slo.indicator?.kind === "ref" ? view.lookup("SLI", slo.indicator.name.value) : [];
  return [...sli.slice(0, 1), ...serviceOf(slo, view)];
}

function serviceOf(slo: Slo, view: WorkspaceView): readonly Definition[] {
  return slo.service ? view.lookup("Service", slo.service.value).slice(0, 1) : [];
}

/** Events a day (`slosmith/events-per-day`), where they are stated and make sense. */
export function eventsPerDay(object: SpecObject, view: WorkspaceView): Rational | undefined {
  const fact = statedFact(object, "slosmith/events-per-day", view);
  const value = fact && parseDecimal(fact.text.value.replaceAll("_", ""));
  return value && value.compare(0) > 0 ? value : undefined;
}

/** The time zone in which an SLO's days begin: its calendar's, else the stated one, else UTC. */
export function timeZoneOf(object: SpecObject, view: WorkspaceView): string {
  const slo = object.body.type === "slo" ? object.body : undefined;
  return slo?.window?.timeZone?.value ?? statedFact(object, "slosmith/time-zone", view)?.text.value ?? "UTC";
}

/** The annotation, and the words that people label an object with to say whose it is. */
const OWNER_KEYS = ["slosmith/owner", "owner", "team", "squad", "owned-by", "ownedBy"];

/**
 * Whether an object says who answers an SLO's pages: `slosmith/owner` on the SLO or its service, else a label
 * or annotation there that says whose it is. A value that is left to a template counts.
 */
export function hasOwner(object: SpecObject, view: WorkspaceView): boolean {
  const service = object.body.type === "slo" ? serviceOf(object.body, view) : [];
  return [object, ...service.map((definition) => definition.object)].some((holder) =>
    [...holder.labels, ...holder.annotations].some((tag) => {
      const blank = tag.values.length > 0 && tag.values.every((value) => value.value.trim() === "");
      return OWNER_KEYS.includes(tag.key) && !blank;
    }),
  );
}
