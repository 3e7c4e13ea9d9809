// Drives the real editor for screenshots and for looking at it: open, hover, type, run a command.
// `node scripts/editor/look.mjs SCRIPT.mjs` runs the script's default export with `openEditor` and closes after.
import { rmSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { startBrowser } from "./browser.mjs";
import { projectRoot } from "./paths.mjs";
import { atExit } from "./processes.mjs";
import { say } from "./progress.mjs";
import { installVsix, startServer } from "./server.mjs";
import { loadInWebHost, publishExtensions } from "./web-host.mjs";
import { linkExtension, workbenchUrl } from "./workbench.mjs";

const startPatience = 60_000;
const patience = 15_000;
const hoverPatience = 2_000;
const hoverAttempts = 10;

/** Names of VS Code's own themes. */
const themes = {
  light: "Default Light Modern",
  dark: "Default Dark Modern",
  "high-contrast": "Default High Contrast",
  "high-contrast-light": "Default High Contrast Light",
};

/**
 * @typedef {object} EditorOptions
 * @property {string} workspace folder whose copy is opened, so that nothing done here changes it
 * @property {string} [file] file to open, relative to the workspace
 * @property {string | null} [extension] folder of the extension to load; the project when absent, none when null
 * @property {string} [vsix] packaged extension to install instead
 * @property {"node" | "web"} [host] web: the extension in development runs in a web worker, without Node; default "node"
 * @property {keyof typeof themes} [theme] default "dark"
 * @property {number} [width] CSS pixels, default 1280
 * @property {number} [height] CSS pixels, default 800
 * @property {number} [scale] device pixels per CSS pixel, default 1
 * @property {boolean} [trust] false: Restricted Mode
 * @property {boolean} [sideBar] whether the explorer is shown; default false
 * @property {Record<string, unknown>} [settings] user settings over those
 */

/**
 * @typedef {object} Editor
 * @property {import("playwright-core").Page} page
 * @property {string} serverLog
 * @property {(text: string, lineText?: string) => Promise<void>} hover points at a text in the shown file and waits
 *   for the hover; `lineText` tells which line when the text stands in several
 * @property {(text: string, lineText?: string) => Promise<void>} click puts the cursor into that text
 * @property {(line: number) => Promise<void>} goToLine puts the cursor at the start of a line (from 1) and shows it
 * @property {(text: string) => Promise<void>} type types at the cursor
 * @property {(name: string) => Promise<void>} command runs a command by its title in the palette
 * @property {(file: string) => Promise<void>} open opens a file of the workspace by name
 * @property {() => Promise<import("playwright-core").Frame>} webview the innermost frame of the shown webview
 * @property {() => Promise<void>} tidy closes notifications
 * @property {(file: string) => Promise<void>} screenshot writes a PNG, making its folder
 * @property {() => Promise<void>} close
 */

/**
 * Opens the editor in a headless browser and waits until it is ready for use.
 * @param {EditorOptions} options
 * @returns {Promise<Editor>}
 */
export async function openEditor(options) {
  const { theme = "dark", width = 1280, height = 800, scale = 1, trust = true } = options;
  const scratch = await mkdtemp(path.join(tmpdir(), "slosmith-look-"));
  atExit(() => rmSync(scratch, { recursive: true, force: true, maxRetries: 3 }));
  const links = path.join(scratch, "x");
  await mkdir(links);
  const workspace = path.join(scratch, path.basename(path.resolve(options.workspace)));
  await cp(options.workspace, workspace, { recursive: true });
  const folders = { userDataDir: path.join(scratch, "u"), extensionsDir: path.join(scratch, "e") };
  if (options.vsix) await installVsix(path.resolve(options.vsix), folders);
  const server = await startServer({ ...folders, trust, settings: lookSettings(theme, options) });
  const browser = await startBrowser();
  const inWeb = options.host === "web";
  const published = inWeb ? await publishExtensions([options.extension ?? projectRoot]) : undefined;
  const close = async () => {
    await browser.close();
    await server.stop();
    await published?.remove();
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale });
    page.setDefaultTimeout(patience);
    if (published) await loadInWebHost(page, server.url, published.folders);
    const inDevelopment = !options.vsix && options.extension !== null && !inWeb;
    const extension = inDevelopment
      ? await linkExtension(options.extension ?? projectRoot, links)
      : undefined;
    const url = workbenchUrl({
      authority: `127.0.0.1:${server.port}`,
      folder: workspace,
      extension,
      file: options.file && path.resolve(workspace, options.file),
    });
    await page.goto(url, { waitUntil: "domcontentloaded" });
    await page.locator(".monaco-workbench .statusbar").waitFor({ timeout: startPatience });
    if (options.file) await coloured(page);
    if (!options.sideBar) await hideSideBar(page);
    return { page, serverLog: server.logFile, ...actions(page), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Waits until the shown file has its colours: the grammar comes some time after the text.
 * @param {import("playwright-core").Page} page
 */
async function coloured(page) {
  const piece = page.locator('.editor-instance .view-line span[class*="mtk"]:not(.mtk1)');
  await piece.first().waitFor({ timeout: startPatience });
}

/**
 * @param {import("playwright-core").Page} page
 */
async function hideSideBar(page) {
  const sideBar = page.locator(".part.sidebar");
  await sideBar.waitFor();
  await page.keyboard.press("Control+b");
  await sideBar.waitFor({ state: "hidden" });
}

/**
 * @param {keyof typeof themes} theme
 * @param {EditorOptions} options
 * @returns {Record<string, unknown>}
 */
function lookSettings(theme, options) {
  return {
    "workbench.colorTheme": themes[theme],
    "window.autoDetectColorScheme": false,
    "window.autoDetectHighContrast": false,
    "workbench.reduceMotion": "on",
    "workbench.activityBar.location": options.sideBar ? "default" : "hidden",
    "workbench.layoutControl.enabled": false,
    "window.commandCenter": false,
    "chat.commandCenter.enabled": false,
    "editor.minimap.enabled": false,
    "editor.cursorBlinking": "solid",
    "editor.hover.delay": 100,
    ...options.settings,
  };
}

/**
 * @param {import("playwright-core").Page} page
 * @returns {Omit<Editor, "page" | "close" | "serverLog">}
 */
function actions(page) {
  const focusEditor = () =>
    page
      .locator(".editor-instance .monaco-editor")
      .first()
      .click({ position: { x: 200, y: 5 } });
  return {
    async hover(text, lineText) {
      const shown = page
        .locator(".monaco-hover:visible .hover-row")
        .filter({ hasNotText: /^Loading/ })
        .first();
      // An extension that is still starting gives no hover: the pointer goes away and comes back.
      for (let attempt = 1; ; attempt++) {
        const point = await locate(page, text, lineText);
        await page.mouse.move(5, 5);
        await page.mouse.move(point.x - 3, point.y);
        await page.mouse.move(point.x, point.y, { steps: 3 });
        const came = await shown.waitFor({ timeout: hoverPatience }).then(
          () => true,
          () => false,
        );
        if (came) return;
        if (attempt === hoverAttempts) throw new Error(`No hover came on "${text}" (${attempt} attempts).`);
      }
    },
    async click(text, lineText) {
      const point = await locate(page, text, lineText);
      await page.mouse.click(point.x, point.y);
    },
    async goToLine(line) {
      await focusEditor();
      await page.keyboard.press("Control+g");
      await page.locator(".quick-input-widget:visible input").waitFor();
      await page.keyboard.type(String(line));
      await page.keyboard.press("Enter");
      await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    },
    async type(text) {
      await page.keyboard.type(text, { delay: 20 });
    },
    async command(name) {
      await page.keyboard.press("F1");
      const input = page.locator(".quick-input-widget:visible input");
      await input.waitFor();
      await input.fill(`>${name}`);
      const labels = page.locator(".quick-input-list .monaco-list-row .label-name");
      const entry = labels.getByText(name, { exact: true }).first();
      await entry.waitFor().catch(async () => {
        const offered = (await labels.allTextContents()).join(", ");
        throw new Error(`No command is called "${name}". Offered: ${offered}`);
      });
      await entry.click();
    },
    async open(file) {
      await page.keyboard.press("Control+p");
      const input = page.locator(".quick-input-widget:visible input");
      await input.waitFor();
      await input.fill(file);
      const name = path.basename(file);
      await page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().click();
      await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
      await coloured(page);
    },
    async webview() {
      const outer = await page.locator("iframe.webview.ready").last().elementHandle();
      const inner = await (await outer?.contentFrame())?.waitForSelector("iframe#active-frame");
      const frame = await inner?.contentFrame();
      if (!frame) throw new Error("No webview is shown.");
      await frame.waitForLoadState("domcontentloaded");
      return frame;
    },
    async tidy() {
      const close = page.locator(".notifications-toasts .codicon-notifications-clear");
      while ((await close.count()) > 0) await close.first().click({ timeout: 2000 });
    },
    async screenshot(file) {
      await mkdir(path.dirname(path.resolve(file)), { recursive: true });
      // Lets fades end, so that a hover is not caught half transparent.
      await page.screenshot({ path: path.resolve(file), animations: "disabled", caret: "initial" });
    },
  };
}

/**
 * The middle of a text in the shown file, in page coordinates.
 * @param {import("playwright-core").Page} page
 * @param {string} text what to find; it must be in view
 * @param {string} [lineText] a text of the line it stands in
 * @returns {Promise<{x: number, y: number}>}
 */
async function locate(page, text, lineText = text) {
  const found = await page.waitForFunction(findOnScreen, { text, lineText }).catch(async (error) => {
    const seen = await page.locator(".editor-instance .view-line").allTextContents();
    throw new Error(
      `"${text}" is not on a shown line with "${lineText}" (${error.name}). Shown:\n${seen.join("\n")}`,
    );
  });
  const point = await found.jsonValue();
  if (!point) throw new Error(`"${text}" was found, but not its place.`);
  return point;
}

/**
 * Runs in the page. Monaco cuts a line into coloured pieces and draws spaces as no-break spaces, so the text is
 * looked for in the whole line and measured with a range over the pieces.
 * @param {{text: string, lineText: string}} wanted
 * @returns {{x: number, y: number} | null}
 */
function findOnScreen({ text, lineText }) {
  const plain = (/** @type {string} */ drawn) => drawn.replaceAll("\u00a0", " ");
  for (const line of document.querySelectorAll(".editor-instance .view-line")) {
    const whole = plain(line.textContent ?? "");
    if (!whole.includes(lineText) || !whole.includes(text)) continue;
    const start = whole.indexOf(text);
    const range = document.createRange();
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    let at = 0;
    let begun = false;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const length = node.textContent?.length ?? 0;
      if (!begun && start < at + length) {
        range.setStart(node, start - at);
        begun = true;
      }
      if (begun && start + text.length <= at + length) {
        range.setEnd(node, start + text.length - at);
        const box = range.getBoundingClientRect();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      }
      at += length;
    }
  }
  return null;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const script = process.argv[2];
  if (!script) {
    say("Wanted: node scripts/editor/look.mjs SCRIPT.mjs (default export: async (openEditor) => ...)");
    process.exit(2);
  }
  const { default: look } = await import(pathToFileURL(path.resolve(script)).href);
  await look(openEditor).then(
    () => process.exit(0),
    (/** @type {Error} */ error) => {
      say(error.stack ?? error.message);
      process.exit(1);
    },
  );
}
