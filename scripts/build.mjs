// Builds everything that runs: the extension, the language server, the command line, the extension's tests.
// Usage: node scripts/build.mjs [--watch] [--production]
import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { bundlesOf } from "./bundles.mjs";
import { noticesOf } from "./notices.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const watch = process.argv.includes("--watch");
const production = process.argv.includes("--production");

execFileSync(process.execPath, [join(root, "scripts/build-schemas.mjs")], { stdio: "inherit" });

const bundles = bundlesOf({ production });

rmSync(join(root, "dist"), { recursive: true, force: true });
if (watch) {
  const contexts = await Promise.all(
    bundles.map((bundle) => esbuild.context({ ...bundle, logLevel: "info" })),
  );
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  const built = await Promise.all(bundles.map((bundle) => esbuild.build(bundle)));
  const metafiles = built.map((result) => result.metafile);
  writeFileSync(join(root, "dist/NOTICES.txt"), noticesOf(root, metafiles));
  console.log(`built ${bundles.map((bundle) => bundle.outfile).join(", ")}`);
}
