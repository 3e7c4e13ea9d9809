import { resolve } from "node:path";
import { type Conversion, type ConversionTarget, conversionTargets } from "../core/convert/convert";
import { convertFile } from "../core/ide/convert-file";
import { LineIndex } from "../core/text/line-index";
import { nearest } from "../core/text/nearest";
import type { Span } from "../core/text/span";
import { parseCommandLine } from "./arguments";
import { type CheckedFile, readSources, writeText } from "./input/sources";
import { type CliIo, EXIT_FINDINGS, EXIT_OK, MisuseError } from "./io";
import { plural, printable, wrap } from "./words";

export const CONVERT_USAGE = `slosmith convert --to FORMAT [file]

Writes the SLOs of a file in another format, on standard output. What the format
cannot say, or has to be told, goes to standard error, one note for each fact.
Without a file, or with "-", standard input is read.

  --to FORMAT       ${conversionTargets()
    .map(({ id }) => id)
    .join(", ")}
  --output FILE     write there instead of on standard output
  --json            print the text, the notes and what was refused as JSON
  --root DIR        where to look up references (default: the repository of the
                    file)

Exit code: 0, also with notes; 1 if an SLO could not be converted; 2 if the call
is wrong.
`;

/** `slosmith convert`. */
export async function convert(argv: readonly string[], io: CliIo): Promise<number> {
  const { paths, flags } = parseCommandLine(argv, {
    to: { type: "string" },
    output: { type: "string", short: "o" },
    json: { type: "boolean" },
    root: { type: "string" },
    help: { type: "boolean", short: "h" },
  });
  if (flags.help) {
    io.out(CONVERT_USAGE);
    return EXIT_OK;
  }
  const target = targetOf(flags.to);
  const [path = "-", ...more] = paths;
  if (more.length > 0) throw new MisuseError(`Convert takes one file, not ${paths.length}.`);
  const root = typeof flags.root === "string" ? flags.root : undefined;
  const { workspace, files } = await readSources([path], root, io);
  const [file, ...others] = files;
  if (!file || others.length > 0) throw new MisuseError(`"${path}" is a directory. Convert takes one file.`);
  const conversion = convertFile(workspace, file.uri, target.id);
  if (!conversion) throw new MisuseError(`"${path}" could not be read.`);
  const lines = new LineIndex(workspace.files.get(file.uri)?.text ?? "");
  const output = typeof flags.output === "string" ? resolve(io.cwd, flags.output) : undefined;
  if (output !== undefined && conversion.text !== "") writeText(output, output, conversion.text);
  if (flags.json) printJson(conversion, target, lines, io);
  else {
    if (output === undefined) io.out(conversion.text);
    printNotes(conversion, file, target, lines, io);
  }
  return conversion.refused.length > 0 || conversion.documents.length === 0 ? EXIT_FINDINGS : EXIT_OK;
}

function targetOf(written: string | boolean | undefined): ConversionTarget {
  const targets = conversionTargets();
  const known = targets.map(({ id }) => id);
  if (typeof written !== "string")
    throw new MisuseError(`Say what to convert to: --to ${known.join(" | ")}.`);
  const target = targets.find(({ id }) => id === written);
  if (target) return target;
  const meant = nearest(written, known);
  throw new MisuseError(
    `--to takes ${known.join(", ")}, not "${written}".${meant === undefined ? "" : ` Did you mean ${meant}?`}`,
  );
}

/** What is lost, assumed and refused, each with its line. */
function printNotes(
  { notes, refused, asked, documents }: Conversion,
  file: CheckedFile,
  target: ConversionTarget,
  lines: LineIndex,
  io: CliIo,
): void {
  const say = (word: string, place: Span | undefined, slos: readonly string[], text: string) => {
    const at = place ? `:${lines.positionAt(place.start).line + 1}` : "";
    const name = slos.length === 0 ? "" : `  ${slos.join(", ")}`;
    io.err(`${printable(`${file.path}${at}  ${word}${name}`)}\n`);
    for (const row of wrap(text, io.columns - 2)) io.err(`  ${printable(row)}\n`);
  };
  for (const { kind, what, why, slos, place } of notes) say(kind, place, slos, `${what} ${why}`);
  for (const { slo, what, todo, place } of refused) say("refused", place, [slo], `${what} ${todo}`);
  if (asked === 0 && documents.length === 0) {
    io.err(`${file.path}: no SLO of a format that SLOsmith can convert.\n`);
    return;
  }
  const done = asked - refused.length;
  const counted = `${done} of ${plural(asked, "SLO")} converted to ${target.title}`;
  const lost = notes.filter(({ kind }) => kind === "lost").length;
  io.err(`${counted}: ${lost} lost, ${notes.length - lost} assumed.\n`);
}

function printJson(conversion: Conversion, target: ConversionTarget, lines: LineIndex, io: CliIo): void {
  const { text, notes, refused } = conversion;
  const lineOf = (place: Span | undefined) => (place ? { line: lines.positionAt(place.start).line + 1 } : {});
  const result = {
    version: 1,
    to: target.id,
    text,
    notes: notes.map(({ place, ...note }) => ({ ...note, ...lineOf(place) })),
    refused: refused.map(({ place, ...refusal }) => ({ ...refusal, ...lineOf(place) })),
  };
  io.out(`${JSON.stringify(result, null, 2)}\n`);
}
