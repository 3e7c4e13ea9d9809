import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  eventually,
  extension,
  hoverText,
  rangeOf,
  replace,
  show,
  withFinding,
  withoutFinding,
} from "./editor";
import type { EditorTest } from "./runner";

/** The language server's processes below the extension host, which is this process. */
function serverProcesses(): number[] {
  const lines =
    process.platform === "win32"
      ? execFileSync("powershell", [
          "-NoProfile",
          "-Command",
          'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.ParentProcessId) $($_.CommandLine)" }',
        ])
      : execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="]);
  return lines
    .toString()
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((found) => Number(found?.[2]) === process.pid && /dist[\\/]server\.js/.test(found?.[3] ?? ""))
    .map((found) => Number(found?.[1]));
}

/** Ends the server's process as a crash would, and waits for the next one. */
export async function killServer(): Promise<void> {
  const [first, ...others] = serverProcesses();
  assert.ok(first !== undefined && others.length === 0, `one server runs: ${first} ${others.join()}`);
  process.kill(first, "SIGKILL");
  await eventually("another server runs", () => serverProcesses().some((pid) => pid !== first));
}

/** What happens when the server's process ends under the editor. */
export const crashTests: readonly EditorTest[] = [
  {
    name: "a server that is killed comes back with its documents as they stand, unsaved",
    async run() {
      const editor = await show("checkout.yaml");
      const { document } = editor;
      await replace(editor, "target: 0.9995", "target: 99.95");
      await withFinding(document.uri, "target-range");
      await killServer();
      // It was told the text that was never saved.
      await eventually("its status", async () => {
        const status = await extension().exports.ask("slosmith/status", { uri: document.uri.toString() });
        return status?.isSpec && !status.indexing;
      });
      await withFinding(document.uri, "target-range");
      await replace(editor, "target: 99.95", "target: 0.9995");
      await withoutFinding(document.uri, "target-range");
      const text = await eventually("a hover", () =>
        hoverText(document, rangeOf(document, "target: 0.9995").end.translate(0, -1)),
      );
      assert.match(text, /16,800/);
    },
  },
];
