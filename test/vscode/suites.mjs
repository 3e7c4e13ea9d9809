// The suites of extension tests. Each opens a fresh copy of its workspace, because tests write there.

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {string} testsEntry built module that exports `run()`, relative to the extension's folder
 * @property {string} workspaceFolder folder to copy and open, relative to the extension's folder
 * @property {"on" | "off"} trust off: the workspace is opened in Restricted Mode
 */

/** @type {Suite[]} */
export const suites = [
  { name: "trusted", testsEntry: "dist/test/vscode/index.js", workspaceFolder: "examples", trust: "on" },
  {
    name: "untrusted",
    testsEntry: "dist/test/vscode/untrusted.js",
    workspaceFolder: "examples",
    trust: "off",
  },
];
