#!/usr/bin/env node
// Stands in for the desktop VS Code's program where that cannot be had: given the arguments with which
// `@vscode/test-electron` starts it, it runs the extension's tests in the VS Code server and a headless browser.
import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { readCodeArguments } from "./arguments.mjs";
import { startBrowser } from "./browser.mjs";
import { atExit } from "./processes.mjs";
import { say } from "./progress.mjs";
import { installVsix, startServer } from "./server.mjs";
import { runInPage, testTimeout } from "./test-page.mjs";
import { workbenchUrl } from "./workbench.mjs";

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
    const outcome = await runInPage(browser, { url, timeout: testTimeout(), serverEnded: server.ended });
    if (typeof outcome === "number") return outcome;
    say(`${outcome}\nServer log: ${server.logFile}`);
    return failed;
  } finally {
    for (const close of closers) await close();
  }
}

process.exitCode = await main(process.argv.slice(2)).catch((error) => {
  say(error instanceof Error ? error.message : String(error));
  return failed;
});
