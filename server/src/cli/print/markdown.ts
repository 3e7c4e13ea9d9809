import { rulePageUrl } from "../../core/rules/page-url";
import type { Severity } from "../../core/rules/rule";
import { messageOf, type Printer, type ReportedFinding, regionOf } from "../check/report";
import { printable } from "../words";
import { countsLine, LABELS } from "./counts";

/** Services take no comment of more than some 65,000 signs; this leaves room for those of the table. */
const MOST_SIGNS = 60_000;

/** A comment for a pull request: how many, then a table a file. */
export const printMarkdown: Printer = (run, shown, io) => {
  io.out(`### SLOsmith: ${verdict(run.counts)}\n\n${countsLine(run, shown)}\n`);
  let signs = 0;
  let left = 0;
  for (const { path, lines, findings } of run.reports) {
    let rows = "";
    for (const finding of findings) {
      if (!shown.includes(finding.severity)) continue;
      const { line } = regionOf(lines, finding.span);
      const rule = `[${finding.code}](${rulePageUrl(finding.code)})`;
      const row = `| ${line} | ${LABELS[finding.severity]} | ${cell(finding)} | ${rule} |\n`;
      if (signs + row.length > MOST_SIGNS) left++;
      else rows += row;
      signs += row.length;
    }
    if (rows === "") continue;
    signs += path.length;
    io.out(`\n#### ${code(path)}\n\n| Line | | Finding | Rule |\n| --- | --- | --- | --- |\n${rows}`);
  }
  if (left > 0) io.out(`\n${left} more ${left === 1 ? "is" : "are"} not listed here.\n`);
};

function verdict(counts: Readonly<Record<Severity | "files", number>>): string {
  if (counts.files === 0) return "no SLO specs";
  if (counts.error > 0) return "errors";
  return counts.warning > 0 ? "warnings" : "no errors";
}

/** Words for a cell of a table: one line, and of Markdown nothing but the code that the messages mark themselves. */
function cell(finding: ReportedFinding): string {
  return printable(messageOf(finding))
    .replaceAll(/\s+/g, " ")
    .split(/(`[^`]*`)/)
    .map((part, at) => (at % 2 === 1 ? part : part.replaceAll(/[\\*_<>[\]#@~]/g, "\\$&")))
    .join("")
    .replaceAll("|", "\\|");
}

function code(path: string): string {
  const fence = path.includes("`") ? "``" : "`";
  return `${fence}${printable(path)}${fence}`;
}
