// A language client that measures: starts a server, sends what an editor sends, and takes the time of the answers.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { encodeMessage, readMessages } from "./messages.mjs";

/** No answer for so long: the measurement is wrong, not slow. */
const PATIENCE_MS = 120_000;

/** What an editor of today can do; diagnostics are sent to it, as one of the servers knows nothing else. */
const CAPABILITIES = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, versionSupport: true },
    hover: { contentFormat: ["markdown", "plaintext"] },
    completion: { completionItem: { snippetSupport: true } },
    definition: { linkSupport: true },
  },
  window: { workDoneProgress: true },
};

export class Client {
  /** Milliseconds from the start of the process to its answer to `initialize`. */
  startMs;
  capabilities;
  progressReports = 0;
  #child;
  #begun;
  #configuration;
  #lastId = 0;
  #pending = new Map();
  #waits = new Set();
  #versions = new Map();
  #lastMessage = 0;

  /**
   * @param server `command`: program and arguments; `configuration(section)`: what the client answers for it
   */
  constructor(server) {
    this.#configuration = server.configuration;
    this.#begun = performance.now();
    const [program, ...rest] = server.command;
    this.#child = spawn(program, rest, { stdio: ["pipe", "pipe", "pipe"], cwd: server.cwd });
    let complaints = "";
    this.#child.stderr.setEncoding("utf8").on("data", (text) => {
      complaints += text;
    });
    this.#child.on("exit", (code) => {
      if (this.#pending.size === 0 && this.#waits.size === 0) return;
      console.error(`${server.name} ended with ${code} while something was asked of it. ${complaints}`);
      process.exit(1);
    });
    readMessages(this.#child.stdout, (message) => this.#received(message));
  }

  get processId() {
    return this.#child.pid;
  }

  /** Sends `initialize` and takes the time since the process was started. Says nothing of `initialized` yet. */
  async initialize(folder) {
    const { capabilities } = await this.request("initialize", {
      processId: null,
      rootUri: folder,
      workspaceFolders: [{ uri: folder, name: "workspace" }],
      capabilities: CAPABILITIES,
    });
    this.startMs = performance.now() - this.#begun;
    this.capabilities = capabilities;
  }

  initialized() {
    this.notify("initialized", {});
  }

  /** Opens a document; fulfilled with its first diagnostics. */
  open(uri, text) {
    this.#versions.set(uri, 1);
    const said = this.told(uri);
    this.notify("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
    return said;
  }

  /** Changes a document; fulfilled with the diagnostics of the new text. */
  change(uri, edit) {
    const version = this.#versions.get(uri) + 1;
    this.#versions.set(uri, version);
    const said = this.told(uri);
    this.notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges: [edit] });
    return said;
  }

  /** The next diagnostics of a file: of its present version, where the server says which it means. */
  told(uri, isWanted = () => true) {
    const version = this.#versions.get(uri);
    return this.#patiently(`diagnostics of ${uri}`, (resolve) => {
      const isMet = (params) =>
        params.uri === uri && (params.version ?? version) === version && isWanted(params.diagnostics);
      const wait = { isMet, resolve: (params) => resolve(params.diagnostics) };
      this.#waits.add(wait);
      return () => this.#waits.delete(wait);
    });
  }

  request(method, params) {
    return this.#patiently(method, (resolve) => {
      const id = ++this.#lastId;
      this.#pending.set(id, resolve);
      this.#send({ id, method, params });
      return () => this.#pending.delete(id);
    });
  }

  notify(method, params) {
    this.#send({ method, params });
  }

  /** Fulfilled when the server has said nothing for some time. */
  async quiet(milliseconds = 250) {
    for (;;) {
      const left = this.#lastMessage + milliseconds - performance.now();
      if (left <= 0) return;
      await new Promise((resolve) => setTimeout(resolve, left));
    }
  }

  /** The most memory that the server's process has had resident, in KiB; undefined where the system does not tell. */
  peakMemoryKib() {
    if (process.platform !== "linux") return undefined;
    const [, kib] = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${this.processId}/status`, "utf8")) ?? [];
    return kib === undefined ? undefined : Number(kib);
  }

  /** Processor time that the server's process has used, in ms in steps of 10; undefined where it is not told. */
  cpuMs() {
    if (process.platform !== "linux") return undefined;
    const stat = readFileSync(`/proc/${this.processId}/stat`, "utf8");
    // After the program's name in brackets; the 14th and 15th field of the whole, in hundredths of a second.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10;
  }

  async stop() {
    const ended = new Promise((resolve) => this.#child.once("exit", resolve));
    await this.request("shutdown", undefined);
    this.notify("exit", undefined);
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), 5_000);
    await ended;
    clearTimeout(timer);
  }

  #send(message) {
    this.#child.stdin.write(encodeMessage(message));
  }

  #patiently(what, begin) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        forget();
        reject(new Error(`No answer after ${PATIENCE_MS / 1_000} s: ${what}`));
      }, PATIENCE_MS);
      const forget = begin((value) => {
        clearTimeout(timer);
        forget();
        resolve(value);
      });
    });
  }

  #received(message) {
    this.#lastMessage = performance.now();
    const { id, method, params } = message;
    if (method === undefined) this.#pending.get(id)?.(message.error ? undefined : message.result);
    else if (id !== undefined) this.#send({ id, result: this.#answer(method, params) });
    else if (method === "textDocument/publishDiagnostics") {
      for (const wait of [...this.#waits]) if (wait.isMet(params)) wait.resolve(params);
    } else if (method === "$/progress" && params.value.kind === "report") this.progressReports++;
  }

  #answer(method, params) {
    if (method !== "workspace/configuration") return null;
    return params.items.map(({ section }) => this.#configuration?.(section) ?? null);
  }
}
