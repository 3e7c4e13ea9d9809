import type {
  CreateFile,
  DeleteFile,
  SnippetTextEdit,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver";
import type { FileChange } from "../core/ide/actions/text-edits";
import { escaped } from "../core/ide/completion/skeleton";
import type { Session } from "./session";

/** What becomes of files, as the client takes it. Undefined where it cannot make or remove files and one is to be. */
export function workspaceEdit(
  { store, abilities }: Session,
  changes: readonly FileChange[],
): WorkspaceEdit | undefined {
  const { resourceOperations, versionedEdits } = abilities;
  const ofFiles = changes.flatMap(({ operation }) => operation ?? []);
  if (!ofFiles.every((operation) => versionedEdits && resourceOperations.includes(operation)))
    return undefined;
  const edited = changes.map(({ uri: key, operation, edits }) => {
    const uri = store.clientUri(key);
    return {
      uri,
      operation,
      edits: edits.map(({ span, newText }) => ({ range: store.rangeOf(key, span), newText })),
      // The version of a file that is not open is not known; of a new one there is none.
      version: store.version(key),
    };
  });
  if (!versionedEdits) return { changes: Object.fromEntries(edited.map(({ uri, edits }) => [uri, edits])) };
  return {
    documentChanges: edited.flatMap(({ uri, operation, edits, version }) => {
      const steps: (TextDocumentEdit | CreateFile | DeleteFile)[] = [];
      if (operation === "create") steps.push({ kind: "create", uri });
      if (operation === "delete") steps.push({ kind: "delete", uri });
      else if (edits.length > 0) steps.push({ textDocument: { uri, version }, edits });
      return steps;
    }),
  };
}

/** One edit of a file of which a part is to be written over at once, where the client can do that. */
export function editWithStop(
  session: Session,
  key: string,
  edit: FileChange["edits"][number],
  stop: { readonly start: number; readonly end: number },
): WorkspaceEdit | undefined {
  const { store, abilities } = session;
  if (!abilities.versionedEdits || !abilities.snippetEdits) {
    return workspaceEdit(session, [{ uri: key, edits: [edit] }]);
  }
  const { newText } = edit;
  const parts = [newText.slice(0, stop.start), newText.slice(stop.start, stop.end), newText.slice(stop.end)];
  const [before = "", sample = "", after = ""] = parts.map(escaped);
  const snippet: SnippetTextEdit = {
    range: store.rangeOf(key, edit.span),
    snippet: { kind: "snippet", value: `${before}\${1:${sample}}${after}` },
  };
  const edits: (TextEdit | SnippetTextEdit)[] = [snippet];
  return {
    documentChanges: [{ textDocument: { uri: store.clientUri(key), version: store.version(key) }, edits }],
  };
}
