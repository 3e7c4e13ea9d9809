import type { ObjectKind, Reference, SpecObject } from "../../model/spec-object";
import type { WorkspaceView } from "../../resolve/workspace-view";
import { nodeAt, type Path } from "../../yaml/node";
import { similarName } from "./similar";

/** Kinds whose references OpenSLO's go-sdk follows when it writes objects out in place, and fails on. */
const FOLLOWED: readonly ObjectKind[] = ["SLI", "AlertPolicy", "AlertCondition", "AlertNotificationTarget"];

/** Kinds whose names can be looked for at all. */
const KINDS: readonly ObjectKind[] = [...FOLLOWED, "Service", "DataSource", "SLO"];

/** What the workspace says of a name that leads nowhere. */
export interface Evidence {
  /** A name of the right kind that was most likely meant. */
  readonly near?: string;
  /** The kinds of other objects that have this very name. */
  readonly otherKinds: readonly ObjectKind[];
  /** The names of that kind that do exist, in file order. */
  readonly known: readonly string[];
  /** The file or the object is plainly complete in itself, so that the name is a mistake and not a file left out. */
  readonly certain: boolean;
}

/** Whether a name is defined. */
export function resolves(reference: Reference, view: WorkspaceView): boolean {
  return view.lookup(reference.kind, reference.name).length > 0;
}

/** Gathers what speaks for a mistake. A single file of a larger set is full of names that lead nowhere. */
export function evidenceOf(object: SpecObject, reference: Reference, view: WorkspaceView): Evidence {
  const { kind, name } = reference;
  const definitions = view.all(kind);
  const known = definitions.flatMap((definition) => definition.object.name?.value ?? []);
  const near = similarName(name, known);
  const otherKinds = KINDS.filter(
    (other) => other !== kind && view.lookup(other, name).some((definition) => definition.object !== object),
  );
  const inFile = definitions.some((definition) => definition.uri === view.uri);
  const certain =
    FOLLOWED.includes(kind) &&
    (near !== undefined ||
      othersResolve(object, view) ||
      ((inFile || isMixed(object, reference)) && isOnlyOneInFile(view)));
  return { otherKinds, known, certain, ...(near === undefined ? {} : { near }) };
}

/** Another name in the same object is defined, so what it needs is here. */
function othersResolve(object: SpecObject, view: WorkspaceView): boolean {
  return object.references.some(
    ({ kind, name }) => FOLLOWED.includes(kind) && resolves({ kind, name } as Reference, view),
  );
}

/** Nothing else in this file leads nowhere. */
function isOnlyOneInFile(view: WorkspaceView): boolean {
  const lost = new Set<string>();
  for (const { uri, object } of [...view.all("SLO"), ...view.all("AlertPolicy")]) {
    if (uri !== view.uri) continue;
    for (const reference of object.references) {
      if (FOLLOWED.includes(reference.kind) && !resolves(reference, view))
        lost.add(`${reference.kind}/${reference.name}`);
    }
  }
  return lost.size === 1;
}

/** The list that the reference stands in has an object written in place beside it. */
function isMixed(object: SpecObject, reference: Reference): boolean {
  const list = /^(.*)\[\d+\](?:\.\w+)?$/.exec(reference.field)?.[1];
  if (list === undefined) return false;
  const node = nodeAt(object.root, pathOf(list));
  return node?.kind === "seq" && node.items.some((item) => nodeAt(item, ["spec"])?.kind === "map");
}

/** `spec.alertPolicies[0].spec` as a path. */
function pathOf(field: string): Path {
  return [...field.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map((part) => part[2] ?? Number(part[1]));
}
