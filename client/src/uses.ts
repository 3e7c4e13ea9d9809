import * as vscode from "vscode";
import type { ProtocolPosition } from "../../server/src/lsp/protocol";
import type { Server } from "./server";

/** The command of a lens that tells how many SLOs use an object. */
export const SHOW_USES = "slosmith.showUses";

/**
 * Lists the places where SLOs use an object, beside its name.
 *
 * @param address the file that holds it, as the server names it
 * @param at where its name stands
 */
export async function showUses(server: Server, address: unknown, at: unknown): Promise<void> {
  if (typeof address !== "string" || !isPosition(at)) return;
  const uses = (await server.ask("slosmith/uses", { uri: address, position: at })) ?? [];
  const places = uses.map(
    ({ uri, range: { start, end } }) =>
      new vscode.Location(
        vscode.Uri.parse(uri),
        new vscode.Range(start.line, start.character, end.line, end.character),
      ),
  );
  await vscode.commands.executeCommand(
    "editor.action.showReferences",
    vscode.Uri.parse(address),
    new vscode.Position(at.line, at.character),
    places,
  );
}

function isPosition(value: unknown): value is ProtocolPosition {
  const { line, character } = (value ?? {}) as Partial<ProtocolPosition>;
  return typeof line === "number" && typeof character === "number";
}
