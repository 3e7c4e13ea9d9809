import type { InitializeParams } from "vscode-languageserver";
import { isRecord } from "./settings";

/** What the client at the other end can do. */
export interface ClientAbilities {
  readonly configuration: boolean;
  readonly dynamicConfiguration: boolean;
  readonly dynamicWatchers: boolean;
  readonly workspaceFolders: boolean;
  readonly workDoneProgress: boolean;
  /** It asks for diagnostics itself, and can be told to ask again. */
  readonly pullDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly markdownHover: boolean;
  readonly hierarchicalSymbols: boolean;
  readonly definitionLinks: boolean;
  readonly inlayHintRefresh: boolean;
  readonly codeLensRefresh: boolean;
  readonly versionedEdits: boolean;
  /** Commands of the client that a lens may run. */
  readonly commands: readonly string[];
  /** It lists and reads files that the server's machine does not hold: `slosmith/listFiles`, `slosmith/readFile`. */
  readonly files: boolean;
}

/** Reads what the client says of itself. What it does not mention, it cannot do. */
export function readAbilities({ capabilities, initializationOptions }: InitializeParams): ClientAbilities {
  const { workspace, textDocument, window } = capabilities;
  const options: Readonly<Record<string, unknown>> = isRecord(initializationOptions)
    ? initializationOptions
    : {};
  const { commands, files } = options;
  return {
    configuration: workspace?.configuration === true,
    dynamicConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    dynamicWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    workDoneProgress: window?.workDoneProgress === true,
    pullDiagnostics:
      textDocument?.diagnostic !== undefined && workspace?.diagnostics?.refreshSupport === true,
    relatedInformation:
      textDocument?.publishDiagnostics?.relatedInformation === true ||
      textDocument?.diagnostic?.relatedInformation === true,
    markdownHover: textDocument?.hover?.contentFormat?.includes("markdown") === true,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    inlayHintRefresh: workspace?.inlayHint?.refreshSupport === true,
    codeLensRefresh: workspace?.codeLens?.refreshSupport === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    commands: Array.isArray(commands) ? commands.filter((one): one is string => typeof one === "string") : [],
    files: files === true,
  };
}
