import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { bundlesOf } from "../../scripts/bundles.mjs";

const root = join(__dirname, "../..");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

interface Shipped {
  readonly outfile: string;
  /** Names that are called or made objects of. */
  readonly calls: readonly string[];
  /** Names that stand on their own, whoever uses them how. */
  readonly names: ReadonlySet<string>;
  /** What is loaded from outside of the bundle. */
  readonly loads: readonly string[];
}

/** Every bundle as it is shipped, read as a program. */
const shipped = Promise.all(
  bundlesOf({ production: true }).map(async (bundle): Promise<Shipped> => {
    const { outfile } = bundle;
    const result = await build({ ...bundle, write: false });
    return { outfile: outfile ?? "", ...read(result.outputFiles?.[0]?.text ?? "") };
  }),
);

function read(text: string): Omit<Shipped, "outfile"> {
  const calls: string[] = [];
  const names = new Set<string>();
  const loads: string[] = [];
  const look = (node: ts.Node) => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const { expression } = node;
      const [first] = node.arguments ?? [];
      if (ts.isIdentifier(expression)) calls.push(expression.text);
      const isImport = expression.kind === ts.SyntaxKind.ImportKeyword;
      const isRequire = ts.isIdentifier(expression) && expression.text === "require";
      if (isImport || isRequire)
        loads.push(first && ts.isStringLiteralLike(first) ? first.text : (first?.getText() ?? ""));
    }
    if (ts.isIdentifier(node) && !isMember(node)) names.add(node.text);
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile("bundle.js", text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS));
  return { calls, names, loads };
}

/** Whether a name is a member's: `x.fetch` and `{ fetch: 1 }` are no use of what the host calls `fetch`. */
function isMember(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  return (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent)) && parent.name === node;
}

const NETWORK_GLOBALS = ["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "RTCPeerConnection"];
const NETWORK_MODULES = ["http", "https", "http2", "dgram", "tls", "dns", "undici"];

describe("what is shipped", () => {
  it("is read: six programs with many calls", async () => {
    const all = await shipped;
    expect(all).toHaveLength(6);
    for (const { outfile, calls } of all) expect(calls.length, outfile).toBeGreaterThan(300);
    const bad = read('new Function("x"); import("https"); require("net"); self.fetch; fetch(1);');
    expect(bad.calls).toContain("Function");
    expect(bad.loads).toEqual(["https", "net"]);
    expect(bad.names.has("fetch")).toBe(true);
  });

  it("makes no code out of text", async () => {
    for (const { outfile, calls } of await shipped)
      expect(
        calls.filter((name) => name === "eval" || name === "Function"),
        outfile,
      ).toEqual([]);
  });

  it("calls nothing that speaks to a network, and loads no module that does", async () => {
    for (const { outfile, names, loads } of await shipped) {
      expect(
        NETWORK_GLOBALS.filter((name) => names.has(name)),
        outfile,
      ).toEqual([]);
      expect(
        loads.map((name) => name.replace(/^node:/, "")).filter((name) => NETWORK_MODULES.includes(name)),
        outfile,
      ).toEqual([]);
    }
  });

  it("loads modules of the host by their plain names only, so nothing of a workspace is run", async () => {
    const known = new Set([...builtinModules, ...builtinModules.map((name) => `node:${name}`)]);
    for (const { outfile, loads } of await shipped) {
      const foreign = loads.filter((name) => !known.has(name) && name !== "vscode" && name !== "./core.js");
      expect(foreign, outfile).toEqual([]);
    }
  });
});

describe("packages", () => {
  it("are pinned: no range, no tag, no address", () => {
    const wanted: Record<string, string> = { ...manifest.dependencies, ...manifest.devDependencies };
    expect(Object.keys(wanted).length).toBeGreaterThan(20);
    for (const [name, version] of Object.entries(wanted)) expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it("are locked with a checksum each", () => {
    const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
    const entries = Object.entries<{ integrity?: string; link?: boolean }>(lock.packages);
    const open = entries.filter(([name, { integrity, link }]) => name !== "" && !integrity && !link);
    expect(open.map(([name]) => name)).toEqual([]);
  });
});

describe("an untrusted workspace", () => {
  it("can name no program and no server: no setting takes a path, a command or an address", () => {
    const properties: Record<string, { enum?: unknown[] }> = manifest.contributes.configuration.properties;
    // A choice among fixed words names nothing else.
    const settings = Object.keys(properties).filter((name) => !properties[name]?.enum);
    expect(settings.length).toBeGreaterThan(5);
    const restricted: string[] = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations ?? [];
    const risky = settings.filter((name) =>
      /path|command|executable|program|server|url|host|args/i.test(name),
    );
    expect(risky.filter((name) => !restricted.includes(name))).toEqual([]);
  });
});
