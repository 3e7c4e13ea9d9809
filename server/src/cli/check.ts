import { measurabilityOf } from "../core/ide/measurability/summary";
import { CONSUMERS } from "../core/model/consumer";
import type { Severity } from "../core/rules/rule";
import { LineIndex } from "../core/text/line-index";
import { choice, choices, parseCommandLine } from "./arguments";
import { fixFiles, mendedLine } from "./fix";
import { type CliIo, EXIT_FINDINGS, EXIT_MISUSE, EXIT_OK } from "./io";
import { printJson } from "./print/json";
import { printPretty } from "./print/pretty";
import { printSummaries } from "./print/summary";
import type { FileReport } from "./report";
import { readSources, shownPath } from "./sources";

export const CHECK_USAGE = `slosmith check [paths] [--format pretty|json] [--severity LEVEL] [--fix]
               [--summary] [--consumer ID] [--root DIR]

Checks SLO specs: the named files, and the YAML files in the named directories
(default: here). Other YAML files are passed over; "-" is standard input.
References are looked up in the whole repository: below the nearest folder
that holds a .slosmith.yaml or a .git.

  --format FORMAT   pretty (default) or json
  --severity LEVEL  the least that is shown: error, warning, information
                    (default) or hint; json holds everything by default
  --fix             first make all safe fixes in the checked files: those where
                    nothing else can have been meant
  --summary         say of every objective whether it can be measured from what
                    users feel: what was judged, on what evidence, and what was
                    not, for lack of which fact
  --consumer ID     who will read the files: ${CONSUMERS.slice(0, 4).join(", ")},
                    ${CONSUMERS.slice(4).join(" or ")}; may be given several
                    times. Counts instead of what .slosmith.yaml says; an
                    annotation slosmith/consumers still wins
  --root DIR        where to look up references

Exit code: 0 no errors, 1 errors, 2 the call is wrong or a rule failed.
`;

/** From the gravest to the slightest. */
const SEVERITIES: readonly Severity[] = ["error", "warning", "information", "hint"];

/** `slosmith check`. */
export async function check(argv: readonly string[], io: CliIo): Promise<number> {
  const { paths, flags, lists } = parseCommandLine(argv, {
    format: { type: "string", default: "pretty" },
    severity: { type: "string" },
    root: { type: "string" },
    consumer: { type: "string", multiple: true },
    summary: { type: "boolean", default: false },
    fix: { type: "boolean", default: false },
    help: { type: "boolean", short: "h" },
  });
  if (flags.help) {
    io.out(CHECK_USAGE);
    return EXIT_OK;
  }
  const format = choice("format", flags.format, ["pretty", "json"]);
  const least = choice(
    "severity",
    flags.severity ?? (format === "json" ? "hint" : "information"),
    SEVERITIES,
  );
  const root = typeof flags.root === "string" ? flags.root : undefined;
  const ids = choices("consumer", lists.consumer, CONSUMERS);
  const { workspace: read, files } = await readSources(paths, root, io);
  const seen = ids.length === 0 ? read : read.withConsumers({ ids, rank: "above-workspace" });
  const mended = flags.fix ? fixFiles(seen, files) : undefined;
  const workspace = mended?.workspace ?? seen;
  const reports = files.map((file): FileReport => {
    const source = workspace.files.get(file.uri);
    const isSpec = source?.slots.some((slot) => slot.document.claimed) ?? false;
    return { ...file, text: source?.text ?? "", isSpec, ...workspace.check(file.uri) };
  });
  const pathOf = (uri: string) => files.find((file) => file.uri === uri)?.path ?? shownPath(uri, io.cwd);
  const linesOf = (uri: string) => new LineIndex(workspace.files.get(uri)?.text ?? "");
  const shown = SEVERITIES.slice(0, SEVERITIES.indexOf(least) + 1);
  const summaries = flags.summary
    ? files.map((file) => ({
        path: file.path,
        summaries: measurabilityOf(workspace, file.uri, { nowEpochMs: io.now() }),
      }))
    : [];
  if (format === "json") printJson(reports, shown, pathOf, io, flags.summary ? summaries : undefined);
  else {
    if (mended) io.out(mendedLine(mended));
    printSummaries(summaries, io);
    printPretty(reports, shown, { pathOf, linesOf }, io);
  }
  const errors = reports.some((report) => report.findings.some((finding) => finding.severity === "error"));
  // What a rule that failed would have said is not known: that is no pass.
  if (reports.some((report) => report.faults.length > 0)) return EXIT_MISUSE;
  return errors ? EXIT_FINDINGS : EXIT_OK;
}
