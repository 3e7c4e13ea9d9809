// The address of a workbench in the VS Code server: its folder, and what it shall load or open.
import { uriPath } from "./paths.mjs";

/**
 * @typedef {object} WorkbenchOptions
 * @property {string} authority host and port as the browser will ask for them, e.g. "127.0.0.1:40123"
 * @property {string} [folder] absolute path of the folder to open
 * @property {string} [extension] absolute path of an extension to load in development
 * @property {string} [tests] absolute path of a module whose `run()` the extension host executes
 * @property {string} [file] absolute path of a file to open
 */

/**
 * Path and query of a workbench's address, without scheme and host.
 * @param {WorkbenchOptions} options
 * @returns {string}
 */
export function workbenchPath({ authority, folder, extension, tests, file }) {
  /** @param {string} target */
  const remote = (target) => `vscode-remote://${authority}${encodeURI(uriPath(target))}`;
  /** @type {[string, string][]} */
  const payload = [];
  if (extension) payload.push(["extensionDevelopmentPath", remote(extension)]);
  if (tests) payload.push(["extensionTestsPath", remote(tests)]);
  if (file) payload.push(["openFile", remote(file)]);
  const query = [];
  if (folder) query.push(`folder=${encodeURIComponent(uriPath(folder))}`);
  else query.push("ew=true");
  if (payload.length > 0) query.push(`payload=${encodeURIComponent(JSON.stringify(payload))}`);
  return `/?${query.join("&")}`;
}

/**
 * Full address of a workbench.
 * @param {WorkbenchOptions} options
 * @returns {string}
 */
export function workbenchUrl(options) {
  return `http://${options.authority}${workbenchPath(options)}`;
}
