// Ends what these scripts started, also when they themselves are interrupted.
import { spawnSync } from "node:child_process";
import { isWindows } from "./paths.mjs";

/** @type {Set<() => void>} */
const cleanups = new Set();
let listening = false;

/**
 * Ends a process and all that it started. The process must have been spawned with `detached` outside Windows,
 * so that it leads a process group of its own.
 * @param {import("node:child_process").ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
export function killTree(child, signal = "SIGTERM") {
  if (child.pid === undefined) return;
  if (isWindows) {
    spawnSync("taskkill", ["/pid", String(child.pid), "/t", "/f"], { stdio: "ignore" });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // ESRCH: the whole group has ended already, which is what was wanted.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ESRCH") throw error;
  }
}

/**
 * Asks a process group to end, and forces it when it has not within the given time.
 * @param {import("node:child_process").ChildProcess} child
 * @param {number} patience milliseconds
 * @returns {Promise<void>}
 */
export function endTree(child, patience = 5000) {
  if (child.exitCode !== null || child.signalCode !== null) {
    killTree(child, "SIGKILL");
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    const timer = setTimeout(() => killTree(child, "SIGKILL"), patience);
    child.once("exit", () => {
      clearTimeout(timer);
      killTree(child, "SIGKILL");
      resolve();
    });
    killTree(child, "SIGTERM");
  });
}

/**
 * Registers work for when this process ends or is interrupted (Ctrl-C, SIGTERM, closed terminal).
 * @param {() => void} cleanup must be synchronous
 * @returns {() => void} takes it back
 */
export function atExit(cleanup) {
  cleanups.add(cleanup);
  if (!listening) {
    listening = true;
    process.on("exit", runCleanups);
    const numbers = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
    for (const [signal, code] of Object.entries(numbers)) process.on(signal, () => process.exit(code));
  }
  return () => cleanups.delete(cleanup);
}

function runCleanups() {
  for (const cleanup of cleanups) cleanup();
  cleanups.clear();
}
