import { describe, expect, it } from "vitest";
import type { DocumentDiagnosticReport, InlayHint } from "vscode-languageserver-protocol";
import { MemoryFiles, MODERN, PULLING, placeOf, serverInMemory } from "../support/lsp-client";
import { inTier, SLI, SLO, SOUND, WRONG } from "../support/lsp-specs";

const FOLDER = "file:///shop";
const SLO_URI = `${FOLDER}/slo.yaml`;
const SLI_URI = `${FOLDER}/parts/shop.yaml`;
const WHOLE = { start: { line: 0, character: 0 }, end: { line: 9_999, character: 0 } };
const codes = (all: readonly { code?: unknown }[]) => all.map(({ code }) => code);

describe("files on disk", () => {
  it("are known before they are opened, and nothing is called missing while they are being read", async () => {
    const files = new MemoryFiles();
    files.texts.set(SLI_URI, SLI);
    let open: () => void = () => undefined;
    files.gate = new Promise((resolve) => {
      open = resolve;
    });
    const client = serverInMemory(files);
    await client.initialize({ folders: [FOLDER] });
    expect(await client.open(SLO_URI, SLO)).toEqual([]);
    expect(await client.own("slosmith/status", { uri: SLO_URI })).toMatchObject({ indexing: true });
    const judged = client.eventually(SLO_URI, (all) => codes(all).includes("unknown-tier"));
    await client.change(SLO_URI, { text: inTier("no-such-tier") });
    open();
    expect(codes(await judged)).toEqual(["unknown-tier"]);
  });

  it("are followed as they come, change and go; open documents win", async () => {
    const files = new MemoryFiles();
    const client = serverInMemory(files);
    await client.initialize({ folders: [FOLDER] });
    expect(client.registered).toEqual([]);
    await client.open(SLO_URI, inTier("gold"));
    const lacksTier = (all: readonly { code?: unknown }[]) => codes(all).includes("unknown-tier");
    await client.eventually(SLO_URI, lacksTier);
    expect(client.registered).toContain("workspace/didChangeWatchedFiles");

    const tier = (name: string) =>
      `apiVersion: slosmith/v1\nkind: ReliabilityTier\nmetadata:\n  name: ${name}\n`;
    const tierUri = `${FOLDER}/tiers/gold.yaml`;
    const tell = (uri: string, type: 1 | 2 | 3) =>
      client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri, type }] });
    files.texts.set(tierUri, tier("gold"));
    await tell(tierUri, 1);
    await client.eventually(SLO_URI, (all) => !lacksTier(all));
    files.texts.set(tierUri, tier("silver"));
    await tell(tierUri, 2);
    await client.eventually(SLO_URI, lacksTier);

    const known = client.eventually(SLO_URI, (all) => !lacksTier(all));
    await client.openQuietly(tierUri, tier("gold"));
    await known;
    await tell(tierUri, 2);
    await client.settled();
    expect(lacksTier(client.published.findLast(({ uri }) => uri === SLO_URI)?.diagnostics ?? [])).toBe(false);
    await client.close(tierUri);
    await client.eventually(SLO_URI, lacksTier);

    files.texts.set(tierUri, tier("gold"));
    await tell(tierUri, 2);
    await client.eventually(SLO_URI, (all) => !lacksTier(all));
    // A folder goes: only its own name is told.
    files.texts.delete(tierUri);
    await tell(`${FOLDER}/tiers`, 3);
    await client.eventually(SLO_URI, lacksTier);
  });

  it("are one file, however its name is spelt", async () => {
    const files = new MemoryFiles();
    files.texts.set("file:///repo/a@b%20(c).yaml", SOUND);
    const client = serverInMemory(files);
    await client.initialize({ folders: [FOLDER] });
    await client.settled();
    const spelt = "file:///repo/a%40b%20%28c%29.yaml";
    expect(await client.open(spelt, SOUND)).toEqual([]);
    expect(await client.own("slosmith/status", { uri: spelt })).toMatchObject({ specFiles: 1 });
  });

  it("are found beside a file that lies outside of all folders", async () => {
    const files = Object.assign(new MemoryFiles(), { rootOf: async () => "file:///elsewhere" });
    files.texts.set("file:///elsewhere/shop.yaml", SLI);
    const client = serverInMemory(files);
    await client.initialize();
    expect(await client.open("file:///elsewhere/slos/slo.yaml", SLO)).toEqual([]);
    await client.settled();
    expect(await client.own("slosmith/status", { uri: SLO_URI })).toMatchObject({
      specFiles: 2,
      indexing: false,
    });
    expect(client.published.every(({ diagnostics }) => diagnostics.length === 0)).toBe(true);
  });
});

describe("a client that fetches diagnostics", () => {
  it("gets them, is told when to ask again, and is sent none", async () => {
    const client = serverInMemory();
    const { capabilities } = await client.initialize({ capabilities: PULLING });
    expect(capabilities.diagnosticProvider).toMatchObject({ interFileDependencies: false });
    await client.openQuietly(SLO_URI, `${SLI}---\n${inTier("gold")}`);
    await client.settled();
    const pull = () =>
      client.ask<DocumentDiagnosticReport>("textDocument/diagnostic", { textDocument: { uri: SLO_URI } });
    expect(await pull()).toMatchObject({ kind: "full", items: [{ code: "unknown-tier" }] });
    const refresh = client.nextRefresh("diagnostic");
    await client.openQuietly(
      `${FOLDER}/tier.yaml`,
      "apiVersion: slosmith/v1\nkind: ReliabilityTier\nmetadata:\n  name: gold\n",
    );
    await refresh;
    const report = await pull();
    expect(report.kind === "full" && codes(report.items)).not.toContain("unknown-tier");
    expect(client.published).toEqual([]);
  });
});

describe("a client that can do little", () => {
  it("gets plain answers and is asked for nothing", async () => {
    const client = serverInMemory();
    await client.initialize({
      capabilities: {},
      initializationOptions: { slosmith: { rules: { "no-tier": "off" } } },
    });
    const [found] = await client.open(SLO_URI, WRONG);
    expect(found).toMatchObject({ code: "target-range" });
    expect(found?.relatedInformation).toBeUndefined();
    const hover = await client.at<{ contents: unknown }>(
      "textDocument/hover",
      SLO_URI,
      placeOf(WRONG, "28d"),
    );
    expect(hover.contents).toMatchObject({ kind: "plaintext" });
    const links = await client.at<unknown[]>(
      "textDocument/definition",
      SLO_URI,
      placeOf(WRONG, "indicatorRef: shop-sli", true),
    );
    expect(links).toMatchObject([{ uri: SLO_URI, range: { start: { line: 3 } } }]);
    const symbols = await client.ask<unknown[]>("textDocument/documentSymbol", {
      textDocument: { uri: SLO_URI },
    });
    expect(symbols[0]).toMatchObject({ name: "shop-sli", location: { uri: SLO_URI } });
    const actions = await client.actions(SLO_URI, WHOLE, []);
    expect(actions?.[0]?.edit?.changes?.[SLO_URI]).toBeDefined();
    expect(client.registered).toEqual([]);
  });
});

describe("settings", () => {
  it("switch rules off, change severities, and are followed when they change", async () => {
    const client = serverInMemory();
    await client.initialize({ settings: { rules: { "target-range": "hint" } } });
    await client.settled();
    const found = await client.open(SLO_URI, WRONG);
    expect(found).toMatchObject([{ code: "target-range", severity: 4 }]);
    client.settings = { rules: { "target-range": "off" }, inlayHints: { enabled: false } };
    const gone = client.next(SLO_URI);
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    expect(await gone).toEqual([]);
    const hints = await client.ask<InlayHint[] | null>("textDocument/inlayHint", {
      textDocument: { uri: SLO_URI },
      range: WHOLE,
    });
    expect(hints).toEqual([]);
  });

  it("that are broken are named once, and the others hold", async () => {
    const client = serverInMemory();
    const settings = {
      rules: { "target-rnage": "off", "target-range": "loud", "yaml-syntax": "warning" },
      inlayHints: { enabled: "yes" },
      codeLens: null,
    };
    await client.initialize({ settings });
    await client.settled();
    for (const _ of [1, 2]) {
      await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: {} });
      await client.settled();
    }
    expect(client.messages).toHaveLength(1);
    expect(client.messages[0]).toContain("Did you mean `target-range`?");
    expect(client.messages[0]).toContain('`target-range` is "loud"');
    expect(client.messages[0]).toContain("`slosmith.inlayHints.enabled`");
    expect(codes(await client.open(SLO_URI, WRONG))).toEqual(["target-range"]);
  });

  it("may be anything at all", async () => {
    for (const settings of [null, 7, "x", [], { rules: [] }, { rules: 3, codeLens: 4 }]) {
      const client = serverInMemory();
      await client.initialize({ settings });
      expect(codes(await client.open(SLO_URI, WRONG))).toEqual(["target-range"]);
    }
  });
});

describe("the server's manners", () => {
  it("refuses requests before initialize and after shutdown, and lives", async () => {
    const client = serverInMemory();
    const hover = () => client.at("textDocument/hover", SLO_URI, { line: 0, character: 0 });
    await expect(hover()).rejects.toMatchObject({ code: -32002 });
    await client.initialize();
    expect(await hover()).toBeNull();
    await client.shutdown();
    await expect(hover()).rejects.toMatchObject({ code: -32600 });
  });

  it("answers null for files that it does not know and requests that make no sense", async () => {
    const client = serverInMemory();
    await client.initialize();
    expect(await client.own("slosmith/preview", { uri: "nonsense" })).toBeNull();
    expect(await client.ask("slosmith/scaffold", null)).toBeNull();
    expect(await client.ask("textDocument/documentSymbol", { textDocument: { uri: "%" } })).toBeNull();
    await expect(client.ask("textDocument/nothing", {})).rejects.toMatchObject({ code: -32601 });
    expect(codes(await client.open(SLO_URI, WRONG))).toEqual(["target-range"]);
  });

  it("answers null where a handler fails, and says so once", async () => {
    let stopped = false;
    const client = serverInMemory(new MemoryFiles(), {
      nowEpochMs: () => {
        if (stopped) throw new Error("the clock has stopped");
        return 0;
      },
    });
    await client.initialize();
    await client.open(SLO_URI, SOUND);
    stopped = true;
    for (const _ of [1, 2, 3]) expect(await client.own("slosmith/preview", { uri: SLO_URI })).toBeNull();
    const told = client.log.filter((line) => line.includes("the clock has stopped"));
    expect(told).toHaveLength(1);
    expect(codes(await client.change(SLO_URI, { text: WRONG }))).toEqual(["target-range"]);
  });

  it("lets hints be asked for again when another file has changed them", async () => {
    const client = serverInMemory();
    await client.initialize({ capabilities: MODERN });
    await client.open(SLO_URI, SLO);
    const ask = () =>
      client.ask<InlayHint[]>("textDocument/inlayHint", { textDocument: { uri: SLO_URI }, range: WHOLE });
    const before = await ask();
    const refresh = client.nextRefresh("inlayHint");
    // With traffic the budget is told in events.
    const counted = SLI.replace(
      "  name: shop\n",
      '  name: shop\n  annotations:\n    slosmith/events-per-day: "1000"\n',
    );
    await client.open(SLI_URI, counted);
    await refresh;
    expect(await ask()).not.toEqual(before);
  });
});
