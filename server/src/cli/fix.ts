import { fileURLToPath } from "node:url";
import { safeFixes } from "../core/ide/actions/safe-fixes";
import type { Workspace } from "../core/workspace";
import { MisuseError } from "./io";
import { type CheckedFile, writeText } from "./sources";
import { plural } from "./words";

/** What was mended, and the workspace afterwards. */
export interface Mended {
  readonly workspace: Workspace;
  readonly fixes: number;
  readonly files: number;
}

/** Makes all safe fixes in the files that were asked for, and writes those that change. */
export function fixFiles(workspace: Workspace, asked: readonly CheckedFile[]): Mended {
  if (asked.some(({ path }) => path === "-"))
    throw new MisuseError("--fix changes files; standard input is none.");
  let now = workspace;
  let fixes = 0;
  let files = 0;
  for (const { uri, path } of asked) {
    const { edits, count, text } = safeFixes(now, uri);
    if (edits.length === 0) continue;
    writeText(fileURLToPath(uri), path, text);
    now = now.apply([{ kind: "set", uri, text }]);
    fixes += count;
    files++;
  }
  return { workspace: now, fixes, files };
}

/** What was done, as a line. */
export function mendedLine({ fixes, files }: Mended): string {
  if (fixes === 0) return "Nothing could be fixed safely.\n";
  return `Fixed ${plural(fixes, "problem")} in ${plural(files, "file")}.\n`;
}
