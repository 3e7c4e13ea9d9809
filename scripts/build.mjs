// Builds everything that runs: the extension, the language server, the command line, the extension's tests.
// Usage: node scripts/build.mjs [--watch] [--production]
import { execFileSync } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { noticesOf } from "./notices.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const watch = process.argv.includes("--watch");
const production = process.argv.includes("--production");

execFileSync(process.execPath, [join(root, "scripts/build-schemas.mjs")], { stdio: "inherit" });

/** Everything is bundled: nothing of node_modules is needed where the result runs. */
const common = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  mainFields: ["module", "main"],
  sourcemap: !production,
  minify: production,
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
};

/** What runs in a web worker, of VS Code in a browser: the packages' own builds for there, and nothing of Node. */
const web = {
  platform: "browser",
  target: "es2022",
  mainFields: ["browser", "module", "main"],
  conditions: ["browser"],
};

const bundles = [
  { entryPoints: ["client/src/node.ts"], outfile: "dist/client.js", external: ["vscode"] },
  {
    entryPoints: ["server/src/entry/node.ts"],
    outfile: "dist/server.js",
    banner: { js: "#!/usr/bin/env node" },
  },
  { entryPoints: ["server/src/entry/cli.ts"], outfile: "dist/cli.js", banner: { js: "#!/usr/bin/env node" } },
  {
    ...web,
    entryPoints: ["client/src/browser.ts"],
    outfile: "dist/web/client.js",
    external: ["vscode"],
  },
  { ...web, entryPoints: ["server/src/entry/browser.ts"], outfile: "dist/web/server.js", format: "iife" },
  {
    ...web,
    entryPoints: ["test/vscode/web.ts"],
    outfile: "dist/test/vscode/web.js",
    external: ["vscode"],
    alias: { "node:assert/strict": join(root, "test/vscode/web-assert.ts") },
  },
  ...["index", "untrusted"].map((name) => ({
    entryPoints: [`test/vscode/${name}.ts`],
    outfile: `dist/test/vscode/${name}.js`,
    external: ["vscode"],
  })),
].filter(
  (bundle) =>
    existsSync(join(root, bundle.entryPoints[0])) && !(production && bundle.outfile.startsWith("dist/test/")),
);

rmSync(join(root, "dist"), { recursive: true, force: true });
if (watch) {
  const contexts = await Promise.all(
    bundles.map((bundle) => esbuild.context({ ...common, ...bundle, logLevel: "info" })),
  );
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  const built = await Promise.all(bundles.map((bundle) => esbuild.build({ ...common, ...bundle })));
  const metafiles = built.map((result) => result.metafile);
  writeFileSync(join(root, "dist/NOTICES.txt"), noticesOf(root, metafiles));
  console.log(`built ${bundles.map((bundle) => bundle.outfile).join(", ")}`);
}
