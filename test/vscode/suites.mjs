// The suites of extension tests. Each opens a fresh copy of its workspace, because tests write there.

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {string} testsEntry built module that exports `run()`, relative to the extension's folder
 * @property {string} workspaceFolder folder to copy and open, relative to the extension's folder
 * @property {"on" | "off"} trust off: the workspace is opened in Restricted Mode
 * @property {"node" | "web"} host web: a web worker, with the folder's copy in a virtual file system
 * @property {string[]} [others] extensions beside ours in a web worker, relative to the project's folder
 */

/** @type {Suite[]} */
export const suites = [
  {
    name: "trusted",
    testsEntry: "dist/test/vscode/index.js",
    workspaceFolder: "examples",
    trust: "on",
    host: "node",
  },
  {
    name: "untrusted",
    testsEntry: "dist/test/vscode/untrusted.js",
    workspaceFolder: "examples",
    trust: "off",
    host: "node",
  },
  {
    name: "web",
    testsEntry: "dist/test/vscode/web.js",
    workspaceFolder: "examples",
    trust: "on",
    host: "web",
  },
  {
    name: "beside",
    testsEntry: "dist/test/vscode/beside.js",
    workspaceFolder: "examples",
    trust: "on",
    host: "web",
    others: ["test/vscode/yaml-stand-in"],
  },
];
