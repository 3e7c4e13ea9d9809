import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { DIVERGENCES } from "./divergences";
import { findingsIn, type Seen, table } from "./report";
import { type CorpusFile, corpusDialects, corpusFiles, reportLeftOut } from "./shared";
import { parseVerdicts, type Verdict } from "./verdicts";

/** At most so many of the findings may be doubtful, in per cent. */
const MOST_DOUBTFUL_PERCENT = 2;

/** Files that stand in one folder where they come from, by their place and the beginning of their names: read together too. */
const SETS = [{ folder: "openslo-v1/wild", prefix: "OpenSLO__slogen__samples__sumologic__v1__" }];

/** A finding with the file it is in, as `openslo-v1/wild/name.yaml`. */
interface Found extends Seen {
  readonly file: string;
}

const KINDS = ["valid", "wild"] as const;
const dialects = corpusDialects();
const verdicts = parseVerdicts(readFileSync(resolve(__dirname, "verdicts.tsv"), "utf8"));
const keyOf = ({ file, line, code }: { file: string; line: number; code: string }) =>
  `${file}:${line} ${code}`;

function foundIn(folder: string, files: readonly CorpusFile[]): Found[] {
  const own = files.flatMap((file) => place(folder, file, findingsIn(file)));
  const known = new Set(own.map(keyOf));
  const together = SETS.filter((set) => set.folder === folder).flatMap(({ prefix }) => {
    const set = files.filter(({ name }) => name.startsWith(prefix));
    return set.flatMap((file) => place(folder, file, findingsIn(file, set)));
  });
  return [...own, ...together.filter((one) => !known.has(keyOf(one)))];
}

function place(folder: string, file: CorpusFile, seen: readonly Seen[]): Found[] {
  return seen.map((one) => ({ ...one, file: `${folder}/${file.name}` }));
}

/** Whether docs/divergences.md gives the reason of an error on a file that its own project calls valid. */
function isExplained({ file, severity, code, message }: Found): boolean {
  const [dialect = "", kind, name = ""] = file.split("/");
  if (severity !== "error" || kind !== "valid") return false;
  const all = DIVERGENCES[dialect] ?? [];
  return all.some((one) => one.code === code && one.says.test(message) && (one.files?.test(name) ?? true));
}

beforeAll(() => {
  if (dialects.length === 0) reportLeftOut("spec");
});

describe.runIf(dialects.length > 0)("what is said of files in use", () => {
  const files = dialects.flatMap((dialect) =>
    KINDS.map((kind) => ({ folder: `${dialect}/${kind}`, files: corpusFiles(dialect, kind) })),
  );
  const found = files.flatMap((one) => foundIn(one.folder, one.files));
  const grave = found.filter(({ severity }) => severity === "error" || severity === "warning");
  const judged = grave.filter((one) => !isExplained(one));
  const verdictOf = new Map(verdicts.map((one) => [keyOf(one), one]));

  it("is counted by rule", () => {
    const rows = (["error", "warning", "information"] as const).flatMap((severity) => {
      const own = found.filter((one) => one.severity === severity);
      return [...new Set(own.map(({ code }) => code))].sort().map((code) => {
        const of = own.filter((one) => one.code === code);
        const explained = of.filter(isExplained).length;
        const doubtful = of.filter((one) => verdictOf.get(keyOf(one))?.verdict === "doubtful").length;
        const rest = severity === "information" ? ["", ""] : [String(explained), String(doubtful)];
        return [severity, code, String(of.length), ...rest];
      });
    });
    const read = files.reduce((sum, one) => sum + one.files.length, 0);
    console.log(
      `${read} valid and wild files\n${table(["severity", "rule", "count", "explained", "doubtful"], rows)}`,
    );
    expect(judged.length).toBeGreaterThan(0);
  });

  it("has been read and judged, each warning and each error that docs/divergences.md does not explain", () => {
    const missing = judged.filter((one) => !verdictOf.has(keyOf(one)));
    expect(missing.map((one) => `${keyOf(one)}: ${one.message}`)).toEqual([]);
  });

  it("is still said wherever there is a verdict on it", () => {
    const said = new Set(grave.map(keyOf));
    expect([...verdictOf.keys()].filter((key) => !said.has(key))).toEqual([]);
  });

  it("is worth having but for a few", () => {
    const doubtful = judged.filter((one) => verdictOf.get(keyOf(one))?.verdict === "doubtful");
    const warnings = judged.filter(({ severity }) => severity === "warning");
    const share = (part: number, whole: number) => (part / whole) * 100;
    const doubtfulWarnings = doubtful.filter(({ severity }) => severity === "warning").length;
    console.log(
      `doubtful: ${doubtful.length} of ${judged.length} findings, ${doubtfulWarnings} of ${warnings.length} warnings`,
    );
    expect(share(doubtful.length, judged.length)).toBeLessThan(MOST_DOUBTFUL_PERCENT);
    expect(share(doubtfulWarnings, warnings.length)).toBeLessThan(MOST_DOUBTFUL_PERCENT);
  });
});

describe("the file of verdicts", () => {
  it("judges each place once", () => {
    const keys = verdicts.map(keyOf);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  it("is in the order of files and lines", () => {
    const inOrder = (a: Verdict, b: Verdict) =>
      a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || (a.code < b.code ? -1 : 1);
    expect(verdicts.map(keyOf)).toEqual([...verdicts].sort(inOrder).map(keyOf));
  });
});
