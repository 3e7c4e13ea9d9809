// The address of a workbench in the VS Code server: its folder, and what it shall load or open.
import { symlink } from "node:fs/promises";
import path from "node:path";
import { uriPath } from "./paths.mjs";

/**
 * @typedef {object} WorkbenchOptions
 * @property {string} authority host and port as the browser will ask for them, e.g. "127.0.0.1:40123"
 * @property {string} [folder] absolute path of the folder to open
 * @property {string} [extension] absolute path of an extension to load in development
 * @property {string} [tests] absolute path of a module whose `run()` the extension host executes
 * @property {string} [file] absolute path of a file to open
 * @property {number} [line] line of that file to show, from 1
 */

/**
 * Path and query of a workbench's address, without scheme and host.
 * @param {WorkbenchOptions} options
 * @returns {string}
 */
export function workbenchPath({ authority, folder, extension, tests, file, line }) {
  /** @param {string} target */
  const remote = (target) => `vscode-remote://${authority}${encodeURI(uriPath(target))}`;
  /** @type {[string, string][]} */
  const payload = [];
  if (extension) payload.push(["extensionDevelopmentPath", remote(extension)]);
  if (tests) payload.push(["extensionTestsPath", remote(tests)]);
  if (file && line) payload.push(["gotoLineMode", "true"]);
  if (file) payload.push(["openFile", line ? `${remote(file)}:${line}:1` : remote(file)]);
  const query = [];
  if (folder) query.push(`folder=${encodeURIComponent(uriPath(folder))}`);
  else query.push("ew=true");
  if (payload.length > 0) query.push(`payload=${encodeURIComponent(JSON.stringify(payload))}`);
  return `/?${query.join("&")}`;
}

/**
 * Links an extension's folder under another path, to be loaded from there in development. The editor prefers the
 * themes of the extension in development, and takes every theme below its folder for one of those: were the
 * project loaded by its own path, that would be the themes of the server that lies in its `.editor` folder.
 * @param {string} extension
 * @param {string} folder existing folder outside the extension
 * @returns {Promise<string>} the link
 */
export async function linkExtension(extension, folder) {
  const link = path.join(folder, path.basename(path.resolve(extension)));
  // A junction is the kind of link that Windows allows everyone; other systems make a symbolic link.
  await symlink(path.resolve(extension), link, "junction");
  return link;
}

/**
 * Full address of a workbench.
 * @param {WorkbenchOptions} options
 * @returns {string}
 */
export function workbenchUrl(options) {
  return `http://${options.authority}${workbenchPath(options)}`;
}
