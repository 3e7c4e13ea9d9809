import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What Prometheus' own checker says of a query: nothing where it takes it, or why it does not. */
export type PromtoolVerdict = string | undefined;

/** Older ones lack what SLOs have used since. */
const OLDEST: readonly [major: number, minor: number] = [2, 42];

/**
 * The version of the promtool on the path. Where there is none, or one that is too old, says in one line on the
 * console that the suite is left out.
 */
export function promtoolFor(suite: string): string | undefined {
  const run = spawnSync("promtool", ["--version"], { encoding: "utf8" });
  const version = run.status === 0 ? /version ((\d+)\.(\d+)\.\d+)/.exec(`${run.stdout}${run.stderr}`) : null;
  const [major, minor] = [Number(version?.[2] ?? 0), Number(version?.[3] ?? 0)];
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return version?.[1];
  const found = version === null ? "there is none on the path" : `${version[1]} is too old`;
  console.log(
    `Left out: ${suite} beside promtool. It wants promtool ${OLDEST.join(".")} or newer: ${found}.`,
  );
  return undefined;
}

/** Asks promtool about many queries at once, in their order. Empty ones it does not take for rules at all. */
export function askPromtool(queries: readonly string[]): PromtoolVerdict[] {
  const folder = mkdtempSync(join(tmpdir(), "promtool-"));
  try {
    const file = join(folder, "rules.yaml");
    writeFileSync(file, rulesFile(queries));
    const run = spawnSync("promtool", ["check", "rules", "--lint=none", file], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    if (run.error !== undefined) throw run.error;
    return readVerdicts(`${run.stdout}\n${run.stderr}`, queries, run.status === 0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One recording rule per query. A JSON text is a YAML text. */
function rulesFile(queries: readonly string[]): string {
  const rules = queries.map((query, i) => `  - record: r${i}\n    expr: ${JSON.stringify(query)}\n`);
  return `groups:\n- name: g\n  rules:\n${rules.join("")}`;
}

function readVerdicts(output: string, queries: readonly string[], passed: boolean): PromtoolVerdict[] {
  const verdicts: PromtoolVerdict[] = queries.map((query) =>
    query === "" ? "no expression found in input" : undefined,
  );
  let read = 0;
  for (const found of output.matchAll(/group "g", rule (\d+), "r\d+": (.*)/g)) {
    const index = Number(found[1]) - 1;
    verdicts[index] = (found[2] ?? "").replace(/^could not parse expression: /, "");
    read++;
  }
  // A file that promtool could not read as YAML names no rule: that would pass for agreement.
  if (!passed && read === 0) throw new Error(`promtool refused the file itself: ${output.slice(0, 400)}`);
  if (passed && read > 0) throw new Error("promtool reported faults and passed the file.");
  return verdicts;
}
