import * as vscode from "vscode";
import type { SlosmithApi } from "./api";
import { Changes, SHOW_CHANGE } from "./changes";
import { YamlCompanion } from "./companion";
import { convertFile } from "./convert";
import { openExample } from "./first-minutes";
import { Overview } from "./overview";
import { Preview } from "./preview";
import { newSlo } from "./scaffold";
import { type MakeClient, Server } from "./server";
import { looksLikeSpec } from "./spec-text";
import { StatusItem } from "./status";
import { SHOW_USES, showUses } from "./uses";

/** Where specs are edited: on a disk, or in the virtual file systems of VS Code in a browser and of its tests. */
const SCHEMES = ["file", "untitled", "vscode-remote", "vscode-vfs", "vscode-test-web", "memfs"];

/**
 * The documents that the server is told of. Other schemes show the same files once more: the left side of a
 * change (`git:`), a review, a past version. Told of these, the server would see each object defined twice.
 */
export function documentSelector(): { language: string; scheme: string }[] {
  const opened = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme);
  return [...new Set([...SCHEMES, ...opened])].map((scheme) => ({ language: "yaml", scheme }));
}

/** Set while the shown file is a spec: the preview's button is for these. */
const SPEC_CONTEXT = "slosmith.specFile";

let running: Server | undefined;

/** What the hosts, Node's and the web's, share: commands, views, and a server that is started when it is needed. */
export function beginExtension(context: vscode.ExtensionContext, makeClient: MakeClient): SlosmithApi {
  const log = vscode.window.createOutputChannel("SLOsmith", { log: true });
  const server = new Server(makeClient, log);
  const companion = new YamlCompanion(server, log);
  server.settings = companion;
  const preview = new Preview(context.extensionUri, server);
  const changes = new Changes(server, log, () => preview.refresh());
  const overview = new Overview(server, context.workspaceState);
  context.subscriptions.push(
    log,
    server,
    companion,
    preview,
    changes,
    overview,
    new StatusItem(server, documentSelector()),
    vscode.commands.registerCommand("slosmith.preview", () => preview.show()),
    vscode.commands.registerCommand("slosmith.newSlo", (choices: unknown) => newSlo(server, choices)),
    vscode.commands.registerCommand("slosmith.openExample", openExample),
    vscode.commands.registerCommand("slosmith.welcome", () =>
      vscode.commands.executeCommand(
        "workbench.action.openWalkthrough",
        `${context.extension.id}#firstMinutes`,
        false,
      ),
    ),
    vscode.commands.registerCommand("slosmith.convert", (to: unknown) => convertFile(server, to)),
    vscode.commands.registerCommand(SHOW_USES, (uri: unknown, at: unknown) => showUses(server, uri, at)),
    vscode.commands.registerCommand(SHOW_CHANGE, (uri: unknown) => changes.show(uri)),
    vscode.commands.registerCommand("slosmith.showLog", () => log.show()),
    vscode.commands.registerCommand("slosmith.restartServer", () => server.restart()),
    ...followShownFile(),
  );
  server.startWhenNeeded();
  running = server;
  return { ask: (method, params) => server.ask(method, params), overview };
}

export async function endExtension(): Promise<void> {
  await running?.stop();
}

function followShownFile(): vscode.Disposable[] {
  const look = (editor: vscode.TextEditor | undefined) => {
    // The focus may be in a panel or the log: then the file beside it is still the one that counts.
    if (!editor || editor.document.uri.scheme === "output") return;
    const { languageId } = editor.document;
    const isSpec = languageId === "yaml" && looksLikeSpec(editor.document.getText());
    void vscode.commands.executeCommand("setContext", SPEC_CONTEXT, isSpec);
  };
  look(vscode.window.activeTextEditor);
  return [
    vscode.window.onDidChangeActiveTextEditor(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      const editor = vscode.window.activeTextEditor;
      if (document === editor?.document) look(editor);
    }),
  ];
}
