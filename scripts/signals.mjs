// Generates docs/signals.md from the catalogue of signals.
// `node scripts/signals.mjs` writes; with `--check` it changes nothing and fails where the page is out of date.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { signalsPage } from "./signals/page.mjs";

const PAGE = "docs/signals.md";
const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const text = signalsPage(await loadSignals());
const file = join(root, PAGE);
const isCurrent = existsSync(file) && readFileSync(file, "utf8") === text;

if (process.argv[2] !== "--check") {
  if (!isCurrent) writeFileSync(file, text);
} else if (!isCurrent) {
  console.error(`Out of date: ${PAGE}. Run "node scripts/signals.mjs" and commit the result.`);
  process.exit(1);
}

/** The catalogue and the classes' words, loaded from their TypeScript. */
async function loadSignals() {
  const folder = "./server/src/core/signals";
  const built = await esbuild.build({
    stdin: {
      contents: `export * from "${folder}/catalogue"; export * from "${folder}/classes";`,
      resolveDir: root,
    },
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    write: false,
    logLevel: "error",
  });
  const source = Buffer.from(built.outputFiles[0].contents).toString("base64");
  return import(`data:text/javascript;base64,${source}`);
}
