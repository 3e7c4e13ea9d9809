import type { Severity } from "../../core/rules/rule";
import { messageOf, type Printer, shownFindings } from "../check/report";

const SEVERITIES: Readonly<Record<Severity, string>> = {
  error: "critical",
  warning: "minor",
  information: "info",
  hint: "info",
};

/** GitLab's code quality report, in which a merge request shows what it brings and what it mends. */
export const printGitlab: Printer = (run, shown, io) => {
  const issues = shownFindings(run, shown).map(({ report, finding, region }) => ({
    description: messageOf(finding),
    check_name: finding.code,
    fingerprint: finding.fingerprint,
    severity: SEVERITIES[finding.severity],
    location: { path: report.rootPath, lines: { begin: region.line, end: region.endLine } },
  }));
  io.out(`${JSON.stringify(issues, null, 2)}\n`);
};
