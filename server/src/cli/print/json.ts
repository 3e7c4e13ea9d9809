import { rulePageUrl } from "../../core/rules/page-url";
import type { LineIndex } from "../../core/text/line-index";
import type { Span } from "../../core/text/span";
import type { Printer } from "../check/report";
import type { FileSummary } from "./summary";

/**
 * The machine's format, which docs/cli.md describes. Lines and columns count from 1, columns and offsets in UTF-16
 * units, as editors show them; `end` is the first place after the range.
 */
export const printJson: Printer = (run, shown, io) => {
  const { reports, summaries, counts, stale, pathOf, problems } = run;
  const files = reports
    .filter(({ isSpec, isExcluded }) => isSpec && !isExcluded)
    .map((report) => {
      const rangeOf = (span: Span) => ({
        start: place(report.lines, span.start),
        end: place(report.lines, span.end),
      });
      return {
        path: report.path,
        ...(summaries && { measurability: measurabilityIn(summaries, report.path, rangeOf) }),
        findings: report.findings
          .filter(({ severity }) => shown.includes(severity))
          .map((finding) => ({
            code: finding.code,
            severity: finding.severity,
            message: finding.message,
            range: rangeOf(finding.span),
            fingerprint: finding.fingerprint,
            url: rulePageUrl(finding.code),
            related: finding.related.map((other) => ({ message: other.message, path: pathOf(other.uri) })),
            fixes: (finding.fixes ?? []).map((fix) => ({
              title: fix.title,
              safe: fix.safe,
              edits: fix.edits.map((edit) => ({ range: rangeOf(edit.span), newText: edit.newText })),
            })),
          })),
      };
    });
  const faults = reports.flatMap((report) => report.faults.map((fault) => ({ path: report.path, ...fault })));
  const { known, ...summary } = counts;
  const baseline = stale === undefined ? {} : { baseline: { known, stale } };
  io.out(`${JSON.stringify({ version: 1, files, faults, problems, summary, ...baseline }, null, 2)}\n`);
};

/** A file's objectives, each with its questions. */
function measurabilityIn<R>(summaries: readonly FileSummary[], path: string, rangeOf: (span: Span) => R) {
  const own = summaries.find((file) => file.path === path)?.summaries ?? [];
  return own.map(({ title, category, inShort, answers, span }) => ({
    objective: title,
    range: rangeOf(span),
    ...(category === undefined ? {} : { category }),
    summary: inShort,
    answers,
  }));
}

function place(lines: LineIndex, offset: number) {
  const { line, character } = lines.positionAt(offset);
  return { line: line + 1, column: character + 1, offset };
}
