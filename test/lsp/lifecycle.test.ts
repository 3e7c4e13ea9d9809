import { describe, expect, it } from "vitest";
import { CancellationTokenSource, type Diagnostic, type Hover } from "vscode-languageserver-protocol";
import { MemoryFiles, MODERN, placeOf, serverInMemory } from "../support/lsp-client";
import { inTier, SLI, SLO, SOUND, WRONG } from "../support/lsp-specs";

const FOLDER = "file:///shop";
const URI = `${FOLDER}/slo.yaml`;
const codes = (all: readonly Diagnostic[]) => all.map(({ code }) => code);
const tier = (name: string) => `apiVersion: slosmith/v1\nkind: ReliabilityTier\nmetadata:\n  name: ${name}\n`;

/** Files whose folder is not listed until it is let go. */
function gated(): { files: MemoryFiles; open: () => void } {
  const files = new MemoryFiles();
  let open: () => void = () => undefined;
  files.gate = new Promise((resolve) => {
    open = resolve;
  });
  return { files, open };
}

describe("requests that nobody waits for any longer", () => {
  it.each(["slosmith/tiers", "slosmith/convert", "slosmith/scaffold"])(
    "%s is let go of while the workspace is being read",
    async (method) => {
      const { files, open } = gated();
      const client = serverInMemory(files);
      await client.initialize({ folders: [FOLDER] });
      await client.openQuietly(URI, SOUND);
      const source = new CancellationTokenSource();
      const params = { uri: URI, to: "sloth", journey: "Sign in" };
      const asked = client.connection.sendRequest(method, params, source.token);
      // It was taken up: a request behind it is answered.
      expect(await client.own("slosmith/status", { uri: URI })).toMatchObject({ indexing: true });
      source.cancel();
      await expect(asked).rejects.toMatchObject({ code: -32800 });
      open();
      expect(await client.own("slosmith/tiers", {})).toEqual([]);
    },
  );

  it("are not begun where they were cancelled before their turn", async () => {
    const client = serverInMemory();
    await client.initialize();
    await client.open(URI, SOUND);
    const source = new CancellationTokenSource();
    const params = { textDocument: { uri: URI }, position: placeOf(SOUND, "0.9995") };
    const asked = Array.from({ length: 50 }, () =>
      client.connection.sendRequest("textDocument/hover", params, source.token),
    );
    source.cancel();
    const outcomes = await Promise.allSettled(asked);
    const refused = outcomes.filter(
      (one) => one.status === "rejected" && (one.reason as { code: number }).code === -32800,
    );
    // The first may have been answered before the cancellation came.
    expect(refused.length).toBeGreaterThanOrEqual(45);
    expect(await client.ask("textDocument/hover", params)).not.toBeNull();
  });
});

describe("quick edits", () => {
  it("are answered each from its own text, and the last diagnostics are of the last", async () => {
    const client = serverInMemory();
    await client.initialize();
    await client.open(URI, SOUND);
    const place = placeOf(SOUND, "0.9995");
    const targets = ["0.99", "0.999", "0.95", "0.9", "0.9995"];
    const hovers = targets.map((target) => {
      void client.changeQuietly(URI, { text: SOUND.replace("0.9995", target) });
      return client.at<Hover>("textDocument/hover", URI, place);
    });
    const texts = (await Promise.all(hovers)).map(({ contents }) => JSON.stringify(contents));
    expect(texts[1]).toContain("40m 19.2s");
    expect(texts[4]).toContain("20m 9.6s");
    expect(new Set(texts).size).toBe(targets.length);
    void client.changeQuietly(URI, { text: WRONG });
    expect(await client.change(URI, { text: SOUND })).toEqual([]);
    const versions = client.published.map(({ version }) => version ?? 0);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(client.published.at(-1)).toMatchObject({ version: 8, diagnostics: [] });
  });

  it("one of which empties the file take back what was said", async () => {
    const client = serverInMemory();
    await client.initialize();
    await client.open(URI, WRONG);
    expect(await client.change(URI, { text: "" })).toEqual([]);
    expect(codes(await client.change(URI, { text: WRONG }))).toEqual(["target-range"]);
  });
});

describe("a client without dynamic registration", () => {
  it("is asked for none, and files that came are seen when it saves", async () => {
    const files = new MemoryFiles();
    const client = serverInMemory(files);
    await client.initialize({ capabilities: {}, folders: [FOLDER] });
    await client.open(URI, `${SLI}---\n${inTier("gold")}`);
    await client.eventually(URI, (all) => codes(all).includes("unknown-tier"));
    files.texts.set(`${FOLDER}/tier.yaml`, tier("gold"));
    await client.connection.sendNotification("textDocument/didSave", { textDocument: { uri: URI } });
    await client.eventually(URI, (all) => !codes(all).includes("unknown-tier"));
    expect(client.registered).toEqual([]);
  });

  it("that sends whole texts only is followed", async () => {
    const client = serverInMemory();
    await client.initialize({ capabilities: {} });
    await client.open(URI, SOUND);
    for (const text of [WRONG, SOUND, SLO, "", WRONG]) await client.change(URI, { text });
    expect(codes(client.published.at(-1)?.diagnostics ?? [])).toEqual(["target-range"]);
  });
});

describe("the workspace's folders", () => {
  it("may be several, one inside of another, and change", async () => {
    const files = new MemoryFiles();
    files.texts.set(`${FOLDER}/inner/tier.yaml`, tier("gold"));
    files.texts.set("file:///other/tier.yaml", tier("silver"));
    const client = serverInMemory(files);
    const folders = [FOLDER, `${FOLDER}/inner`];
    await client.initialize({ folders });
    let now = folders;
    client.connection.onRequest("workspace/workspaceFolders", () => now.map((uri) => ({ uri, name: uri })));
    await client.settled();
    const names = async () => (await client.own("slosmith/tiers", {}))?.map(({ name }) => name);
    expect(await names()).toEqual(["gold"]);
    await client.open(URI, `${SLI}---\n${inTier("silver")}`);
    await client.eventually(URI, (all) => codes(all).includes("unknown-tier"));

    now = [...folders, "file:///other"];
    const event = { added: [{ uri: "file:///other", name: "other" }], removed: [] };
    await client.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event });
    await client.eventually(URI, (all) => !codes(all).includes("unknown-tier"));
    expect((await names())?.sort()).toEqual(["gold", "silver"]);

    now = ["file:///other"];
    await client.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
      event: { added: [], removed: folders.map((uri) => ({ uri, name: uri })) },
    });
    await expect.poll(names).toEqual(["silver"]);
  });

  it("one of which cannot be listed: the others are read, and nothing is called missing", async () => {
    class Broken extends MemoryFiles {
      broken = true;
      override async *list(folder: string): AsyncGenerator<string> {
        if (this.broken && folder === "file:///far") throw new Error("the share is gone");
        yield* super.list(folder);
      }
    }
    const files = new Broken();
    files.texts.set(`${FOLDER}/tier.yaml`, tier("silver"));
    files.texts.set("file:///far/tier.yaml", tier("gold"));
    const client = serverInMemory(files);
    await client.initialize({ folders: ["file:///far", FOLDER] });
    await client.settled();
    expect(await client.open(URI, `${SLI}---\n${inTier("gold")}`)).toEqual([]);
    expect((await client.own("slosmith/tiers", {}))?.map(({ name }) => name)).toEqual(["silver"]);
    const rename = client.ask("textDocument/rename", {
      textDocument: { uri: URI },
      position: placeOf(SLI, "shop-sli"),
      newName: "other",
    });
    await expect(rename).rejects.toMatchObject({ code: -32803, message: /could not be read/ });
    expect(client.log.filter((line) => line.includes("the share is gone"))).toHaveLength(1);
    // It is back: what is missing is called so.
    files.broken = false;
    files.texts.set("file:///far/tier.yaml", tier("bronze"));
    await client.connection.sendNotification("workspace/didRenameFiles", { files: [] });
    await client.eventually(URI, (all) => codes(all).includes("unknown-tier"));
  });

  it("hold files that cannot be read: those are as if they were not there", async () => {
    class Unreadable extends MemoryFiles {
      override async read(uri: string): Promise<string | undefined> {
        if (uri.endsWith("secret.yaml")) throw new Error("permission denied");
        return super.read(uri);
      }
    }
    const files = new Unreadable();
    files.texts.set(`${FOLDER}/secret.yaml`, tier("gold"));
    files.texts.set(`${FOLDER}/tier.yaml`, tier("silver"));
    const client = serverInMemory(files);
    await client.initialize({ folders: [FOLDER] });
    expect((await client.own("slosmith/tiers", {}))?.map(({ name }) => name)).toEqual(["silver"]);
    expect(await client.own("slosmith/status", { uri: URI })).toMatchObject({ indexing: false });
    expect(client.log.filter((line) => line.includes("permission denied"))).toHaveLength(1);
  });
});

describe("a file that is open under two spellings of its name", () => {
  it("is one file, and stays when one of them is closed", async () => {
    const client = serverInMemory();
    await client.initialize({ capabilities: MODERN });
    const other = `${FOLDER}/%73lo.yaml`;
    await client.open(URI, SOUND);
    await client.open(other, SOUND);
    expect(await client.own("slosmith/status", { uri: URI })).toMatchObject({ specFiles: 1 });
    await client.close(other);
    expect(await client.own("slosmith/status", { uri: URI })).toMatchObject({ isSpec: true, specFiles: 1 });
    expect(codes(await client.change(URI, { text: WRONG }))).toEqual(["target-range"]);
  });
});
