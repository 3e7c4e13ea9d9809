import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { SlosmithApi } from "../../client/src/api";

/** How long the editor has to come to what a test waits for. */
const PATIENCE_MS = 20_000;
const LOOK_AGAIN_MS = 50;

export function extension(): vscode.Extension<SlosmithApi> {
  const found = vscode.extensions.getExtension<SlosmithApi>("slosmith.slosmith");
  assert.ok(found, "the extension is not installed");
  return found;
}

/** A file of the opened folder. */
export function fileUri(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, "no folder is open");
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Opens a file of the folder and shows it. */
export async function show(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fileUri(name)), {
    preview: false,
    viewColumn: vscode.ViewColumn.One,
  });
}

/** Shows an untitled YAML document with this text. */
export async function showText(content: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language: "yaml", content });
  return vscode.window.showTextDocument(document, { preview: false, viewColumn: vscode.ViewColumn.One });
}

/** Our findings on a document, as the editor has them. */
export function findings(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "slosmith");
}

export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

/** Looks until there is something that is neither undefined nor false. */
export async function eventually<T>(
  what: string,
  look: () => T | Promise<T>,
): Promise<Exclude<T, undefined | false>> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found as Exclude<T, undefined | false>;
    if (Date.now() > until) throw new Error(`It did not come to this in ${PATIENCE_MS / 1_000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

/** The findings of a document, as soon as one of them has this code. */
export function withFinding(uri: vscode.Uri, code: string): Promise<vscode.Diagnostic> {
  return eventually(`${uri.path} has the finding ${code}`, () =>
    findings(uri).find((finding) => codeOf(finding) === code),
  );
}

export async function withoutFinding(uri: vscode.Uri, code: string): Promise<void> {
  await eventually(
    `${uri.path} has no finding ${code}`,
    () => !findings(uri).some((finding) => codeOf(finding) === code),
  );
}

/** The range of a text in a document. */
export function rangeOf(document: vscode.TextDocument, part: string): vscode.Range {
  const at = document.getText().indexOf(part);
  assert.ok(at >= 0, `"${part}" does not occur in ${document.uri.path}`);
  return new vscode.Range(document.positionAt(at), document.positionAt(at + part.length));
}

/** Replaces a text in the shown document. */
export async function replace(editor: vscode.TextEditor, part: string, by: string): Promise<void> {
  const range = rangeOf(editor.document, part);
  assert.ok(await editor.edit((edit) => edit.replace(range, by)));
}

/** All hovers at a place, as one text; undefined where there are none. */
export async function hoverText(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<string | undefined> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    position,
  );
  const text = hovers.flatMap(({ contents }) =>
    contents.map((one) => (typeof one === "string" ? one : one.value)),
  );
  return text.length > 0 ? text.join("\n") : undefined;
}

/** Closes all editors without saving. */
export async function closeAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (!document.isDirty) continue;
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}
