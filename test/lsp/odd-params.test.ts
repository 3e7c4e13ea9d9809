import { describe, expect, it } from "vitest";
import type { Diagnostic } from "vscode-languageserver-protocol";
import { type LspClient, MODERN, serverInMemory } from "../support/lsp-client";
import { SOUND, WRONG } from "../support/lsp-specs";

const URI = "file:///shop/slo.yaml";
const PLACE = { line: 0, character: 0 };
/** On the name of the SLI. */
const NAME = { line: 3, character: 9 };
const DOCUMENT = { textDocument: { uri: URI } };

/** Every request that the server answers, with parameters that are right. */
const REQUESTS: Readonly<Record<string, Record<string, unknown>>> = {
  "textDocument/hover": { ...DOCUMENT, position: PLACE },
  "textDocument/completion": { ...DOCUMENT, position: PLACE },
  "textDocument/definition": { ...DOCUMENT, position: PLACE },
  "textDocument/references": { ...DOCUMENT, position: PLACE, context: { includeDeclaration: true } },
  "textDocument/documentHighlight": { ...DOCUMENT, position: PLACE },
  "textDocument/prepareRename": { ...DOCUMENT, position: NAME },
  "textDocument/rename": { ...DOCUMENT, position: NAME, newName: "other" },
  "textDocument/codeAction": {
    ...DOCUMENT,
    range: { start: PLACE, end: PLACE },
    context: { diagnostics: [{ range: { start: PLACE, end: PLACE }, message: "" }], only: ["refactor"] },
  },
  "textDocument/inlayHint": { ...DOCUMENT, range: { start: PLACE, end: { line: 99, character: 0 } } },
  "textDocument/codeLens": DOCUMENT,
  "textDocument/documentSymbol": DOCUMENT,
  "textDocument/documentLink": DOCUMENT,
  "textDocument/foldingRange": DOCUMENT,
  "textDocument/selectionRange": { ...DOCUMENT, positions: [PLACE] },
  "textDocument/semanticTokens/full": DOCUMENT,
  "textDocument/semanticTokens/range": {
    ...DOCUMENT,
    range: { start: PLACE, end: { line: 9, character: 0 } },
  },
  "textDocument/diagnostic": DOCUMENT,
  "workspace/symbol": { query: "shop" },
  "slosmith/preview": { uri: URI, position: PLACE },
  "slosmith/whatIf": { uri: URI, part: "0:0", target: "99", window: "28", outage: { errors: "50" } },
  "slosmith/scaffold": { journey: "Sign in", kind: "both" },
  "slosmith/tiers": {},
  "slosmith/conversionTargets": {},
  "slosmith/convert": { uri: URI, to: "sloth" },
  "slosmith/uses": { uri: URI, position: PLACE },
  "slosmith/status": { uri: URI },
};

/** In the place of any part of the parameters. `1e999` is read as infinity, and `NaN` travels as null. */
const ODDITIES: readonly unknown[] = [
  null,
  true,
  "nonsense",
  "",
  -1,
  1.5,
  2 ** 53,
  JSON.parse("1e999"),
  [],
  [null],
  {},
  { uri: 7 },
  { line: -5, character: 2 ** 40 },
  { line: 2 ** 31, character: -2 },
  { line: "0", character: "0" },
  { start: { line: 5, character: 0 }, end: { line: 0, character: 0 } },
];

/** The parameters with each of their parts, at any depth, replaced by each oddity and left out. */
function* twisted(value: unknown): Generator<unknown> {
  yield* ODDITIES;
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    const { [key]: _left, ...rest } = value as Record<string, unknown>;
    yield rest;
    for (const odd of twisted(part)) {
      yield Array.isArray(value)
        ? value.map((one, at) => (String(at) === key ? odd : one))
        : { ...rest, [key]: odd };
    }
  }
}

const codes = (all: readonly Diagnostic[]) => all.map(({ code }) => code);

async function opened(): Promise<LspClient> {
  const client = serverInMemory();
  await client.initialize({ settings: { codeLens: { enabled: true }, inlayHints: { signalClass: true } } });
  await client.open(URI, SOUND);
  await client.settled();
  return client;
}

/** An answer without the number that each answer with tokens has of its own. */
function same(answer: unknown): unknown {
  return JSON.parse(
    JSON.stringify(answer, (key, value: unknown) => (key === "resultId" ? undefined : value)),
  );
}

/** The server still answers, and from the same text. */
async function lives(client: LspClient): Promise<void> {
  expect(codes(await client.change(URI, { text: WRONG }))).toEqual(["target-range"]);
  expect(await client.change(URI, { text: SOUND })).toEqual([]);
}

describe("requests with odd parameters", () => {
  it("are all that the server offers", async () => {
    const client = serverInMemory();
    const { capabilities } = await client.initialize({
      capabilities: { ...MODERN, textDocument: { ...MODERN.textDocument, rename: { prepareSupport: true } } },
    });
    const offered = Object.keys(capabilities).filter((name) => name.endsWith("Provider"));
    const asked = Object.keys(REQUESTS).filter((name) => !name.startsWith("slosmith/"));
    // Tokens (two requests) and diagnostics are offered to clients that know of them; `renameProvider` has two requests.
    expect(asked).toHaveLength(offered.length + 4);
  });

  it.each(Object.entries(REQUESTS))(
    "%s gets an answer or an error, and the server lives",
    async (method, right) => {
      const client = await opened();
      const before = same(await client.ask(method, right));
      let answered = 0;
      const asked = [...twisted(right)].map((params) =>
        client.ask(method, params).then(
          () => answered++,
          (error: { code: number; message: string }) => {
            answered++;
            // Of the client's making, or a refusal to rename: never a fault of the server's own.
            expect([-32602, -32803]).toContain(error.code);
          },
        ),
      );
      await Promise.all(asked);
      expect(answered).toBe(asked.length);
      expect(asked.length).toBeGreaterThan(ODDITIES.length - 1);
      expect(client.log.filter((line) => line.includes(" failed: "))).toEqual([]);
      expect(same(await client.ask(method, right))).toEqual(before);
      await lives(client);
    },
  );

  it("are answered for URIs of every kind", async () => {
    const client = await opened();
    const uris = [
      "untitled:Untitled-1",
      "file:///shop/%F0%9F%98%80.yaml",
      "file:///shop/%zz.yaml",
      "file:///C:/shop/slo.yaml",
      "file:///c%3A/shop/slo.yaml",
      "file://server/share/slo.yaml",
      "file:///shop/a%2Fb.yaml",
      "file:///shop/a%00b.yaml",
      "file:",
      "",
      "git:/shop/slo.yaml?%7B%22ref%22%3A%22HEAD%22%7D",
      "vscode-notebook-cell:/shop/a.ipynb#W0sZmlsZQ",
      `file:///${"a/".repeat(5_000)}slo.yaml`,
    ];
    for (const uri of uris) {
      const found = await client.open(uri, WRONG);
      expect(codes(found)).toContain("target-range");
      expect(await client.ask("textDocument/documentSymbol", { textDocument: { uri } })).toHaveLength(3);
      const cleared = client.next(uri);
      await client.close(uri);
      expect(await cleared).toEqual([]);
    }
    expect(client.log.filter((line) => line.includes(" failed: "))).toEqual([]);
    await lives(client);
  });
});

describe("odd notifications", () => {
  const BAD: readonly [string, unknown][] = [
    ["textDocument/didOpen", null],
    [
      "textDocument/didOpen",
      { textDocument: { uri: "file:///shop/a.yaml", languageId: "yaml", version: 1 } },
    ],
    ["textDocument/didOpen", { textDocument: { uri: 5, languageId: "yaml", version: 1, text: SOUND } }],
    ["textDocument/didChange", null],
    [
      "textDocument/didChange",
      { textDocument: { uri: "file:///never.yaml", version: 2 }, contentChanges: [{ text: "" }] },
    ],
    ["textDocument/didChange", { textDocument: { uri: URI, version: 2 }, contentChanges: [{}] }],
    ["textDocument/didChange", { textDocument: { uri: URI, version: 2 }, contentChanges: null }],
    [
      "textDocument/didChange",
      {
        textDocument: { uri: URI, version: 2 },
        contentChanges: [
          { range: { start: PLACE, end: PLACE }, text: "x" },
          { range: { start: null }, text: "y" },
        ],
      },
    ],
    ["textDocument/didClose", { textDocument: { uri: "file:///never.yaml" } }],
    ["textDocument/didClose", null],
    ["textDocument/didSave", null],
    ["workspace/didChangeWatchedFiles", null],
    ["workspace/didChangeWatchedFiles", { changes: [null] }],
    [
      "workspace/didChangeWatchedFiles",
      {
        changes: [
          { uri: 3, type: 9 },
          { uri: "%", type: 3 },
        ],
      },
    ],
    ["workspace/didChangeConfiguration", null],
    ["workspace/didChangeWorkspaceFolders", null],
    ["workspace/didRenameFiles", null],
    ["$/setTrace", null],
    ["$/cancelRequest", null],
    ["$/cancelRequest", { id: "never" }],
    ["window/workDoneProgress/cancel", { token: "never" }],
    ["textDocument/nothing", { a: 1 }],
    ["$/nothing", null],
  ];

  it.each(BAD)("%s %j changes nothing", async (method, params) => {
    const client = await opened();
    const symbols = () => client.ask("textDocument/documentSymbol", DOCUMENT);
    const before = await symbols();
    await client.connection.sendNotification(method, params as object);
    expect(await symbols()).toEqual(before);
    await lives(client);
  });

  it("of a change without a range, or with a null one, replace the text", async () => {
    const client = await opened();
    const found = client.next(URI, 7);
    await client.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: URI, version: 7 },
      contentChanges: [{ range: null, text: WRONG }],
    });
    expect(codes(await found)).toEqual(["target-range"]);
  });
});

describe("an odd beginning", () => {
  it.each([
    { capabilities: {}, rootUri: null, workspaceFolders: null },
    { capabilities: {}, workspaceFolders: [], initializationOptions: "nonsense" },
    {
      capabilities: { general: { positionEncodings: "utf-8" } },
      initializationOptions: { commands: 3, files: "yes" },
    },
  ])("%j is served all the same", async (params) => {
    const client = serverInMemory();
    const { capabilities } = await client.ask<{ capabilities: { positionEncoding: string } }>(
      "initialize",
      params,
    );
    expect(capabilities.positionEncoding).toBe("utf-16");
    // Without `initialized`: whoever forgets it is served, but files are not read.
    expect(codes(await client.open(URI, WRONG))).toEqual(["target-range"]);
    expect(await client.own("slosmith/status", { uri: URI })).toMatchObject({ isSpec: true, indexing: true });
  });

  it("without capabilities is an error, and may be tried again", async () => {
    const client = serverInMemory();
    await expect(client.ask("initialize", { rootUri: null })).rejects.toMatchObject({ code: -32603 });
    await expect(client.ask("initialize", null)).rejects.toMatchObject({ code: -32602 });
    await client.initialize();
    expect(codes(await client.open(URI, WRONG))).toEqual(["target-range"]);
  });

  it("of requests before `initialize` is refused, known or not, and a second `initialize` too", async () => {
    const client = serverInMemory();
    for (const [method, params] of [...Object.entries(REQUESTS), ["textDocument/nothing", {}] as const])
      await expect(client.ask(method, params)).rejects.toMatchObject({ code: -32002 });
    await client.openQuietly(URI, WRONG);
    await client.initialize();
    // What was opened too early is known.
    expect(codes(await client.change(URI, { text: WRONG }))).toEqual(["target-range"]);
    await expect(client.ask("initialize", { capabilities: {} })).rejects.toMatchObject({ code: -32600 });
    await expect(client.ask("textDocument/nothing", {})).rejects.toMatchObject({ code: -32601 });
    expect(codes(await client.change(URI, { text: WRONG }))).toEqual(["target-range"]);
  });

  it("and what comes after `shutdown` is refused", async () => {
    const client = await opened();
    await client.shutdown();
    const said = client.published.length;
    await client.changeQuietly(URI, { text: WRONG });
    for (const [method, params] of [...Object.entries(REQUESTS), ["textDocument/nothing", {}] as const])
      await expect(client.ask(method, params)).rejects.toMatchObject({ code: -32600 });
    expect(client.published).toHaveLength(said);
  });
});
