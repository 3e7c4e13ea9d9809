// Starts and stops the VS Code server, with settings that keep dialogs and offers away.
import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { exists, runProgram } from "./npm.mjs";
import { logsFolder, projectRoot } from "./paths.mjs";
import { atExit, endTree, killTree } from "./processes.mjs";
import { ensureServer, serverEntry } from "./server-install.mjs";

const host = "127.0.0.1";
const endWithParent = path.join(projectRoot, "scripts", "editor", "stand-ins", "end-with-parent.cjs");
const startPatience = 60_000;

/**
 * @typedef {object} ServerOptions
 * @property {string} userDataDir folder for settings and state
 * @property {string} extensionsDir folder of installed extensions
 * @property {number} [port] port on 127.0.0.1; a free one when absent
 * @property {boolean} [trust] false opens folders in Restricted Mode without asking; true (the default) trusts all
 * @property {Record<string, unknown>} [settings] user settings over the quiet ones
 * @property {boolean} [keepSettings] true leaves settings alone that an earlier start has written
 * @property {NodeJS.ProcessEnv} [env] more environment for the server and the extension host
 */

/**
 * @typedef {object} RunningServer
 * @property {string} url e.g. "http://127.0.0.1:40123"
 * @property {number} port
 * @property {string} logFile
 * @property {Promise<string>} ended settles with a sentence when the server ends by itself
 * @property {() => Promise<void>} stop
 */

/**
 * User settings that stop everything a fresh editor offers or asks by itself.
 * @param {boolean} trust
 * @returns {Record<string, unknown>}
 */
export function quietSettings(trust) {
  return {
    "security.workspace.trust.enabled": !trust,
    "security.workspace.trust.startupPrompt": "never",
    "security.workspace.trust.banner": "never",
    "telemetry.telemetryLevel": "off",
    "workbench.startupEditor": "none",
    "workbench.tips.enabled": false,
    "workbench.enableExperiments": false,
    "workbench.welcomePage.walkthroughs.openOnInstall": false,
    "update.mode": "none",
    "update.showReleaseNotes": false,
    "extensions.autoUpdate": false,
    "extensions.autoCheckUpdates": false,
    "extensions.ignoreRecommendations": true,
    // In a browser the editor would save by itself, unlike on the desktop.
    "files.autoSave": "off",
    "git.openRepositoryInParentFolders": "never",
  };
}

/**
 * Starts the VS Code server and waits until it listens. Downloads it first when it is not there.
 * @param {ServerOptions} options
 * @returns {Promise<RunningServer>} rejects with the log's path when it does not come up within 60 s
 */
export async function startServer(options) {
  const entry = await serverEntry(await ensureServer());
  const { userDataDir, extensionsDir, trust = true } = options;
  const port = options.port ?? (await freePort());
  const settings = { ...quietSettings(trust), ...options.settings };
  await writeSettings(userDataDir, settings, options.keepSettings === true);
  await mkdir(extensionsDir, { recursive: true });
  const args = [
    "--require",
    endWithParent,
    entry,
    "--host",
    host,
    "--port",
    String(port),
    "--without-connection-token",
  ];
  args.push("--accept-server-license-terms", "--telemetry-level", "off");
  args.push("--user-data-dir", userDataDir, "--extensions-dir", extensionsDir);
  if (trust) args.push("--disable-workspace-trust");
  await mkdir(logsFolder, { recursive: true });
  const logFile = path.join(
    logsFolder,
    `server-${new Date().toISOString().replaceAll(/[:.]/g, "-")}-${port}.log`,
  );
  // A group of its own, so that the extension hosts end with the server and Ctrl-C reaches us alone.
  const child = spawn(serverNode(), args, {
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe"],
    // No extension gallery: nothing here needs the network, and unreached it would fill every log with errors.
    env: { ...process.env, EXTENSIONS_GALLERY: "{}", ...options.env },
    windowsHide: true,
  });
  const forget = atExit(() => killTree(child, "SIGKILL"));
  const ended = new Promise((resolve) => {
    child.once("error", (error) => resolve(`The VS Code server cannot be started: ${error.message}`));
    child.once("exit", (code, signal) =>
      resolve(`The VS Code server ended (${code ?? signal}). Its log: ${logFile}`),
    );
  });
  try {
    await listening(child, logFile, ended);
  } catch (error) {
    killTree(child, "SIGKILL");
    forget();
    throw error;
  }
  const stop = async () => {
    await endTree(child);
    forget();
  };
  return { url: `http://${host}:${port}`, port, logFile, ended, stop };
}

/**
 * Installs a packaged extension into an extensions folder of the server.
 * @param {string} vsix absolute path of the .vsix file
 * @param {{userDataDir: string, extensionsDir: string}} folders
 * @returns {Promise<string>} what the server's command line said
 */
export async function installVsix(vsix, { userDataDir, extensionsDir }) {
  const entry = await serverEntry(await ensureServer());
  await mkdir(extensionsDir, { recursive: true });
  const args = [entry, "--accept-server-license-terms", "--install-extension", vsix, "--force"];
  args.push("--user-data-dir", userDataDir, "--extensions-dir", extensionsDir, "--telemetry-level", "off");
  const said = await runProgram(serverNode(), args, { cwd: path.dirname(entry) });
  if (!/successfully installed/.test(said)) throw new Error(`Installing ${vsix} did not succeed:\n${said}`);
  return said.trim();
}

/**
 * The Node that runs the server: this one, unless SLOSMITH_SERVER_NODE names another.
 * @returns {string}
 */
function serverNode() {
  return process.env.SLOSMITH_SERVER_NODE ?? process.execPath;
}

/**
 * @param {string} userDataDir
 * @param {Record<string, unknown>} settings
 * @param {boolean} keep
 */
async function writeSettings(userDataDir, settings, keep) {
  for (const scope of ["User", "Machine"]) {
    const folder = path.join(userDataDir, scope);
    await mkdir(folder, { recursive: true });
    const file = path.join(folder, "settings.json");
    if (keep && (await exists(file))) continue;
    await writeFile(file, `${JSON.stringify(settings, null, 2)}\n`);
  }
}

/**
 * A port on 127.0.0.1 that is free now.
 * @returns {Promise<number>}
 */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, host, () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === "string") reject(new Error("No free port was given."));
        else resolve(address.port);
      });
    });
  });
}

/**
 * Copies what the server prints to its log and settles when it listens.
 * @param {import("node:child_process").ChildProcess} child
 * @param {string} logFile
 * @param {Promise<string>} ended
 * @returns {Promise<void>}
 */
function listening(child, logFile, ended) {
  const log = createWriteStream(logFile, { flags: "a" });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () =>
        reject(
          new Error(
            `The VS Code server did not listen within ${startPatience / 1000} s. Its log: ${logFile}`,
          ),
        ),
      startPatience,
    );
    let seen = "";
    /** @param {Buffer} data */
    const onData = (data) => {
      log.write(data);
      seen = (seen + data).slice(-2000);
      if (!/Extension host agent listening on/.test(seen)) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on("data", onData);
    child.stderr?.on("data", onData);
    ended.then((sentence) => {
      clearTimeout(timer);
      reject(new Error(sentence));
    });
  });
}
