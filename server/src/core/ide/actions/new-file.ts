import type { Workspace } from "../../workspace";

/** The place of a new file of an object's name in a file's folder; undefined where there is one, or the name is none. */
export function newFileBeside(workspace: Workspace, uri: string, name: string): string | undefined {
  // Other names could lead out of the folder.
  if (!/^[\w-][\w.-]*$/.test(name)) return undefined;
  const path = `${uri.slice(0, uri.lastIndexOf("/") + 1)}${name}.yaml`;
  return workspace.files.has(path) ? undefined : path;
}
