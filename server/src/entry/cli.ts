import { readFileSync } from "node:fs";
import { join } from "node:path";
import pc from "picocolors";
import { main } from "../cli/main";

const manifest = JSON.parse(readFileSync(join(__dirname, "../package.json"), "utf8")) as { version: string };

// A reader that goes away (`| head`) is no mistake.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
  throw error;
});

main(process.argv.slice(2), manifest.version, {
  cwd: process.cwd(),
  columns: Math.min(process.stdout.columns ?? 80, 100),
  color: pc.isColorSupported && (process.stdout.isTTY ?? false),
  now: () => Date.now(),
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  stdin: async () => {
    let text = "";
    for await (const part of process.stdin.setEncoding("utf8")) text += part;
    return text;
  },
}).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(
      `slosmith: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exitCode = 2;
  },
);
