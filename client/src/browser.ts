import * as vscode from "vscode";
import type { SlosmithApi } from "./api";
import { beginExtension, documentSelector, endExtension } from "./common";
import type { ClientSetup } from "./server";

let worker: Worker | undefined;

/** Called by VS Code in a browser when a YAML file is opened or a command is run. */
export function activate(context: vscode.ExtensionContext): SlosmithApi {
  return beginExtension(context, (setup) => makeClient(context, setup));
}

export async function deactivate(): Promise<void> {
  await endExtension();
  worker?.terminate();
}

async function makeClient(
  context: vscode.ExtensionContext,
  { initializationOptions, log, middleware }: ClientSetup,
) {
  const { BrowserMessageReader, BrowserMessageWriter, LanguageClient } = await import(
    "vscode-languageclient/browser"
  );
  const built = (...names: string[]) =>
    vscode.Uri.joinPath(context.extensionUri, "dist", ...names).toString(true);
  // Called at each start. A stopped server's worker stays, and does nothing more: it is ended here.
  // The channel is made here as well: VS Code's own `Worker` makes objects that the client does not know as such.
  const startServer = async () => {
    worker?.terminate();
    worker = new Worker(built("web", "server.js"));
    worker.addEventListener("error", ({ message }) => log.error(`The server's worker failed: ${message}`));
    // Its first message tells where the core is; all others are the protocol's.
    worker.postMessage(built("core.js"));
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  return new LanguageClient("slosmith", "SLOsmith", startServer, {
    documentSelector: documentSelector(),
    initializationOptions,
    outputChannel: log,
    middleware,
  });
}
