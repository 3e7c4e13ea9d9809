import { describe, expect, it } from "vitest";
import type { ClientRequests } from "../../server/src/lsp/protocol";
import { type LspClient, MemoryFiles, serverInMemory } from "../support/lsp-client";
import { inTier } from "../support/lsp-specs";

const REPOSITORY = "vscode-vfs://github/shop/slos";
const SLO_URI = `${REPOSITORY}/slo.yaml`;
const TIER = "apiVersion: slosmith/v1\nkind: ReliabilityTier\nmetadata:\n  name: gold\n";
const codes = (all: readonly { code?: unknown }[]) => all.map(({ code }) => code);

type Asked<Method extends keyof ClientRequests> = ClientRequests[Method]["params"];

/** Lets the client hold files, as an editor with a virtual workspace does. Gives the URIs that were read. */
function hold(client: LspClient, texts: Readonly<Record<string, string>>): string[] {
  const read: string[] = [];
  client.connection.onRequest("slosmith/listFiles", ({ folder }: Asked<"slosmith/listFiles">) =>
    Object.keys(texts).filter((uri) => uri.startsWith(folder)),
  );
  client.connection.onRequest("slosmith/readFile", ({ uri, largest }: Asked<"slosmith/readFile">) => {
    read.push(uri);
    const text = texts[uri];
    return text !== undefined && text.length <= largest ? text : null;
  });
  return read;
}

const indexed = (client: LspClient) =>
  expect.poll(() => client.own("slosmith/status", { uri: SLO_URI })).toMatchObject({ indexing: false });

describe("files that only the client holds", () => {
  it("are read through it, in a browser where there is no disk", async () => {
    const client = serverInMemory(null);
    const read = hold(client, { [`${REPOSITORY}/tiers/gold.yaml`]: TIER, [SLO_URI]: inTier("gold") });
    await client.initialize({ folders: [REPOSITORY], initializationOptions: { files: true } });
    await client.open(SLO_URI, inTier("gold"));
    await indexed(client);
    expect(read.sort()).toEqual([SLO_URI, `${REPOSITORY}/tiers/gold.yaml`]);
    expect(codes(await client.change(SLO_URI, { text: inTier("gold") }))).not.toContain("unknown-tier");
    const wrong = client.eventually(SLO_URI, (all) => codes(all).includes("unknown-tier"));
    await client.change(SLO_URI, { text: inTier("silver") });
    expect(codes(await wrong)).toContain("unknown-tier");
  });

  it("stand beside those on the disk, and each is read where it is", async () => {
    const disk = new MemoryFiles();
    disk.texts.set("file:///shop/gold.yaml", TIER);
    const client = serverInMemory(disk);
    const read = hold(client, { [SLO_URI]: inTier("gold") });
    await client.initialize({
      folders: ["file:///shop", REPOSITORY],
      initializationOptions: { files: true },
    });
    const said = await client.open(SLO_URI, inTier("gold"));
    await indexed(client);
    expect(read).toEqual([SLO_URI]);
    expect(codes(said)).not.toContain("unknown-tier");
  });

  it("are passed over in folders that hold nobody's own, whatever the client lists", async () => {
    const client = serverInMemory(null);
    const other = ["node_modules/a/x.yaml", ".git/y.yaml", "deep/vendor/z.yml", "readme.md"];
    const own = ["a.yaml", ".slosmith.yaml", "deep/vendored/b.yml"];
    const texts = Object.fromEntries([...own, ...other].map((name) => [`${REPOSITORY}/${name}`, TIER]));
    const read = hold(client, texts);
    await client.initialize({ folders: [REPOSITORY], initializationOptions: { files: true } });
    await indexed(client);
    expect(read.sort()).toEqual(own.map((name) => `${REPOSITORY}/${name}`).sort());
  });

  it("are not asked of a client that does not offer them: its open documents are judged alone", async () => {
    const client = serverInMemory(null);
    const read = hold(client, { [`${REPOSITORY}/tiers/gold.yaml`]: TIER });
    await client.initialize({ folders: [REPOSITORY] });
    await client.open(SLO_URI, inTier("gold"));
    await indexed(client);
    expect(read).toEqual([]);
  });
});
