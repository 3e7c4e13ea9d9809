import { releaseGate } from "../core/ide/gate/gate";
import type { GateAnswer, GateVerdict } from "../core/ide/gate/gate-model";
import { parsePlan } from "../core/ide/gate/plan";
import { objectsOf, type PlacedObject, viewOf } from "../core/ide/lookup";
import { ONE, parseDecimal, type Rational, ratio } from "../core/math";
import { LineIndex } from "../core/text/line-index";
import { nearest } from "../core/text/nearest";
import { choice, parseCommandLine } from "./arguments";
import { type CheckedFile, partExcluded, readSources, type Sources } from "./input/sources";
import { type CliIo, EXIT_OK, MisuseError } from "./io";
import { printGateJson, printGatePretty } from "./print-gate";
import { printable } from "./words";

export const GATE_USAGE = `slosmith gate --slo NAME --remaining PERCENT [--plan PLAN] [paths]

Says what an SLO's reliability tier allows a release while so much of the error
budget remains, and what a planned risk would cost.

  --slo NAME           the SLO, by its name
  --remaining PERCENT  what is left of its budget: 100 is all of it, 0 nothing,
                       less than 0 overspent (--remaining=-20)
  --plan PLAN          a risk that is to be taken, as an outage: a length and
                       the share that fails, such as "30 minutes at 5 %"
  --format FORMAT      pretty (default) or json
  --root DIR           where to look up tiers (default: the repository of the
                       files)

Exit code, with --plan as it is after the plan:
  0  releases are allowed
  1  releases are blocked, but for the exceptions that the tier names
  2  the call is wrong, or there is no answer: no such SLO, several of the
     name, no tier, a gate that cannot be read
  3  releases go out step by step (progressive)
  4  each release needs somebody's yes (approval)
`;

/** The exit codes of `gate`; 2 is for wrong calls, as everywhere. */
export const GATE_EXIT: Readonly<Record<GateVerdict, number>> = {
  allowed: EXIT_OK,
  blocked: 1,
  progressive: 3,
  approval: 4,
};

/** An SLO that was asked about, and what its tier says. */
export interface AskedGate {
  readonly slo: string;
  readonly path: string;
  readonly answer: Extract<GateAnswer, { ok: true }>;
  readonly exitCode: number;
}

/** `slosmith gate`. */
export async function gate(argv: readonly string[], io: CliIo): Promise<number> {
  const { paths, flags } = parseCommandLine(withSigns(argv), {
    slo: { type: "string" },
    remaining: { type: "string" },
    plan: { type: "string" },
    format: { type: "string", default: "pretty" },
    root: { type: "string" },
    help: { type: "boolean", short: "h" },
  });
  if (flags.help) {
    io.out(GATE_USAGE);
    return EXIT_OK;
  }
  const format = choice("format", flags.format, ["pretty", "json"]);
  const name = typeof flags.slo === "string" ? flags.slo : "";
  if (name === "") throw new MisuseError("Name the SLO: --slo NAME.");
  const remaining = remainingOf(flags.remaining, io);
  const plan = typeof flags.plan === "string" ? parsePlan(flags.plan) : undefined;
  if (flags.plan !== undefined && !plan)
    throw new MisuseError(
      `--plan takes a length of at most a year and the share that fails, such as "30 minutes at 5 %", not "${printable(String(flags.plan))}".`,
    );
  const root = typeof flags.root === "string" ? flags.root : undefined;
  const sources = await readSources(paths, root, io);
  const { file, placed } = sloNamed(name, sources);
  const view = viewOf(sources.workspace, file.uri);
  const answer = releaseGate(placed.object, view, { remaining, nowEpochMs: io.now(), ...(plan && { plan }) });
  if (!answer.ok) throw new MisuseError(printable(answer.why));
  const { verdict } = answer.plan?.after ?? answer.now;
  const asked: AskedGate = { slo: name, path: file.path, answer, exitCode: GATE_EXIT[verdict] };
  if (format === "json") printGateJson(asked, io);
  else printGatePretty(asked, io);
  return asked.exitCode;
}

/** A number with a minus sign after `--remaining` is its value and no flag. */
function withSigns(argv: readonly string[]): string[] {
  return argv.flatMap((word, at) => {
    if (at > 0 && argv[at - 1] === "--remaining" && /^-[\d.]/.test(word)) return [];
    const next = argv[at + 1] ?? "";
    return word === "--remaining" && /^-[\d.]/.test(next) ? [`--remaining=${next}`] : [word];
  });
}

function remainingOf(flag: string | boolean | undefined, io: CliIo): Rational {
  if (typeof flag !== "string")
    throw new MisuseError("Say how much of the budget is left, in percent: --remaining 35.");
  const percent = parseDecimal(flag.trim().replace(/\s*%$/, ""));
  if (!percent)
    throw new MisuseError(`--remaining takes a number in percent, such as 35, not "${printable(flag)}".`);
  const remaining = percent.div(ratio(100));
  if (remaining.compare(ONE) > 0)
    throw new MisuseError(`--remaining ${printable(flag)}: no more than 100 % of a budget can be left.`);
  if (percent.s > 0n && percent.n > 0n && percent.compare(ONE) <= 0)
    io.err(
      `slosmith: --remaining ${printable(flag)} is read as ${printable(flag.replace(/\s*%$/, ""))} %. It takes percent: half of the budget is 50.\n`,
    );
  return remaining;
}

interface FoundSlo {
  readonly file: CheckedFile;
  readonly placed: PlacedObject;
}

/** The SLO of a name. Those in files that a `.slosmith.yaml` excludes do not count. */
function sloNamed(name: string, sources: Sources): FoundSlo {
  const { workspace } = sources;
  const { counted, excluded } = partExcluded(sources);
  const slosIn = (files: readonly CheckedFile[]): FoundSlo[] =>
    files.flatMap((file) =>
      objectsOf(workspace.files.get(file.uri)).flatMap((placed) =>
        placed.object.body.type === "slo" ? [{ file, placed }] : [],
      ),
    );
  const isNamed = ({ placed }: FoundSlo) => placed.object.name?.value === name;
  const slos = slosIn(counted);
  const found = slos.filter(isNamed);
  const [first, second] = found;
  if (first && !second) return first;
  if (first) {
    const where = found.map(({ file, placed }) => `${file.path}:${lineOf(placed, workspace, file.uri)}`);
    throw new MisuseError(
      printable(
        `There are ${found.length} SLOs named "${name}": ${where.join(", ")}. Name the file of the one that is meant.`,
      ),
    );
  }
  const [hidden] = slosIn(excluded).filter(isNamed);
  if (hidden)
    throw new MisuseError(
      printable(
        `"${name}" stands in ${hidden.file.path}, which a .slosmith.yaml excludes, so nothing is said of it.`,
      ),
    );
  const names = slos.flatMap(({ placed }) => placed.object.name?.value ?? []);
  const meant = nearest(name, names);
  const hint = meant === undefined ? `${names.length} others are there.` : `Did you mean ${meant}?`;
  throw new MisuseError(
    printable(names.length === 0 ? "There is no SLO in these files." : `There is no SLO "${name}". ${hint}`),
  );
}

/** The line on which an object's name stands. */
function lineOf({ object, slot }: PlacedObject, workspace: Sources["workspace"], uri: string): number {
  const offset = slot.start + (object.name?.span.start ?? object.root.span.start);
  return new LineIndex(workspace.files.get(uri)?.text ?? "").positionAt(offset).line + 1;
}
