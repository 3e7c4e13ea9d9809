import { existsSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { measurabilityOf } from "../../core/ide/measurability/summary";
import { LineIndex } from "../../core/text/line-index";
import type { FileFinding, Workspace } from "../../core/workspace";
import { type CheckedFile, type Sources, shownPath } from "../input/sources";
import type { CliIo } from "../io";
import type { BaselineMatch } from "./baseline";
import { fingerprintOf, identityOf } from "./fingerprint";
import { type CheckRun, countsOf, type FileReport, type ReportedFinding } from "./report";

/** What a run is made of. */
export interface RunInput {
  readonly sources: Sources;
  readonly workspace: Workspace;
  readonly baseline?: BaselineMatch;
  readonly mended?: string;
  readonly problems: readonly string[];
  readonly summary: boolean;
}

/** From so many files on their check is worth showing. */
const SHOWN_EVERY = 20;

/** Checks the files that were asked for. */
export function runCheck(input: RunInput, io: CliIo): CheckRun {
  const { sources, workspace, baseline, mended, summary } = input;
  const base = sources.root ?? io.cwd;
  const rootPathOf = (uri: string) => relative(base, fileURLToPath(uri)).replaceAll("\\", "/");
  const lines = new Map<string, LineIndex>();
  const linesOf = (uri: string) => {
    const found = lines.get(uri) ?? new LineIndex(workspace.files.get(uri)?.text ?? "");
    lines.set(uri, found);
    return found;
  };
  const times = new Map<string, number>();
  const fingerprinted = (file: CheckedFile, finding: FileFinding): ReportedFinding => {
    const identity = identityOf(workspace, file.uri, rootPathOf(file.uri), finding);
    const alike = fingerprintOf(identity);
    const nth = times.get(alike) ?? 0;
    times.set(alike, nth + 1);
    return { ...finding, identity, fingerprint: nth === 0 ? alike : fingerprintOf(identity, nth) };
  };
  const { files } = sources;
  const reports = files.map((file, at): FileReport => {
    if (at % SHOWN_EVERY === 0) io.progress?.(`Checking ${at + 1} of ${files.length} files`);
    const source = workspace.files.get(file.uri);
    const { findings, faults } = workspace.check(file.uri);
    const all = findings.map((finding) => fingerprinted(file, finding));
    const parted = baseline?.part(file, all) ?? { fresh: all, known: [] };
    return {
      ...file,
      text: source?.text ?? "",
      lines: linesOf(file.uri),
      rootPath: rootPathOf(file.uri),
      isSpec: source?.slots.some((slot) => slot.document.claimed) ?? false,
      isExcluded: workspace.settingsOf(file.uri).excluded,
      findings: parted.fresh,
      known: parted.known,
      faults,
    };
  });
  io.progress?.();
  const names = new Map(files.map(({ uri, path }) => [uri, path]));
  const summaries = summary
    ? reports
        .filter(({ isExcluded }) => !isExcluded)
        .map(({ uri, path }) => ({
          path,
          summaries: measurabilityOf(workspace, uri, { nowEpochMs: io.now() }),
        }))
    : undefined;
  return {
    reports,
    counts: countsOf(reports),
    problems: input.problems,
    ...(baseline ? { stale: baseline.stale(existsSync) } : {}),
    ...(mended === undefined ? {} : { mended }),
    ...(summaries ? { summaries } : {}),
    pathOf: (uri) => names.get(uri) ?? shownPath(uri, io.cwd),
    rootPathOf,
    linesOf,
  };
}
