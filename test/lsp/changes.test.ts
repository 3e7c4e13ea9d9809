import { describe, expect, it } from "vitest";
import type { CodeLens } from "vscode-languageserver-protocol";
import { replaced, SHOP } from "../core/change/specs";
import { type LspClient, MemoryFiles, serverInMemory } from "../support/lsp-client";
import { splitFiles } from "../support/workspace";

const FOLDER = "file:///shop";
const SLO = `${FOLDER}/slos/checkout.yaml`;
const ALERTS = `${FOLDER}/alerts.yaml`;
const textOf = (name: string, text = SHOP) => splitFiles(text).find((file) => file.name === name)?.text ?? "";
const BASE = textOf("slos/checkout.yaml");
const TIGHTER = textOf("slos/checkout.yaml", replaced(SHOP, "target: 0.999", "target: 0.9995"));
const SENTENCE =
  "99.9 % -> 99.95 %: budget 40m 19.2s -> 20m 9.6s (28,000 -> 14,000 events), page now at 0.72 % errors";

async function begun(settings: object = {}, commands: string[] = []): Promise<LspClient> {
  const files = new MemoryFiles();
  for (const { name, text } of splitFiles(SHOP)) files.texts.set(`${FOLDER}/${name}`, text);
  const client = serverInMemory(files);
  const codeLens = { references: false, ...settings };
  await client.initialize({
    folders: [FOLDER],
    settings: { codeLens },
    initializationOptions: { slosmith: { codeLens }, commands },
  });
  await client.settled();
  return client;
}

const base = (client: LspClient, uri: string, text: unknown) =>
  client.connection.sendNotification("slosmith/base", { uri, text });

async function lenses(client: LspClient, uri = SLO): Promise<CodeLens[]> {
  await client.settled();
  return (await client.ask<CodeLens[] | null>("textDocument/codeLens", { textDocument: { uri } })) ?? [];
}

const titles = async (client: LspClient, uri = SLO) =>
  (await lenses(client, uri)).map(({ command }) => command?.title);

describe("slosmith/base", () => {
  it("brings a lens above each objective that has changed, and takes it back", async () => {
    const client = await begun();
    await client.open(SLO, TIGHTER);
    expect(await titles(client)).toEqual([]);
    await base(client, SLO, BASE);
    const [lens, ...more] = await lenses(client);
    expect(more).toEqual([]);
    expect(lens?.command?.title).toBe(`Tightened since the last commit: ${SENTENCE}`);
    const line = TIGHTER.split("\n").findIndex((one) => one.includes("target: 0.9995"));
    expect(lens?.range.start.line).toBe(line);
    await client.change(SLO, { text: BASE });
    expect(await titles(client)).toEqual([]);
    await client.change(SLO, { text: TIGHTER });
    expect(await titles(client)).toHaveLength(1);
    await base(client, SLO, TIGHTER);
    expect(await titles(client)).toEqual([]);
    await base(client, SLO, BASE);
    await base(client, SLO, null);
    expect(await titles(client)).toEqual([]);
  });

  it("asks the client to look again", async () => {
    const client = await begun();
    await client.open(SLO, TIGHTER);
    expect(await titles(client)).toEqual([]);
    const refreshed = client.nextRefresh("codeLens");
    await base(client, SLO, BASE);
    await refreshed;
    expect(await titles(client)).toHaveLength(1);
  });

  it("shows what another open file's edit does", async () => {
    const client = await begun();
    await client.open(SLO, BASE);
    await client.open(ALERTS, textOf("alerts.yaml"));
    await base(client, SLO, BASE);
    await base(client, ALERTS, textOf("alerts.yaml"));
    expect(await titles(client)).toEqual([]);
    await client.change(ALERTS, { text: textOf("alerts.yaml").replace("14.4", "10") });
    expect(await titles(client)).toEqual(["Tightened since the last commit: page now at 1 % errors"]);
    expect(await titles(client, ALERTS)).toEqual([]);
    await client.change(ALERTS, { text: textOf("alerts.yaml").replace("14.4", "20") });
    expect(await titles(client)).toEqual(["Loosened since the last commit: page now at 2 % errors"]);
    await client.change(ALERTS, { text: textOf("alerts.yaml") });
    expect(await titles(client)).toEqual([]);
  });

  it("tells of new and of removed SLOs", async () => {
    const client = await begun();
    const [first = "", second = ""] = BASE.split("---\n");
    await client.open(
      SLO,
      `${first}---\n${second.replace("name: search", "name: find").replace("0.95", "0.9")}`,
    );
    await base(client, SLO, BASE);
    expect(await titles(client)).toEqual([
      "Removed since the last commit: search",
      "New since the last commit: 90 % over a rolling 28d: budget 67h 12m in 28d",
    ]);
  });

  it("forgets a document that is closed", async () => {
    const client = await begun();
    await client.open(SLO, TIGHTER);
    await base(client, SLO, BASE);
    expect(await titles(client)).toHaveLength(1);
    await client.close(SLO);
    await client.open(SLO, TIGHTER);
    expect(await titles(client)).toEqual([]);
  });

  it("is shown in the preview", async () => {
    const client = await begun();
    await client.open(SLO, TIGHTER);
    const before = await client.own("slosmith/preview", { uri: SLO });
    expect(before?.html).not.toContain("Since the last commit");
    await base(client, SLO, BASE);
    await client.settled();
    const after = await client.own("slosmith/preview", { uri: SLO });
    expect(after?.html).toContain("Since the last commit, tightened: 99.9 % -&gt; 99.95 %");
    expect(after?.html.match(/class="changes"/g)).toHaveLength(1);
  });

  it("can be switched off, and opens what the client can show", async () => {
    const off = await begun({ changes: false });
    await off.open(SLO, TIGHTER);
    await base(off, SLO, BASE);
    expect(await titles(off)).toEqual([]);
    const on = await begun({}, ["slosmith.showChange"]);
    await on.open(SLO, TIGHTER);
    await base(on, SLO, BASE);
    expect((await lenses(on))[0]?.command).toMatchObject({
      command: "slosmith.showChange",
      arguments: [SLO],
    });
  });

  it("takes nonsense quietly", async () => {
    const client = await begun();
    await client.open(SLO, TIGHTER);
    for (const params of [null, 5, {}, { uri: 5 }, { uri: "%%%", text: "a" }, { uri: SLO, text: 5 }])
      await client.connection.sendNotification("slosmith/base", params as object);
    await base(client, `${FOLDER}/nowhere.yaml`, "apiVersion: openslo/v1\n");
    await base(client, SLO, "{ not: [yaml");
    expect(await titles(client)).toEqual([
      "New since the last commit: 99.95 % over a rolling 28d: budget 14,000 of 28M · 20m 9.6s in 28d",
      "New since the last commit: 95 % over a rolling 28d: budget 33h 36m in 28d",
    ]);
    expect(client.log.filter((line) => line.includes("failed"))).toEqual([]);
  });
});
