import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Divergence } from "./divergences";
import { countsByCode, errorsOf, findingsIn, type Seen, table } from "./report";
import { type CorpusFile, corpusFiles, hasCorpus, reportLeftOut } from "./shared";
import { expectedLines, pathsIn, reasonIn } from "./why";

/** What the reason beside an invalid file means where it names no path, or one that does not fit. */
export interface Reading {
  /** Matched against `<folder>/<file name>`. */
  readonly files: RegExp;
  /** The place that is wrong; a file without one is nothing that we can refuse. */
  readonly path?: string;
  /** Its line, counted from 1, where no path leads there: a second key of one name, a line that is no YAML. */
  readonly line?: number;
  /** The rule that has to speak there; by the words of the reason, if left out. */
  readonly code?: string;
  /** Why the file is read so. */
  readonly because?: string;
}

/** Which rules' words fit which reasons: an error on the right line for a wrong reason is a miss. */
export interface Reason {
  readonly says: RegExp;
  readonly codes: readonly string[];
}

/** The corpus of one format. */
export interface CorpusFormat {
  readonly title: string;
  readonly folders: readonly string[];
  readonly divergences: readonly Divergence[];
  readonly readings: readonly Reading[];
  /** For invalid files whose reading names no rule; the first that matches the reason counts. */
  readonly reasons?: readonly Reason[];
  /** At least so many files there are of each class, so that an empty folder is no success. */
  readonly atLeast: { readonly valid: number; readonly invalid: number };
}

interface Result {
  readonly folder: string;
  readonly file: CorpusFile;
  readonly seen: readonly Seen[];
}

interface Verdict extends Result {
  /** Whether the file is something that we can refuse. */
  readonly judged: boolean;
  readonly reading?: Reading;
  readonly lines: readonly number[];
  /** Errors on a line that the reason speaks of, by a rule that can have meant it. */
  readonly hits: readonly Seen[];
}

const DOCUMENTED = resolve(__dirname, "../../docs/divergences.md");

/**
 * Tests a format on public files: those that its own project accepts have no error but documented ones, those that
 * it refuses have one on the line that its reason speaks of. Prints what is found, also in files from use.
 */
export function describeCorpus(format: CorpusFormat): void {
  const { title, folders, divergences } = format;
  const present = folders.every(hasCorpus);

  beforeAll(() => {
    if (!present) reportLeftOut(title);
  });

  describe.runIf(present)(`the corpus of ${title} files`, () => {
    const results = (kind: "valid" | "invalid" | "wild"): Result[] =>
      folders.flatMap((folder) =>
        corpusFiles(folder, kind).map((file) => ({ folder, file, seen: findingsIn(file) })),
      );
    const valid = results("valid");
    const invalid = results("invalid").map((result) => verdictOn(result, format));
    const wild = results("wild");
    const surprising = (result: Result) =>
      errorsOf(result.seen).filter((error) => !divergences.some((one) => isOf(one, result, error)));

    it("is summed up in a table", () => {
      const judged = invalid.filter((one) => one.judged);
      const missed = judged.filter(({ hits }) => hits.length === 0);
      console.log(
        [
          table(["invalid file", "line expected", "error there"], invalid.map(placeRow)),
          "",
          "wild files, by code (! is an error):",
          ...wild.map(({ file, seen }) => `  ${file.name}: ${countsByCode(seen) || "nothing"}`),
          "",
          table(
            [title, "files", "errors", "warnings", "missed"],
            [
              sumRow(
                "valid",
                valid,
                `${valid.filter((one) => surprising(one).length > 0).length} not documented`,
              ),
              sumRow("invalid", invalid, `${missed.length} of ${judged.length}`),
              sumRow("wild", wild, ""),
            ],
          ),
        ].join("\n"),
      );
      expect(valid.length).toBeGreaterThanOrEqual(format.atLeast.valid);
      expect(judged.length).toBeGreaterThanOrEqual(format.atLeast.invalid);
    });

    it.each(valid.map((one) => [idOf(one), one] as const))("valid: %s", (_, one) => {
      expect(surprising(one)).toEqual([]);
    });

    it.each(invalid.filter(({ judged }) => judged).map((one) => [idOf(one), one] as const))(
      "invalid: %s",
      (_, { lines, hits, seen }) => {
        expect(lines.length, "the reason says where").toBeGreaterThan(0);
        expect(hits.length, `errors: ${JSON.stringify(errorsOf(seen))}`).toBeGreaterThan(0);
      },
    );

    it("diverges where the table says so, and nowhere else", () => {
      const idle = divergences.filter(
        (one) => !valid.some((result) => errorsOf(result.seen).some((error) => isOf(one, result, error))),
      );
      expect(idle).toEqual([]);
    });

    it("has a reading for no file but those that need one", () => {
      expect(format.readings.filter(({ files }) => !invalid.some((one) => files.test(idOf(one))))).toEqual(
        [],
      );
    });
  });

  describe.runIf(divergences.length > 0)(`docs/divergences.md on ${title}`, () => {
    const text = readFileSync(DOCUMENTED, "utf8");

    it.each(divergences.map((one) => [one.title, one.code] as const))("explains: %s", (heading, code) => {
      const section = text.split(/^### /m).find((part) => part.startsWith(`${heading}\n`));
      expect(section, `a section named ${heading}`).toBeDefined();
      expect(section).toContain(`\`${code}\``);
    });
  });
}

function idOf({ folder, file }: Result): string {
  return `${folder}/${file.name}`;
}

function verdictOn(result: Result, { readings, reasons }: CorpusFormat): Verdict {
  const reason = reasonIn(result.file.why ?? "");
  const reading = readings.find(({ files }) => files.test(idOf(result)));
  const own = reading?.path === undefined ? [] : [reading.path];
  const paths = reading ? own : pathsIn(reason);
  const lines =
    reading?.line === undefined
      ? expectedLines(result.file.text, paths).map(({ line }) => line)
      : [reading.line];
  const fitting = reading?.code ? [reading.code] : reasons?.find(({ says }) => says.test(reason))?.codes;
  const hits = errorsOf(result.seen).filter(
    ({ code, line }) => (fitting?.includes(code) ?? false) && lines.includes(line),
  );
  return {
    ...result,
    ...(reading ? { reading } : {}),
    judged: reading === undefined || reading.path !== undefined || reading.line !== undefined,
    lines,
    hits,
  };
}

function isOf({ code, says, files }: Divergence, { file }: Result, error: Seen): boolean {
  return code === error.code && says.test(error.message) && (files?.test(file.name) ?? true);
}

function placeRow({ file, lines, hits, reading }: Verdict): string[] {
  return [
    file.name.replace(/^[^_]+__[^_]+__|\.yaml$/g, "").slice(-70),
    lines.join(", ") || (reading?.because ?? ""),
    [...new Set(hits.map(({ line, code }) => `${line} ${code}`))].join(", "),
  ];
}

function sumRow(kind: string, all: readonly Result[], missed: string): string[] {
  const count = (severity: string) =>
    all.reduce((sum, { seen }) => sum + seen.filter((one) => one.severity === severity).length, 0);
  return [kind, `${all.length}`, `${count("error")}`, `${count("warning")}`, missed];
}
