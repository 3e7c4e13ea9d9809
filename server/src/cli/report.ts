import type { Severity } from "../core/rules/rule";
import type { RuleFault } from "../core/rules/run";
import type { FileFinding } from "../core/workspace";
import type { CheckedFile } from "./sources";

/** What `check` found in one file. */
export interface FileReport extends CheckedFile {
  readonly text: string;
  /** The file holds at least one object of a known format. */
  readonly isSpec: boolean;
  readonly findings: readonly FileFinding[];
  readonly faults: readonly RuleFault[];
}

/** Counts over all files. */
export function summarise(reports: readonly FileReport[]): Record<"files" | Severity, number> {
  const summary = { files: 0, error: 0, warning: 0, information: 0, hint: 0 };
  for (const report of reports) {
    if (report.isSpec) summary.files++;
    for (const finding of report.findings) summary[finding.severity]++;
  }
  return summary;
}
