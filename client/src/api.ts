import type * as vscode from "vscode";
import type { OverviewItem, SlosmithRequests } from "../../server/src/lsp/protocol";

/** What the extension gives to others in the editor: `vscode.extensions.getExtension("slosmith.slosmith")?.exports`. */
export interface SlosmithApi {
  /** Asks the language server; starts it where need be. Null where there is no answer. */
  ask<Method extends keyof SlosmithRequests>(
    method: Method,
    params: SlosmithRequests[Method]["params"],
  ): Promise<SlosmithRequests[Method]["result"] | null>;
  /** What the overview shows, as it is grouped, sorted and filtered now. */
  readonly overview: vscode.TreeDataProvider<OverviewItem>;
}
