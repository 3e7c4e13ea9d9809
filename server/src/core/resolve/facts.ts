import type { Located } from "../model/located";
import type { Objective } from "../model/slo";
import type { SpecObject } from "../model/spec-object";
import type { Tag } from "../model/tag";
import { serviceOf } from "./scope";
import type { Definition, WorkspaceView } from "./workspace-view";

/** A fact that an annotation states, and who states it. */
export interface StatedFact {
  readonly text: Located<string>;
  /** The object that carries the annotation, if it is not the SLO itself. */
  readonly statedBy?: Definition;
}

/** An annotation that holds for an object, and the object that carries it where that is another one. */
export interface StatedTag {
  readonly tag: Tag;
  readonly statedBy?: Definition;
}

/**
 * An annotation that holds for an SLO: its own, else its SLI's, else its service's. The nearest counts even where
 * its value is left to a template: then nobody knows it, and {@link statedFact} says nothing.
 *
 * @param objective whose own indicator is asked before the SLO's
 */
export function statedTag(
  object: SpecObject,
  key: string,
  view: WorkspaceView,
  objective?: Objective,
): StatedTag | undefined {
  for (const { tags, definition } of holders(object, view, objective)) {
    const tag = tags.find((one) => one.key === key);
    if (tag) return { tag, ...(definition ? { statedBy: definition } : {}) };
  }
  return undefined;
}

/** What the nearest annotation says; undefined where there is none, or a template fills it in. */
export function statedFact(
  object: SpecObject,
  key: string,
  view: WorkspaceView,
  objective?: Objective,
): StatedFact | undefined {
  const found = statedTag(object, key, view, objective);
  const text = found?.tag.values[0];
  return text && { text, ...(found.statedBy ? { statedBy: found.statedBy } : {}) };
}

interface Holder {
  readonly tags: readonly Tag[];
  readonly definition?: Definition;
}

function* holders(object: SpecObject, view: WorkspaceView, objective?: Objective): Generator<Holder> {
  yield { tags: object.annotations };
  if (object.body.type !== "slo") return;
  const slo = object.body;
  const use = objective?.indicator ?? slo.indicator;
  if (use?.kind === "inline") yield { tags: use.annotations ?? [] };
  if (use?.kind === "ref") yield* definitions(view.lookup("SLI", use.name.value));
  const service = serviceOf(object, view);
  if (service) yield* definitions([service]);
}

function definitions(found: readonly Definition[]): Holder[] {
  return found.slice(0, 1).map((definition) => ({ tags: definition.object.annotations, definition }));
}

/** The annotations of an object and of all indicators that are written in it. */
export function annotationsIn(object: SpecObject): readonly Tag[] {
  if (object.body.type !== "slo") return object.annotations;
  const { indicator, objectives } = object.body;
  const uses = [indicator, ...objectives.map((objective) => objective.indicator)];
  return [
    ...object.annotations,
    ...uses.flatMap((use) => (use?.kind === "inline" ? (use.annotations ?? []) : [])),
  ];
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
  return ownerTags(object, view).length > 0;
}

/** Who answers an SLO's pages, in the words of the file; undefined where nobody is named, or a template names them. */
export function ownerOf(object: SpecObject, view: WorkspaceView): string | undefined {
  const values = ownerTags(object, view)[0]?.values.map(({ value }) => value.trim()) ?? [];
  const named = values.filter((value) => value !== "");
  return named.length > 0 ? named.join(", ") : undefined;
}

/** What says whose an SLO is: its own annotation and labels before its service's, each in the order of the keys. */
function ownerTags(object: SpecObject, view: WorkspaceView): Tag[] {
  const service = serviceOf(object, view);
  return [object, ...(service ? [service.object] : [])].flatMap((holder) => {
    const tags = [...holder.annotations, ...holder.labels];
    return OWNER_KEYS.flatMap((key) =>
      tags.filter((tag) => {
        const blank = tag.values.length > 0 && tag.values.every((value) => value.value.trim() === "");
        return tag.key === key && !blank;
      }),
    );
  });
}
