import { pathToFileURL } from "node:url";
import { catalogue } from "../../core/rules/catalogue";
import { rulePageUrl } from "../../core/rules/page-url";
import type { Rule, Severity } from "../../core/rules/rule";
import type { LineIndex } from "../../core/text/line-index";
import type { Span } from "../../core/text/span";
import { type CheckRun, messageOf, type Printer, type ReportedFinding, regionOf } from "../check/report";

const LEVELS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};
const HOME = "https://github.com/slosmith/slosmith";
const ROOT = "%SRCROOT%";

/** SARIF 2.1.0: the format of code scanning, with the rules' pages, the fixes, and what the baseline knows. */
export const printSarif: Printer = (run, shown, io) => {
  const told = run.reports.flatMap((report) => [
    ...report.findings.map((finding) => ({ report, finding, state: "new" })),
    ...report.known.map((finding) => ({ report, finding, state: "unchanged" })),
  ]);
  const listed = told.filter(({ finding }) => shown.includes(finding.severity));
  const used = catalogue.filter(({ code }) => listed.some(({ finding }) => finding.code === code));
  const results = listed.map(({ report, finding, state }) => ({
    ruleId: finding.code,
    ruleIndex: used.findIndex(({ code }) => code === finding.code),
    level: LEVELS[finding.severity],
    message: { text: messageOf(finding) },
    locations: [place(report.rootPath, report.lines, finding.span, report.text)],
    partialFingerprints: { "slosmith/v1": finding.fingerprint },
    ...(run.stale === undefined ? {} : { baselineState: state }),
    ...relatedOf(run, finding),
    ...fixesOf(report.rootPath, report.lines, finding),
  }));
  const faults = run.reports.flatMap((report) =>
    report.faults.map(({ code, message }) => ({
      level: "error",
      message: { text: `The rule ${code} failed on ${report.path}: ${message}` },
    })),
  );
  const problems = run.problems.map((text) => ({ level: "error", message: { text } }));
  const notifications = [...faults, ...problems];
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "SLOsmith",
            version: io.version,
            informationUri: HOME,
            rules: used.map(descriptor),
          },
        },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { [ROOT]: { description: { text: "The root of the repository." } } },
        invocations: [
          {
            executionSuccessful: notifications.length === 0,
            ...(notifications.length > 0 ? { toolExecutionNotifications: notifications } : {}),
          },
        ],
        results,
      },
    ],
  };
  io.out(`${JSON.stringify(log, null, 2)}\n`);
};

function descriptor({ code, concern, severity, docs }: Rule) {
  return {
    id: code,
    name: code.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: docs.summary },
    fullDescription: { text: docs.why },
    help: { text: `${docs.why} ${rulePageUrl(code)}`, markdown: helpMarkdown(code, docs) },
    helpUri: rulePageUrl(code),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: ["slo", concern],
      "problem.severity":
        severity === "error" ? "error" : severity === "warning" ? "warning" : "recommendation",
    },
  };
}

function helpMarkdown(code: string, docs: Rule["docs"]): string {
  const block = (text: string) => `\`\`\`yaml\n${text.trimEnd()}\n\`\`\``;
  return [
    docs.why,
    `Reported:\n\n${block(docs.bad)}`,
    `Not reported:\n\n${block(docs.good)}`,
    `[More on ${code}](${rulePageUrl(code)})`,
  ].join("\n\n");
}

/** A path as an address relative to the root; one that leads out of it as a whole address. */
function artifact(rootPath: string) {
  if (rootPath.startsWith("..") || rootPath.startsWith("/") || /^[A-Za-z]:/.test(rootPath))
    return { uri: rootPath.startsWith("..") ? encoded(rootPath) : pathToFileURL(rootPath).href };
  return { uri: encoded(rootPath), uriBaseId: ROOT };
}

function encoded(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

function region(lines: LineIndex, span: Span) {
  const { line, column, endLine, endColumn } = regionOf(lines, span);
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function place(rootPath: string, lines: LineIndex, span: Span, text?: string) {
  const snippet = text?.slice(span.start, span.end);
  const shown =
    snippet === undefined || snippet === "" || snippet.length > 500 ? {} : { snippet: { text: snippet } };
  return {
    physicalLocation: { artifactLocation: artifact(rootPath), region: { ...region(lines, span), ...shown } },
  };
}

function relatedOf(run: CheckRun, finding: ReportedFinding) {
  if (finding.related.length === 0) return {};
  const relatedLocations = finding.related.map(({ uri, span, message }, id) => ({
    id: id + 1,
    message: { text: message },
    ...place(run.rootPathOf(uri), run.linesOf(uri), span),
  }));
  return { relatedLocations };
}

function fixesOf(rootPath: string, lines: LineIndex, { fixes = [] }: ReportedFinding) {
  const usable = fixes.filter(({ edits }) => edits.length > 0);
  if (usable.length === 0) return {};
  return {
    fixes: usable.map(({ title, edits }) => ({
      description: { text: title },
      artifactChanges: [
        {
          artifactLocation: artifact(rootPath),
          replacements: edits.map(({ span, newText }) => ({
            deletedRegion: region(lines, span),
            insertedContent: { text: newText },
          })),
        },
      ],
    })),
  };
}
