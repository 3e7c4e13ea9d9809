// Type checks every room with what its surroundings offer: the core without Node and DOM types.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const tsc = join(root, "node_modules/typescript/bin/tsc");
const projects = ["server/src/core", "server", "client", "test"].filter((path) =>
  existsSync(join(root, path, "tsconfig.json")),
);

let failed = 0;
for (const project of projects) {
  const { status } = spawnSync(process.execPath, [tsc, "-p", join(root, project)], {
    stdio: "inherit",
    cwd: root,
  });
  console.log(`${status === 0 ? "ok  " : "FAIL"} types ${project}`);
  if (status !== 0) failed++;
}
process.exit(failed === 0 ? 0 : 1);
