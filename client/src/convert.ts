import * as vscode from "vscode";
import type { Conversion, ConversionNote } from "../../server/src/lsp/protocol";
import type { Server } from "./server";

const TITLE = "Convert SLOs to another format";
/** Where a note's lines are broken, so that comments stay readable. */
const WIDTH = 110;

/**
 * Writes the SLOs of the shown file in another format, into a new document beside it. What is lost or assumed stands
 * in comments at its top.
 *
 * @param given a format's id, where a keybinding or a test has chosen it beforehand
 * @returns the new document, or undefined where there was nothing to convert
 */
export async function convertFile(server: Server, given: unknown): Promise<vscode.Uri | undefined> {
  const shown = vscode.window.activeTextEditor?.document;
  if (shown?.languageId !== "yaml") {
    void vscode.window.showInformationMessage("Show a YAML file that holds SLOs, and convert that.");
    return undefined;
  }
  const to = typeof given === "string" ? given : await askTarget(server);
  if (to === undefined) return undefined;
  const made = await server.ask("slosmith/convert", { uri: shown.uri.toString(), to });
  if (!made) {
    void vscode.window.showErrorMessage("The file could not be converted. The log of SLOsmith says more.");
    return undefined;
  }
  if (made.text === "") {
    void vscode.window.showWarningMessage(nothingWords(made));
    return undefined;
  }
  const content = `${commentsOf(made)}${made.text}`;
  const document = await vscode.workspace.openTextDocument({ language: "yaml", content });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: false });
  return document.uri;
}

async function askTarget(server: Server): Promise<string | undefined> {
  const targets = (await server.ask("slosmith/conversionTargets", {})) ?? [];
  const items = targets.map(({ id, title }) => ({ label: title, description: id, id }));
  return (await vscode.window.showQuickPick(items, { title: TITLE, placeHolder: "Which format?" }))?.id;
}

function nothingWords({ refused }: Conversion): string {
  const [first, ...more] = refused;
  if (!first) return "This file holds no SLO that could be converted.";
  const others = more.length > 0 ? ` ${more.length} more cannot be converted either.` : "";
  return `${first.slo}: ${first.what} ${first.todo}${others}`;
}

/** What a person has to know of the result, as comments. */
function commentsOf({ notes, refused }: Conversion): string {
  const lines = [
    ...notes.flatMap((note) => commentLines(note.kind, note, note.slos, note.why)),
    ...refused.flatMap((refusal) => commentLines("refused", refusal, [refusal.slo], refusal.todo)),
  ];
  return lines.length > 0 ? `${lines.join("\n")}\n\n` : "";
}

function commentLines(
  word: string,
  { what, position }: Pick<ConversionNote, "what" | "position">,
  slos: readonly string[],
  why: string,
): string[] {
  const place = [...(position ? [`line ${position.line + 1}`] : []), ...slos].join(", ");
  const words = `${word}${place === "" ? "" : ` (${place})`}: ${what} ${why}`.split(/\s+/);
  const lines: string[] = [];
  for (const next of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + next.length < WIDTH) lines[lines.length - 1] = `${last} ${next}`;
    else lines.push(lines.length === 0 ? `# ${next}` : `#   ${next}`);
  }
  return lines;
}
