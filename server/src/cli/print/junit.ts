import { rulePageUrl } from "../../core/rules/page-url";
import { type FileReport, messageOf, type Printer, type ReportedFinding, regionOf } from "../check/report";
import { attributes, xml } from "./xml";

/**
 * A test suite for each file. Each finding is a test case: an error has failed, what is less is skipped with its
 * words, for it fails nothing. A file without findings is one case that passed.
 */
export const printJunit: Printer = ({ reports }, shown, io) => {
  // The format asks for the moment and the machine; the machine is nobody's business.
  const timestamp = new Date(io.now()).toISOString().slice(0, 19);
  io.out('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n');
  let id = 0;
  for (const report of reports.filter(({ isSpec, isExcluded }) => isSpec && !isExcluded)) {
    const told = report.findings.filter(({ severity }) => shown.includes(severity));
    const failures = told.filter(({ severity }) => severity === "error").length;
    const suite = {
      name: report.path,
      timestamp,
      hostname: "localhost",
      tests: Math.max(told.length, 1) + report.faults.length,
      failures,
      errors: report.faults.length,
      skipped: told.length - failures,
      time: 0,
      package: "slosmith",
      id: id++,
    };
    io.out(`  <testsuite${attributes(suite)}>\n    <properties/>\n`);
    if (told.length === 0) io.out(`    <testcase${caseOf(report, "no findings")}/>\n`);
    for (const finding of told) io.out(findingCase(report, finding));
    for (const { code, message } of report.faults) {
      io.out(`    <testcase${caseOf(report, code)}>\n`);
      io.out(`      <error${attributes({ type: "rule failed", message })}/>\n    </testcase>\n`);
    }
    io.out("    <system-out/>\n    <system-err/>\n  </testsuite>\n");
  }
  io.out("</testsuites>\n");
};

function caseOf({ path }: FileReport, name: string): string {
  return attributes({ name, classname: path, time: 0 });
}

function findingCase(report: FileReport, finding: ReportedFinding): string {
  const { line, column } = regionOf(report.lines, finding.span);
  const at = `${report.path}:${line}:${column}`;
  const name = `${finding.code} (line ${line}, column ${column})`;
  const text = `${at}\n${messageOf(finding)}\n${rulePageUrl(finding.code)}`;
  const message = finding.message.what;
  const body =
    finding.severity === "error"
      ? `<failure${attributes({ type: finding.code, message })}>${xml(text)}</failure>`
      : `<skipped${attributes({ message: `${finding.severity}: ${message}` })}>${xml(text)}</skipped>`;
  return `    <testcase${caseOf(report, name)}>\n      ${body}\n    </testcase>\n`;
}
