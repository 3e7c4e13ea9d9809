import { PassThrough } from "node:stream";
import { createConnection } from "vscode-languageserver/node";
import {
  type ClientCapabilities,
  type CodeAction,
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  LogMessageNotification,
  type Position,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  RegistrationRequest,
  ShowMessageNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
  WorkDoneProgressCreateRequest,
} from "vscode-languageserver-protocol/node";
import type { FileSource, Host } from "../../server/src/lsp/host";
import type { SlosmithRequests } from "../../server/src/lsp/protocol";
import { startServer } from "../../server/src/lsp/server";

/** What a test's client says when it begins. */
export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly folders?: readonly string[];
  readonly initializationOptions?: unknown;
  /** What it answers for the section `slosmith`. */
  readonly settings?: unknown;
}

/** A client that can do what an editor of today can, but lets diagnostics be sent to it. */
export const MODERN: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    inlayHint: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    workspaceEdit: { documentChanges: true },
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, versionSupport: true },
    hover: { contentFormat: ["markdown", "plaintext"] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    definition: { linkSupport: true },
  },
  window: { workDoneProgress: true },
};

/** One that fetches diagnostics. */
export const PULLING: ClientCapabilities = {
  ...MODERN,
  workspace: { ...MODERN.workspace, diagnostics: { refreshSupport: true } },
  textDocument: { ...MODERN.textDocument, diagnostic: { relatedInformation: true } },
};

type Wait = {
  readonly isMet: (params: PublishDiagnosticsParams) => boolean;
  readonly done: (all: Diagnostic[]) => void;
};

/** A language client without an editor: keeps what the server sends, and lets a test wait for it. */
export class LspClient {
  readonly messages: string[] = [];
  readonly log: string[] = [];
  readonly registered: string[] = [];
  readonly published: PublishDiagnosticsParams[] = [];
  /** How often the server asked for each kind of refresh. */
  readonly refreshes = new Map<string, number>();
  settings: unknown;
  private readonly waits = new Set<Wait>();
  private readonly refreshWaits = new Map<string, (() => void)[]>();
  private readonly versions = new Map<string, number>();

  constructor(readonly connection: ProtocolConnection) {
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.published.push(params);
      for (const wait of [...this.waits]) {
        if (!wait.isMet(params)) continue;
        this.waits.delete(wait);
        wait.done(params.diagnostics);
      }
    });
    connection.onNotification(
      ShowMessageNotification.type,
      ({ message }) => void this.messages.push(message),
    );
    connection.onNotification(LogMessageNotification.type, ({ message }) => void this.log.push(message));
    connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => this.settings ?? null));
    connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      this.registered.push(...registrations.map(({ method }) => method));
    });
    connection.onRequest(WorkDoneProgressCreateRequest.type, () => undefined);
    for (const kind of ["diagnostic", "inlayHint", "codeLens", "semanticTokens"]) {
      connection.onRequest(`workspace/${kind}/refresh`, () => {
        this.refreshes.set(kind, (this.refreshes.get(kind) ?? 0) + 1);
        for (const done of this.refreshWaits.get(kind) ?? []) done();
        this.refreshWaits.delete(kind);
        return null;
      });
    }
    connection.listen();
  }

  async initialize(options: ClientOptions = {}): Promise<InitializeResult> {
    this.settings = options.settings;
    const result = await this.connection.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: null,
      capabilities: options.capabilities ?? MODERN,
      workspaceFolders: (options.folders ?? []).map((uri) => ({ uri, name: uri })),
      initializationOptions: options.initializationOptions,
    });
    await this.connection.sendNotification(InitializedNotification.type, {});
    return result;
  }

  /** Opens a document and waits for what is said of it. */
  async open(uri: string, text: string, languageId = "yaml"): Promise<Diagnostic[]> {
    const said = this.next(uri, 1);
    await this.openQuietly(uri, text, languageId);
    return said;
  }

  /** Opens a document of which nothing may be said. */
  async openQuietly(uri: string, text: string, languageId = "yaml"): Promise<void> {
    this.versions.set(uri, 1);
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** Changes a document and waits for what is said of the new text. */
  async change(uri: string, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<Diagnostic[]> {
    const version = (this.versions.get(uri) ?? 1) + 1;
    const said = this.next(uri, version);
    await this.changeQuietly(uri, ...contentChanges);
    return said;
  }

  async changeQuietly(uri: string, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
    const version = (this.versions.get(uri) ?? 1) + 1;
    this.versions.set(uri, version);
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  /** The next diagnostics of a file, of this version if one is given. */
  next(uri: string, version?: number): Promise<Diagnostic[]> {
    return this.until(
      (params) => params.uri === uri && (version === undefined || params.version === version),
    );
  }

  /** What the client has of a file, as soon as it fulfils a wish; at once where it does already. */
  eventually(uri: string, wish: (all: Diagnostic[]) => boolean): Promise<Diagnostic[]> {
    const last = this.published.findLast((params) => params.uri === uri);
    if (last && wish(last.diagnostics)) return Promise.resolve(last.diagnostics);
    return this.until((params) => params.uri === uri && wish(params.diagnostics));
  }

  nextRefresh(kind: "diagnostic" | "inlayHint" | "codeLens" | "semanticTokens"): Promise<void> {
    return new Promise((done) => {
      this.refreshWaits.set(kind, [...(this.refreshWaits.get(kind) ?? []), done]);
    });
  }

  /** Sends a request at a place in a document. */
  at<Result>(method: string, uri: string, position: Position): Promise<Result> {
    return this.connection.sendRequest<Result>(method, { textDocument: { uri }, position });
  }

  ask<Result>(method: string, params: unknown): Promise<Result> {
    return this.connection.sendRequest<Result>(method, params);
  }

  own<Method extends keyof SlosmithRequests>(
    method: Method,
    params: SlosmithRequests[Method]["params"],
  ): Promise<SlosmithRequests[Method]["result"]> {
    return this.connection.sendRequest<SlosmithRequests[Method]["result"]>(method, params);
  }

  actions(
    uri: string,
    range: Range,
    diagnostics: Diagnostic[],
    only?: string[],
  ): Promise<CodeAction[] | null> {
    const context = { diagnostics, ...(only ? { only } : {}) };
    return this.ask("textDocument/codeAction", { textDocument: { uri }, range, context });
  }

  /** All that was sent before this is answered. */
  async settled(): Promise<void> {
    await this.own("slosmith/tiers", {});
    await new Promise((resolve) => setTimeout(resolve, 0));
    await this.own("slosmith/tiers", {});
  }

  shutdown(): Promise<void> {
    return this.connection.sendRequest(ShutdownRequest.type);
  }

  private until(isMet: Wait["isMet"]): Promise<Diagnostic[]> {
    return new Promise((done) => {
      this.waits.add({ isMet, done });
    });
  }
}

/** Files that a test keeps in memory in place of a disk. */
export class MemoryFiles implements FileSource {
  readonly texts = new Map<string, string>();
  /** Set to hold listings back until it is fulfilled. */
  gate: Promise<void> | undefined;

  holds(uri: string): boolean {
    return uri.startsWith("file:");
  }

  async *list(folder: string): AsyncGenerator<string> {
    await this.gate;
    for (const uri of [...this.texts.keys()]) if (uri.startsWith(`${folder}/`)) yield uri;
  }

  async read(uri: string): Promise<string | undefined> {
    return this.texts.get(uri);
  }
}

/** A server in this process, on streams, and a client at the other end. Null: a host without files, as in a browser. */
export function serverInMemory(
  files: FileSource | null = new MemoryFiles(),
  host: Partial<Host> = {},
): LspClient {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const server = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
  startServer(server, {
    version: "0.0.0-test",
    nowEpochMs: () => Date.UTC(2026, 4, 15),
    ...(files ? { files } : {}),
    ...host,
  });
  return clientOn(toClient, toServer);
}

/** A client that reads and writes these streams. */
export function clientOn(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): LspClient {
  return new LspClient(
    createProtocolConnection(new StreamMessageReader(input), new StreamMessageWriter(output)),
  );
}

/** The place of a text in another, in lines; with `end` the place after it. */
export function placeOf(text: string, part: string, end = false): Position {
  const at = text.indexOf(part);
  if (at < 0) throw new Error(`"${part}" does not occur`);
  const before = text.slice(0, end ? at + part.length : at);
  const line = before.split("\n").length - 1;
  return { line, character: before.length - (before.lastIndexOf("\n") + 1) };
}

/** The range of a text in another. */
export function rangeOf(text: string, part: string): Range {
  return { start: placeOf(text, part), end: placeOf(text, part, true) };
}
