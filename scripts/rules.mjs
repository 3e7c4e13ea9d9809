// Generates what the rules say of themselves: the catalogue, a page a rule, the settings' schema.
// `node scripts/rules.mjs` writes; with `--check` it changes nothing and fails where something is out of date.
// `node scripts/rules.mjs new <concern>/<code>` begins a new rule with its fixture.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { catalogueSource, loadCatalogue, ruleFiles } from "./rules/catalogue.mjs";
import { catalogueReadme, rulePage } from "./rules/pages.mjs";
import { scaffoldRule } from "./rules/scaffold.mjs";
import { withRuleSettings, workspaceRulesSchema } from "./rules/settings.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const [command, target] = process.argv.slice(2);

if (command === "new") {
  const made = scaffoldRule(root, target);
  for (const file of made) console.log(`made ${file}`);
  await generate(false);
} else {
  const stale = await generate(command === "--check");
  if (command === "--check" && stale.length > 0) {
    console.error(`Out of date: ${stale.join(", ")}. Run "npm run rules" and commit the result.`);
    process.exit(1);
  }
}

/** Writes every generated file, or with `check` only names those that would change. */
async function generate(check) {
  const stale = [];
  const put = (path, text) => {
    const file = join(root, path);
    if (existsSync(file) && readFileSync(file, "utf8") === text) return;
    stale.push(path);
    if (check) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  put("server/src/core/rules/catalogue.ts", catalogueSource(ruleFiles(root)));
  const catalogue = await loadCatalogue(root);
  const pages = new Map(catalogue.map((rule) => [`${rule.code}.md`, rulePage(rule)]));
  pages.set("README.md", catalogueReadme(catalogue));
  for (const [name, text] of pages) put(`docs/rules/${name}`, text);
  for (const name of existsSync(join(root, "docs/rules")) ? readdirSync(join(root, "docs/rules")) : []) {
    if (pages.has(name)) continue;
    stale.push(`docs/rules/${name}`);
    if (!check) rmSync(join(root, "docs/rules", name));
  }
  put("package.json", withRuleSettings(readFileSync(join(root, "package.json"), "utf8"), catalogue));
  put("schemas/slosmith/v1/rules.schema.json", workspaceRulesSchema(catalogue));
  return stale;
}
