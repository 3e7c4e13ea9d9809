import { readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type CheckedFile, writeText } from "../input/sources";
import { type CliIo, MisuseError, reasonOf } from "../io";
import { plural } from "../words";
import type { Identity } from "./fingerprint";
import type { ReportedFinding } from "./report";

/** Findings that are known, so that only new ones count. */
export interface Baseline {
  /** Absolute. */
  readonly file: string;
  readonly shown: string;
  /** How many findings of each identity there are, by the identity's text. */
  readonly entries: ReadonlyMap<string, Entry>;
}

interface Entry extends Identity {
  readonly count: number;
}

/** The findings of a file, parted. */
export interface Parted<F> {
  readonly fresh: readonly F[];
  readonly known: readonly F[];
}

const VERSION = 1;

/** Reads a baseline; with `mayLack` an absent file is an empty one. */
export function readBaseline(path: string, io: Pick<CliIo, "cwd">, mayLack: boolean): Baseline {
  const file = resolve(io.cwd, path);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const code = reasonOf(error);
    if (code === "ENOENT" && mayLack) return { file, shown: path, entries: new Map() };
    if (code === "ENOENT")
      throw new MisuseError(`--baseline: there is no file "${path}". --update-baseline makes it.`);
    throw new MisuseError(`--baseline: "${path}" cannot be read (${code}).`);
  }
  const entries = entriesIn(text);
  if (typeof entries === "string")
    throw new MisuseError(
      `--baseline: "${path}" is no baseline: ${entries}. Mend it, or delete it and run with --update-baseline.`,
    );
  return { file, shown: path, entries: new Map(entries.map((entry) => [keyOf(entry), entry])) };
}

/** The entries of a baseline's text, or what is wrong with it. */
function entriesIn(text: string): readonly Entry[] | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "it is not JSON";
  }
  const { version, findings } = (value ?? {}) as Record<string, unknown>;
  if (version !== VERSION)
    return version === undefined ? "it has no version" : `its version is ${JSON.stringify(version)}, not 1`;
  if (!Array.isArray(findings)) return "it has no list of findings";
  const at = findings.findIndex((one: unknown) => !isEntry(one));
  return at < 0 ? (findings as Entry[]) : `finding ${at + 1} lacks code, path, object, text or count`;
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== "object" || value === null) return false;
  const { count, ...rest } = value as Record<string, unknown>;
  return (
    Number.isSafeInteger(count) &&
    Number(count) > 0 &&
    ["code", "path", "object", "text"].every((key) => typeof rest[key] === "string")
  );
}

function keyOf({ code, path, object, text }: Identity): string {
  return JSON.stringify([path, object, code, text]);
}

/** A file's findings as a baseline names them: with its path from the baseline's own folder. */
export class BaselineMatch {
  private readonly left: Map<string, number>;
  private readonly seen = new Map<string, Entry>();
  private readonly checked = new Set<string>();

  constructor(private readonly baseline: Baseline) {
    this.left = new Map([...baseline.entries].map(([key, { count }]) => [key, count]));
  }

  /** Parts a file's findings into those that the baseline knows and those that are new. Hints are never kept. */
  part<F extends Pick<ReportedFinding, "severity" | "identity">>(
    { uri }: CheckedFile,
    findings: readonly F[],
  ): Parted<F> {
    const path = relative(dirname(this.baseline.file), fileURLToPath(uri)).replaceAll("\\", "/");
    this.checked.add(path);
    const fresh: F[] = [];
    const known: F[] = [];
    for (const finding of findings) {
      if (finding.severity === "hint") {
        fresh.push(finding);
        continue;
      }
      const identity = { ...finding.identity, path };
      const key = keyOf(identity);
      this.seen.set(key, { ...identity, count: (this.seen.get(key)?.count ?? 0) + 1 });
      const left = this.left.get(key) ?? 0;
      if (left > 0) this.left.set(key, left - 1);
      (left > 0 ? known : fresh).push(finding);
    }
    return { fresh, known };
  }

  /**
   * How many findings of the baseline are no more: in the files that were checked, and in those that are gone.
   *
   * @param exists whether there is a file of this absolute path
   */
  stale(exists: (file: string) => boolean): number {
    let stale = 0;
    for (const [key, left] of this.left) {
      if (left > 0 && this.isJudged(this.baseline.entries.get(key)?.path ?? "", exists)) stale += left;
    }
    return stale;
  }

  private isJudged(path: string, exists: (file: string) => boolean): boolean {
    return this.checked.has(path) || !exists(resolve(dirname(this.baseline.file), path));
  }

  /** Writes what was found now; what the baseline knows of files that were not checked stays. Gives a line on it. */
  update(exists: (file: string) => boolean): string {
    const kept = [...this.baseline.entries].filter(([, { path }]) => !this.isJudged(path, exists));
    const entries = new Map([...kept, ...this.seen]);
    const before = count(this.baseline.entries.values());
    const stale = this.stale(exists);
    const now = count(entries.values());
    const findings = [...entries]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { code, path, object, text, count: times }]) => ({ path, object, code, text, count: times }));
    const text = `${JSON.stringify({ version: VERSION, findings }, null, 2)}\n`;
    writeText(this.baseline.file, this.baseline.shown, text);
    return `${this.baseline.shown} now holds ${plural(now, "finding")}: ${now - before + stale} new, ${stale} gone.`;
  }
}

function count(entries: Iterable<Entry>): number {
  let sum = 0;
  for (const entry of entries) sum += entry.count;
  return sum;
}
