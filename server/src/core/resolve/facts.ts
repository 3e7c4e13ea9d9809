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
  const service = slo.service ? view.lookup("Service", slo.service.value) : [];
  return [...sli.slice(0, 1), ...service.slice(0, 1)];
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
