// Decides which VS Code runs the extension tests, and runs one test entry in it.
import { spawn, spawnSync } from "node:child_process";
import { access, chmod, constants, mkdir, realpath, writeFile } from "node:fs/promises";
import path from "node:path";
import { editorHome, isWindows, projectRoot } from "./paths.mjs";
import { findDesktopCode, findOnPath, hasScreen } from "./programs.mjs";
import { say } from "./progress.mjs";
import { quietSettings } from "./server.mjs";

/** The desktop version that is downloaded: the one that the server from npm carries too. */
const desktopVersion = "1.100.3";
const downloadHost = "https://update.code.visualstudio.com";
const reachPatience = 4000;
const standIn = path.join(projectRoot, "scripts", "editor", "vscode-executable.mjs");

/**
 * @typedef {object} TestEditor
 * @property {"desktop" | "server"} kind
 * @property {string} executable program that takes VS Code's arguments
 */

/**
 * One run of a test entry.
 * @typedef {object} TestRun
 * @property {string} extension folder of the extension in development
 * @property {string} tests module that exports `run()`
 * @property {string} workspace folder to open; tests may write there
 * @property {boolean} trusted false: Restricted Mode
 * @property {string} scratch empty folder for settings and extensions
 * @property {string} [vsix] packaged extension to install first
 */

/**
 * The desktop VS Code if one is there or can be had, else the server-and-browser stand-in.
 * SLOSMITH_TEST_EDITOR=desktop or =server decides it by hand.
 * @returns {Promise<TestEditor>}
 */
export async function pickTestEditor() {
  const wish = process.env.SLOSMITH_TEST_EDITOR ?? "";
  if (!["", "desktop", "server"].includes(wish)) {
    throw new Error(`SLOSMITH_TEST_EDITOR is "${wish}": desktop or server is wanted.`);
  }
  if (wish !== "server" && (wish === "desktop" || hasScreen())) {
    const executable = (await findDesktopCode())?.executable ?? (await downloadDesktop());
    if (executable) return { kind: "desktop", executable };
    if (wish === "desktop") throw new Error("No desktop VS Code is on the PATH, and none can be downloaded.");
  }
  return { kind: "server", executable: standIn };
}

/**
 * @returns {Promise<string | undefined>} the program, or nothing when the host cannot be reached
 */
async function downloadDesktop() {
  const reached = await fetch(downloadHost, {
    method: "HEAD",
    signal: AbortSignal.timeout(reachPatience),
  }).then(
    () => true,
    () => false,
  );
  if (!reached) {
    say(`- ${downloadHost} cannot be reached: no desktop VS Code from there`);
    return undefined;
  }
  const { downloadAndUnzipVSCode } = await import("@vscode/test-electron");
  const cachePath = path.join(editorHome, "desktop");
  await mkdir(cachePath, { recursive: true });
  return downloadAndUnzipVSCode({ version: desktopVersion, cachePath });
}

/**
 * Runs one test entry to its end.
 * @param {TestEditor} editor
 * @param {TestRun} run
 * @returns {Promise<number>} exit code of the editor, 0 when all tests passed
 */
export async function runInEditor(editor, run) {
  const userData = path.join(run.scratch, "u");
  const extensions = path.join(run.scratch, "e");
  await mkdir(path.join(userData, "User"), { recursive: true });
  const settings = JSON.stringify(quietSettings(run.trusted));
  await writeFile(path.join(userData, "User", "settings.json"), settings);
  const launchArgs = [run.workspace, `--user-data-dir=${userData}`, `--extensions-dir=${extensions}`];
  const development = { extensionDevelopmentPath: run.extension, extensionTestsPath: run.tests };
  if (editor.kind === "desktop" && run.vsix)
    await installInDesktop(editor.executable, run.vsix, launchArgs.slice(1));
  if (editor.kind === "server") {
    if (run.vsix) launchArgs.push(`--install-extension=${run.vsix}`);
    if (!run.trusted) launchArgs.push("--restricted-mode");
  }
  // runTests always adds --disable-workspace-trust, which the desktop obeys; and it cannot start a script on
  // Windows. In those two cases the same arguments are given here.
  const direct = editor.kind === "desktop" ? !run.trusted : isWindows;
  if (direct) {
    const args = [
      ...launchArgs,
      "--no-sandbox",
      "--disable-updates",
      "--skip-welcome",
      "--skip-release-notes",
    ];
    for (const [name, value] of Object.entries(development)) args.push(`--${name}=${value}`);
    return editor.kind === "desktop"
      ? spawned(editor.executable, args)
      : spawned(process.execPath, [standIn, ...args]);
  }
  if (editor.kind === "server") await makeExecutable(editor.executable);
  const { runTests, TestRunFailedError } = await import("@vscode/test-electron");
  try {
    return await runTests({
      vscodeExecutablePath: editor.executable,
      launchArgs,
      extensionTestsEnv: await environmentWithThisNode(),
      ...development,
    });
  } catch (error) {
    if (error instanceof TestRunFailedError) return error.code || 1;
    throw error;
  }
}

/**
 * The stand-in's first line asks the PATH for node, and must get the one that runs now.
 * @returns {Promise<Record<string, string>>}
 */
async function environmentWithThisNode() {
  const first = await findOnPath(["node"]);
  if (first && (await realpath(first)) === (await realpath(process.execPath))) return {};
  return { PATH: [path.dirname(process.execPath), process.env.PATH].join(path.delimiter) };
}

/**
 * @param {string} executable
 * @param {string} vsix
 * @param {string[]} folders
 */
async function installInDesktop(executable, vsix, folders) {
  const { resolveCliPathFromVSCodeExecutablePath } = await import("@vscode/test-electron");
  const cli = resolveCliPathFromVSCodeExecutablePath(executable);
  const quote = (/** @type {string} */ text) => (isWindows ? `"${text}"` : text);
  const args = ["--install-extension", vsix, "--force", ...folders].map(quote);
  const result = spawnSync(quote(cli), args, { encoding: "utf8", shell: isWindows });
  if (result.status !== 0) throw new Error(`Installing ${vsix} failed:\n${result.stdout}\n${result.stderr}`);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<number>}
 */
function spawned(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}

/**
 * The mode bit is lost where a checkout went through an archive or a foreign file system.
 * @param {string} file
 */
async function makeExecutable(file) {
  await access(file, constants.X_OK).catch(() => chmod(file, 0o755));
}
