import { CONSUMERS, type ConsumerId } from "../../core/model/consumer";
import { RULE_SEVERITIES, type RuleSeverity } from "../../core/model/workspace-settings";
import { catalogue } from "../../core/rules/catalogue";
import type { Severity } from "../../core/rules/rule";
import { type RuleSettings, ruleNamed } from "../../core/rules/run";
import { nearest } from "../../core/text/nearest";
import { choice, choices, parseCommandLine } from "../arguments";
import { MisuseError } from "../io";
import { printCheckstyle } from "../print/checkstyle";
import { printGithub } from "../print/github";
import { printGitlab } from "../print/gitlab";
import { printJson } from "../print/json";
import { printJunit } from "../print/junit";
import { printMarkdown } from "../print/markdown";
import { printPretty } from "../print/pretty";
import { printSarif } from "../print/sarif";
import { type Printer, SEVERITIES } from "./report";

/** Every format, by its name. */
export const FORMATS = {
  pretty: printPretty,
  json: printJson,
  sarif: printSarif,
  junit: printJunit,
  github: printGithub,
  gitlab: printGitlab,
  checkstyle: printCheckstyle,
  markdown: printMarkdown,
} as const satisfies Readonly<Record<string, Printer>>;

export type Format = keyof typeof FORMATS;
const FORMAT_NAMES = Object.keys(FORMATS) as Format[];

/** A format, and the file that it is written to; without one to standard output. */
export interface Destination {
  readonly format: Format;
  readonly file?: string;
  /** The severities that are shown. */
  readonly shown: readonly Severity[];
}

/** A call of `check`, read. */
export interface CheckOptions {
  readonly paths: readonly string[];
  readonly destinations: readonly Destination[];
  readonly rules: RuleSettings;
  readonly consumers: readonly ConsumerId[];
  readonly maxWarnings?: number;
  readonly baseline?: string;
  readonly updateBaseline: boolean;
  readonly fix: boolean;
  readonly dryRun: boolean;
  readonly summary: boolean;
  readonly watch: boolean;
  readonly quiet: boolean;
  readonly root?: string;
  readonly stdinName?: string;
}

/** The flags of `check`, as the parser wants them. */
export const CHECK_FLAGS = {
  format: { type: "string", multiple: true },
  output: { type: "string", short: "o" },
  severity: { type: "string" },
  "max-warnings": { type: "string" },
  rule: { type: "string", multiple: true },
  fix: { type: "boolean", default: false },
  "dry-run": { type: "boolean", default: false },
  baseline: { type: "string" },
  "update-baseline": { type: "boolean", default: false },
  summary: { type: "boolean", default: false },
  consumer: { type: "string", multiple: true },
  root: { type: "string" },
  "stdin-name": { type: "string" },
  watch: { type: "boolean", default: false },
  quiet: { type: "boolean", short: "q", default: false },
  help: { type: "boolean", short: "h" },
} as const;

/** Reads a call; undefined where it asks for help. */
export function readOptions(argv: readonly string[]): CheckOptions | undefined {
  const { paths, flags, lists } = parseCommandLine(argv, CHECK_FLAGS);
  if (flags.help) return undefined;
  const text = (name: string) => (typeof flags[name] === "string" ? flags[name] : undefined);
  const maxWarnings = text("max-warnings");
  if (maxWarnings !== undefined && !/^\d{1,9}$/.test(maxWarnings))
    throw new MisuseError(`--max-warnings takes a number, 0 or above, not "${maxWarnings}".`);
  const [baseline, root, stdinName] = [text("baseline"), text("root"), text("stdin-name")];
  const options: CheckOptions = {
    paths,
    destinations: destinations(lists.format, text("output"), text("severity")),
    rules: readRules(lists.rule ?? []),
    consumers: choices("consumer", lists.consumer, CONSUMERS),
    updateBaseline: flags["update-baseline"] === true,
    fix: flags.fix === true,
    dryRun: flags["dry-run"] === true,
    summary: flags.summary === true,
    watch: flags.watch === true,
    quiet: flags.quiet === true,
    ...(maxWarnings === undefined ? {} : { maxWarnings: Number(maxWarnings) }),
    ...(baseline === undefined ? {} : { baseline }),
    ...(root === undefined ? {} : { root }),
    ...(stdinName === undefined ? {} : { stdinName }),
  };
  refuseContradictions(options);
  return options;
}

function refuseContradictions(options: CheckOptions): void {
  const stdin = options.paths.includes("-");
  const refuse = (when: boolean, message: string) => {
    if (when) throw new MisuseError(message);
  };
  refuse(options.dryRun && !options.fix, "--dry-run goes with --fix: it shows what --fix would change.");
  refuse(
    options.updateBaseline && options.baseline === undefined,
    "--update-baseline goes with --baseline FILE.",
  );
  refuse(options.stdinName !== undefined && !stdin, '--stdin-name goes with "-": it names standard input.');
  refuse(stdin && options.watch, "--watch follows files; standard input is none.");
  refuse(
    options.watch && options.fix,
    "--watch and --fix exclude each other: --fix would change files under the editor.",
  );
  refuse(options.watch && options.updateBaseline, "--watch and --update-baseline exclude each other.");
  refuse(
    stdin && options.fix && options.paths.length > 1,
    '--fix takes files, or "-" alone: it prints the fixed text.',
  );
}

/** `pretty`, or `sarif=report.sarif`; `--output` is the file of the one that names none. */
function destinations(
  written: readonly string[] | undefined,
  output: string | undefined,
  severity: string | undefined,
): readonly Destination[] {
  const list = (written ?? ["pretty"]).map((words): Destination => {
    const [name = "", ...path] = words.split("=");
    const [format] = choices("format", [name], FORMAT_NAMES);
    if (format === undefined) throw new MisuseError(`--format takes ${FORMAT_NAMES.join(", ")}.`);
    if (path.length > 0 && path.join("=") === "") throw new MisuseError(`--format ${words} lacks the file.`);
    // A machine can leave out for itself what it does not want.
    const least = choice("severity", severity ?? (format === "json" ? "hint" : "information"), SEVERITIES);
    const shown = SEVERITIES.slice(0, SEVERITIES.indexOf(least) + 1);
    return path.length > 0 ? { format, file: path.join("="), shown } : { format, shown };
  });
  const open = list.filter(({ file }) => file === undefined);
  if (open.length > 1)
    throw new MisuseError(
      `Only one format can go to standard output: give the others a file, as in --format ${open[1]?.format}=FILE.`,
    );
  if (output === undefined) return list;
  if (open.length === 0) throw new MisuseError("--output has no format to write: each one names a file.");
  return list.map((one) => (one.file === undefined ? { ...one, file: output } : one));
}

/** `target-range=warning`, once a rule. */
function readRules(written: readonly string[]): RuleSettings {
  const rules: Record<string, RuleSeverity> = {};
  for (const words of written) {
    const [name = "", wanted, ...more] = words.split("=");
    const rule = ruleNamed(name);
    if (!rule) {
      const known = catalogue.flatMap(({ code, alias }) => (alias === undefined ? [code] : [code, alias]));
      const meant = nearest(name, known);
      throw new MisuseError(
        `--rule: there is no rule "${name}". ${meant ? `Did you mean ${meant}?` : '"slosmith explain" lists all.'}`,
      );
    }
    const severity = RULE_SEVERITIES.find((one) => one === wanted);
    if (severity === undefined || more.length > 0) {
      const meant = wanted === undefined ? undefined : nearest(wanted, RULE_SEVERITIES);
      const hint = meant ? ` Did you mean ${meant}?` : "";
      throw new MisuseError(`--rule takes ${rule.code}=${RULE_SEVERITIES.join("|")}, not "${words}".${hint}`);
    }
    rules[rule.code] = severity;
  }
  return rules;
}
