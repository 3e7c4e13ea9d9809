import type * as vscode from "vscode";
import type { SlosmithApi } from "./api";
import { beginExtension, documentSelector, endExtension } from "./common";
import type { ClientSetup } from "./server";

/** Called by VS Code when a YAML file is opened or a command is run. */
export function activate(context: vscode.ExtensionContext): SlosmithApi {
  return beginExtension(context, (setup) => makeClient(context, setup));
}

export const deactivate = endExtension;

/** The language client is loaded here, not at the top: activation comes with every YAML file. */
async function makeClient(
  context: vscode.ExtensionContext,
  { initializationOptions, log, middleware }: ClientSetup,
) {
  const { LanguageClient, TransportKind } = await import("vscode-languageclient/node");
  const module = context.asAbsolutePath("dist/server.js");
  return new LanguageClient(
    "slosmith",
    "SLOsmith",
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ["--nolazy", "--inspect=6009"] } },
    },
    { documentSelector: documentSelector(), initializationOptions, outputChannel: log, middleware },
  );
}
