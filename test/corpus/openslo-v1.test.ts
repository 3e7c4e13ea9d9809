import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type Divergence, OPENSLO_V1_DIVERGENCES } from "./divergences";
import { OPENSLO_V1_READINGS, OPENSLO_V1_REASONS } from "./readings";
import { countsByCode, errorsOf, findingsIn, type Seen, table } from "./report";
import { type CorpusFile, corpusFiles, hasCorpus, reportLeftOut } from "./shared";
import { type ExpectedLine, expectedLines, pathsIn, reasonIn } from "./why";

const DIALECT = "openslo-v1";
const present = hasCorpus(DIALECT);
const DOCUMENTED = resolve(__dirname, "../../docs/divergences.md");

interface Result {
  readonly file: CorpusFile;
  readonly seen: readonly Seen[];
}

interface Verdict extends Result {
  readonly expected: readonly ExpectedLine[];
  /** Errors on a line that the reason speaks of, by a rule that can have meant it. */
  readonly hits: readonly Seen[];
}

const results = (kind: "valid" | "invalid" | "wild"): Result[] =>
  corpusFiles(DIALECT, kind).map((file) => ({ file, seen: findingsIn(file) }));

function readingOf(name: string) {
  return OPENSLO_V1_READINGS.find((one) => one.files.test(name));
}

function verdict(result: Result): Verdict {
  const reason = reasonIn(result.file.why ?? "");
  const reading = readingOf(result.file.name);
  const own = reading?.path === undefined ? [] : [reading.path];
  const paths = reading ? own : pathsIn(reason);
  const expected = expectedLines(result.file.text, paths);
  const fitting = OPENSLO_V1_REASONS.find((one) => one.says.test(reason))?.codes ?? [];
  const hits = errorsOf(result.seen).filter(
    (error) => fitting.includes(error.code) && expected.some((one) => one.line === error.line),
  );
  return { ...result, expected, hits };
}

function isOf({ code, says, files }: Divergence, name: string, error: Seen): boolean {
  return code === error.code && says.test(error.message) && (files?.test(name) ?? true);
}

function isAllowed(name: string, error: Seen): boolean {
  return OPENSLO_V1_DIVERGENCES.some((one) => isOf(one, name, error));
}

/** Whether OpenSLO v1 itself refuses the file. */
function isOurs({ file }: Result): boolean {
  const reading = readingOf(file.name);
  return reading === undefined || reading.path !== undefined;
}

beforeAll(() => {
  if (!present) reportLeftOut(DIALECT);
});

describe.runIf(present)("the corpus of OpenSLO v1 files", () => {
  const valid = results("valid");
  const invalid = results("invalid").map(verdict);
  const wild = results("wild");

  it("is summed up in a table", () => {
    const places = invalid.map(({ file, expected, hits, seen }) => [
      file.name.replace(/^OpenSLO__|\.yaml$/g, ""),
      expected.map(({ path, line }) => `${line} (${path})`).join(", "),
      [...new Set(hits.map(({ line, code }) => `${line} ${code}`))].join(", "),
      [...new Set(errorsOf(seen).map(({ line, code }) => `${line} ${code}`))].length.toString(),
    ]);
    const sum = (kind: string, all: readonly Result[], missed: string) => [
      DIALECT,
      kind,
      `${all.length}`,
      `${all.flatMap(({ seen }) => errorsOf(seen)).length}`,
      `${all.flatMap(({ seen }) => seen.filter((one) => one.severity === "warning")).length}`,
      missed,
    ];
    const undocumented = valid.filter(({ file, seen }) =>
      errorsOf(seen).some((error) => !isAllowed(file.name, error)),
    );
    const missed = invalid.filter((one) => one.hits.length === 0);
    console.log(
      [
        table(["invalid file", "line (path) expected", "error there", "places with errors"], places),
        "",
        "wild files, by code (! is an error):",
        ...wild.map(({ file, seen }) => `  ${file.name}: ${countsByCode(seen) || "nothing"}`),
        "",
        table(
          ["dialect", "class", "files", "errors", "warnings", "missed"],
          [
            sum(
              "valid",
              valid,
              `${undocumented.length} with an error that docs/divergences.md does not list`,
            ),
            sum(
              "invalid",
              invalid,
              `${missed.length} (${missed.filter(isOurs).length} that OpenSLO v1 refuses)`,
            ),
            sum("wild", wild, ""),
          ],
        ),
      ].join("\n"),
    );
    expect(valid.length).toBeGreaterThan(0);
    expect(invalid.length).toBeGreaterThan(0);
  });

  it.each(valid.map((one) => [one.file.name, one] as const))("valid: %s", (name, { seen }) => {
    const surprising = errorsOf(seen).filter((error) => !isAllowed(name, error));
    expect(surprising).toEqual([]);
  });

  it.each(invalid.filter(isOurs).map((one) => [one.file.name, one] as const))(
    "invalid: %s",
    (_, { expected, hits, seen }) => {
      expect(expected.length, "the reason says where").toBeGreaterThan(0);
      expect(hits.length, `errors: ${JSON.stringify(errorsOf(seen))}`).toBeGreaterThan(0);
    },
  );

  it("diverges where the table says so, and nowhere else", () => {
    const idle = OPENSLO_V1_DIVERGENCES.filter(
      (one) => !valid.some(({ file, seen }) => errorsOf(seen).some((error) => isOf(one, file.name, error))),
    );
    expect(idle).toEqual([]);
  });

  it("has a reading for no file but those that need one", () => {
    const idle = OPENSLO_V1_READINGS.filter(
      ({ files }) => !invalid.some(({ file }) => files.test(file.name)),
    );
    expect(idle).toEqual([]);
  });
});

describe("docs/divergences.md", () => {
  const text = readFileSync(DOCUMENTED, "utf8");

  it.each(OPENSLO_V1_DIVERGENCES.map((one) => [one.title, one.code] as const))(
    "explains: %s",
    (title, code) => {
      const section = text.split(/^### /m).find((part) => part.startsWith(`${title}\n`));
      expect(section, `a section named ${title}`).toBeDefined();
      expect(section).toContain(`\`${code}\``);
    },
  );
});
