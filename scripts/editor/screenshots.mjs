// Takes the screenshots in docs/images from the real editor: `node scripts/editor/screenshots.mjs [name ...]`.
// Best with a desktop's fonts; look at each before committing it.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openEditor } from "./look.mjs";
import { projectRoot } from "./paths.mjs";
import { atExit } from "./processes.mjs";
import { say } from "./progress.mjs";

const examples = path.join(projectRoot, "examples");
const settings = { "editor.fontSize": 14, "editor.hover.delay": 100, "editor.minimap.enabled": false };
const base = { workspace: examples, width: 1200, height: 720, scale: 1.5, settings };
const settled = 1_500;

/**
 * @typedef {object} Shot
 * @property {import("./look.mjs").EditorOptions} options
 * @property {(editor: import("./look.mjs").Editor) => Promise<void>} act
 */

/**
 * A repository that holds the examples, with an edit since its commit.
 * @param {string} file
 * @param {(text: string) => string} edit
 */
function committedExamples(file, edit) {
  const scratch = mkdtempSync(path.join(tmpdir(), "slosmith-shot-"));
  atExit(() => rmSync(scratch, { recursive: true, force: true }));
  const folder = path.join(scratch, "examples");
  cpSync(examples, folder, { recursive: true });
  const git = (/** @type {string[]} */ ...args) => execFileSync("git", args, { cwd: folder });
  git("init", "-q", "-b", "main");
  git("add", "-A");
  git("-c", "user.name=SLOsmith", "-c", "user.email=slosmith@example.com", "commit", "-q", "-m", "Promises");
  writeFileSync(path.join(folder, file), edit(readFileSync(path.join(folder, file), "utf8")));
  return folder;
}

/**
 * A spec's colours in a theme.
 * @param {NonNullable<import("./look.mjs").EditorOptions["theme"]>} theme
 * @returns {Shot}
 */
const colours = (theme) => ({
  options: { ...base, file: "sloth/payment.yaml", theme },
  act: async (editor) => {
    await editor.goToLine(1);
    // The hint comes with the colours that the server gives.
    await editor.page.getByText("20m 9.6s in 28d").first().waitFor();
  },
});

/** @type {Record<string, Shot>} */
const shots = {
  diagnostics: {
    options: { ...base, file: "mistakes.yaml", theme: "dark" },
    act: async (editor) => {
      await editor.goToLine(45);
      await editor.hover("99.9", "target: 99.9");
    },
  },
  hover: {
    options: { ...base, file: "checkout.yaml", theme: "dark" },
    act: async (editor) => {
      await editor.goToLine(60);
      await editor.hover("0.9995", "target: 0.9995");
    },
  },
  colours: colours("dark"),
  "colours-light": colours("light"),
  "colours-high-contrast": colours("high-contrast"),
  metric: {
    options: { ...base, height: 640, file: "unmeasurable.yaml", theme: "dark" },
    act: async (editor) => {
      await editor.goToLine(147);
      await editor.hover("http_server", "query: sum(http_server_request_duration_seconds_count");
    },
  },
  measurability: {
    options: { ...base, width: 1400, height: 860, file: "unmeasurable.yaml", theme: "light" },
    act: async (editor) => {
      await editor.goToLine(190);
      await editor.command("SLOsmith: Preview error budgets");
      const page = await editor.webview();
      await editor.page.waitForTimeout(settled);
      await page.locator("table.measurability").nth(5).scrollIntoViewIfNeeded();
      await page
        .locator("table.measurability")
        .nth(5)
        .evaluate((table) => table.scrollIntoView({ block: "start" }));
    },
  },
  change: {
    get options() {
      const edit = (/** @type {string} */ text) => text.replace("target: 0.9995", "target: 0.999");
      const workspace = committedExamples("checkout.yaml", edit);
      return { ...base, workspace, width: 1400, height: 640, file: "checkout.yaml", theme: "light" };
    },
    act: async (editor) => {
      await editor.goToLine(60);
      await editor.page.getByText("since the last commit").first().waitFor({ timeout: 30_000 });
    },
  },
  "hover-tier": {
    options: { ...base, file: "tiers/critical.yaml", theme: "light" },
    act: async (editor) => {
      await editor.goToLine(88);
      await editor.hover("75", "consumedPercent: 75");
    },
  },
  preview: {
    options: { ...base, width: 1400, height: 860, file: "checkout.yaml", theme: "light" },
    act: async (editor) => {
      await editor.goToLine(60);
      await editor.command("SLOsmith: Preview error budgets");
      await editor.webview();
    },
  },
  "preview-dark": {
    options: { ...base, width: 1400, height: 860, file: "checkout.yaml", theme: "dark" },
    act: async (editor) => {
      await editor.goToLine(60);
      await editor.command("SLOsmith: Preview error budgets");
      await editor.webview();
    },
  },
  "preview-high-contrast": {
    options: { ...base, width: 1400, height: 860, file: "tiers/critical.yaml", theme: "high-contrast" },
    act: async (editor) => {
      await editor.command("SLOsmith: Preview error budgets");
      await editor.webview();
    },
  },
  overview: overview("light"),
  "overview-dark": overview("dark"),
  "overview-high-contrast": overview("high-contrast"),
};

/**
 * @param {NonNullable<import("./look.mjs").EditorOptions["theme"]>} theme
 * @returns {Shot}
 */
function overview(theme) {
  return {
    options: { ...base, height: 760, file: "mistakes.yaml", theme, sideBar: true },
    act: async (editor) => {
      // The view is there once a spec was seen.
      await editor.page.locator('.activitybar [aria-label^="SLOsmith"]').first().waitFor({ timeout: 60_000 });
      await editor.goToLine(45);
      await editor.command("SLOsmith: Show overview");
      await editor.page
        .getByRole("treeitem", { name: /reliability tier/ })
        .first()
        .waitFor({ timeout: 60_000 });
      await editor.page
        .getByRole("treeitem", { name: /, service,/ })
        .first()
        .click({ timeout: 60_000 });
      await editor.page.waitForTimeout(settled);
    },
  };
}

const wanted = process.argv.slice(2);
for (const [name, shot] of Object.entries(shots)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const editor = await openEditor(shot.options);
  try {
    await shot.act(editor);
    await editor.tidy();
    await editor.page.waitForTimeout(settled);
    const file = path.join(projectRoot, "docs/images", `${name}.png`);
    await editor.screenshot(file);
    say(`- ${path.relative(projectRoot, file)}`);
  } finally {
    await editor.close();
  }
}
