// Brings packages from the npm registry with npm itself, so that proxies, mirrors and logins of the person work.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { editorHome, isWindows } from "./paths.mjs";
import { megabytes, say, step } from "./progress.mjs";

/**
 * A package pinned to one version and one content.
 * @typedef {object} PinnedPackage
 * @property {string} name name in the npm registry
 * @property {string} version exact version
 * @property {string} sha512 base64 SHA-512 of the tarball
 * @property {string} about what it is, for the progress line
 */

const completeMarker = "complete.json";
const lastLines = 15;

/**
 * Runs a program to its end and returns what it printed.
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd: string, shell?: boolean}} options
 * @returns {Promise<string>} stdout; rejects with the end of stderr on a code other than 0
 */
export function runProgram(command, args, { cwd, shell = false }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, shell, stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let err = "";
    child.stdout.on("data", (data) => {
      out += data;
    });
    child.stderr.on("data", (data) => {
      err += data;
    });
    child.on("error", (error) => reject(new Error(`Cannot run ${command}: ${error.message}`)));
    child.on("close", (code) => {
      if (code === 0) return resolve(out);
      const tail = `${out}\n${err}`.trim().split("\n").slice(-lastLines).join("\n");
      reject(new Error(`${path.basename(command)} ${args.join(" ")} ended with code ${code}:\n${tail}`));
    });
  });
}

/**
 * How to start npm here. Inside `npm run` the running npm is used again; on Windows npm.cmd needs a shell.
 * @param {string[]} args
 * @returns {{command: string, args: string[], shell: boolean}}
 */
export function npmCommand(args) {
  const cli = process.env.npm_execpath;
  if (cli && /npm-cli\.[cm]?js$/.test(cli))
    return { command: process.execPath, args: [cli, ...args], shell: false };
  return { command: isWindows ? "npm.cmd" : "npm", args, shell: isWindows };
}

/**
 * Runs npm quietly to its end.
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<string>} stdout
 */
export function runNpm(args, cwd) {
  const npm = npmCommand(args);
  return runProgram(npm.command, npm.args, { cwd, shell: npm.shell });
}

/**
 * Base64 SHA-512 of a file.
 * @param {string} file
 * @returns {Promise<string>}
 */
export async function sha512(file) {
  const hash = createHash("sha512");
  await pipeline(createReadStream(file), hash);
  return hash.digest("base64");
}

/**
 * Unpacks a tar archive (gzipped or not) with the system's tar.
 * Paths are given relative to the working directory: GNU tar on Windows reads "C:" as the name of a host.
 * @param {string} archive absolute path
 * @param {string} folder absolute path of an existing folder
 */
export async function unpackTar(archive, folder) {
  await runProgram("tar", ["-xf", path.relative(folder, archive).replaceAll("\\", "/")], { cwd: folder });
}

/**
 * Brings a pinned package into a folder and unpacks it there as `package/`.
 * @param {PinnedPackage} pin
 * @param {string} folder
 * @returns {Promise<string>} the unpacked package's folder
 */
export async function fetchPackage(pin, folder) {
  const spec = `${pin.name}@${pin.version}`;
  const before = new Set(await readdir(folder));
  await step(`Downloading ${pin.about} (npm ${spec})`, () =>
    runNpm(["pack", spec, "--loglevel=error"], folder),
  );
  const file = (await readdir(folder)).find((name) => name.endsWith(".tgz") && !before.has(name));
  if (!file) throw new Error(`npm pack ${spec} left no tarball in ${folder}.`);
  const tarball = path.join(folder, file);
  const found = await sha512(tarball);
  if (found !== pin.sha512) {
    throw new Error(
      `${spec} is not the pinned content: SHA-512 ${found}, expected ${pin.sha512}. Nothing was run.`,
    );
  }
  await step(`Unpacking ${megabytes((await stat(tarball)).size)}`, () => unpackTar(tarball, folder));
  await rm(tarball);
  return path.join(folder, "package");
}

/**
 * Makes a folder under `.editor/` once. The work happens in a temporary folder that is renamed when it is
 * finished, so an interrupted run leaves nothing that looks whole.
 * @param {string} name name of the folder, with the version in it
 * @param {(folder: string) => Promise<void>} fill fills an empty folder
 * @returns {Promise<string>} the finished folder
 */
export async function makeOnce(name, fill) {
  const target = path.join(editorHome, name);
  if (await isComplete(target)) return target;
  const began = Date.now();
  const unfinished = path.join(editorHome, `unfinished-${name}-${process.pid}`);
  await removeUnfinished(name);
  await mkdir(unfinished, { recursive: true });
  await fill(unfinished);
  await writeFile(path.join(unfinished, completeMarker), `${JSON.stringify({ name })}\n`);
  await rm(target, { recursive: true, force: true });
  await rename(unfinished, target);
  say(`- ${name} is ready (${Math.round((Date.now() - began) / 1000)} s); kept in ${target}`);
  return target;
}

/**
 * @param {string} folder
 * @returns {Promise<boolean>}
 */
async function isComplete(folder) {
  return exists(path.join(folder, completeMarker));
}

/**
 * Whether a file or folder is there.
 * @param {string} file
 * @returns {Promise<boolean>}
 */
export async function exists(file) {
  return stat(file).then(
    () => true,
    (error) => {
      if (error.code === "ENOENT" || error.code === "ENOTDIR") return false;
      throw error;
    },
  );
}

/**
 * Removes what earlier, interrupted runs left. A folder whose maker still runs is left alone.
 * @param {string} name
 */
async function removeUnfinished(name) {
  await mkdir(editorHome, { recursive: true });
  const prefix = `unfinished-${name}-`;
  for (const entry of await readdir(editorHome)) {
    if (!entry.startsWith(prefix)) continue;
    if (isRunning(Number(entry.slice(prefix.length)))) continue;
    await rm(path.join(editorHome, entry), { recursive: true, force: true });
  }
}

/**
 * @param {number} pid
 * @returns {boolean}
 */
function isRunning(pid) {
  if (!Number.isInteger(pid) || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs under another user. ESRCH: no such process.
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}
