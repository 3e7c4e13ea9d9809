/** What somebody who read the file thinks of a finding: would its author be glad of it? */
export interface Verdict {
  /** Below the corpus: `openslo-v1/wild/name.yaml`. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly code: string;
  readonly verdict: "worth" | "doubtful";
  /** In a few words. */
  readonly why: string;
}

/**
 * Reads verdicts.tsv: file, line, code, verdict and why, with tabs between; `#` begins a line of remarks.
 *
 * @throws Error on a line that is not of this form
 */
export function parseVerdicts(text: string): Verdict[] {
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((row) => {
      const [file = "", line = "", code = "", verdict = "", why = "", ...more] = row.split("\t");
      const isWhole =
        file !== "" && /^[1-9]\d*$/.test(line) && code !== "" && why !== "" && more.length === 0;
      if (!isWhole || (verdict !== "worth" && verdict !== "doubtful")) {
        throw new Error(`verdicts.tsv: not a verdict: ${row}`);
      }
      return { file, line: Number(line), code, verdict, why };
    });
}
