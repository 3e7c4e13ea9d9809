// Finds programs on the PATH, and the desktop VS Code behind its command.
import { constants } from "node:fs";
import { access, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { exists } from "./npm.mjs";
import { isWindows } from "./paths.mjs";

/**
 * The first of the named programs on the PATH.
 * @param {string[]} names without extension
 * @returns {Promise<string | undefined>} absolute path
 */
export async function findOnPath(names) {
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const endings = isWindows ? [".exe", ".cmd", ".bat"] : [""];
  for (const name of names) {
    for (const folder of folders) {
      for (const ending of endings) {
        const file = path.join(folder, name + ending);
        if (await isProgram(file)) return file;
      }
    }
  }
  return undefined;
}

/**
 * @param {string} file
 * @returns {Promise<boolean>}
 */
async function isProgram(file) {
  if (!(await exists(file)) || !(await stat(file)).isFile()) return false;
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/**
 * A desktop VS Code.
 * @typedef {object} DesktopCode
 * @property {string} command the `code` command, which returns at once and accepts folders and files
 * @property {string} executable the Electron program behind it, which tests start directly
 */

/**
 * The desktop VS Code whose `code` command is on the PATH. The command of a remote session (it lives in a
 * server's `remote-cli` folder and has no Electron beside it) is not taken for one.
 * @returns {Promise<DesktopCode | undefined>}
 */
export async function findDesktopCode() {
  for (const name of ["code", "code-insiders", "codium"]) {
    const command = await findOnPath([name]);
    if (!command) continue;
    for (const executable of electronCandidates(await realpath(command), name)) {
      if ((await realpathOrSelf(executable)) !== (await realpath(command)) && (await isProgram(executable))) {
        return { command, executable };
      }
    }
  }
  return undefined;
}

/**
 * Where the Electron program lies relative to the command, in the layouts that VS Code's installers make:
 * `<install>/bin/code` (Linux, Windows) and `Visual Studio Code.app/Contents/Resources/app/bin/code` (macOS).
 * @param {string} command resolved path of the command
 * @param {string} name
 * @returns {string[]}
 */
function electronCandidates(command, name) {
  const bin = path.dirname(command);
  if (process.platform === "darwin") return [path.resolve(bin, "../../../MacOS/Electron")];
  const install = path.dirname(bin);
  if (isWindows)
    return ["Code.exe", "Code - Insiders.exe", "VSCodium.exe"].map((file) => path.join(install, file));
  return [path.join(install, name), path.join("/snap/code/current/usr/share/code", name)];
}

/**
 * @param {string} file
 * @returns {Promise<string>}
 */
async function realpathOrSelf(file) {
  return (await exists(file)) ? realpath(file) : file;
}

/** Whether a window can be opened; macOS and Windows always have a screen in a person's session. */
export function hasScreen() {
  return process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
