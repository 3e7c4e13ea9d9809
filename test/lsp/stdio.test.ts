import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Diagnostic, Hover } from "vscode-languageserver-protocol";
import { ExitNotification } from "vscode-languageserver-protocol/node";
import { clientOn, type LspClient, placeOf, rangeOf } from "../support/lsp-client";

const ROOT = join(__dirname, "../..");
const SERVER = join(ROOT, "dist/server.js");
const version = (JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string }).version;
const children: ChildProcess[] = [];

beforeAll(() => {
  if (!existsSync(SERVER)) throw new Error("dist/server.js is missing: run `npm run build` first.");
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** Starts the server as an editor does. */
function start(): { client: LspClient; ended: Promise<number | null> } {
  const child = spawn(process.execPath, [SERVER, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  children.push(child);
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { client: clientOn(child.stdout, child.stdin), ended };
}

/** A copy of the examples, for a server that reads a real disk. */
function workspace(): { folder: string; uri: (name: string) => string; read: (name: string) => string } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "slosmith-lsp-")));
  cpSync(join(ROOT, "examples"), folder, { recursive: true });
  return {
    folder,
    uri: (name) => pathToFileURL(join(folder, name)).href,
    read: (name) => readFileSync(join(folder, name), "utf8"),
  };
}

const codes = (all: readonly Diagnostic[]) => all.map(({ code }) => code);

describe("the server as a program", () => {
  it("serves a folder of real files, and ends with 0 after shutdown", async () => {
    const { folder, uri, read } = workspace();
    try {
      const { client, ended } = start();
      await client.initialize({ folders: [pathToFileURL(folder).href] });
      const text = read("mistakes.yaml");
      void client.openQuietly(uri("mistakes.yaml"), text);
      // The tier and two conditions that it names are in other files.
      const found = await client.eventually(uri("mistakes.yaml"), (all) =>
        codes(all).includes("target-below-floor"),
      );
      const target = found.find(({ code }) => code === "target-range");
      expect(target?.range.start).toEqual(shifted(placeOf(text, "target: 99.9\n"), "target: ".length));

      const checkout = read("checkout.yaml");
      const wrong = checkout.replace("target: 0.9995", "target: 99.95");
      expect(codes(await client.open(uri("checkout.yaml"), wrong))).toContain("target-range");
      const fixed = await client.change(uri("checkout.yaml"), {
        range: rangeOf(wrong, "99.95\n"),
        text: "0.9995\n",
      });
      expect(codes(fixed)).not.toContain("target-range");
      const place = placeOf(checkout, "target: 0.9995", true);
      const hover = await client.at<Hover>("textDocument/hover", uri("checkout.yaml"), place);
      expect(JSON.stringify(hover.contents)).toContain("16,800");

      await client.shutdown();
      await client.connection.sendNotification(ExitNotification.type);
      expect(await ended).toBe(0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("ends with 1 when it is told to go without shutdown, or its client is gone", async () => {
    const first = start();
    await first.client.initialize();
    await first.client.connection.sendNotification(ExitNotification.type);
    expect(await first.ended).toBe(1);
    const second = start();
    await second.client.initialize();
    children.at(-1)?.stdin?.end();
    expect(await second.ended).toBe(1);
  });

  it("follows a file that is no longer there", async () => {
    const { folder, uri, read } = workspace();
    try {
      const { client } = start();
      await client.initialize({ folders: [pathToFileURL(folder).href] });
      void client.openQuietly(uri("export.yaml"), read("export.yaml"));
      const lacks = (all: Diagnostic[]) => codes(all).includes("unknown-tier");
      writeFileSync(join(folder, "tiers/low.yaml"), "");
      const tell = { changes: [{ uri: uri("tiers/low.yaml"), type: 2 }] };
      await client.connection.sendNotification("workspace/didChangeWatchedFiles", tell);
      await client.eventually(uri("export.yaml"), lacks);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe.runIf(process.platform !== "win32")("a disk that changes under the server", () => {
  it("may hold pipes, links that lead in a circle, and a folder where a file was", async () => {
    const { folder, uri, read } = workspace();
    try {
      // Reading it would never end: nobody writes to it.
      expect(spawnSync("mkfifo", [join(folder, "pipe")]).status).toBe(0);
      symlinkSync("pipe", join(folder, "pipe.yaml"));
      symlinkSync("..", join(folder, "tiers/loop"));
      symlinkSync("circle.yaml", join(folder, "circle.yaml"));
      const { client } = start();
      await client.initialize({ folders: [pathToFileURL(folder).href] });
      void client.openQuietly(uri("export.yaml"), read("export.yaml"));
      await client.eventually(uri("export.yaml"), (all) => !codes(all).includes("unknown-tier"));
      const tiers = async () => (await client.own("slosmith/tiers", {}))?.map(({ name }) => name);
      const before = await tiers();
      expect(new Set(before).size).toBe(before?.length);
      rmSync(join(folder, "tiers/low.yaml"));
      mkdirSync(join(folder, "tiers/low.yaml"));
      const tell = { changes: [{ uri: uri("tiers/low.yaml"), type: 2 }] };
      await client.connection.sendNotification("workspace/didChangeWatchedFiles", tell);
      await client.eventually(uri("export.yaml"), (all) => codes(all).includes("unknown-tier"));
      expect(await tiers()).toHaveLength((before?.length ?? 0) - 1);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("may be another host's: documents are checked alone, and nothing is called missing", async () => {
    const { client } = start();
    await client.initialize({ folders: ["file://elsewhere/share"] });
    const text = readFileSync(join(ROOT, "examples/export.yaml"), "utf8");
    expect(codes(await client.open("file://elsewhere/share/export.yaml", text))).not.toContain(
      "unknown-tier",
    );
    await client.own("slosmith/tiers", {});
    const uri = "file://elsewhere/share/export.yaml";
    const wrong = await client.change(uri, { text: text.replace(/target: 0\.\d+/, "target: 99.5") });
    expect(codes(wrong)).toContain("target-range");
    expect(codes(wrong)).not.toContain("unknown-tier");
  });
});

describe("the server's command line", () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [SERVER, ...args], { encoding: "utf8", input: "" });

  it("tells its version and its usage", () => {
    expect(run("--version")).toMatchObject({ status: 0, stdout: `${version}\n` });
    expect(run("--help")).toMatchObject({ status: 0, stdout: expect.stringContaining("--stdio") });
  });

  it("refuses what it does not know with 2", () => {
    expect(run("--sdtio")).toMatchObject({
      status: 2,
      stdout: "",
      stderr: expect.stringContaining('"--sdtio"'),
    });
    expect(run()).toMatchObject({ status: 2, stderr: expect.stringContaining("--stdio or --node-ipc") });
    expect(run("--node-ipc")).toMatchObject({ status: 2, stderr: expect.stringContaining("parent") });
  });
});

function shifted(position: { line: number; character: number }, by: number) {
  return { ...position, character: position.character + by };
}
