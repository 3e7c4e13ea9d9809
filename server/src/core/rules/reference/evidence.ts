import type { ObjectKind, Reference, SpecObject } from "../../model/spec-object";
import { definitionsOf, inScope } from "../../resolve/scope";
import type { Definition, WorkspaceView } from "../../resolve/workspace-view";
import { nodeAt, type Path } from "../../yaml/node";
import { similarName } from "./similar";

/** Kinds whose references tools follow and fail on: OpenSLO's go-sdk the first four, slo-generator the others. */
const FOLLOWED: readonly ObjectKind[] = [
  "SLI",
  "AlertPolicy",
  "AlertCondition",
  "AlertNotificationTarget",
  "ErrorBudgetPolicy",
  "Backend",
];

/** Kinds of which a workspace that has some in a project mostly has all. */
const KEPT_TOGETHER: readonly ObjectKind[] = ["Service", "AlertPolicy"];

/** Kinds whose names can be looked for at all. */
const KINDS: readonly ObjectKind[] = [...FOLLOWED, "Service", "DataSource", "SLO"];

/** What the workspace says of a name that leads nowhere. */
export interface Evidence {
  /** A name of the right kind that was most likely meant. */
  readonly near?: string;
  /** The kinds of other objects that have this very name. */
  readonly otherKinds: readonly ObjectKind[];
  /** The objects of that kind that do exist, in file order. */
  readonly definitions: readonly Definition[];
  /** The file or the object is plainly complete in itself, so that the name is a mistake and not a file left out. */
  readonly certain: boolean;
  /** Nothing but names of its own stand beside it: the file is plainly a piece of a larger set. */
  readonly piece: boolean;
}

/** Whether a name is defined. */
export function resolves(reference: Reference, view: WorkspaceView): boolean {
  return definitionsOf(reference, view).length > 0;
}

/** Gathers what speaks for a mistake. A single file of a larger set is full of names that lead nowhere. */
export function evidenceOf(object: SpecObject, reference: Reference, view: WorkspaceView): Evidence {
  const { kind, orKinds = [], name, scope } = reference;
  const definitions = inScope(
    [kind, ...orKinds].flatMap((one) => view.all(one)),
    scope,
  );
  const near = similarName(name, definitions);
  const otherKinds = KINDS.filter(
    (other) => other !== kind && view.lookup(other, name).some((definition) => definition.object !== object),
  );
  const inFile = definitions.some((definition) => definition.uri === view.uri);
  // Where the tool keeps the objects itself, some may be in no file.
  const remote = scope !== undefined;
  const certain =
    !remote &&
    FOLLOWED.includes(kind) &&
    (near !== undefined ||
      object.references.some((other) => isFollowed(other) && !other.implied && resolves(other, view)) ||
      ((inFile || isMixed(object, reference)) && isOnlyOneInFile(reference, view)));
  const piece = remote
    ? near === undefined && !(KEPT_TOGETHER.includes(kind) && definitions.length > 0)
    : FOLLOWED.includes(kind) &&
      near === undefined &&
      definitions.every(({ uri }) => uri === view.uri) &&
      !resolvesAnything(view);
  return { otherKinds, definitions, certain, piece, ...(near === undefined ? {} : { near }) };
}

function isFollowed(reference: Reference): boolean {
  return FOLLOWED.includes(reference.kind);
}

/** No other name in this file leads nowhere. */
function isOnlyOneInFile(lost: Reference, view: WorkspaceView): boolean {
  const isOther = (one: Reference) =>
    isFollowed(one) && (one.kind !== lost.kind || one.name !== lost.name) && !resolves(one, view);
  const allResolve = ({ uri, object }: Definition) => uri !== view.uri || !object.references.some(isOther);
  return view.all("SLO").every(allResolve) && view.all("AlertPolicy").every(allResolve);
}

/** Whether any name in this file leads somewhere. */
function resolvesAnything(view: WorkspaceView): boolean {
  const leads = ({ uri, object }: Definition) =>
    uri === view.uri && object.references.some((one) => resolves(one, view));
  return view.all("SLO").some(leads) || view.all("AlertPolicy").some(leads) || view.all("SLI").some(leads);
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
