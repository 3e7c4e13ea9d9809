import { createContext, Script } from "node:vm";
import { build } from "esbuild";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { bundlesOf } from "../../scripts/bundles.mjs";

const CORE_URL = "https://extensions.example/slosmith/dist/core.js";

/** Builds a bundle as it is shipped. */
async function bundled(outfile: string): Promise<string> {
  const options = bundlesOf({ production: true }).find((bundle) => bundle.outfile === outfile);
  const result = await build({ ...options, write: false });
  return result.outputFiles?.[0]?.text ?? "";
}

const client = bundled("dist/web/client.js");
const server = bundled("dist/web/server.js");
const core = bundled("dist/core.js");

describe("the bundles for a web worker", () => {
  it("require nothing but the editor's API", async () => {
    const required = (text: string) => [...text.matchAll(/\brequire\(([^)]*)\)/g)].map(([, what]) => what);
    expect(new Set(required(await client))).toEqual(new Set(['"vscode"']));
    for (const text of [await server, await core]) expect(required(text)).toEqual([]);
  });

  it("make no code out of text", async () => {
    for (const text of [await client, await server, await core])
      expect(called(text).filter((name) => name === "eval" || name === "Function")).toEqual([]);
  });

  it("ask before they use what only Node has", async () => {
    for (const text of [await client, await server, await core]) {
      expect(found(text, /(?<![\w$.])(?:__dirname|__filename)\b/g)).toEqual([]);
      // Libraries that run in both ask by `typeof`, shortly before.
      const unguarded = [...text.matchAll(/(?<![\w$.])(process|Buffer)\.\w/g)].filter(
        ({ index, 1: name }) => !text.slice(Math.max(0, index - 300), index).includes(`typeof ${name}`),
      );
      expect(unguarded.map(({ index }) => around(text, index))).toEqual([]);
    }
  });
});

/** The names of all functions that are called, or made objects of, by a plain name. */
function called(text: string): string[] {
  const names: string[] = [];
  const look = (node: ts.Node) => {
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && ts.isIdentifier(node.expression))
      names.push(node.expression.text);
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile("bundle.js", text, ts.ScriptTarget.ES2022, false, ts.ScriptKind.JS));
  expect(names.length).toBeGreaterThan(500);
  return names;
}

/** Where a pattern occurs, with some text about it. */
function found(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(({ index }) => around(text, index));
}

function around(text: string, at: number): string {
  return text.slice(Math.max(0, at - 60), at + 40);
}

describe("the server for a web worker", () => {
  it("serves where there is nothing but what a worker has, and no code from text", async () => {
    const worker = workerOf(await server, await core);
    const capabilities = { textDocument: { publishDiagnostics: {} } };
    const { result } = await worker.ask("initialize", { processId: null, rootUri: null, capabilities });
    expect(result).toMatchObject({ serverInfo: { name: "slosmith" }, capabilities: { hoverProvider: true } });
    worker.tell("initialized", {});
    const uri = "vscode-vfs://github/shop/slos/a.yaml";
    const text = `apiVersion: openslo/v1\nkind: Service\nmetadata:\n  name: A B\nspec: {}\n`;
    worker.tell("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
    const { params } = await worker.next((message) => message.method === "textDocument/publishDiagnostics");
    expect(params).toMatchObject({ uri, diagnostics: [{ code: "name-form" }] });
  });
});

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

/** Runs the server as a worker without Node: its messages are cloned as a browser clones them. */
function workerOf(script: string, core: string) {
  const waits: { readonly wish: (message: Message) => boolean; readonly done: (message: Message) => void }[] =
    [];
  const received: Message[] = [];
  const scope: Record<string, unknown> & { onmessage?: (event: { data: unknown }) => void } = {
    addEventListener: () => undefined,
    importScripts: (url: string) => run(url === CORE_URL ? core : ""),
    postMessage(data: Message) {
      const message: Message = structuredClone(data);
      received.push(message);
      for (const { done } of waits.filter(({ wish }) => wish(message))) done(message);
    },
    console,
    setTimeout,
    clearTimeout,
    queueMicrotask,
    performance,
    TextEncoder,
    TextDecoder,
    structuredClone,
  };
  scope.self = scope;
  const context = createContext(scope, { codeGeneration: { strings: false, wasm: false } });
  const run = (text: string) => new Script(text).runInContext(context);
  run(script);
  scope.onmessage?.({ data: CORE_URL });
  let ids = 0;
  const send = (message: object) =>
    scope.onmessage?.({ data: structuredClone({ jsonrpc: "2.0", ...message }) });
  const next = (wish: (message: Message) => boolean): Promise<Message> => {
    const found = received.find(wish);
    return found ? Promise.resolve(found) : new Promise((done) => waits.push({ wish, done }));
  };
  return {
    next,
    tell: (method: string, params: unknown) => send({ method, params }),
    ask(method: string, params: unknown): Promise<Message> {
      const id = ++ids;
      send({ id, method, params });
      return next((message) => message.id === id && message.method === undefined);
    },
  };
}
