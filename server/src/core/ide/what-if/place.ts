import type { WorkspaceView } from "../../resolve/workspace-view";
import type { Workspace } from "../../workspace";
import { type ObjectiveReading, objectivesOf } from "../budget/objective-facts";
import { objectsOf, type PlacedObject, viewOf } from "../lookup";
import type { ObjectivePlace } from "./edits";

/** An objective of a file, read. */
export interface PlacedObjective extends ObjectivePlace {
  readonly reading: ObjectiveReading;
  readonly view: WorkspaceView;
}

/** The objects of a file that a preview shows, in its order. */
export function previewedObjects(workspace: Workspace, uri: string): readonly PlacedObject[] {
  return objectsOf(workspace.files.get(uri)).filter(
    ({ object }) => object.body.type === "slo" || object.body.type === "tier",
  );
}

/** The id that an objective has in a preview; both numbers count from 0. */
export function partId(object: number, objective: number): string {
  return `s${object + 1}-o${objective + 1}`;
}

/** The objective that has an id in the preview of a file. */
export function placedObjective(
  workspace: Workspace,
  uri: string,
  part: string,
  nowEpochMs: number,
): PlacedObjective | undefined {
  const [, object, index] = (/^s(\d{1,6})-o(\d{1,6})$/.exec(part) ?? []).map((digits) => Number(digits) - 1);
  if (object === undefined || index === undefined) return undefined;
  const placed = previewedObjects(workspace, uri)[object];
  const body = placed?.object.body;
  if (!placed || body?.type !== "slo") return undefined;
  const view = viewOf(workspace, uri);
  const objective = body.objectives[index];
  const reading = objectivesOf(placed.object, view, nowEpochMs)[index];
  const text = workspace.files.get(uri)?.text;
  if (!objective || !reading || text === undefined) return undefined;
  return { slo: body, objective, reading, view, text, slotStart: placed.slot.start };
}
