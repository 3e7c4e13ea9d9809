import { readFileSync } from "node:fs";
import { join } from "node:path";
import { main } from "../cli/main";
import { progressLine, wantsColor } from "../cli/terminal";
import { watchFolders } from "../host/watch";

const manifest = JSON.parse(readFileSync(join(__dirname, "../package.json"), "utf8")) as { version: string };
const { stdin, stdout, stderr } = process;
const columns = Math.min(stdout.columns ?? 80, 100);

// A reader that goes away (`| head`) is no mistake.
stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
  throw error;
});

const now = () => Date.now();
const err = (text: string) => void stderr.write(text);

main(process.argv.slice(2), manifest.version, {
  cwd: process.cwd(),
  columns,
  color: wantsColor(process.env, stdout.isTTY ?? false),
  now,
  out: (text) => void stdout.write(text),
  err,
  stdin: async () => {
    let text = "";
    for await (const part of stdin.setEncoding("utf8")) text += part;
    return text;
  },
  watch: (folders, changed) => watchFolders(folders, changed, interrupted()),
  clear: () => {
    if (stdout.isTTY) stdout.write("\u001b[2J\u001b[3J\u001b[H");
  },
  ...(stderr.isTTY ? { progress: progressLine(err, now, stderr.columns ?? 80) } : {}),
}).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    stderr.write(`slosmith: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 2;
  },
);

/** Fulfilled when the user ends the program; a second time it ends at once. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}
