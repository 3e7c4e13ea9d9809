import type { RuleSettings } from "../../rules/run";
import { type FileFinding, isSpecFile, type SourceFile, type Workspace } from "../../workspace";
import { countFindings, type FileCounts, type PlacedRow } from "./counts";
import type { OverviewReader } from "./read";

/** A file with what it holds. */
export interface OverviewFile {
  readonly file: SourceFile;
  readonly rows: readonly PlacedRow[];
  /** Absent until the file was checked. */
  counts?: FileCounts;
}

/** A snapshot of the workspace, as the overview shows it. */
export interface OverviewModel {
  readonly files: readonly OverviewFile[];
}

/**
 * Reads all files of a snapshot, in the order of their names. It stops after each one, so that whoever has other
 * work can do that in between.
 */
export function* readOverview(
  workspace: Workspace,
  reader: OverviewReader,
  nowEpochMs: number,
): Generator<undefined, OverviewModel> {
  const files: OverviewFile[] = [];
  for (const file of workspace.files.values()) {
    if (!isSpecFile(file)) continue;
    const rows = file.slots.flatMap((slot) =>
      reader
        .read(workspace, file.uri, slot, nowEpochMs)
        .objects.map((row): PlacedRow => ({ row, start: slot.start })),
    );
    files.push({ file, rows });
    yield;
  }
  files.sort((a, b) => (a.file.uri < b.file.uri ? -1 : 1));
  return { files };
}

/** Counts the findings of all files of the same snapshot, and stops after each one. */
export function* countOverview(
  workspace: Workspace,
  { files }: OverviewModel,
  settings: RuleSettings,
  accepts: (finding: FileFinding) => boolean,
): Generator<undefined, void> {
  for (const one of files) {
    one.counts = countFindings(workspace, one.file, one.rows, settings, accepts);
    yield;
  }
}
