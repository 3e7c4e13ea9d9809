import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type Divergence, SLOTH_DIVERGENCES } from "./divergences";
import { countsByCode, errorsOf, findingsIn, type Seen, table } from "./report";
import { type CorpusFile, corpusFiles, hasCorpus, reportLeftOut } from "./shared";
import { SLOTH_READINGS, type SlothReading } from "./sloth-readings";
import { expectedLines } from "./why";

const DIALECTS = ["sloth", "sloth-crd", "sloth-other"] as const;
const present = DIALECTS.every(hasCorpus);
const DOCUMENTED = resolve(__dirname, "../../docs/divergences.md");

interface Result {
  readonly dialect: string;
  readonly file: CorpusFile;
  readonly seen: readonly Seen[];
}

interface Verdict extends Result {
  readonly reading: SlothReading | undefined;
  readonly lines: readonly number[];
  /** Errors on a line that the reason speaks of, by a rule that can have meant it. */
  readonly hits: readonly Seen[];
}

const results = (kind: "valid" | "invalid" | "wild"): Result[] =>
  DIALECTS.flatMap((dialect) =>
    corpusFiles(dialect, kind).map((file) => ({ dialect, file, seen: findingsIn(file) })),
  );

function verdict(result: Result): Verdict {
  const reading = SLOTH_READINGS.find(({ files }) => files.test(`${result.dialect}/${result.file.name}`));
  const lines = reading?.path ? expectedLines(result.file.text, [reading.path]).map(({ line }) => line) : [];
  const hits = errorsOf(result.seen).filter(
    ({ code, line }) => reading?.code === code && lines.includes(line),
  );
  return { ...result, reading, lines, hits };
}

function isOf({ code, says, files }: Divergence, { file }: Result, error: Seen): boolean {
  return code === error.code && says.test(error.message) && (files?.test(file.name) ?? true);
}

function surprising(result: Result): Seen[] {
  return errorsOf(result.seen).filter((error) => !SLOTH_DIVERGENCES.some((one) => isOf(one, result, error)));
}

beforeAll(() => {
  if (!present) reportLeftOut("Sloth");
});

describe.runIf(present)("the corpus of Sloth files", () => {
  const valid = results("valid");
  const invalid = results("invalid").map(verdict);
  const wild = results("wild");

  it("is summed up in a table", () => {
    const row = (kind: string, all: readonly Result[], missed: string) => [
      kind,
      `${all.length}`,
      `${all.flatMap(({ seen }) => errorsOf(seen)).length}`,
      `${all.flatMap(({ seen }) => seen.filter((one) => one.severity === "warning")).length}`,
      missed,
    ];
    const judged = invalid.filter(({ reading }) => reading?.path);
    console.log(
      [
        table(
          ["invalid file", "line expected", "error there"],
          invalid.map(({ file, lines, hits, reading }) => [
            file.name.replace(/^slok__sloth__|\.yaml$/g, "").slice(-70),
            lines.join(", ") || (reading?.why ?? ""),
            hits.map(({ line, code }) => `${line} ${code}`).join(", "),
          ]),
        ),
        "",
        "wild files, by code (! is an error):",
        ...wild.map(({ file, seen }) => `  ${file.name}: ${countsByCode(seen) || "nothing"}`),
        "",
        table(
          ["Sloth", "files", "errors", "warnings", "missed"],
          [
            row("valid", valid, `${valid.filter((one) => surprising(one).length > 0).length} not documented`),
            row("invalid", invalid, `${judged.filter(({ hits }) => hits.length === 0).length}`),
            row("wild", wild, ""),
          ],
        ),
      ].join("\n"),
    );
    expect(valid.length).toBeGreaterThan(20);
    expect(judged.length).toBeGreaterThan(18);
  });

  it.each(valid.map((one) => [`${one.dialect}: ${one.file.name}`, one] as const))("valid: %s", (_, one) => {
    expect(surprising(one)).toEqual([]);
  });

  it.each(invalid.map((one) => [`${one.dialect}: ${one.file.name}`, one] as const))(
    "invalid: %s",
    (_, { reading, lines, hits, seen }) => {
      expect(reading, "a reading of its reason").toBeDefined();
      if (!reading?.path) return;
      expect(lines.length).toBeGreaterThan(0);
      expect(hits.length, `errors: ${JSON.stringify(errorsOf(seen))}`).toBeGreaterThan(0);
    },
  );

  it("diverges where the table says so, and nowhere else", () => {
    const idle = SLOTH_DIVERGENCES.filter(
      (one) => !valid.some((result) => errorsOf(result.seen).some((error) => isOf(one, result, error))),
    );
    expect(idle).toEqual([]);
  });

  it("has a reading for no file but those that are there", () => {
    const names = invalid.map(({ dialect, file }) => `${dialect}/${file.name}`);
    expect(SLOTH_READINGS.filter(({ files }) => !names.some((name) => files.test(name)))).toEqual([]);
  });
});

describe("docs/divergences.md on Sloth", () => {
  const text = readFileSync(DOCUMENTED, "utf8");

  it.each(SLOTH_DIVERGENCES.map((one) => [one.title, one.code] as const))("explains: %s", (title, code) => {
    const section = text.split(/^### /m).find((part) => part.startsWith(`${title}\n`));
    expect(section, `a section named ${title}`).toBeDefined();
    expect(section).toContain(`\`${code}\``);
  });
});
