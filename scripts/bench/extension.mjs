// Measures what can be measured of the extension without an editor: the loading of its bundle.
import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";

/** In a process of its own: everything that `vscode` may be asked for exists, and does nothing. */
const LOADER = `
const Module = require("node:module");
const anything = new Proxy(function () {}, {
  get: (target, name) => (name === Symbol.toPrimitive ? () => "" : name === "prototype" ? target.prototype : anything),
  apply: () => anything,
  construct: () => anything,
});
const load = Module._load;
Module._load = (name, ...rest) => (name === "vscode" ? anything : load(name, ...rest));
const begun = performance.now();
const extension = require(process.argv[1]);
const milliseconds = performance.now() - begun;
if (typeof extension.activate !== "function") throw new Error("no activate");
console.log(milliseconds);
`;

/** Milliseconds that `require` of the bundle takes, each time in a new process. */
export function measureBundleLoad(build, rounds) {
  const bundle = join(build, "dist/client.js");
  const load = () => Number(execFileSync(process.execPath, ["-e", LOADER, bundle], { encoding: "utf8" }));
  load();
  return { bytes: statSync(bundle).size, samples: Array.from({ length: rounds }, load) };
}
