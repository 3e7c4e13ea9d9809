import * as vscode from "vscode";
import { EXAMPLES, exampleName } from "./examples";

/** Context keys that tick off steps of the walkthrough. */
const MENDED = "slosmith.walkthrough.mended";
const TIER_SEEN = "slosmith.walkthrough.tierSeen";

/** Opens an example as an untitled document; the walkthrough's steps are ticked off by what becomes of it. */
export async function openExample(given: unknown): Promise<vscode.Uri> {
  const name = exampleName(given);
  const document = await vscode.workspace.openTextDocument({ language: "yaml", content: EXAMPLES[name] });
  await vscode.window.showTextDocument(document, { preview: false, viewColumn: vscode.ViewColumn.Active });
  if (name === "tier") await vscode.commands.executeCommand("setContext", TIER_SEEN, true);
  if (name === "mistake") tickWhenMended(document);
  return document.uri;
}

/** The step is done as soon as the mistake was told and is told no longer. */
function tickWhenMended(document: vscode.TextDocument): void {
  let wasTold = false;
  const errors = () =>
    vscode.languages
      .getDiagnostics(document.uri)
      .some(({ source, severity }) => source === "slosmith" && severity === vscode.DiagnosticSeverity.Error);
  const done = vscode.Disposable.from(
    vscode.languages.onDidChangeDiagnostics(() => {
      if (document.isClosed) return void done.dispose();
      if (errors()) wasTold = true;
      else if (wasTold) {
        done.dispose();
        void vscode.commands.executeCommand("setContext", MENDED, true);
      }
    }),
  );
}
