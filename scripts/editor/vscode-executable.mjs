#!/usr/bin/env node
// Stands in for the desktop VS Code's program where that cannot be had: given the arguments with which
// `@vscode/test-electron` starts it, it runs the extension's tests in the VS Code server and a headless browser.
import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { inspect } from "node:util";
import { readCodeArguments } from "./arguments.mjs";
import { startBrowser } from "./browser.mjs";
import { atExit } from "./processes.mjs";
import { say, seconds } from "./progress.mjs";
import { installVsix, startServer } from "./server.mjs";
import { workbenchUrl } from "./workbench.mjs";

const defaultTimeout = 300;
const failed = 1;
const misuse = 2;

/**
 * Runs the tests once.
 * @param {string[]} argv
 * @returns {Promise<number>} exit code: the test run's own, 1 when it could not be run or took too long
 */
async function main(argv) {
  const { options, positional } = readCodeArguments(argv);
  const tests = options.get("extensionTestsPath");
  const extension = options.get("extensionDevelopmentPath");
  if (!tests || !extension) {
    say("Wanted: --extensionDevelopmentPath=FOLDER --extensionTestsPath=MODULE [WORKSPACE]");
    say("Also read: --restricted-mode, --install-extension=VSIX, --user-data-dir=, --extensions-dir=");
    return misuse;
  }
  const timeout = Number(process.env.SLOSMITH_TEST_TIMEOUT ?? defaultTimeout);
  const scratch = await mkdtemp(path.join(tmpdir(), "slosmith-vscode-"));
  atExit(() => rmSync(scratch, { recursive: true, force: true, maxRetries: 3 }));
  /** @type {(() => Promise<unknown>)[]} */
  const closers = [() => rm(scratch, { recursive: true, force: true, maxRetries: 3 })];
  try {
    const folders = {
      userDataDir: options.get("user-data-dir") ?? path.join(scratch, "user-data"),
      extensionsDir: options.get("extensions-dir") ?? path.join(scratch, "extensions"),
    };
    const vsix = options.get("install-extension");
    if (vsix) say(`- ${await installVsix(path.resolve(vsix), folders)}`);
    const server = await startServer({ ...folders, trust: !options.has("restricted-mode") });
    closers.unshift(server.stop);
    const browser = await startBrowser();
    closers.unshift(() => browser.close());
    const url = workbenchUrl({
      authority: `127.0.0.1:${server.port}`,
      folder: positional[0] ? path.resolve(positional[0]) : undefined,
      extension: path.resolve(extension),
      tests: path.resolve(tests),
    });
    const outcome = await runInPage(browser, url, timeout * 1000, server.ended);
    if (typeof outcome === "number") return outcome;
    say(`${outcome}\nServer log: ${server.logFile}`);
    return failed;
  } finally {
    for (const close of closers) await close();
  }
}

/**
 * Opens the workbench and waits for the end of the test run.
 * @param {import("playwright-core").Browser} browser
 * @param {string} url
 * @param {number} timeout milliseconds
 * @param {Promise<string>} serverEnded
 * @returns {Promise<number | string>} the run's exit code, or a sentence about why there is none
 */
async function runInPage(browser, url, timeout, serverEnded) {
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
  /additional builtin extensions/,
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

process.exitCode = await main(process.argv.slice(2)).catch((error) => {
  say(error instanceof Error ? error.message : String(error));
  return failed;
});
