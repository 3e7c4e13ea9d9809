import type { WorkspaceSettings } from "../model/workspace-settings";
import type { Definition, WorkspaceView } from "./workspace-view";

/** A Workspace object, and where it is defined. */
export interface ResolvedWorkspace {
  readonly settings: WorkspaceSettings;
  readonly definition: Definition;
}

/**
 * The workspace that a file belongs to: the one whose folder is the file's own or the nearest above it. Of two in
 * one folder the first in file order.
 */
export function nearestWorkspace(view: WorkspaceView, uri: string = view.uri): ResolvedWorkspace | undefined {
  let found: ResolvedWorkspace | undefined;
  let longest = -1;
  for (const definition of view.all("Workspace")) {
    const { body } = definition.object;
    const folder = folderOf(definition.uri);
    if (body.type !== "workspace" || folder.length <= longest || !uri.startsWith(folder)) continue;
    longest = folder.length;
    found = { settings: body, definition };
  }
  return found;
}

/** The folder that a file stands in, with its last slash. */
export function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf("/") + 1);
}

/** A file's name without its folder. */
export function fileName(uri: string): string {
  return uri.slice(uri.lastIndexOf("/") + 1);
}
