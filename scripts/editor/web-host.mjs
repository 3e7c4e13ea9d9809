// Runs a web extension in the web worker extension host, as VS Code in a browser does where there is no server.
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { startBrowser } from "./browser.mjs";
import { atExit } from "./processes.mjs";
import { say } from "./progress.mjs";
import { quietSettings, startServer } from "./server.mjs";
import { ensureServer } from "./server-install.mjs";
import { runInPage, testTimeout } from "./test-page.mjs";
import { linkExtension } from "./workbench.mjs";

const configurationTag = /(id="vscode-workbench-web-configuration" data-settings=")([^"]*)(")/;
const staticPath = /^[^/]+\/static(?=\/)/;

/**
 * Parts of a URI, as the workbench's configuration has them.
 * @typedef {{ scheme: string, authority: string, path: string }} UriParts
 */

/**
 * Puts extensions among the server's own files for as long as they are needed: the page's policy lets it load
 * from there only.
 * @param {string[]} extensions absolute paths of extensions' folders
 * @returns {Promise<{ folders: string[], remove: () => Promise<void> }>} paths below the server's static files
 */
export async function publishExtensions(extensions) {
  const server = await ensureServer();
  const home = await mkdtemp(path.join(server, "web-"));
  const remove = () => rm(home, { recursive: true, force: true, maxRetries: 3 });
  atExit(() => rmSync(home, { recursive: true, force: true, maxRetries: 3 }));
  const folders = [];
  for (const [at, extension] of extensions.entries()) {
    const place = path.join(home, String(at));
    await mkdir(place);
    const link = await linkExtension(extension, place);
    folders.push(path.relative(server, link).replaceAll(path.sep, "/"));
  }
  return { folders, remove };
}

/**
 * Makes the page load published extensions in its web worker host.
 * @param {import("playwright-core").Page} page
 * @param {string} origin the server's, e.g. "http://127.0.0.1:40123"
 * @param {string[]} folders as returned by `publishExtensions`
 * @param {{ tests?: string }} [options] `tests`: module with `run()`, relative to the first extension
 */
export async function loadInWebHost(page, origin, folders, options) {
  const answer = await fetch(`${origin}/`);
  const body = withExtensions(await answer.text(), new URL(origin), folders, options);
  const policy = answer.headers.get("content-security-policy");
  const headers = policy === null ? {} : { "content-security-policy": policy };
  await page.route(
    (url) => url.pathname === "/",
    (route) => route.fulfill({ contentType: "text/html", headers, body }),
  );
}

/**
 * The workbench page, changed so that it loads these extensions.
 * @param {string} html
 * @param {URL} origin
 * @param {string[]} folders
 * @param {{ tests?: string }} [options]
 * @returns {string}
 */
function withExtensions(html, { host, protocol }, folders, { tests } = {}) {
  const settings = configurationTag.exec(html)?.[2];
  if (settings === undefined) throw new Error("The workbench page has no configuration to change.");
  const configuration = JSON.parse(unescaped(settings));
  const base = staticPath.exec(configuration.webviewEndpoint)?.[0];
  if (!base) throw new Error("The workbench page does not say where its static files are.");
  /** @type {(place: string) => UriParts} */
  const uri = (place) => ({ scheme: protocol.slice(0, -1), authority: host, path: `/${base}/${place}` });
  const [first, ...others] = folders.map(uri);
  configuration.additionalBuiltinExtensions = tests ? others : [first, ...others];
  // The settings' file is on the server, which a page that opens a virtual folder does not reach.
  configuration.configurationDefaults = quietSettings(true);
  if (tests) {
    configuration.developmentOptions = {
      ...configuration.developmentOptions,
      extensions: [first],
      extensionTestsPath: uri(`${folders[0]}/${tests}`),
    };
  }
  return html.replace(
    configurationTag,
    (_all, before, _settings, after) => before + escaped(JSON.stringify(configuration)) + after,
  );
}

/**
 * Runs one test entry in the web worker host.
 * @param {object} run
 * @param {string} run.extension folder of the extension under test
 * @param {string[]} run.others folders of web extensions that it runs beside
 * @param {string} run.tests module that exports `run()`, relative to the extension's folder
 * @param {string} run.folder URI of the folder to open
 * @param {string} run.scratch empty folder for settings
 * @returns {Promise<number>} 0 when all tests passed
 */
export async function runInWebHost({ extension, others, tests, folder, scratch }) {
  const published = await publishExtensions([extension, ...others]);
  /** @type {(() => Promise<unknown>)[]} */
  const closers = [published.remove];
  try {
    const server = await startServer({
      userDataDir: path.join(scratch, "u"),
      extensionsDir: path.join(scratch, "e"),
    });
    closers.unshift(server.stop);
    const browser = await startBrowser();
    closers.unshift(() => browser.close());
    const outcome = await runInPage(browser, {
      url: `${server.url}/?folder=${encodeURIComponent(folder)}`,
      timeout: testTimeout(),
      serverEnded: server.ended,
      prepare: (page) => loadInWebHost(page, server.url, published.folders, { tests }),
    });
    if (typeof outcome === "number") return outcome;
    say(`${outcome}\nServer log: ${server.logFile}`);
    return 1;
  } finally {
    for (const close of closers) await close();
  }
}

/** @param {string} text of an HTML attribute */
function unescaped(text) {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

/** @param {string} text for an HTML attribute */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
