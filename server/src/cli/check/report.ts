import type { Severity } from "../../core/rules/rule";
import type { RuleFault } from "../../core/rules/run";
import type { LineIndex } from "../../core/text/line-index";
import type { FileFinding } from "../../core/workspace";
import type { CheckedFile } from "../input/sources";
import type { FileSummary } from "../print/summary";
import type { Identity } from "./fingerprint";

/** From the gravest to the slightest. */
export const SEVERITIES: readonly Severity[] = ["error", "warning", "information", "hint"];

/** A finding as it is told. */
export interface ReportedFinding extends FileFinding {
  /** The same for the same finding in the next run, wherever its line has moved; no other of the run has it. */
  readonly fingerprint: string;
  readonly identity: Identity;
}

/** What `check` found in one file. */
export interface FileReport extends CheckedFile {
  readonly text: string;
  readonly lines: LineIndex;
  /** The path from the root of the repository, as services that show the repository want it; with forward slashes. */
  readonly rootPath: string;
  /** The file holds at least one object of a known format. */
  readonly isSpec: boolean;
  /** The workspace says that it is not to be checked. */
  readonly isExcluded: boolean;
  /** In the order of the text; without those that the baseline knows. */
  readonly findings: readonly ReportedFinding[];
  /** Those that the baseline knows. */
  readonly known: readonly ReportedFinding[];
  readonly faults: readonly RuleFault[];
}

/** All that a run of `check` has to tell. */
export interface CheckRun {
  readonly reports: readonly FileReport[];
  /** Counts over all files, by severity; those that the baseline knows are counted apart. */
  readonly counts: Readonly<Record<"files" | "known" | Severity, number>>;
  /** Entries of the baseline that nothing answers to any longer; undefined where there is no baseline. */
  readonly stale?: number;
  /** What could not be found or read, a sentence each. */
  readonly problems: readonly string[];
  /** What `--fix` did, as a line. */
  readonly mended?: string;
  /** What of each objective can be measured, where that was asked for. */
  readonly summaries?: readonly FileSummary[];
  /** A file of the workspace in words that people can go to. */
  readonly pathOf: (uri: string) => string;
  /** The same from the root of the repository. */
  readonly rootPathOf: (uri: string) => string;
  readonly linesOf: (uri: string) => LineIndex;
}

/** Writes a run in one format. */
export type Printer = (run: CheckRun, shown: readonly Severity[], io: Output) => void;

/** Where a format is written to. */
export interface Output {
  readonly columns: number;
  readonly color: boolean;
  readonly version: string;
  /** Findings alone are wanted, without the counts at the end. */
  readonly quiet: boolean;
  now(): number;
  out(text: string): void;
}

/** Counts over all files. */
export function countsOf(reports: readonly FileReport[]): CheckRun["counts"] {
  const counts = { files: 0, known: 0, error: 0, warning: 0, information: 0, hint: 0 };
  for (const report of reports) {
    if (report.isSpec && !report.isExcluded) counts.files++;
    counts.known += report.known.length;
    for (const finding of report.findings) counts[finding.severity]++;
  }
  return counts;
}

/** What, why and what to do, as one text. */
export function messageOf({ message }: Pick<FileFinding, "message">): string {
  return [message.what, message.why, message.todo].filter((sentence) => sentence !== "").join(" ");
}

/** A range in lines and columns that count from 1, columns in UTF-16 units; the end is the first place behind it. */
export function regionOf(lines: LineIndex, span: { readonly start: number; readonly end: number }) {
  const start = lines.positionAt(span.start);
  const end = lines.positionAt(span.end);
  return {
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** The findings of a severity that is shown, each with its file. */
export function shownFindings(run: CheckRun, shown: readonly Severity[]) {
  return run.reports.flatMap((report) =>
    report.findings
      .filter(({ severity }) => shown.includes(severity))
      .map((finding) => ({ report, finding, region: regionOf(report.lines, finding.span) })),
  );
}
