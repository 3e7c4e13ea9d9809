import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = resolve(__dirname, "../..");
const CORE = join(ROOT, "server/src/core");

/** The rooms in the order of their imports: each may import itself and what stands before it. */
const ORDER = [
  "text",
  "math",
  "yaml",
  "promql",
  "signals",
  "schema",
  "model",
  "dialects",
  "resolve",
  "convert",
  "consumers",
  "rules",
  "chart",
  "ide",
  "change",
  "workspace",
];

/** The model names what a schema refuses, and the schema reads nothing of the model. */
const LIBRARIES = new Set([
  "yaml",
  "fraction.js",
  "temporal-polyfill",
  "@prometheus-io/lezer-promql",
  "@lezer/common",
  "ignore",
]);

function sources(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
    .map((name) => join(directory, name));
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, "utf8");
  const written = /^(?:import|export)\s+(?:[\w*\s{},$]*?\bfrom\s+)?"([^"]+)"|\bimport\(\s*"([^"]+)"/gm;
  return [...text.matchAll(written)].flatMap((match) => match[1] ?? match[2] ?? []);
}

/** The room of a file of the core. The two files of the workspace stand beside the rooms. */
function roomOf(file: string): string {
  const [first = ""] = relative(CORE, file).split(/[\\/]/);
  return first.startsWith("workspace") ? "workspace" : first.replace(/\.ts$/, "");
}

describe("the core", () => {
  const files = sources(CORE);

  it("is found", () => {
    expect(files.length).toBeGreaterThan(40);
  });

  it("imports one way", () => {
    const wrong: string[] = [];
    for (const file of files) {
      for (const target of importsOf(file).filter((name) => name.startsWith("."))) {
        const from = ORDER.indexOf(roomOf(file));
        const to = ORDER.indexOf(roomOf(resolve(dirname(file), target)));
        // These are asked with a workspace in hand: they read its type, and it knows nothing of them.
        if (["ide", "change"].includes(roomOf(file)) && ORDER[to] === "workspace") continue;
        if (from < 0 || to < 0 || to > from) wrong.push(`${relative(ROOT, file)} imports ${target}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("imports no library but those that are as pure as itself", () => {
    const wrong: string[] = [];
    for (const file of files) {
      for (const target of importsOf(file).filter((name) => !name.startsWith("."))) {
        if (!LIBRARIES.has(target)) wrong.push(`${relative(ROOT, file)} imports ${target}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("asks no clock, draws no lots and writes nowhere", () => {
    const impure = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bconsole\.|\bprocess\.|\bTemporal\.Now\b/;
    const wrong = files.filter((file) => impure.test(withoutComments(readFileSync(file, "utf8"))));
    expect(wrong.map((file) => relative(ROOT, file))).toEqual([]);
  });
});

describe("the other rooms", () => {
  const inside = (folder: string) => sources(join(ROOT, folder));

  it("have a client that takes nothing of the server but the protocol's types", () => {
    const wrong: string[] = [];
    for (const file of inside("client/src")) {
      const text = readFileSync(file, "utf8");
      for (const match of text.matchAll(/import\s+(type\s+)?[^;]*?from\s+"(\.[^"]*)"/g)) {
        const [, typeOnly, target = ""] = match;
        const reached = relative(ROOT, resolve(dirname(file), target)).replaceAll("\\", "/");
        const allowed = !reached.startsWith("server/") || (typeOnly && reached === "server/src/lsp/protocol");
        if (!allowed) wrong.push(`${relative(ROOT, file)} imports ${target}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("keep the protocol and the command line apart", () => {
    const reads = (folder: string, other: string) =>
      inside(folder).flatMap((file) => importsOf(file).filter((name) => name.includes(`/${other}/`)));
    expect(reads("server/src/lsp", "cli")).toEqual([]);
    expect(reads("server/src/cli", "lsp")).toEqual([]);
  });
});

describe("every source file", () => {
  it("is short enough to be read at a sitting", () => {
    const long = ["server/src", "client/src", "test"]
      .flatMap((folder) => sources(join(ROOT, folder)))
      .map((file) => ({ file: relative(ROOT, file), lines: readFileSync(file, "utf8").split("\n").length }))
      .filter(({ file, lines }) => lines > 400 && !file.includes("generated"));
    expect(long).toEqual([]);
  });
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\/\/[^\n]*/g, "");
}
