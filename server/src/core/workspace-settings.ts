import ignore from "ignore";
import { folderOf, nearestWorkspace, type ResolvedWorkspace } from "./resolve/nearest-workspace";
import type { RuleSettings } from "./rules/run";
import type { WorkspaceIndex } from "./workspace-index";
import { TrackingView } from "./workspace-view";

/** What holds for the check of one file. */
export interface FileSettings {
  readonly rules: RuleSettings;
  /** The workspace that the file belongs to says that it is not to be checked. */
  readonly excluded: boolean;
}

/**
 * The settings for a file: what the command line says, else what its workspace says, else what the editor says.
 *
 * @param below of the editor
 * @param above of the command line
 */
export function settingsFor(
  index: WorkspaceIndex,
  uri: string,
  below: RuleSettings,
  above: RuleSettings,
): FileSettings {
  const workspace = nearestWorkspace(new TrackingView(index, uri));
  const rules = { ...below, ...workspace?.settings.rules, ...above };
  return { rules, excluded: workspace !== undefined && excludes(workspace, uri) };
}

/** Whether a workspace takes a file of its folder out; never its own, in which the pattern could not be mended. */
function excludes({ settings, definition }: ResolvedWorkspace, uri: string): boolean {
  if (settings.exclude.length === 0 || definition.uri === uri) return false;
  const path = decoded(uri.slice(folderOf(definition.uri).length));
  return path !== undefined && ignore.isPathValid(path) && ignore().add(settings.exclude).ignores(path);
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    // A stray percent sign: no path on a disk is told by it.
    return undefined;
  }
}
