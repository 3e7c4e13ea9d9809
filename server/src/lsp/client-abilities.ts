import {
  type CompletionClientCapabilities,
  type InitializeParams,
  InsertTextMode,
} from "vscode-languageserver";
import { chooseEncoding, type PositionEncoding } from "./position-encoding";
import { isRecord } from "./settings";

/** What the client at the other end can do. */
export interface ClientAbilities {
  /** What columns count, on both sides. */
  readonly encoding: PositionEncoding;
  readonly configuration: boolean;
  readonly dynamicConfiguration: boolean;
  readonly dynamicWatchers: boolean;
  readonly workspaceFolders: boolean;
  readonly workDoneProgress: boolean;
  /** It asks for diagnostics itself, and can be told to ask again. */
  readonly pullDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly markdownHover: boolean;
  readonly completion: CompletionAbilities;
  readonly hierarchicalSymbols: boolean;
  readonly definitionLinks: boolean;
  readonly inlayHintRefresh: boolean;
  readonly codeLensRefresh: boolean;
  /** It colours words by what the server says that they are. */
  readonly semanticTokens: boolean;
  readonly semanticTokensRefresh: boolean;
  readonly versionedEdits: boolean;
  /** It asks what can be renamed before it asks for a name. */
  readonly prepareRename: boolean;
  /** What it can do with files in a workspace edit: `create`, `rename`, `delete`. */
  readonly resourceOperations: readonly string[];
  /** It takes edits with places to be written over. */
  readonly snippetEdits: boolean;
  /** Commands of the client that a lens may run. */
  readonly commands: readonly string[];
  /** It lists and reads files that the server's machine does not hold: `slosmith/listFiles`, `slosmith/readFile`. */
  readonly files: boolean;
}

/** What the client does with a completion. */
export interface CompletionAbilities {
  readonly snippets: boolean;
  readonly markdown: boolean;
  /** It can be told to leave the white space of further lines as it is. */
  readonly asIs: boolean;
  /** The kinds of items that it has icons for; those of LSP 3.0 if it names none. */
  readonly kinds: readonly number[];
}

/** Reads what the client says of itself. What it does not mention, it cannot do. */
export function readAbilities({ capabilities, initializationOptions }: InitializeParams): ClientAbilities {
  const { general, workspace, textDocument, window } = capabilities;
  const options: Readonly<Record<string, unknown>> = isRecord(initializationOptions)
    ? initializationOptions
    : {};
  const { commands, files } = options;
  return {
    encoding: chooseEncoding(general?.positionEncodings),
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
    completion: completionAbilities(textDocument?.completion),
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    inlayHintRefresh: workspace?.inlayHint?.refreshSupport === true,
    codeLensRefresh: workspace?.codeLens?.refreshSupport === true,
    semanticTokens: textDocument?.semanticTokens !== undefined,
    semanticTokensRefresh: workspace?.semanticTokens?.refreshSupport === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    prepareRename: textDocument?.rename?.prepareSupport === true,
    resourceOperations: workspace?.workspaceEdit?.resourceOperations ?? [],
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true,
    commands: Array.isArray(commands) ? commands.filter((one): one is string => typeof one === "string") : [],
    files: files === true,
  };
}

/** The kinds of items that every client knows: `Text` to `Reference`. */
const FIRST_KINDS = Array.from({ length: 18 }, (_none, at) => at + 1);

function completionAbilities(said: CompletionClientCapabilities | undefined): CompletionAbilities {
  const item = said?.completionItem;
  return {
    snippets: item?.snippetSupport === true,
    markdown: item?.documentationFormat?.includes("markdown") === true,
    asIs: item?.insertTextModeSupport?.valueSet.includes(InsertTextMode.asIs) === true,
    kinds: said?.completionItemKind?.valueSet ?? FIRST_KINDS,
  };
}
