import { messageOf, type Printer, regionOf } from "../check/report";
import { attributes } from "./xml";

/** Checkstyle's report: a file with its findings, which most build servers read. */
export const printCheckstyle: Printer = ({ reports }, shown, io) => {
  io.out('<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n');
  for (const { path, lines, findings } of reports) {
    const told = findings.filter(({ severity }) => shown.includes(severity));
    if (told.length === 0) continue;
    io.out(`  <file${attributes({ name: path })}>\n`);
    for (const finding of told) {
      const { line, column } = regionOf(lines, finding.span);
      // Checkstyle knows no hints.
      const severity =
        finding.severity === "error" || finding.severity === "warning" ? finding.severity : "info";
      const source = `slosmith.${finding.code}`;
      io.out(`    <error${attributes({ line, column, severity, message: messageOf(finding), source })}/>\n`);
    }
    io.out("  </file>\n");
  }
  io.out("</checkstyle>\n");
};
