import type { ObjectKind, SpecObject } from "../../model/spec-object";
import { objectSpan } from "../../model/spec-object";
import { namesOf } from "../../resolve/mentions";
import type { WorkspaceView } from "../../resolve/workspace-view";
import { type Span, shift } from "../../text/span";
import type { Workspace } from "../../workspace";
import { objectsOf, viewOf } from "../lookup";
import { nameSiteAt, nameSpan, targetsOf, type Use, usesNamed } from "./name-sites";
import { byPlace, type NamePlace } from "./references";

/** How many SLOs use an object: a line above it. File offsets. */
export interface UsesLens {
  /** The object's name: asked about it, {@link slosUsing} tells which they are. */
  readonly span: Span;
  readonly title: string;
}

/** What SLOs use, by name, at first or at second hand. */
const USED: ReadonlySet<ObjectKind> = new Set([
  "ReliabilityTier",
  "SLI",
  "Service",
  "Project",
  "DataSource",
  "Agent",
  "Direct",
  "AlertPolicy",
  "AlertCondition",
  "AlertNotificationTarget",
  "AlertMethod",
  "ErrorBudgetPolicy",
  "Backend",
  "Exporter",
]);

/** A line for each object of a file that SLOs can use by its name. */
export function usesLenses(workspace: Workspace, uri: string): UsesLens[] {
  const view = viewOf(workspace, uri);
  return objectsOf(workspace.files.get(uri)).flatMap(({ object, slot }) => {
    if (!USED.has(object.kind) || !object.name) return [];
    const count = users(object, view).size;
    const title = `Used by ${count === 0 ? "no SLO" : count === 1 ? "1 SLO" : `${count} SLOs`}`;
    return [{ span: shift(objectSpan(object), slot.start), title }];
  });
}

/** Where the SLOs that use the object named at an offset say so: one place for each of them, in file order. */
export function slosUsing(workspace: Workspace, uri: string, offset: number): NamePlace[] {
  const site = nameSiteAt(workspace, uri, offset);
  if (!site || !("own" in site)) return [];
  const places = [...users(site.object, viewOf(workspace, uri)).values()].flatMap((use) => {
    const slot = workspace.slotOf(use.uri, use.document);
    return slot ? [{ uri: use.uri, span: nameSpan({ ...use, slot }), isDeclaration: false }] : [];
  });
  return places.sort(byPlace);
}

/** The SLOs that an object's names lead to from, each with the first place in it that does. */
function users(object: SpecObject, view: WorkspaceView): ReadonlyMap<SpecObject, Use> {
  const found = new Map<SpecObject, Use>();
  collect(object, view, new Set(), (use) => {
    if (!found.has(use.object)) found.set(use.object, use);
  });
  return found;
}

function collect(
  object: SpecObject,
  view: WorkspaceView,
  visited: Set<SpecObject>,
  found: (use: Use) => void,
): void {
  if (visited.has(object)) return;
  visited.add(object);
  for (const { kind, name } of namesOf(object)) {
    for (const use of usesNamed(kind, name, view)) {
      // What an SLO needs to work it does not use in this sense: it counts for other SLOs.
      if (use.mention.role === "dependency") continue;
      if (!targetsOf(use.mention, view).some((target) => target.object === object)) continue;
      if (use.object.kind === "SLO") found(use);
      // Everything of a project names it; only its SLOs are asked for.
      else if (USED.has(use.object.kind) && use.mention.role !== "project")
        collect(use.object, view, visited, found);
    }
  }
}
