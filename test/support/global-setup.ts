import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** The validators are made from the schemas at build time; a bare `npx vitest` in a fresh clone needs them too. */
export default function setup(): void {
  execFileSync(process.execPath, [join(__dirname, "../../scripts/build-schemas.mjs")], { stdio: "inherit" });
}
