import * as vscode from "vscode";
import type { BaseLanguageClient, Middleware } from "vscode-languageclient";
import type {
  InitializationOptions,
  SlosmithNotification,
  SlosmithRequests,
} from "../../server/src/lsp/protocol";
import { SHOW_CHANGE } from "./changes";
import { answerFiles } from "./files";
import { looksLikeSpec } from "./spec-text";
import { SHOW_USES } from "./uses";

/** What the client of either host is made with. */
export interface ClientSetup {
  readonly initializationOptions: InitializationOptions;
  readonly log: vscode.LogOutputChannel;
  readonly middleware: Middleware;
}

/** What of the settings only the editor's side can know. */
export interface SettingsKeeper {
  readonly middleware: Middleware;
  settled(section: unknown): unknown;
}

/** Makes the language client for the host that the extension runs in. Called when the first spec is seen. */
export type MakeClient = (setup: ClientSetup) => Promise<BaseLanguageClient>;

/** The language server: not there until a spec is seen or a command needs it. */
export class Server implements vscode.Disposable {
  private client: Promise<BaseLanguageClient> | undefined;
  private readonly started = new vscode.EventEmitter<void>();
  private readonly state = new vscode.EventEmitter<void>();
  private readonly overviewChanged = new vscode.EventEmitter<void>();
  private readonly watching: vscode.Disposable[] = [];
  /** Fires once after an overview was asked for, when another one has become possible. */
  readonly onDidChangeOverview = this.overviewChanged.event;
  /** Fires when the server answers, the first time and after each restart, also one that follows a crash. */
  readonly onDidStart = this.started.event;
  /** Fires when it has come, gone, or come back. */
  readonly onDidChangeState = this.state.event;
  /** Completes the settings that the server is told. To be set before it starts. */
  settings: SettingsKeeper | undefined;

  constructor(
    private readonly makeClient: MakeClient,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  get isStarted(): boolean {
    return this.client !== undefined;
  }

  /** Starts the server as soon as a YAML document looks like a spec. */
  startWhenNeeded(): void {
    const look = (document: vscode.TextDocument) => {
      if (this.client || document.languageId !== "yaml" || !looksLikeSpec(document.getText())) return;
      this.log.info(
        `${vscode.workspace.asRelativePath(document.uri)} looks like a spec: starting the server.`,
      );
      void this.start();
    };
    this.watching.push(
      vscode.workspace.onDidOpenTextDocument(look),
      vscode.workspace.onDidChangeTextDocument(({ document }) => look(document)),
    );
    for (const document of vscode.workspace.textDocuments) look(document);
  }

  /** Starts the server, or waits for it to be there. Shows a message where it cannot be started. */
  async start(): Promise<BaseLanguageClient | undefined> {
    try {
      this.client ??= this.begin();
      return await this.client;
    } catch (error) {
      this.client = undefined;
      this.log.error("The language server did not start.", error);
      const open = "Show log";
      void vscode.window
        .showErrorMessage("SLOsmith's language server did not start.", open)
        .then((chosen) => {
          if (chosen === open) this.log.show();
        });
      return undefined;
    }
  }

  async restart(): Promise<void> {
    const client = await this.client;
    if (!client) return void (await this.start());
    this.log.info("Restarting the server.");
    await client.stop();
    await client.start();
  }

  /** Asks the server; null where it has no answer or is not there. */
  async ask<Method extends keyof SlosmithRequests>(
    method: Method,
    params: SlosmithRequests[Method]["params"],
  ): Promise<SlosmithRequests[Method]["result"] | null> {
    const client = await this.start();
    if (!client) return null;
    try {
      return await client.sendRequest<SlosmithRequests[Method]["result"]>(method, params);
    } catch (error) {
      // The server goes away on shutdown and comes back after a crash: whoever asks, asks again.
      this.log.warn(`${method} was not answered.`, error);
      return null;
    }
  }

  /** Tells the server something; where it is not there, nobody has to know. */
  notify(method: string, params: object): void {
    void this.client
      ?.then((client) => (client.isRunning() ? client.sendNotification(method, params) : undefined))
      .catch((error: unknown) => this.log.warn(`${method} was not sent.`, error));
  }

  async stop(): Promise<void> {
    const client = await this.client?.catch(() => undefined);
    if (client?.isRunning()) await client.stop();
  }

  dispose(): void {
    for (const one of this.watching) one.dispose();
    this.started.dispose();
    this.state.dispose();
    this.overviewChanged.dispose();
  }

  private async begin(): Promise<BaseLanguageClient> {
    const begun = Date.now();
    // Written and read once: what the editor gives has methods, and these cannot be sent to a worker.
    const section: unknown = JSON.parse(JSON.stringify(vscode.workspace.getConfiguration("slosmith")));
    const settings = this.settings?.settled(section) ?? section;
    this.log.info(`In ${vscode.env.appName} ${vscode.version}, ${hostWords()}.`);
    const client = await this.makeClient({
      initializationOptions: {
        slosmith: settings,
        commands: ["slosmith.preview", SHOW_USES, SHOW_CHANGE],
        files: true,
      },
      log: this.log,
      middleware: this.settings?.middleware ?? {},
    });
    answerFiles(client, this.log);
    client.onDidChangeState(() => {
      this.state.fire();
      if (client.isRunning()) this.started.fire();
    });
    const changed: SlosmithNotification = "slosmith/overviewChanged";
    client.onNotification(changed, () => this.overviewChanged.fire());
    await client.start();
    for (const one of this.watching.splice(0)) one.dispose();
    this.log.info(`The server answers after ${Date.now() - begun} ms.`);
    return client;
  }
}

/** Where the extension runs, for whoever reads the log. */
function hostWords(): string {
  const node: unknown = Reflect.get(globalThis, "process");
  const version = typeof node === "object" && node !== null ? Reflect.get(node, "version") : undefined;
  const host = typeof version === "string" ? `Node ${version.replace(/^v/, "")}` : "a web worker";
  const remote = vscode.env.remoteName === undefined ? "" : `, remote (${vscode.env.remoteName})`;
  const trust = vscode.workspace.isTrusted ? "" : ", Restricted Mode: files are checked all the same";
  return `${host}${remote}${trust}`;
}
