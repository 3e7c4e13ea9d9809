import { fileURLToPath } from "node:url";
import { safeFixes } from "../../core/ide/actions/safe-fixes";
import { applyEdits, type TextEdit } from "../../core/text/edits";
import { LineIndex } from "../../core/text/line-index";
import type { Workspace } from "../../core/workspace";
import { type Sources, writeText } from "../input/sources";
import { MisuseError } from "../io";
import { plural, printable } from "../words";

/** What was mended, and the workspace afterwards. */
export interface Mended {
  readonly workspace: Workspace;
  readonly fixes: number;
  readonly files: number;
  /** What could not be written, a sentence each. */
  readonly problems: readonly string[];
  /** The changes of each file. */
  readonly changes: readonly {
    readonly path: string;
    readonly before: string;
    readonly edits: readonly TextEdit[];
  }[];
}

/**
 * Makes all safe fixes in the files that were asked for.
 *
 * @param write whether the files are changed on disk, too
 */
export function fixFiles({ workspace, files: asked, readOnly }: Sources, write: boolean): Mended {
  let now = workspace;
  let fixes = 0;
  let files = 0;
  const problems: string[] = [];
  const changes: { path: string; before: string; edits: readonly TextEdit[] }[] = [];
  for (const { uri, path } of asked) {
    const { edits, count, text } = safeFixes(now, uri);
    if (edits.length === 0) continue;
    if (readOnly.has(uri)) {
      problems.push(`"${path}" is not in UTF-8: it is left as it is.`);
      continue;
    }
    try {
      if (write) writeText(fileURLToPath(uri), path, text);
    } catch (error) {
      if (!(error instanceof MisuseError)) throw error;
      problems.push(error.message);
      continue;
    }
    changes.push({ path, before: now.files.get(uri)?.text ?? "", edits });
    now = now.apply([{ kind: "set", uri, text }]);
    fixes += count;
    files++;
  }
  return { workspace: now, fixes, files, problems, changes };
}

/** What was done, or would be, as a line. */
export function mendedLine({ fixes, files }: Pick<Mended, "fixes" | "files">, dryRun: boolean): string {
  if (fixes === 0) return "Nothing could be fixed safely.";
  return `${dryRun ? "Would fix" : "Fixed"} ${plural(fixes, "problem")} in ${plural(files, "file")}.`;
}

/** The changes of a file as a patch without lines around them. */
export function patchOf({ path, before, edits }: Mended["changes"][number]): string {
  const lines = new LineIndex(before);
  const hunks: { from: number; to: number; edits: TextEdit[] }[] = [];
  for (const edit of edits) {
    const from = lines.positionAt(edit.span.start).line;
    const to = lines.positionAt(edit.span.end).line;
    const last = hunks.at(-1);
    if (last && from <= last.to) {
      last.to = Math.max(last.to, to);
      last.edits.push(edit);
    } else hunks.push({ from, to, edits: [edit] });
  }
  let moved = 0;
  const rows = [`--- ${path}`, `+++ ${path}`];
  for (const { from, to, edits: inHunk } of hunks) {
    const start = lines.offsetAt({ line: from, character: 0 });
    const end = to + 1 < lines.lineCount ? lines.offsetAt({ line: to + 1, character: 0 }) : before.length;
    const old = before.slice(start, end);
    const local = inHunk.map(({ span, newText }) => ({
      span: { start: span.start - start, end: span.end - start },
      newText,
    }));
    const [gone, come] = [rowsOf(old), rowsOf(applyEdits(old, local))];
    rows.push(`@@ -${from + 1},${gone.length} +${from + 1 + moved},${come.length} @@`);
    rows.push(...gone.map((row) => `-${row}`), ...come.map((row) => `+${row}`));
    moved += come.length - gone.length;
  }
  return `${rows.map(printable).join("\n")}\n`;
}

function rowsOf(text: string): string[] {
  return text === "" ? [] : text.replace(/\r?\n$/, "").split(/\r?\n/);
}
