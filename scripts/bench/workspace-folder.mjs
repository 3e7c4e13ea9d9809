// Folders of generated files, in a place of their own outside of any repository.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Writes files into a new temporary folder; returns it. It goes when this process ends, if not before. */
export function writeFolder(name, files) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `slosmith-bench-${name}-`)));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const made = new Set();
  for (const { path, text } of files) {
    const file = join(folder, path);
    if (!made.has(dirname(file))) mkdirSync(dirname(file), { recursive: true });
    made.add(dirname(file));
    writeFileSync(file, text);
  }
  return folder;
}
