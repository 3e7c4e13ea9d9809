import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";

/** Where the corpus of public spec files is: beside the project, or where SLOSMITH_SHARED says. */
const SHARED = process.env.SLOSMITH_SHARED ?? resolve(__dirname, "../../../shared");

/** `valid` and `invalid` by their own project's word; `wild` is what people wrote. */
export type CorpusClass = "valid" | "invalid" | "wild";

export interface CorpusFile {
  readonly name: string;
  readonly text: string;
  /** For an invalid file: what its own project says is wrong with it. */
  readonly why?: string;
}

/** All formats that the corpus has files of; none in a fresh clone. */
export function corpusDialects(): string[] {
  const corpus = join(SHARED, "corpus");
  if (!existsSync(corpus)) return [];
  const entries = readdirSync(corpus, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** Whether the corpus has this dialect. A fresh clone has no corpus: it is not the project's to give away. */
export function hasCorpus(dialect: string): boolean {
  return existsSync(join(SHARED, "corpus", dialect));
}

/** Where the files of a dialect are. */
export function corpusFolder(dialect: string): string {
  return join(SHARED, "corpus", dialect);
}

/** Says on the console that a suite was left out, in one line. */
export function reportLeftOut(dialect: string): void {
  console.log(
    `Left out: no corpus of ${dialect} files found beside the project. Set SLOSMITH_SHARED to the folder that holds corpus/.`,
  );
}

/** The YAML files of a class, by name; none where the class is absent. */
export function corpusFiles(dialect: string, kind: CorpusClass): CorpusFile[] {
  const folder = join(SHARED, "corpus", dialect, kind);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => {
      const why = join(folder, name.replace(/\.ya?ml$/, ".why.txt"));
      return {
        name: basename(name),
        text: readFileSync(join(folder, name), "utf8"),
        ...(existsSync(why) ? { why: readFileSync(why, "utf8") } : {}),
      };
    });
}
