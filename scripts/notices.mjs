// The licences of everything that is bundled: whoever ships the bundles ships these with them.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The text of dist/NOTICES.txt, from the metafiles of the bundles that were built. */
export function noticesOf(root, metafiles) {
  const packages = new Set();
  for (const { inputs } of metafiles) {
    for (const path of Object.keys(inputs)) {
      const found = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
      if (found) packages.add(found[1]);
    }
  }
  const parts = [...packages].sort().map((name) => notice(root, name));
  return `SLOsmith contains the following packages.\n\n${parts.join("\n")}`;
}

function notice(root, name) {
  const directory = join(root, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
  const file = existsSync(directory) && readdirSync(directory).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(join(directory, file), "utf8").trim() : "(no licence text in the package)";
  return `${"=".repeat(78)}\n${name} ${version} (${license})\n\n${text}\n`;
}
