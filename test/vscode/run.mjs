// Runs the extension tests in a real VS Code: `node test/vscode/run.mjs [--suite=NAME] [--vsix=FILE]
// [--extension=FOLDER]`. The build must have run before.
import { rmSync } from "node:fs";
import { cp, mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { readCodeArguments } from "../../scripts/editor/arguments.mjs";
import { exists } from "../../scripts/editor/npm.mjs";
import { projectRoot } from "../../scripts/editor/paths.mjs";
import { atExit } from "../../scripts/editor/processes.mjs";
import { say, seconds } from "../../scripts/editor/progress.mjs";
import { pickTestEditor, runInEditor } from "../../scripts/editor/test-editor.mjs";
import { runInWebHost } from "../../scripts/editor/web-host.mjs";
import { suites } from "./suites.mjs";

const passed = 0;
const failed = 1;
const misuse = 2;
const memoryFileSystem = path.join(projectRoot, "test", "vscode", "memfs");
const emptyExtension = path.join(projectRoot, "scripts", "editor", "empty-extension");

/**
 * @param {string[]} argv
 * @returns {Promise<number>} 0 when every suite passed
 */
async function main(argv) {
  const { options, positional } = readCodeArguments(argv);
  const unknown = [...options.keys()].filter((name) => !["suite", "vsix", "extension"].includes(name));
  const wanted = options.get("suite");
  const packaged = options.has("vsix");
  // A package is installed in the server's extension host; the web worker loads the one in development.
  const chosen = suites.filter(
    ({ name, host }) => (wanted === undefined || name === wanted) && !(packaged && host === "web"),
  );
  if (unknown.length > 0 || positional.length > 0 || chosen.length === 0) {
    say(`Known: --suite=${suites.map((suite) => suite.name).join("|")}, --vsix=FILE, --extension=FOLDER`);
    return misuse;
  }
  const vsix = options.get("vsix");
  const editor = await pickTestEditor();
  say(
    `- Extension tests run in ${editor.kind === "desktop" ? editor.executable : "the VS Code server from npm"}`,
  );
  /** @type {string[]} */
  const lines = [];
  let outcome = passed;
  for (const suite of chosen) {
    const began = Date.now();
    const code = await runSuite(editor, suite, path.resolve(options.get("extension") ?? projectRoot), vsix);
    if (code !== passed) outcome = failed;
    const result = code === passed ? "passed" : `failed (code ${code})`;
    lines.push(`- VS Code suite "${suite.name}": ${result}, ${seconds(Date.now() - began)}`);
  }
  for (const line of lines) say(line);
  return outcome;
}

/**
 * @param {import("../../scripts/editor/test-editor.mjs").TestEditor} editor
 * @param {import("./suites.mjs").Suite} suite
 * @param {string} extension
 * @param {string | undefined} vsix packaged extension to test in place of the one in development
 * @returns {Promise<number>}
 */
async function runSuite(editor, suite, extension, vsix) {
  const tests = path.resolve(extension, suite.testsEntry);
  if (!(await exists(tests))) {
    say(`${tests} is missing. Run the build first: node scripts/build.mjs`);
    return failed;
  }
  const scratch = await realpath(await mkdtemp(path.join(tmpdir(), "slosmith-")));
  atExit(() => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 }));
  try {
    const source = path.resolve(extension, suite.workspaceFolder);
    if (suite.host === "web") return await runWebSuite(suite, extension, source, scratch);
    const workspace = path.join(scratch, path.basename(source));
    await cp(source, workspace, { recursive: true });
    return await runInEditor(editor, {
      extension: vsix ? emptyExtension : extension,
      tests,
      workspace,
      trusted: suite.trust === "on",
      scratch,
      vsix: vsix && path.resolve(vsix),
    });
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * Runs a suite in a web worker. Its workspace is a copy of the folder in memory.
 * @param {import("./suites.mjs").Suite} suite
 * @param {string} extension
 * @param {string} source
 * @param {string} scratch
 * @returns {Promise<number>}
 */
async function runWebSuite(suite, extension, source, scratch) {
  const name = path.basename(source);
  /** @type {Record<string, string>} */
  const files = {};
  for (const entry of await readdir(source, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    files[`/${name}/${path.relative(source, file).replaceAll(path.sep, "/")}`] = await readFile(file, "utf8");
  }
  const fileSystem = path.join(scratch, "memfs");
  await cp(memoryFileSystem, fileSystem, { recursive: true });
  await writeFile(path.join(fileSystem, "files.json"), JSON.stringify(files));
  return runInWebHost({
    extension,
    others: [fileSystem, ...(suite.others ?? []).map((folder) => path.join(projectRoot, folder))],
    tests: suite.testsEntry.replace(/\.js$/, ""),
    folder: `memfs:/${name}`,
    scratch,
  });
}

process.exitCode = await main(process.argv.slice(2)).catch((error) => {
  say(error instanceof Error ? error.message : String(error));
  return failed;
});
