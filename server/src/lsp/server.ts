import {
  CodeLensRefreshRequest,
  type Connection,
  DidChangeConfigurationNotification,
  type DocumentDiagnosticReport,
  ErrorCodes,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  ResponseError,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { Bases, takeBase } from "./bases";
import { takeSchemaElsewhere } from "./beside";
import { readAbilities } from "./client-abilities";
import { filesOf } from "./client-files";
import { CODE_ACTION_KINDS, codeAction } from "./code-actions";
import { COMPLETION_TRIGGERS, completion } from "./completion";
import { Configuration } from "./configuration";
import { DayWatch } from "./day-watch";
import { Diagnostics } from "./diagnostics";
import { openDocuments } from "./documents";
import * as features from "./features";
import { Guard, type Life } from "./guard";
import type { Host } from "./host";
import { Indexer } from "./indexer";
import { foundWords, LastSaid, settingsWords, workspaceFileFaults } from "./log-words";
import { navigationCapabilities, serveNavigation } from "./navigation";
import { OverviewService } from "./overview";
import * as own from "./own-requests";
import { DOCUMENT, PLACE, RANGE } from "./params";
import { beginProgress } from "./progress";
import type {
  ConvertParams,
  PreviewParams,
  ScaffoldParams,
  SlosmithNotification,
  StatusParams,
  WhatIfParams,
} from "./protocol";
import { Refresher } from "./refresher";
import { semanticTokensCapability, serveSemanticTokens } from "./semantic-tokens";
import type { Session } from "./session";
import { DEFAULT_SETTINGS } from "./settings";
import { status } from "./status";
import { Store } from "./store";
import { canonicalUri, isYamlUri } from "./uris";
import { FILE_OPERATIONS, registerWatchers } from "./watching";

/** What belongs to a session and does something by itself. */
interface Parts {
  readonly diagnostics: Diagnostics;
  readonly refresher: Refresher;
  readonly configuration: Configuration;
  readonly days: DayWatch;
  readonly overview: OverviewService;
}

/**
 * Serves one client over a connection, until it goes. Nothing of the machine is touched but through `host`.
 * Every answer is made from one snapshot of the workspace, in one go.
 */
export function startServer(connection: Connection, host: Host): void {
  const life: Life = { session: undefined, isShutDown: false };
  const documents = openDocuments(() => life.session?.abilities.encoding ?? "utf-16");
  const settingsLog = new LastSaid((message) => connection.console.info(message));
  const guard = new Guard(life, (message) => connection.console.error(message));
  let parts: Parts | undefined;

  connection.onInitialize((params) => {
    if (life.session) return new ResponseError(ErrorCodes.InvalidRequest, "`initialize` comes once.");
    const begun = begin(connection, host, guard, params);
    life.session = begun.session;
    parts = begun;
    for (const document of documents.all()) if (isYaml(document)) begun.session.store.setOpen(document);
    return describe(begun.session, host);
  });

  // Each on its own: what a client leaves unanswered must not hold up the rest.
  connection.onInitialized(() => {
    guard.run("reading the workspace", ({ indexer }) => indexer.sync());
    guard.run("settings", async (session) => {
      await parts?.configuration.load();
      settingsLog.say(settingsWords(session.settings));
    });
    guard.run("watching files", ({ abilities }) =>
      abilities.dynamicWatchers ? registerWatchers(connection) : undefined,
    );
    guard.run("watching settings", async ({ abilities }) => {
      if (!abilities.dynamicConfiguration) return;
      await connection.client.register(DidChangeConfigurationNotification.type, { section: "slosmith" });
    });
    guard.run("workspace folders", ({ abilities }) => {
      if (!abilities.workspaceFolders) return;
      connection.workspace.onDidChangeWorkspaceFolders(() => guard.run("workspace folders", followFolders));
    });
  });

  async function followFolders({ indexer, store }: Session): Promise<void> {
    const folders = (await connection.workspace.getWorkspaceFolders()) ?? [];
    indexer.setFolders(folders.map((folder) => folder.uri));
    for (const key of store.openKeys) await indexer.adopt(key);
    await indexer.sync();
  }

  documents.onDidChangeContent(({ document }) =>
    guard.run("change", ({ store }) => {
      if (isYaml(document)) parts?.diagnostics.documentEdited(store.setOpen(document));
      parts?.refresher.updateSoon();
    }),
  );
  documents.onDidOpen(({ document }) =>
    guard.run("open", ({ indexer, abilities }) => {
      if (!abilities.dynamicWatchers) indexer.syncSoon();
      return isYaml(document) ? indexer.adopt(canonicalUri(document.uri)) : undefined;
    }),
  );
  documents.onDidSave(() =>
    guard.run("save", ({ indexer, abilities }) => {
      if (!abilities.dynamicWatchers) indexer.syncSoon();
    }),
  );
  documents.onDidClose(({ document }) =>
    guard.run("close", async ({ store, indexer, bases }) => {
      if (!store.isOpen(canonicalUri(document.uri))) return;
      const key = store.close(document.uri);
      bases.forget(key);
      parts?.refresher.documentClosed(key);
      parts?.refresher.updateSoon();
      parts?.diagnostics.documentClosed(key, document.uri);
      // The same file may be open under another spelling of its name.
      const other = documents.all().find(({ uri }) => canonicalUri(uri) === key);
      if (other) return void parts?.diagnostics.documentEdited(store.setOpen(other));
      await indexer.closed(key);
    }),
  );

  connection.onDidChangeWatchedFiles(({ changes }) =>
    guard.run("watched files", ({ indexer }) =>
      indexer.follow(changes.map(({ uri, type }) => ({ uri, kind: WATCHED[type] ?? "changed" }))),
    ),
  );
  connection.workspace.onDidCreateFiles(() =>
    guard.run("created files", ({ indexer }) => indexer.syncSoon()),
  );
  connection.workspace.onDidRenameFiles(() =>
    guard.run("renamed files", ({ indexer }) => indexer.syncSoon()),
  );
  connection.workspace.onDidDeleteFiles(() =>
    guard.run("deleted files", ({ indexer }) => indexer.syncSoon()),
  );
  connection.onDidChangeConfiguration(({ settings }) =>
    guard.run("settings", async (session) => {
      await parts?.configuration.changed(settings);
      settingsLog.say(settingsWords(session.settings));
    }),
  );

  connection.onHover(guard.request("hover", PLACE, features.hover, null));
  connection.onCompletion(guard.request("completion", PLACE, completion, null));
  connection.onCodeAction(guard.request("code actions", [...RANGE, "context"], codeAction, null));
  connection.onDefinition(guard.request("definition", PLACE, features.definition, null));
  serveNavigation(connection, guard);
  serveSemanticTokens(connection, guard, (uri, tokens) => parts?.refresher.tokensGiven(uri, tokens));
  connection.onDocumentSymbol(guard.request("symbols", DOCUMENT, features.documentSymbol, null));
  connection.languages.inlayHint.on(
    guard.request(
      "inlay hints",
      RANGE,
      (session, params) => {
        const hints = features.inlayHint(session, params);
        parts?.refresher.hintsGiven(params, hints);
        return hints;
      },
      null,
    ),
  );
  connection.onCodeLens(
    guard.request(
      "code lenses",
      DOCUMENT,
      (session, params) => {
        const lenses = features.codeLens(session, params);
        parts?.refresher.lensesGiven(params.textDocument.uri, lenses);
        return lenses;
      },
      null,
    ),
  );
  connection.languages.diagnostics.on(
    guard.request<{ textDocument: { uri: string } }, DocumentDiagnosticReport>(
      "diagnostics",
      DOCUMENT,
      (_session, { textDocument }) => ({
        kind: "full",
        items: parts?.diagnostics.pull(canonicalUri(textDocument.uri)) ?? [],
      }),
      { kind: "full", items: [] },
    ),
  );
  connection.onRequest(
    "slosmith/preview",
    guard.request("preview", ["uri"], (session, params: PreviewParams) => own.preview(session, params), null),
  );
  connection.onRequest(
    "slosmith/whatIf",
    guard.request("whatIf", ["uri"], (session, params: WhatIfParams) => own.whatIf(session, params), null),
  );
  connection.onRequest(
    "slosmith/scaffold",
    guard.request("scaffold", [], (session, params: ScaffoldParams) => own.scaffold(session, params), null),
  );
  connection.onRequest(
    "slosmith/tiers",
    guard.request("tiers", [], (session) => own.tiers(session), null),
  );
  connection.onRequest(
    "slosmith/conversionTargets",
    guard.request("conversionTargets", [], () => own.targets(), null),
  );
  connection.onRequest(
    "slosmith/convert",
    guard.request("convert", ["uri"], (session, params: ConvertParams) => own.convert(session, params), null),
  );
  connection.onRequest(
    "slosmith/overview",
    guard.request(
      "overview",
      [],
      (_session, params: unknown) => parts?.overview.answer(params) ?? null,
      null,
    ),
  );
  connection.onRequest(
    "slosmith/status",
    guard.request("status", ["uri"], (session, params: StatusParams) => status(session, params), null),
  );
  connection.onNotification("slosmith/schemaElsewhere", (params: unknown) =>
    guard.run("schemaElsewhere", (session) => takeSchemaElsewhere(session, params)),
  );

  connection.onRequest(
    (method) => guard.refusal() ?? new ResponseError(ErrorCodes.MethodNotFound, `There is no \`${method}\`.`),
  );

  connection.onNotification("slosmith/base", (params: unknown) =>
    guard.run("base", (session) => {
      takeBase(session, params);
      parts?.refresher.updateSoon();
    }),
  );

  connection.onShutdown(() => {
    life.session?.indexer.dispose();
    parts?.diagnostics.dispose();
    parts?.refresher.dispose();
    parts?.days.dispose();
    parts?.overview.dispose();
    life.isShutDown = true;
  });

  documents.listen(connection);
  connection.listen();
}

const WATCHED: Readonly<Record<FileChangeType, "created" | "changed" | "deleted">> = {
  [FileChangeType.Created]: "created",
  [FileChangeType.Changed]: "changed",
  [FileChangeType.Deleted]: "deleted",
};

/** Documents that clients call YAML, in whatever words, and files named so. */
function isYaml({ languageId, uri }: TextDocument): boolean {
  return /ya?ml/i.test(languageId) || isYamlUri(uri);
}

/** What the server offers. */
function describe({ abilities }: Session, { version }: Host): InitializeResult {
  return {
    serverInfo: { name: "slosmith", version },
    capabilities: {
      positionEncoding: abilities.encoding,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      hoverProvider: true,
      completionProvider: { triggerCharacters: COMPLETION_TRIGGERS },
      definitionProvider: true,
      ...navigationCapabilities(abilities),
      ...semanticTokensCapability(abilities),
      documentSymbolProvider: { label: "SLOsmith" },
      codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS] },
      codeLensProvider: {},
      inlayHintProvider: true,
      ...(abilities.pullDiagnostics
        ? {
            diagnosticProvider: {
              identifier: "slosmith",
              // The server says itself when another file's edit has changed something.
              interFileDependencies: false,
              workspaceDiagnostics: false,
            },
          }
        : {}),
      workspace: {
        workspaceFolders: { supported: true, changeNotifications: true },
        fileOperations: FILE_OPERATIONS,
      },
    },
  };
}

function begin(
  connection: Connection,
  host: Host,
  guard: Guard,
  params: InitializeParams,
): Parts & { session: Session } {
  const abilities = readAbilities(params);
  const store = new Store(abilities.encoding, () => host.nowEpochMs());
  const log = (message: string) => connection.console.info(message);
  const indexer = new Indexer(store, filesOf(connection, abilities, host), () => host.nowEpochMs(), {
    changed: () => {
      diagnostics.update();
      refresher.updateSoon();
    },
    indexed: (files, milliseconds) => {
      log(foundWords(store, files, milliseconds));
      for (const fault of workspaceFileFaults(session)) connection.console.warn(fault);
    },
    failed: (what, error) => guard.failed(what, error),
    beginProgress: () => beginProgress(connection, abilities),
  });
  const session: Session = {
    host,
    store,
    indexer,
    abilities,
    bases: new Bases(),
    settings: DEFAULT_SETTINGS,
    schemaElsewhere: new Set(),
  };
  const diagnostics = new Diagnostics(session, {
    publish: (one) => void connection.sendDiagnostics(one).catch((error) => guard.failed("publish", error)),
    refresh: () => connection.languages.diagnostics.refresh(),
    log: (message) => connection.console.error(message),
  });
  const refresher = new Refresher(session, {
    inlayHints: () => {
      connection.languages.inlayHint.refresh().catch((error) => guard.failed("inlay hint refresh", error));
    },
    codeLenses: () => {
      connection
        .sendRequest(CodeLensRefreshRequest.type)
        .catch((error) => guard.failed("code lens refresh", error));
    },
    semanticTokens: () => {
      connection.languages.semanticTokens.refresh().catch((error) => guard.failed("colour refresh", error));
    },
    overview: () => overview.update(),
  });
  const configuration = new Configuration(connection, session, params.initializationOptions, () => {
    diagnostics.update();
    refresher.updateSoon();
  });
  const overview = new OverviewService(session, () => {
    const changed: SlosmithNotification = "slosmith/overviewChanged";
    connection.sendNotification(changed).catch((error) => guard.failed("overview", error));
  });
  const days = new DayWatch(
    () => host.nowEpochMs(),
    () => {
      diagnostics.update();
      refresher.updateSoon();
    },
  );
  const folders = params.workspaceFolders ?? (params.rootUri ? [{ uri: params.rootUri }] : []);
  indexer.setFolders(folders.map((folder) => folder.uri));
  log(
    `SLOsmith ${host.version}. Folders: ${folders.map((folder) => folder.uri).join(", ") || "none"}. ` +
      `Diagnostics are ${abilities.pullDiagnostics ? "fetched by the client" : "sent to the client"}.`,
  );
  return { session, diagnostics, refresher, configuration, days, overview };
}
