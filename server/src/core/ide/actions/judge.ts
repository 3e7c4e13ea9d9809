import type { RuleSettings } from "../../rules/run";
import { applyEdits } from "../../text/edits";
import type { Workspace } from "../../workspace";
import type { FileChange } from "./text-edits";

/** The workspace after changes of files. */
export function changed(workspace: Workspace, changes: readonly FileChange[]): Workspace {
  return workspace.apply(
    changes.map(({ uri, operation, edits }) =>
      operation === "delete"
        ? { kind: "delete", uri }
        : { kind: "set", uri, text: applyEdits(workspace.files.get(uri)?.text ?? "", edits) },
    ),
  );
}

/** The codes of findings that the changed files have more of than before. */
export function newFindings(
  workspace: Workspace,
  changes: readonly FileChange[],
  settings: RuleSettings = {},
): string[] {
  const uris = [...new Set(changes.map(({ uri }) => uri))];
  const before = countCodes(workspace, uris, settings);
  const after = countCodes(changed(workspace, changes), uris, settings);
  return [...after].filter(([code, count]) => count > (before.get(code) ?? 0)).map(([code]) => code);
}

function countCodes(
  workspace: Workspace,
  uris: readonly string[],
  settings: RuleSettings,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const uri of uris) {
    for (const { code } of workspace.check(uri, settings).findings) {
      counts.set(code, (counts.get(code) ?? 0) + 1);
    }
  }
  return counts;
}
