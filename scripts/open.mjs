// `npm start`: installs, builds, and opens a real editor on examples/ with the extension loaded.
// Flags: --file FILE, --port N, --no-browser, --server (also where a desktop VS Code is on the PATH).
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdtemp, readdir, readFile, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { startFront } from "./editor/front.mjs";
import { exists, npmCommand } from "./editor/npm.mjs";
import { editorHome, isWindows, projectRoot } from "./editor/paths.mjs";
import { atExit } from "./editor/processes.mjs";
import { findDesktopCode, hasScreen } from "./editor/programs.mjs";
import { say } from "./editor/progress.mjs";
import { startServer } from "./editor/server.mjs";
import { linkExtension } from "./editor/workbench.mjs";

const examples = path.join(projectRoot, "examples");
const firstChoice = path.join(examples, "checkout.yaml");
const usualPort = 4999;
const highestPort = 65535;
const themeOfTheMachine = {
  "window.autoDetectColorScheme": true,
  "workbench.preferredLightColorTheme": "Default Light Modern",
  "workbench.preferredDarkColorTheme": "Default Dark Modern",
};
const failed = 1;
const misuse = 2;

/**
 * @typedef {object} Flags
 * @property {string} file absolute path of the file to open
 * @property {number | undefined} port
 * @property {boolean} browser whether to open the default browser
 * @property {boolean} server whether to use the server even where a desktop VS Code is
 */

/**
 * @returns {Promise<Flags>} rejects with a sentence for the person
 */
async function readFlags() {
  const { values } = parseArgs({
    options: {
      file: { type: "string" },
      port: { type: "string" },
      "no-browser": { type: "boolean", default: false },
      server: { type: "boolean", default: false },
    },
  });
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port <= highestPort)) {
    throw new Error(`--port ${values.port}: a number from 1 to ${highestPort} is wanted.`);
  }
  const file = values.file === undefined ? await firstExample() : path.resolve(values.file);
  if (!(await exists(file))) throw new Error(`--file ${values.file}: there is no such file.`);
  return { file, port, browser: !values["no-browser"], server: values.server === true };
}

/** @returns {Promise<string>} */
async function firstExample() {
  if (await exists(firstChoice)) return firstChoice;
  const first = (await readdir(examples)).filter((name) => /\.ya?ml$/.test(name)).sort()[0];
  if (!first) throw new Error(`${examples} holds no YAML file.`);
  return path.join(examples, first);
}

/** Runs `npm ci` when node_modules is missing, unfinished, or older than the lockfile. */
async function install() {
  const mark = path.join(projectRoot, "node_modules", ".package-lock.json");
  const lock = path.join(projectRoot, "package-lock.json");
  if ((await exists(mark)) && (await stat(mark)).mtimeMs >= (await stat(lock)).mtimeMs) return;
  say("- Installing the packages that the build needs (npm ci) ...");
  const npm = npmCommand(["ci"]);
  await run(npm.command, npm.args, npm.shell);
}

/**
 * Runs a program in the project's root with its output shown.
 * @param {string} command
 * @param {string[]} args
 * @param {boolean} [shell]
 * @returns {Promise<void>}
 */
function run(command, args, shell = false) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: projectRoot, stdio: "inherit", shell });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${path.basename(command)} ${args.join(" ")} ended with code ${code}.`));
    });
  });
}

/**
 * The line worth seeing first: that of the first target, from 1; else the first.
 * @param {string} file
 */
async function firstTarget(file) {
  const lines = (await readFile(file, "utf8")).split(/\r?\n/);
  return (
    Math.max(
      0,
      lines.findIndex((line) => /^[ -]*target(?:Percent)?:/.test(line)),
    ) + 1
  );
}

/**
 * Opens the Extension Development Host of a desktop VS Code.
 * @param {string} command
 * @param {string} file
 */
async function openDesktop(command, file) {
  const args = [
    `--extensionDevelopmentPath=${projectRoot}`,
    "--new-window",
    examples,
    "--goto",
    `${file}:${await firstTarget(file)}`,
  ];
  // `code` on Windows is a .cmd, which only a shell starts; the shell splits at spaces.
  const quote = (/** @type {string} */ text) => (isWindows ? `"${text}"` : text);
  await run(quote(command), args.map(quote), isWindows);
  say(`- SLOsmith is open in VS Code (${command}) on ${path.relative(projectRoot, file)}`);
}

/**
 * Serves the editor until Ctrl-C.
 * @param {Flags} flags
 * @returns {Promise<number>} exit code, when the server ends by itself
 */
async function serve({ file, port, browser }) {
  // Ahead of the handlers that startServer brings: Ctrl-C is how this ends, not a failure.
  process.on("SIGINT", () => process.exit(0));
  const server = await startServer({
    userDataDir: path.join(editorHome, "home", "user-data"),
    extensionsDir: path.join(editorHome, "home", "extensions"),
    settings: themeOfTheMachine,
    keepSettings: true,
  });
  const scratch = await mkdtemp(path.join(tmpdir(), "slosmith-"));
  atExit(() => rmSync(scratch, { recursive: true, force: true }));
  const extension = await linkExtension(projectRoot, scratch);
  const common = {
    serverPort: server.port,
    folder: examples,
    extension,
    file,
    line: await firstTarget(file),
  };
  const front = await startFront({ ...common, port: port ?? usualPort }).catch((error) => {
    if (error.code !== "EADDRINUSE") throw error;
    if (port !== undefined) throw new Error(`Port ${port} is taken. Give another one with --port.`);
    return startFront({ ...common, port: 0 });
  });
  say(`\nSLOsmith runs in VS Code, on ${path.relative(projectRoot, file)}. Open this address in a browser:`);
  console.log(`\n  ${front.url}\n`);
  say("Ctrl-C ends it.");
  if (browser && hasScreen()) openBrowser(front.url);
  say(`\n${await server.ended}`);
  return failed;
}

/**
 * Opens the default browser. The address is printed in any case, so that it cannot be opened is no error.
 * @param {string} url
 */
function openBrowser(url) {
  /** @type {Record<string, [string, string[]]>} */
  const openers = { darwin: ["open", [url]], win32: ["cmd", ["/c", "start", "", url]] };
  const [command, args] = openers[process.platform] ?? ["xdg-open", [url]];
  const child = spawn(command, args, { stdio: "ignore", detached: true });
  child.on("error", () => say(`- No default browser could be opened (${command} is missing).`));
  child.unref();
}

/** @returns {Promise<number | undefined>} exit code */
async function main() {
  const flags = await readFlags().catch((error) => {
    say(`${error.message}\nKnown: --file FILE, --port N, --no-browser, --server`);
    process.exit(misuse);
  });
  await install();
  await run(process.execPath, [path.join(projectRoot, "scripts", "build.mjs")]);
  const desktop = !flags.server && hasScreen() ? await findDesktopCode() : undefined;
  if (desktop) return openDesktop(desktop.command, flags.file).then(() => 0);
  return serve(flags);
}

main().then(
  (code) => process.exit(code),
  (error) => {
    say(error instanceof Error ? error.message : String(error));
    process.exit(failed);
  },
);
