import type { SlosmithRequests } from "../../server/src/lsp/protocol";

/** What the extension gives to others in the editor: `vscode.extensions.getExtension("slosmith.slosmith")?.exports`. */
export interface SlosmithApi {
  /** Asks the language server; starts it where need be. Null where there is no answer. */
  ask<Method extends keyof SlosmithRequests>(
    method: Method,
    params: SlosmithRequests[Method]["params"],
  ): Promise<SlosmithRequests[Method]["result"] | null>;
}
