// Places on disk that the editor scripts share. Node builtins only: this runs before anything is installed.
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Absolute path of the project's root folder. */
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

/** Folder for everything these scripts download or write. Git ignores it; deleting it is always safe. */
export const editorHome = path.join(projectRoot, ".editor");

/** Folder for the logs of the servers that these scripts start. */
export const logsFolder = path.join(editorHome, "logs");

/** @type {boolean} */
export const isWindows = process.platform === "win32";

/**
 * The path of a URI for a file on disk: forward slashes, and a leading slash before a Windows drive letter.
 * @param {string} file absolute path
 * @returns {string}
 */
export function uriPath(file) {
  const forward = file.replaceAll("\\", "/");
  return forward.startsWith("/") ? forward : `/${forward}`;
}
