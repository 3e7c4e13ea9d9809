import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { SourceReader, type Sources, writeText } from "../input/sources";
import { type CliIo, EXIT_FINDINGS, EXIT_MISUSE, EXIT_OK, MisuseError } from "../io";
import { countsLine } from "../print/counts";
import { plural } from "../words";
import { BaselineMatch, readBaseline } from "./baseline";
import { fixFiles, type Mended, mendedLine, patchOf } from "./fix";
import { type CheckOptions, FORMATS, readOptions } from "./options";
import type { CheckRun, Output } from "./report";
import { runCheck } from "./run";
import { CHECK_USAGE } from "./usage";

/** `slosmith check`. */
export async function check(argv: readonly string[], io: CliIo): Promise<number> {
  const options = readOptions(argv);
  if (!options) {
    io.out(CHECK_USAGE);
    return EXIT_OK;
  }
  const { paths, root, stdinName, quiet } = options;
  const asked = {
    paths,
    ...(root === undefined ? {} : { root }),
    ...(stdinName === undefined ? {} : { stdinName }),
  };
  const own = quiet ? withoutProgress(io) : io;
  const reader = new SourceReader(asked, own);
  return options.watch ? watch(reader, options, own) : once(await reader.read(), options, own);
}

function withoutProgress({ progress: _left, ...io }: CliIo): CliIo {
  return io;
}

/** Checks, tells, and gives the exit code. */
function once(sources: Sources, options: CheckOptions, io: CliIo): number {
  const { baseline: path, fix, dryRun } = options;
  if (sources.files.length === 0 && sources.problems.length > 0) {
    for (const problem of sources.problems) io.err(`slosmith: ${problem}\n`);
    return EXIT_MISUSE;
  }
  const baseline =
    path === undefined ? undefined : new BaselineMatch(readBaseline(path, io, options.updateBaseline));
  const configured = configuredBy(sources, options, io.now());
  const fromStdin = fix && options.paths.includes("-");
  const mended = fix ? fixFiles(configured, !dryRun && !fromStdin) : undefined;
  const run = runCheck(
    {
      sources,
      // What a dry run would mend is there still.
      workspace: mended && !dryRun ? mended.workspace : configured.workspace,
      problems: [...sources.problems, ...(mended?.problems ?? [])],
      summary: options.summary,
      ...(baseline ? { baseline } : {}),
      ...(mended ? { mended: mendedLine(mended, dryRun) } : {}),
    },
    io,
  );
  if (mended && dryRun) for (const change of mended.changes) io.out(patchOf(change));
  else if (mended && fromStdin) io.out(fixedText(mended, sources));
  tell(run, options, fromStdin ? { ...io, out: io.err } : io);
  return verdict(run, options, baseline, sources, io);
}

/** The sources today, with what the call says of rules and readers. */
function configuredBy(sources: Sources, { rules, consumers }: CheckOptions, nowEpochMs: number): Sources {
  const ruled = sources.workspace.at(nowEpochMs).withRules(rules);
  const workspace =
    consumers.length === 0 ? ruled : ruled.withConsumers({ ids: consumers, rank: "above-workspace" });
  return { ...sources, workspace };
}

function fixedText({ workspace }: Mended, { files: [file] }: Sources): string {
  return workspace.files.get(file?.uri ?? "")?.text ?? "";
}

/** Writes every format to where it belongs. */
function tell(run: CheckRun, options: CheckOptions, io: CliIo): void {
  const { quiet } = options;
  for (const { format, file, shown } of options.destinations) {
    const { columns, version = "" } = io;
    let text = "";
    const output: Output = {
      columns,
      version,
      quiet,
      color: io.color && file === undefined,
      now: () => io.now(),
      out: (words) => {
        text += words;
      },
    };
    FORMATS[format](run, shown, output);
    if (file === undefined) io.out(text);
    else writeText(resolve(io.cwd, file), file, text);
  }
}

/** What is to be said beside the formats, and the exit code. */
function verdict(
  run: CheckRun,
  options: CheckOptions,
  baseline: BaselineMatch | undefined,
  sources: Sources,
  io: CliIo,
): number {
  const say = (words: string) => io.err(`slosmith: ${words}\n`);
  const note = (words: string) => {
    if (!options.quiet) say(words);
  };
  const { counts } = run;
  for (const words of sources.notes) note(words);
  // Where all goes into files, whoever reads the log still wants to know.
  const silent = options.destinations.every(({ file }) => file !== undefined);
  if (silent) note(countsLine(run, options.destinations[0]?.shown ?? []));
  for (const { path, faults } of run.reports) {
    for (const { code, message } of faults)
      say(`${path}: the rule ${code} failed (${message}); what it would have found is missing.`);
  }
  for (const problem of run.problems) say(problem);
  const faulty = run.problems.length > 0 || run.reports.some(({ faults }) => faults.length > 0);
  if (baseline && options.updateBaseline) {
    note(baseline.update(existsSync));
    return faulty ? EXIT_MISUSE : EXIT_OK;
  }
  if (run.stale !== undefined && run.stale > 0)
    note(
      `${plural(run.stale, "finding")} of ${options.baseline} no longer there: --update-baseline takes them out.`,
    );
  const tooMany = options.maxWarnings !== undefined && counts.warning > options.maxWarnings;
  if (tooMany) say(`${plural(counts.warning, "warning")}; --max-warnings allows ${options.maxWarnings}.`);
  // What a rule that failed would have said is not known: that is no pass.
  if (faulty) return EXIT_MISUSE;
  return counts.error > 0 || tooMany ? EXIT_FINDINGS : EXIT_OK;
}

/** Checks again after every change. Only files that have changed are read and judged again. */
async function watch(reader: SourceReader, options: CheckOptions, io: CliIo): Promise<number> {
  if (!io.watch) throw new MisuseError("--watch cannot follow files here.");
  let code = EXIT_OK;
  const again = async (): Promise<Sources> => {
    const sources = await reader.read();
    io.clear?.();
    code = once(sources, options, io);
    if (!options.quiet) io.err("Watching for changes. Ctrl-C ends it.\n");
    return sources;
  };
  const first = await again();
  const folders = first.root === undefined ? [io.cwd] : [first.root];
  try {
    await io.watch(folders, async () => void (await again()));
  } catch (error) {
    // The system refuses to watch so many files, or the folder is gone.
    const { code: reason } = error as { code?: string };
    if (reason === undefined) throw error;
    throw new MisuseError(`--watch: the files below "${folders[0]}" cannot be followed (${reason}).`);
  }
  return code;
}
