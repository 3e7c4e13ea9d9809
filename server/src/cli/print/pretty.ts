import pc from "picocolors";
import type { Severity } from "../../core/rules/rule";
import type { LineIndex } from "../../core/text/line-index";
import type { FileFinding } from "../../core/workspace";
import type { FileReport, Printer } from "../check/report";
import { printable, wrap } from "../words";
import { countsLine, LABELS } from "./counts";
import { printSummaries } from "./summary";

/** The format for people: each finding with its line and the place marked below it. */
export const printPretty: Printer = (run, shown, io) => {
  if (run.mended !== undefined && !io.quiet) io.out(`${run.mended}\n`);
  if (run.summaries) printSummaries(run.summaries, io);
  const colors = pc.createColors(io.color);
  const paint: Record<Severity, (text: string) => string> = {
    error: colors.red,
    warning: colors.yellow,
    information: colors.blue,
    hint: colors.dim,
  };
  const show = (report: FileReport, lines: LineIndex, finding: FileFinding) => {
    const from = lines.positionAt(finding.span.start);
    const to = lines.positionAt(finding.span.end);
    const mark = paint[finding.severity];
    const at = `${report.path}:${from.line + 1}:${from.character + 1}`;
    io.out(`${colors.bold(at)}  ${mark(LABELS[finding.severity])}  ${colors.dim(finding.code)}\n`);
    const number = String(from.line + 1);
    const line = lines.lineText(from.line);
    const end = to.line === from.line ? to.character : line.length;
    const window = excerpt(
      line,
      from.character,
      Math.max(end, from.character + 1),
      io.columns - number.length - 6,
    );
    io.out(`  ${colors.dim(`${number} |`)} ${window.text}\n`);
    io.out(
      `  ${colors.dim(`${" ".repeat(number.length)} |`)} ${window.pad}${mark("^".repeat(window.width))}\n`,
    );
    const { what, why, todo } = finding.message;
    for (const row of wrap(`${what} ${why}`, io.columns - 2)) io.out(`  ${row}\n`);
    for (const row of wrap(todo, io.columns - 2)) io.out(`  ${colors.bold(row)}\n`);
    for (const other of finding.related) {
      const place = run.linesOf(other.uri).positionAt(other.span.start);
      const see = `${run.pathOf(other.uri)}:${place.line + 1}:${place.character + 1}`;
      io.out(`  ${colors.dim(printable(`see ${see}: ${other.message}`))}\n`);
    }
    io.out("\n");
  };
  for (const report of run.reports) {
    for (const finding of report.findings) {
      if (shown.includes(finding.severity)) show(report, report.lines, finding);
    }
  }
  if (!io.quiet) io.out(`${countsLine(run, shown)}\n`);
};

/** The part of a line around a range that fits the width, tabs shown as one space, and what aligns the marks. */
function excerpt(
  line: string,
  from: number,
  to: number,
  width: number,
): { text: string; pad: string; width: number } {
  const room = Math.max(width, 20);
  const plain = printable(line.replaceAll("\t", " "));
  const start = from > room - 10 ? Math.max(0, from - Math.floor(room / 3)) : 0;
  const cut = plain.slice(start, start + room);
  const lead = start > 0 ? "…" : "";
  const tail = plain.length > start + room ? "…" : "";
  const at = from - start;
  return {
    text: `${lead}${cut}${tail}`,
    pad: " ".repeat(at + lead.length),
    width: Math.max(1, Math.min(to - from, cut.length - at)),
  };
}
