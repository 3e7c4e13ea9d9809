import type { RuleSettings } from "../../rules/run";
import type { Span } from "../../text/span";
import type { Workspace } from "../../workspace";
import type { Refactoring } from "./extract-indicator";
import { newFindings } from "./judge";
import { newFileBeside } from "./new-file";
import { removeDocument } from "./remove-document";
import type { FileChange } from "./text-edits";

/**
 * Gives the document under a range a file of its own beside this one, named after its object. Not offered where that
 * file is there already, or where something new would be found fault with.
 */
export function separateDocument(
  workspace: Workspace,
  uri: string,
  range: Span,
  settings: RuleSettings = {},
): Refactoring | undefined {
  const slot = workspace.slotAt(uri, range.start);
  const [object] = slot?.document.objects ?? [];
  if (!slot || !object?.name || object.path.length > 0) return undefined;
  const path = newFileBeside(workspace, uri, object.name.value);
  const removal = removeDocument(workspace, { uri, document: slot.document, object });
  if (path === undefined || !removal) return undefined;
  const text = slot.document.yaml.text.replace(/^---[ \t]*(?:\r\n|\n|\r)/, "");
  const changes: FileChange[] = [
    { uri: path, operation: "create", edits: [{ span: { start: 0, end: 0 }, newText: text }] },
    removal,
  ];
  if (newFindings(workspace, changes, settings).length > 0) return undefined;
  return { title: `Move \`${object.name.value}\` to a file of its own`, changes };
}
