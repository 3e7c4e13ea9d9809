// Gets the VS Code server (the one inside the npm package code-server) and what it lacks from npm, once.
import { chmod, copyFile, mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { exists, fetchPackage, makeOnce, runNpm } from "./npm.mjs";
import { isWindows, projectRoot } from "./paths.mjs";
import { say, step } from "./progress.mjs";

// code-server 4.100.3 carries VS Code 1.100.3. Later ones ask for Node 22 or 24.
const serverPin = {
  name: "code-server",
  version: "4.100.3",
  sha512: "q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==",
  about: "VS Code server, 42 MB, once",
};

const ripgrepVersion = "1.18.0";
/** @type {Record<string, string>} */
const ripgrepSha512 = {
  "linux-x64": "mQ3bVrUpnD2vs7QT0vX90Lt0cnUq467uFtEktIdsJJmW296RoSULRGqWgzG1AKxyBpNDD6l4ZO4qKf6SgyC23Q==",
  "linux-arm64": "lQ/5zTG++U0E3IhVgS4EPTTn/U4okncaRMM5GOFfOYZywS4nuD31GhkHbNYlDk5CuDC68+hYJ0/eQeyCKJDA+g==",
  "darwin-x64": "25b4gWbL138dGuQU244ebCKKc0q05ULBMoFSz9oAEUHNeqK/lOJViDS7DRvbDazzAzSEdan391Znks/R5mkaTQ==",
  "darwin-arm64": "r3ktHSvbFycQNF6sl7sNDPocpsI7J+mEzh1IaZFkY0spm3k2Z9t8hPAeOK7+p0l6p6/swkQC14XWX01low+94Q==",
  "win32-x64": "KNPvtElldqILHdnAetujPaowkNbpqJy3ssIGGN6F6Kve9Qi+nNLI2DN01O83JjCEVQbCzl8Ov3QZ9Eov3BR8Dg==",
  "win32-arm64": "vfTIjq1OHnzUjxZcHVQAMbnggp8dpGf+0QKFOZHwWPqFwXxQC8eCWM+5NUdoJ6yrElCeMzoUTXoK/LdZaniB+Q==",
};

const standIns = path.join(projectRoot, "scripts", "editor", "stand-ins");
const folderName = `vscode-server-${serverPin.version}`;

/**
 * Makes sure that the VS Code server is there, downloading it the first time (about 45 MB, 370 MB unpacked).
 * @returns {Promise<string>} the folder that holds `out/server-main.js`
 */
export async function ensureServer() {
  const folder = await makeOnce(folderName, async (unfinished) => {
    const unpacked = await fetchPackage(serverPin, unfinished);
    // Only lib/vscode is used. The outer package is a web front end with an installer that refuses root.
    const server = path.join(unfinished, "server");
    await rename(path.join(unpacked, "lib", "vscode"), server);
    await rm(unpacked, { recursive: true });
    // Not `npm ci`: the lockfile inside the package lacks an entry, and ci refuses it.
    await step("Installing the server's packages", () =>
      runNpm(
        ["install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        server,
      ),
    );
    await addStandIns(server);
    await addRipgrep(server, unfinished);
  });
  return path.join(folder, "server");
}

/**
 * Puts small stand-ins where native modules were not built (that would take a compiler). Without them the
 * Output pane stays empty and every start prints pages of loading errors. node-pty is left out: no terminal.
 * @param {string} server
 */
async function addStandIns(server) {
  const modules = path.join(server, "node_modules");
  await copyFile(path.join(standIns, "spdlog.cjs"), path.join(modules, "@vscode", "spdlog", "index.js"));
  await copyFile(
    path.join(standIns, "native-watchdog.cjs"),
    path.join(modules, "native-watchdog", "index.js"),
  );
}

/**
 * Puts the ripgrep binary in its place. The server's own package for it downloads the binary in an install
 * script; without it `workspace.findFiles` and the search pane find nothing.
 * @param {string} server
 * @param {string} unfinished
 */
async function addRipgrep(server, unfinished) {
  const platform = `${process.platform}-${process.arch}`;
  const sha512 = ripgrepSha512[platform];
  if (!sha512) {
    say(
      `- No ripgrep for ${platform} is pinned here: the editor starts, but finding files in it will not work.`,
    );
    return;
  }
  const name = `@vscode/ripgrep-${platform}`;
  const pin = { name, version: ripgrepVersion, sha512, about: "file search for it, 2 MB" };
  const unpacked = await fetchPackage(pin, unfinished);
  const binary = isWindows ? "rg.exe" : "rg";
  const bin = path.join(server, "node_modules", "@vscode", "ripgrep", "bin");
  await mkdir(bin, { recursive: true });
  await copyFile(path.join(unpacked, "bin", binary), path.join(bin, binary));
  await chmod(path.join(bin, binary), 0o755);
  await rm(unpacked, { recursive: true });
}

/**
 * The server's folder when it has been downloaded before.
 * @param {string} server as returned by `ensureServer`
 * @returns {Promise<string>} its entry script
 */
export async function serverEntry(server) {
  const entry = path.join(server, "out", "server-main.js");
  if (!(await exists(entry)))
    throw new Error(`${entry} is missing. Delete the .editor folder and run again.`);
  return entry;
}
