// Opens a workbench that runs extension tests, prints what they say, and waits for their end.
import { inspect } from "node:util";
import { say, seconds } from "./progress.mjs";

/** How long a test run may take, in milliseconds: SLOSMITH_TEST_TIMEOUT says it in seconds. */
export function testTimeout() {
  return Number(process.env.SLOSMITH_TEST_TIMEOUT ?? 300) * 1000;
}

/**
 * @typedef {object} PageRun
 * @property {string} url
 * @property {number} timeout milliseconds
 * @property {Promise<string>} serverEnded
 * @property {(page: import("playwright-core").Page) => Promise<unknown>} [prepare] done before the page is opened
 */

/**
 * Opens the workbench and waits for the end of the test run.
 * @param {import("playwright-core").Browser} browser
 * @param {PageRun} run
 * @returns {Promise<number | string>} the run's exit code, or a sentence about why there is none
 */
export async function runInPage(browser, { url, timeout, serverEnded, prepare }) {
  const began = Date.now();
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  /** @type {string[]} */
  const pageErrors = [];
  page.on("console", (message) => {
    const text = message.text().replace(/^%c\s*ERR color: #[0-9a-f]+ /, "");
    const harmless = /status of 404|bad HTTP response code \(404\)/.test(text);
    if (message.type() === "error" && !harmless) pageErrors.push(text);
  });
  await page.exposeFunction("codeAutomationLog", printLog);
  const exited = new Promise((resolve) => {
    page.exposeFunction("codeAutomationExit", (/** @type {number} */ code) => resolve(code));
  });
  const crashed = new Promise((resolve) => {
    page.once("crash", () => resolve("The browser's page crashed."));
    browser.once("disconnected", () => resolve("The browser ended."));
  });
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(() => {
      const last = pageErrors.slice(-5).map((text) => `  ${text}`);
      const lines = [
        `No result of the test run after ${seconds(timeout)} (SLOSMITH_TEST_TIMEOUT, in seconds).`,
      ];
      if (last.length > 0) lines.push("Last errors on the page:", ...last);
      resolve(lines.join("\n"));
    }, timeout);
  });
  try {
    await prepare?.(page);
    await page.goto(url, { waitUntil: "domcontentloaded" });
    const outcome = await Promise.race([exited, crashed, late, serverEnded]);
    if (typeof outcome === "number")
      say(`- Test run in VS Code: code ${outcome}, ${seconds(Date.now() - began)}`);
    return outcome;
  } finally {
    clearTimeout(timer);
  }
}

// What the workbench itself logs at every start. It comes through the same call as the extension host's console.
const workbenchChatter = [
  /^(Resolving|Resolved) connection token/,
  /^Creating a socket \(renderer-/,
  /^\[Service Worker\] registration/,
  /additional builtin (location )?extensions/,
  /^Loading development extension at /,
  /^Ignoring the error while validating workspace folder memfs:/,
  /^ChatSessionStore: /,
  /^Creation of workbench contribution /,
];

/**
 * Prints one console call of the extension host.
 * @param {string} type log, info, warn, error ...
 * @param {unknown[]} args
 */
function printLog(type, args) {
  const text = args.map((part) => (typeof part === "string" ? part : inspect(part, { depth: 6 }))).join(" ");
  if (workbenchChatter.some((pattern) => pattern.test(text))) return;
  if (type === "error" || type === "warn") console.error(text);
  else console.log(text);
}
