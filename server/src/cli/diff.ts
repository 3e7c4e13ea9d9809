import { choice, choices, parseCommandLine } from "./arguments";
import { compareStates } from "./diff/compare";
import { FAILURES, type Failure, failing } from "./diff/fail-on";
import { printDiffJson } from "./diff/print-json";
import { printDiffMarkdown } from "./diff/print-markdown";
import { printDiffPretty } from "./diff/print-pretty";
import { nameOf } from "./diff/words";
import { type CliIo, EXIT_FINDINGS, EXIT_OK } from "./io";
import { plural, printable } from "./words";

export const DIFF_USAGE = `slosmith diff [base[..head]] [paths] [--format pretty|json|markdown]
                               [--fail-on loosened|untiered|unmeasurable]

Tells what a change does to promises: for each objective that was added, removed
or changed its budget, window, alerts, tier and measurability before and after,
and whether that loosens or tightens it. Both sides are read from git.

  main               from the commit main to the files as they are now
  main..topic        from main to topic
  main...topic       from where the two parted to topic

Without a base the files are compared with HEAD.

  --format FORMAT    pretty (default), json, or markdown for a pull request
  --fail-on WHAT     exit with 1 where the change has loosened an objective, has
                     left one without a tier, or has made one unmeasurable.
                     May be given several times, or with commas

Exit code: 0, 1 if --fail-on says so, or 2 if the call is wrong.
`;

const FORMATS = ["pretty", "json", "markdown"] as const;

/** `slosmith diff`. */
export async function diff(argv: readonly string[], io: CliIo): Promise<number> {
  const { paths, flags, lists } = parseCommandLine(argv, {
    format: { type: "string", default: "pretty" },
    "fail-on": { type: "string", multiple: true },
    help: { type: "boolean", short: "h" },
  });
  if (flags.help) {
    io.out(DIFF_USAGE);
    return EXIT_OK;
  }
  const format = choice("format", flags.format, FORMATS);
  const words = (lists["fail-on"] ?? []).flatMap((text) => text.split(",")).map((word) => word.trim());
  const failOn: readonly Failure[] = [...new Set(choices("fail-on", words, FAILURES))];
  const [range = "HEAD", ...only] = paths;
  const report = await compareStates(range, only, io);
  const failed = failOn.filter((failure) => failing(failure, report.changes).length > 0);
  if (format === "json") printDiffJson(report, failed, io);
  else if (format === "markdown") printDiffMarkdown(report, failed, io);
  else printDiffPretty(report, io);
  for (const failure of failed) {
    const names = failing(failure, report.changes).map(nameOf);
    const shown =
      names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
    io.err(printable(`slosmith: --fail-on ${failure}: ${plural(names.length, "objective")} (${shown}).\n`));
  }
  return failed.length > 0 ? EXIT_FINDINGS : EXIT_OK;
}
