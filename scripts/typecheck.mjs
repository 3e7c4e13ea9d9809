// Type checks every room with what its surroundings offer: the core without Node and DOM types, what runs in a web
// worker without Node's.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const tsc = join(root, "node_modules/typescript/bin/tsc");
const projects = [
  "server/src/core",
  "server",
  "server/tsconfig.browser.json",
  "client",
  "client/tsconfig.browser.json",
  "test",
];

let failed = 0;
for (const project of projects) {
  // What did not change since the last run is not checked again: the folder is git's to ignore.
  const kept = join(root, "dist/types", `${project.replaceAll(/\W/g, "-")}.tsbuildinfo`);
  const flags = ["--incremental", "--tsBuildInfoFile", kept];
  const { status } = spawnSync(process.execPath, [tsc, "-p", join(root, project), ...flags], {
    stdio: "inherit",
    cwd: root,
  });
  console.log(`${status === 0 ? "ok  " : "FAIL"} types ${project}`);
  if (status !== 0) failed++;
}
process.exit(failed === 0 ? 0 : 1);
