// What is built, and how: options of esbuild for each bundle.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { coreEntry, coreGlobal, fromSharedCore } from "./shared-core.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const executable = { banner: { js: "#!/usr/bin/env node" } };
const forVscode = { external: ["vscode"] };

/**
 * @param {{ production?: boolean }} [options] production: small, and without the tests
 * @returns {import("./bundles.d.mts").Bundle[]}
 */
export function bundlesOf({ production = false } = {}) {
  /** Everything is bundled: nothing of node_modules is needed where the result runs. The core is bundled once. */
  const common = {
    absWorkingDir: root,
    bundle: true,
    sourcemap: !production,
    minify: production,
    legalComments: "none",
    logLevel: "warning",
    metafile: true,
    loader: { ".yaml": "text" },
  };
  const node = {
    ...common,
    platform: "node",
    format: "cjs",
    target: "node20",
    mainFields: ["module", "main"],
  };
  /** For a web worker of VS Code in a browser: the packages' own builds for there, and nothing of Node. */
  const web = {
    ...common,
    platform: "browser",
    format: "cjs",
    target: "es2022",
    mainFields: ["browser", "module", "main"],
    conditions: ["browser"],
  };
  const shipped = [
    { ...node, ...forVscode, entryPoints: ["client/src/node.ts"], outfile: "dist/client.js" },
    {
      ...node,
      ...executable,
      entryPoints: ["server/src/entry/node.ts"],
      outfile: "dist/server.js",
      plugins: [fromSharedCore("require")],
    },
    {
      ...node,
      banner: {
        js: `${executable.banner.js}\nconst thisFile = require("node:url").pathToFileURL(__filename).href;`,
      },
      // A library asks where it lies, which a bundle of CommonJS does not know by itself.
      define: { "import.meta.url": "thisFile" },
      entryPoints: ["server/src/entry/cli.ts"],
      outfile: "dist/cli.js",
      plugins: [fromSharedCore("require")],
    },
    {
      ...web,
      format: "iife",
      globalName: coreGlobal,
      footer: { js: `if (typeof module === "object") module.exports = ${coreGlobal};` },
      entryPoints: ["slosmith-core"],
      outfile: "dist/core.js",
      plugins: [coreEntry],
    },
    { ...web, ...forVscode, entryPoints: ["client/src/browser.ts"], outfile: "dist/web/client.js" },
    {
      ...web,
      format: "iife",
      // A worker does not know where its own script lies: its maker says first where the core is.
      banner: { js: "self.onmessage = ({ data }) => { self.onmessage = null; importScripts(data);" },
      footer: { js: "};" },
      entryPoints: ["server/src/entry/browser.ts"],
      outfile: "dist/web/server.js",
      plugins: [fromSharedCore("global")],
    },
  ];
  if (production) return shipped;
  return [
    ...shipped,
    ...["index", "untrusted"].map((name) => ({
      ...node,
      ...forVscode,
      entryPoints: [`test/vscode/${name}.ts`],
      outfile: `dist/test/vscode/${name}.js`,
    })),
    ...["web", "beside"].map((name) => ({
      ...web,
      ...forVscode,
      entryPoints: [`test/vscode/${name}.ts`],
      outfile: `dist/test/vscode/${name}.js`,
      alias: { "node:assert/strict": join(root, "test/vscode/web-assert.ts") },
    })),
  ];
}
