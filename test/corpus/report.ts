import { LineIndex } from "../../server/src/core/text/line-index";
import { uriOf, workspaceOf } from "../support/workspace";
import type { CorpusFile } from "./shared";

export interface Seen {
  readonly line: number;
  readonly code: string;
  readonly severity: string;
  readonly message: string;
}

/**
 * What is found in a file that stands alone in its workspace, or with others of its folder.
 *
 * @param folder all files of the workspace, the file itself among them
 * @throws Error where a rule broke on it
 */
export function findingsIn(file: CorpusFile, folder: readonly CorpusFile[] = [file]): Seen[] {
  const workspace = workspaceOf(folder);
  const { findings, faults } = workspace.check(uriOf(file.name));
  if (faults.length > 0) throw new Error(`${file.name}: ${faults.map((one) => one.message).join("; ")}`);
  const lines = new LineIndex(file.text);
  return findings.map(({ span, code, severity, message }) => ({
    line: lines.positionAt(span.start).line + 1,
    code,
    severity,
    message: message.what,
  }));
}

export function errorsOf(seen: readonly Seen[]): Seen[] {
  return seen.filter((one) => one.severity === "error");
}

/** `alert-inverted 3, policy-shape 1`. */
export function countsByCode(seen: readonly Seen[]): string {
  const counts = new Map<string, number>();
  for (const { code, severity } of seen) {
    const key = severity === "error" ? `${code}!` : code;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([code, count]) => `${code} ${count}`).join(", ");
}

/** A table of plain text, columns as wide as their widest cell. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, at) => Math.max(...all.map((row) => (row[at] ?? "").length)));
  return all
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
