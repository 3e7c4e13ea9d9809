import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  type ClientCapabilities,
  type CodeLens,
  type CompletionItem,
  CompletionItemKind,
  type DefinitionLink,
  type Diagnostic,
  type Hover,
  type InlayHint,
  InsertTextFormat,
  InsertTextMode,
} from "vscode-languageserver-protocol";
import { MemoryFiles, placeOf, rangeOf, serverInMemory } from "../support/lsp-client";
import { inTier, SLI, SLO, SOUND, WRONG } from "../support/lsp-specs";

const FOLDER = "file:///shop%20space";
const uri = (name: string) => `${FOLDER}/${name}`;

const TIER = readFileSync(join(__dirname, "../../examples/tiers/critical.yaml"), "utf8");

describe("the server in memory", () => {
  it("says who it is and what it can do", async () => {
    const { capabilities, serverInfo } = await serverInMemory().initialize();
    expect(serverInfo).toEqual({ name: "slosmith", version: "0.0.0-test" });
    expect(capabilities.positionEncoding).toBe("utf-16");
    expect(capabilities.diagnosticProvider).toBeUndefined();
    expect(capabilities).toMatchObject({
      hoverProvider: true,
      inlayHintProvider: true,
      definitionProvider: true,
    });
  });

  it("reports a mistake on its range, with code, page and words, and takes it back", async () => {
    const client = serverInMemory();
    await client.initialize();
    const wrong = WRONG;
    const [found, ...more] = await client.open(uri("slo.yaml"), wrong);
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      range: rangeOf(wrong, "99.95"),
      severity: 1,
      code: "target-range",
      source: "slosmith",
      codeDescription: { href: "https://github.com/slosmith/slosmith/blob/main/docs/rules/target-range.md" },
    });
    expect(found?.message).toMatch(/99\.95.*0\.9995/s);
    const fixed = await client.change(uri("slo.yaml"), { range: rangeOf(wrong, "99.95"), text: "0.9995" });
    expect(fixed).toEqual([]);
    const again = await client.change(uri("slo.yaml"), {
      range: rangeOf(wrong.replace("99.95", "0.9995"), "0.9995"),
      text: "1.5",
    });
    expect(again.map(({ code }) => code)).toEqual(["target-range"]);
  });

  it("takes whole texts from clients that send no ranges", async () => {
    const client = serverInMemory();
    await client.initialize({ capabilities: {} });
    const text = SOUND;
    expect(await client.open(uri("slo.yaml"), text)).toEqual([]);
    const found = await client.change(uri("slo.yaml"), { text: text.replace("0.9995", "99.95") });
    expect(found.map(({ code }) => code)).toEqual(["target-range"]);
  });

  it("completes annotations, replacing what is typed", async () => {
    const client = serverInMemory();
    await client.initialize();
    const text =
      "apiVersion: openslo/v1\nkind: Service\nmetadata:\n  name: a\n  annotations:\n    slosmith/c";
    await client.openQuietly(uri("a.yaml"), text);
    const found = await client.ask<CompletionItem[]>("textDocument/completion", {
      textDocument: { uri: uri("a.yaml") },
      position: { line: 5, character: 14 },
    });
    expect(found.find(({ label }) => label === "slosmith/client")).toMatchObject({
      textEdit: {
        range: { start: { line: 5, character: 4 }, end: { line: 5, character: 14 } },
        newText: "slosmith/client: ",
      },
    });
  });

  it("completes as the client can: with tab stops, Markdown and its own white space, or plainly", async () => {
    const text = "apiVersion: openslo/v1\nkind: SLO\nmetadata:\n  name: a\nspec:\n  time";
    const ask = async (capabilities: ClientCapabilities) => {
      const client = serverInMemory();
      await client.initialize({ capabilities });
      await client.openQuietly(uri("a.yaml"), text);
      const found = await client.ask<CompletionItem[]>("textDocument/completion", {
        textDocument: { uri: uri("a.yaml") },
        position: { line: 5, character: 6 },
      });
      return found.find(({ label }) => label === "timeWindow");
    };
    const range = { start: { line: 5, character: 2 }, end: { line: 5, character: 6 } };
    expect(await ask({})).toMatchObject({
      kind: CompletionItemKind.Property,
      detail: "list, required",
      documentation: { kind: "plaintext" },
      textEdit: { range, newText: "timeWindow:\n    - duration: " },
      filterText: "timeWindow",
    });
    const snippet = "timeWindow:\n    - duration: ${1:28d}\n      isRolling: ${2|true,false|}";
    const item = { snippetSupport: true, documentationFormat: ["markdown" as const] };
    const modern = { ...item, insertTextModeSupport: { valueSet: [InsertTextMode.asIs] } };
    expect(await ask({ textDocument: { completion: { completionItem: modern } } })).toMatchObject({
      documentation: { kind: "markdown" },
      insertTextFormat: InsertTextFormat.Snippet,
      insertTextMode: InsertTextMode.asIs,
      textEdit: { range, newText: snippet },
    });
    // Such an editor repeats the line's own indentation.
    expect(await ask({ textDocument: { completion: { completionItem: item } } })).toMatchObject({
      textEdit: { range, newText: snippet.replaceAll("\n  ", "\n") },
    });
  });

  it("leaves whole documents to the snippets of its own extension", async () => {
    const offered = async (initializationOptions?: unknown) => {
      const client = serverInMemory();
      await client.initialize({ initializationOptions });
      await client.openQuietly(uri("new.yaml"), "");
      const found = await client.ask<CompletionItem[]>("textDocument/completion", {
        textDocument: { uri: uri("new.yaml") },
        position: { line: 0, character: 0 },
      });
      return found.map(({ label }) => label);
    };
    expect(await offered()).toEqual(expect.arrayContaining(["openslo/v1 SLO", "apiVersion: openslo/v1"]));
    const own = await offered({ commands: ["slosmith.preview"] });
    expect(own).toContain("apiVersion: openslo/v1");
    expect(own).not.toContain("openslo/v1 SLO");
  });

  it("publishes the newest version only", async () => {
    const client = serverInMemory();
    await client.initialize();
    const text = SOUND;
    await client.open(uri("slo.yaml"), text);
    const sent = [1, 2, 3, 4].map((digit) =>
      client.changeQuietly(uri("slo.yaml"), { text: text.replace("0.9995", `9${digit}`) }),
    );
    const last = client.change(uri("slo.yaml"), { text });
    await Promise.all(sent);
    expect(await last).toEqual([]);
    const versions = client.published.map(({ version }) => version ?? 0);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(client.published.at(-1)).toMatchObject({ version: 6, diagnostics: [] });
  });

  it("is silent on YAML that is no spec, and clears what it said when a file closes", async () => {
    const client = serverInMemory();
    await client.initialize();
    await client.openQuietly(uri("compose.yaml"), "services:\n  web: {image: x}\n");
    await client.openQuietly(uri("notes.md"), SLO.replace("0.9995", "99.95"), "markdown");
    const wrong = SLO.replace("0.9995", "99.95");
    expect(await client.open(uri("slo.yaml"), wrong)).not.toEqual([]);
    const cleared = client.next(uri("slo.yaml"));
    await client.close(uri("slo.yaml"));
    expect(await cleared).toEqual([]);
    expect(new Set(client.published.map((one) => one.uri))).toEqual(new Set([uri("slo.yaml")]));
  });

  it("explains, previews, hints, outlines and leads to definitions", async () => {
    const client = serverInMemory();
    await client.initialize({ settings: { codeLens: { enabled: true } } });
    const text = SOUND;
    await client.open(uri("slo.yaml"), text);
    const hover = await client.at<Hover>("textDocument/hover", uri("slo.yaml"), placeOf(text, "0.9995"));
    expect(hover.contents).toMatchObject({ kind: "markdown" });
    expect(JSON.stringify(hover.contents)).toContain("20m 9.6s");
    expect(hover.range).toEqual(rangeOf(text, "0.9995"));

    const preview = await client.own("slosmith/preview", {
      uri: uri("slo.yaml"),
      position: placeOf(text, "target"),
    });
    expect(preview).toMatchObject({ title: "Error budgets", version: 1 });
    expect(preview?.html).toContain("20m 9.6s");
    expect(preview?.html).not.toMatch(/<script|\son\w+=|\sstyle=/i);
    expect(preview?.css).toContain("--vscode-foreground");

    const whole = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
    const hints = await client.ask<InlayHint[]>("textDocument/inlayHint", {
      textDocument: { uri: uri("slo.yaml") },
      range: whole,
    });
    expect(hints.map(({ position }) => position)).toEqual([placeOf(text, "0.9995", true)]);
    expect(hints[0]?.label).toContain("20m 9.6s");
    const lenses = await client.ask<CodeLens[]>("textDocument/codeLens", {
      textDocument: { uri: uri("slo.yaml") },
    });
    expect(lenses[0]?.command?.title).toContain("20m 9.6s");
    expect(lenses[0]?.command?.command).toBe("");

    const links = await client.at<DefinitionLink[]>(
      "textDocument/definition",
      uri("slo.yaml"),
      placeOf(text, "indicatorRef: shop-sli", true),
    );
    expect(links.map(({ targetUri, targetRange }) => ({ targetUri, targetRange }))).toEqual([
      { targetUri: uri("slo.yaml"), targetRange: rangeOf(text, "shop-sli") },
    ]);
    const symbols = await client.ask<{ name: string }[]>("textDocument/documentSymbol", {
      textDocument: { uri: uri("slo.yaml") },
    });
    expect(symbols.map(({ name }) => name)).toEqual(["shop-sli", "shop", "shop-availability"]);
  });

  it("offers a fix whose edit mends the finding", async () => {
    const client = serverInMemory();
    await client.initialize();
    const text = WRONG;
    const found = await client.open(uri("slo.yaml"), text);
    const actions = (await client.actions(uri("slo.yaml"), rangeOf(text, "99.95"), found)) ?? [];
    const action = actions[0];
    expect(action).toMatchObject({ kind: "quickfix", diagnostics: [{ code: "target-range" }] });
    const [change] = action?.edit?.documentChanges ?? [];
    if (!change || !("edits" in change)) throw new Error("the action has no edit of the document");
    expect(change.textDocument).toEqual({ uri: uri("slo.yaml"), version: 1 });
    const edits = change.edits.map((edit) => ({
      range: edit.range,
      text: "newText" in edit ? edit.newText : "",
    }));
    expect(await client.change(uri("slo.yaml"), ...edits)).toEqual([]);
    expect(await client.actions(uri("slo.yaml"), rangeOf(text, "99.95"), found, ["refactor"])).toBeNull();
  });

  it("says again what an edit in another file has changed", async () => {
    const files = new MemoryFiles();
    files.texts.set(uri("shop.yaml"), SLI);
    const client = serverInMemory(files);
    await client.initialize({ folders: [FOLDER] });
    await client.openQuietly(uri("slo.yaml"), inTier("critical-journey"));
    const has = (code: string) => (all: Diagnostic[]) => all.some((one) => one.code === code);
    const lacks = (code: string) => (all: Diagnostic[]) => !has(code)(all);
    await client.eventually(uri("slo.yaml"), has("unknown-tier"));

    const known = client.next(uri("slo.yaml"));
    await client.open(uri("tier.yaml"), TIER);
    expect(await known).toSatisfy(lacks("unknown-tier"));

    await client.change(uri("tier.yaml"), {
      text: TIER.replace("floorPercent: 99.9\n", "floorPercent: 99.97\n"),
    });
    const below = await client.eventually(uri("slo.yaml"), has("target-below-floor"));
    const found = below.find(({ code }) => code === "target-below-floor");
    expect(found?.relatedInformation?.[0]?.location.uri).toBe(uri("tier.yaml"));

    await client.close(uri("tier.yaml"));
    await client.eventually(uri("slo.yaml"), has("unknown-tier"));
  });

  it("makes new SLOs and lists tiers and what it sees", async () => {
    const files = new MemoryFiles();
    files.texts.set(uri("tier.yaml"), TIER);
    const client = serverInMemory(files);
    await client.initialize({ folders: [FOLDER] });
    await client.open(uri("slo.yaml"), SOUND);
    await client.settled();
    expect((await client.own("slosmith/tiers", {}))?.map(({ name }) => name)).toEqual(["critical-journey"]);
    const made = await client.own("slosmith/scaffold", { journey: "Sign in", kind: "both", tier: "tier-0" });
    expect(made?.fileName).toBe("sign-in.yaml");
    expect(made?.text).toContain("slosmith/tier: critical-journey");
    expect(await client.own("slosmith/scaffold", { journey: "", kind: "both" })).toBeNull();
    const status = await client.own("slosmith/status", { uri: uri("slo.yaml") });
    expect(status).toEqual({
      isSpec: true,
      objects: [
        { kind: "SLI", count: 1 },
        { kind: "Service", count: 1 },
        { kind: "SLO", count: 1 },
      ],
      notes: [],
      specFiles: 2,
      indexing: false,
    });
    const other = await client.own("slosmith/status", { uri: uri("no.yaml") });
    expect(other).toMatchObject({ isSpec: false, reason: expect.stringContaining("not seen") });
  });
});
