// All checks and all tests: `npm test`. Installs what is missing, builds, and closes with one line of counts.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { npmCommand } from "./editor/npm.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const node = process.execPath;
const results = join(root, ".editor/results");
const total = { passed: 0, failed: 0 };

await main();

async function main() {
  const npm = npmCommand(["ci"]);
  if (isStale()) await step("install", npm.command, npm.args, { shell: npm.shell });
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  await step("generated files are current", node, ["scripts/build-schemas.mjs"]);
  await step("signals' page is current", node, ["scripts/signals.mjs", "--check"]);
  await step("rules' catalogue and pages are current", node, ["scripts/rules.mjs", "--check"]);
  await step("lint and format", node, ["node_modules/@biomejs/biome/bin/biome", "check", "."]);
  await step("types", node, ["scripts/typecheck.mjs"]);
  const vsix = join(results, "slosmith.vsix");
  await step("package", node, ["scripts/package.mjs", "--out", vsix]);
  await step("build", node, ["scripts/build.mjs"]);
  const unit = join(results, "unit.json");
  const vitest = [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${unit}`,
  ];
  await suite("unit", node, vitest, () => vitestCounts(unit));
  await suite("extension in a real editor", node, ["test/vscode/run.mjs"], editorCounts);
  const packaged = ["test/vscode/run.mjs", "--suite=trusted", `--vsix=${vsix}`];
  await suite("packaged extension in a real editor", node, packaged, editorCounts);
  await suite("Neovim", node, ["test/neovim/run.mjs"], editorCounts);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

/** node_modules is missing or older than the lockfile. */
function isStale() {
  const mark = join(root, "node_modules/.package-lock.json");
  return !existsSync(mark) || statSync(mark).mtimeMs < statSync(join(root, "package-lock.json")).mtimeMs;
}

/** A check that counts as one. A failure does not keep the others from being told, but for the installation. */
async function step(name, command, args, options = {}) {
  const { code } = await run(name, command, args, options);
  if (code === 0) total.passed++;
  else {
    total.failed++;
    console.error(`FAILED: ${name}`);
    if (name === "install") process.exit(1);
  }
}

/** A test suite, counted by its own tests; one that ends badly without a failed test counts as one failure. */
async function suite(name, command, args, count) {
  const { code, output } = await run(name, command, args, {});
  const { passed, failed } = count(output);
  total.passed += passed;
  total.failed += failed;
  if (code !== 0 && failed === 0) total.failed++;
  // A suite whose editor is not on this machine says so.
  if (code === 0 && passed === 0 && /^Left out: /m.test(output)) return;
  if (code === 0 && passed === 0) {
    console.error(`FAILED: ${name} ran no test`);
    total.failed++;
  }
}

function run(name, command, args, options) {
  console.log(`\n=== ${name}`);
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], ...options });
    let output = "";
    const pass = (from, to) =>
      from.setEncoding("utf8").on("data", (text) => {
        output += text;
        to.write(text);
      });
    pass(child.stdout, process.stdout);
    pass(child.stderr, process.stderr);
    child.on("error", (error) => {
      console.error(String(error));
      resolve({ code: 1, output });
    });
    child.on("close", (code) => {
      console.log(
        `--- ${name}: ${code === 0 ? "ok" : "failed"}, ${Math.round((Date.now() - started) / 1000)} s`,
      );
      resolve({ code: code ?? 1, output });
    });
  });
}

function vitestCounts(file) {
  if (!existsSync(file)) return { passed: 0, failed: 0 };
  const report = JSON.parse(readFileSync(file, "utf8"));
  return { passed: report.numPassedTests, failed: report.numFailedTests };
}

/** The editor's suites print a closing line each. */
function editorCounts(output) {
  const counts = { passed: 0, failed: 0 };
  for (const [, passed, failed] of output.matchAll(/^\s*(\d+) passed, (\d+) failed\s*$/gm)) {
    counts.passed += Number(passed);
    counts.failed += Number(failed);
  }
  return counts;
}
