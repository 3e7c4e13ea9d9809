import type { Severity } from "../../core/rules/rule";
import type { CheckRun } from "../check/report";
import { plural } from "../words";

/** Severities as people read them. */
export const LABELS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "info",
  hint: "hint",
};

/** How much was checked and found, in a sentence. */
export function countsLine({ reports, counts }: CheckRun, shown: readonly Severity[]): string {
  const excluded = reports.filter(({ isSpec, isExcluded }) => isSpec && isExcluded).length;
  const left = excluded > 0 ? ` ${plural(excluded, "file")} excluded by .slosmith.yaml.` : "";
  if (counts.files === 0) {
    if (excluded > 0) return `Nothing checked.${left}`;
    return reports.length === 0
      ? "No YAML files found."
      : `No SLO specs found in ${plural(reports.length, "YAML file")}.`;
  }
  const flag = (severity: Severity) =>
    shown.includes(severity) ? "" : ` (--severity ${severity} shows them)`;
  const parts = [
    plural(counts.error, "error"),
    `${plural(counts.warning, "warning")}${counts.warning > 0 ? flag("warning") : ""}`,
    ...(counts.information > 0 ? [`${counts.information} information${flag("information")}`] : []),
    ...(counts.hint > 0 ? [`${plural(counts.hint, "hint")}${flag("hint")}`] : []),
  ];
  const known = counts.known > 0 ? ` ${counts.known} more in the baseline.` : "";
  return `${plural(counts.files, "file")} checked: ${parts.join(", ")}.${known}${left}`;
}
