import type { Severity } from "../../core/rules/rule";
import { messageOf, type Printer, shownFindings } from "../check/report";

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

/** GitHub's workflow commands: each finding becomes an annotation on its line of the change. */
export const printGithub: Printer = (run, shown, io) => {
  for (const { report, finding, region } of shownFindings(run, shown)) {
    const oneLine = region.line === region.endLine;
    const properties = [
      `file=${property(report.rootPath)}`,
      `line=${region.line}`,
      `endLine=${region.endLine}`,
      // Columns over several lines are refused.
      ...(oneLine ? [`col=${region.column}`, `endColumn=${region.endColumn}`] : []),
      `title=${property(`slosmith ${finding.code}`)}`,
    ];
    io.out(`::${COMMANDS[finding.severity]} ${properties.join(",")}::${escaped(messageOf(finding))}\n`);
  }
};

function escaped(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return escaped(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
