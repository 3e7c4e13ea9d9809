// Edits files at random for a long time, and compares every answer with that of a fresh workspace.
// Usage: npm run soak -- [--edits N] [--seed N] [--minutes N] [--every N] [--corpus FOLDER] [--json FILE]
//   --edits    how many edits (1,000,000)
//   --seed     of the random numbers (1); the same seed makes the same edits
//   --minutes  ends after so long, even if fewer edits were made
//   --every    answers are compared after so many edits (200)
//   --corpus   a folder of YAML files to edit beside the project's own
//   --json     a file for the counts
// Ends with 1 where anything was found.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const { values } = parseArgs({
  options: {
    edits: { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
    minutes: { type: "string", default: "Infinity" },
    every: { type: "string", default: "200" },
    corpus: { type: "string" },
    json: { type: "string" },
  },
});
const wanted = { edits: whole("edits"), seed: whole("seed"), every: whole("every") };
const minutes = Number(values.minutes);
if (!(minutes > 0)) fail("--minutes wants a number above 0.");

const { soak, soakTexts } = await load();
const texts = soakTexts(root, values.corpus);
const started = Date.now();
const passed = () => (Date.now() - started) / 60_000;
let told = 0;
const counts = soak({
  texts,
  seed: wanted.seed,
  edits: wanted.edits,
  compareEvery: wanted.every,
  isOver: () => passed() >= minutes,
  onProgress: ({ edits, comparisons, findings }) => {
    if (edits - told < 20_000) return;
    told = edits;
    console.log(`${number(edits)} edits, ${number(comparisons)} comparisons, ${findings.length} findings`);
  },
});
for (const finding of counts.findings) console.log(`\n${finding}`);
console.log(`\nseed ${wanted.seed}, ${texts.length} texts, ${passed().toFixed(1)} min
edits        ${number(counts.edits)} in ${number(counts.steps)} steps and ${number(counts.sessions)} sessions
comparisons  ${number(counts.comparisons)} with a fresh workspace, ${number(counts.answers)} answers
findings     ${counts.findings.length}`);
const kinds = Object.entries(counts.byKind).sort(([, a], [, b]) => b - a);
console.log(`kinds        ${kinds.map(([kind, count]) => `${kind} ${number(count)}`).join(", ")}`);
if (values.json)
  writeFileSync(values.json, `${JSON.stringify({ seed: wanted.seed, ...counts }, undefined, 2)}\n`);
process.exitCode = counts.findings.length === 0 ? 0 : 1;

/** The engine and the edits, bundled from their TypeScript. */
async function load() {
  const outfile = join(root, "dist/test/soak.cjs");
  execFileSync(process.execPath, [join(root, "scripts/build-schemas.mjs")], { stdio: "inherit" });
  mkdirSync(dirname(outfile), { recursive: true });
  await build({
    absWorkingDir: root,
    stdin: {
      contents: 'export * from "./test/soak/soak"; export * from "./test/soak/texts";',
      resolveDir: root,
    },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    mainFields: ["module", "main"],
    external: ["fast-check"],
    outfile,
    logLevel: "warning",
  });
  return createRequire(import.meta.url)(outfile);
}

function whole(name) {
  const value = Number(values[name]);
  if (!Number.isSafeInteger(value) || value < 1) fail(`--${name} wants a whole number above 0.`);
  return value;
}

function fail(message) {
  console.error(message);
  process.exit(2);
}

function number(value) {
  return value.toLocaleString("en-US");
}
