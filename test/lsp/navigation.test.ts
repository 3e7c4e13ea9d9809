import { describe, expect, it } from "vitest";
import type {
  ClientCapabilities,
  CodeLens,
  DocumentHighlight,
  DocumentLink,
  FoldingRange,
  Location,
  SelectionRange,
  SymbolInformation,
  WorkspaceEdit,
} from "vscode-languageserver-protocol";
import { type LspClient, MemoryFiles, MODERN, placeOf, rangeOf, serverInMemory } from "../support/lsp-client";
import { SLI, SLO, SOUND } from "../support/lsp-specs";

const FOLDER = "file:///shop%20space";
const uri = (name: string) => `${FOLDER}/${name}`;

const RENAMING: ClientCapabilities = {
  ...MODERN,
  textDocument: { ...MODERN.textDocument, rename: { prepareSupport: true } },
};

/** A client with the indicator on disk and the SLO open, once the workspace is read. */
async function begun(capabilities: ClientCapabilities = RENAMING, options: object = {}): Promise<LspClient> {
  const files = new MemoryFiles();
  files.texts.set(uri("sli.yaml"), SLI.replaceAll("\n", "\r\n"));
  const client = serverInMemory(files);
  await client.initialize({ capabilities, folders: [FOLDER], ...options });
  await client.open(uri("slo.yaml"), SLO);
  await client.eventually(uri("slo.yaml"), (all) => all.every(({ code }) => code !== "dangling-reference"));
  await client.settled();
  return client;
}

const AT = placeOf(SLO, "shop-sli");

describe("references over the protocol", () => {
  it("come from open and closed files, with and without the object's own name", async () => {
    const client = await begun();
    const ask = (includeDeclaration: boolean) =>
      client.ask<Location[]>("textDocument/references", {
        textDocument: { uri: uri("slo.yaml") },
        position: AT,
        context: { includeDeclaration },
      });
    expect(await ask(true)).toEqual([
      { uri: uri("sli.yaml"), range: rangeOf(SLI, "shop-sli") },
      { uri: uri("slo.yaml"), range: rangeOf(SLO, "shop-sli") },
    ]);
    expect(await ask(false)).toHaveLength(1);
    const marks = await client.at<DocumentHighlight[]>("textDocument/documentHighlight", uri("slo.yaml"), AT);
    expect(marks).toEqual([{ range: rangeOf(SLO, "shop-sli"), kind: 2 }]);
    const none = { line: 0, character: 0 };
    expect(await client.at("textDocument/documentHighlight", uri("slo.yaml"), none)).toBeNull();
  });
});

describe("renaming over the protocol", () => {
  const rename = (client: LspClient, newName: string) =>
    client.ask<WorkspaceEdit>("textDocument/rename", {
      textDocument: { uri: uri("slo.yaml") },
      position: AT,
      newName,
    });

  it("is offered with a look beforehand only to clients that look", async () => {
    const modern = await serverInMemory().initialize({ capabilities: RENAMING });
    expect(modern.capabilities.renameProvider).toEqual({ prepareProvider: true });
    const plain = await serverInMemory().initialize({ capabilities: {} });
    expect(plain.capabilities.renameProvider).toBe(true);
  });

  it("says what is renamed, and edits files with their versions", async () => {
    const client = await begun();
    expect(await client.at("textDocument/prepareRename", uri("slo.yaml"), AT)).toEqual({
      range: rangeOf(SLO, "shop-sli"),
      placeholder: "shop-sli",
    });
    expect(await rename(client, "answered")).toEqual({
      documentChanges: [
        {
          textDocument: { uri: uri("sli.yaml"), version: null },
          edits: [{ range: rangeOf(SLI, "shop-sli"), newText: "answered" }],
        },
        {
          textDocument: { uri: uri("slo.yaml"), version: 1 },
          edits: [{ range: rangeOf(SLO, "shop-sli"), newText: "answered" }],
        },
      ],
    });
  });

  it("goes by open text, and gives plain edits to clients that know no versions", async () => {
    const client = await begun({});
    await client.changeQuietly(uri("slo.yaml"), { text: `# One line more.\n${SLO}` });
    await client.settled();
    const edit = await client.ask<WorkspaceEdit>("textDocument/rename", {
      textDocument: { uri: uri("slo.yaml") },
      position: { line: AT.line + 1, character: AT.character },
      newName: "answered",
    });
    expect(Object.keys(edit.changes ?? {})).toEqual([uri("sli.yaml"), uri("slo.yaml")]);
    expect(edit.changes?.[uri("slo.yaml")]?.[0]?.range.start.line).toBe(AT.line + 1);
  });

  it("is refused in words that a person is shown", async () => {
    const client = await begun();
    await expect(
      client.at("textDocument/prepareRename", uri("slo.yaml"), placeOf(SLO, "isRolling")),
    ).rejects.toThrow("This is no name of an object.");
    await expect(rename(client, "Not A Name")).rejects.toThrow(/lower-case letters/);
  });

  it("waits until all files are read", async () => {
    const files = new MemoryFiles();
    let open = () => {};
    files.gate = new Promise((resolve) => {
      open = resolve;
    });
    const client = serverInMemory(files);
    await client.initialize({ capabilities: RENAMING, folders: [FOLDER] });
    await client.openQuietly(uri("slo.yaml"), SOUND);
    const at = placeOf(SOUND, "shop-sli");
    await expect(client.at("textDocument/prepareRename", uri("slo.yaml"), at)).rejects.toThrow(
      /still being read/,
    );
    open();
    await client.settled();
    expect(await client.at("textDocument/prepareRename", uri("slo.yaml"), at)).toMatchObject({
      placeholder: "shop-sli",
    });
  });
});

describe("the rest of navigation over the protocol", () => {
  it("finds symbols of the workspace", async () => {
    const client = await begun();
    const found = await client.ask<SymbolInformation[]>("workspace/symbol", { query: "shop" });
    expect(found.map(({ name, containerName }) => `${name}: ${containerName}`)).toEqual([
      "shop: Service",
      "shop-availability: SLO · shop",
      "shop-sli: SLI",
    ]);
    expect(found[2]?.location).toEqual({ uri: uri("sli.yaml"), range: rangeOf(SLI, "shop-sli") });
  });

  it("links, folds and selects in specs, and leaves other YAML alone", async () => {
    const client = await begun();
    const linked = SLO.replace("spec:\n", "  annotations:\n    runbook: https://example.com/r\nspec:\n");
    await client.openQuietly(uri("linked.yaml"), linked);
    const links = await client.ask<DocumentLink[]>("textDocument/documentLink", {
      textDocument: { uri: uri("linked.yaml") },
    });
    expect(links).toEqual([
      {
        range: rangeOf(linked, "https://example.com/r"),
        target: "https://example.com/r",
        tooltip: "Runbook",
      },
    ]);
    const fold = (name: string) =>
      client.ask<FoldingRange[] | null>("textDocument/foldingRange", { textDocument: { uri: uri(name) } });
    expect(await fold("slo.yaml")).toContainEqual({
      startLine: placeOf(SLO, "timeWindow").line,
      endLine: placeOf(SLO, "isRolling").line,
    });
    const select = (name: string) =>
      client.ask<SelectionRange[] | null>("textDocument/selectionRange", {
        textDocument: { uri: uri(name) },
        positions: [placeOf(SLO, "28d"), placeOf(SLO, "Occurrences")],
      });
    const selected = await select("slo.yaml");
    expect(selected?.map(({ range }) => range)).toEqual([rangeOf(SLO, "28d"), rangeOf(SLO, "Occurrences")]);
    expect(selected?.[0]?.parent?.range).toEqual(rangeOf(SLO, "duration: 28d"));
    await client.openQuietly(uri("other.yaml"), "a:\n  b: 1\n");
    expect(await fold("other.yaml")).toBeNull();
    expect(await select("other.yaml")).toBeNull();
  });

  it("tells above an object who uses it, with the places at hand, and can be switched off", async () => {
    const commands = { initializationOptions: { commands: ["slosmith.showUses"] } };
    const client = await begun(RENAMING, commands);
    await client.open(uri("sli.yaml"), SLI);
    const ask = () =>
      client.ask<CodeLens[] | null>("textDocument/codeLens", { textDocument: { uri: uri("sli.yaml") } });
    const lenses = await ask();
    const at = placeOf(SLI, "shop-sli");
    expect(lenses?.map(({ command }) => command?.title)).toEqual(["Used by 1 SLO", "Used by 1 SLO"]);
    expect(lenses?.[0]?.command).toEqual({
      title: "Used by 1 SLO",
      command: "slosmith.showUses",
      arguments: [uri("sli.yaml"), at],
    });
    expect(await client.own("slosmith/uses", { uri: uri("sli.yaml"), position: at })).toEqual([
      { uri: uri("slo.yaml"), range: rangeOf(SLO, "shop-sli") },
    ]);
    const silent = await begun(RENAMING, { ...commands, settings: { codeLens: { references: false } } });
    await silent.open(uri("sli.yaml"), SLI);
    expect(await silent.ask("textDocument/codeLens", { textDocument: { uri: uri("sli.yaml") } })).toBeNull();
  });
});
