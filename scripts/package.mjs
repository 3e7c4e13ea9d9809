// Makes the VSIX: bundled, nothing of node_modules inside. Usage: node scripts/package.mjs [--out FILE]
// vsce runs `vscode:prepublish`, which builds what goes in.
import { readFileSync, rmSync, statSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createVSIX, listFiles } from "@vscode/vsce";
import { bundlesOf } from "./bundles.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { values } = parseArgs({ options: { out: { type: "string" } } });
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const { version } = manifest;
const packagePath = values.out ?? join(root, `slosmith-${version}.vsix`);

await createVSIX({ cwd: root, packagePath, dependencies: false, skipLicense: false });
const files = await listFiles({ cwd: root, dependencies: false });
const foreign = files.filter((file) => /(^|[\\/])(node_modules|test|server|client[\\/]src)[\\/]/.test(file));
if (foreign.length > 0) {
  rmSync(packagePath);
  throw new Error(`These do not belong into the VSIX: ${foreign.join(", ")}. Mend .vscodeignore.`);
}
// What the manifest names, and all that is built for it.
const programs = [manifest.main, manifest.browser, ...Object.values(manifest.bin)];
const built = bundlesOf({ production: true }).map(({ outfile }) => outfile);
const needed = [
  ...programs,
  ...built,
  manifest.icon,
  ...manifest.contributes.snippets.map(({ path }) => path),
  ...manifest.contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.svg)),
  ...manifest.contributes.grammars.map(({ path }) => path),
];
const missing = needed.filter((file) => !files.includes(posix.normalize(file)));
if (missing.length > 0) {
  rmSync(packagePath);
  throw new Error(`These are not in the VSIX: ${missing.join(", ")}. Mend .vscodeignore.`);
}
console.log(`${packagePath}: ${files.length} files, ${(statSync(packagePath).size / 1e6).toFixed(2)} MB`);
