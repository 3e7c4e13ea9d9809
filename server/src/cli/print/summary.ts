import pc from "picocolors";
import type { Judgement, MeasurabilitySummary } from "../../core/ide/measurability/summary-model";
import { answerGroups, JUDGEMENT_WORDS } from "../../core/ide/measurability/summary-table";
import type { Output } from "../check/report";
import { plural, printable, wrap } from "../words";

/** Wide enough for the longest judgement and two blanks. */
const INDENT = Math.max(...Object.values(JUDGEMENT_WORDS).map((word) => word.length)) + 4;

/** A file's objectives with their summaries. */
export interface FileSummary {
  readonly path: string;
  readonly summaries: readonly MeasurabilitySummary[];
}

/** For each objective, what was judged, on what evidence, and what was not for lack of which fact. */
export function printSummaries(files: readonly FileSummary[], io: Output): void {
  const colors = pc.createColors(io.color);
  const paint: Record<Judgement, (text: string) => string> = {
    holds: colors.green,
    finding: colors.yellow,
    accepted: colors.cyan,
    "not-judged": colors.dim,
    "does-not-apply": colors.dim,
  };
  const shown = files.filter(({ summaries }) => summaries.length > 0);
  for (const { path, summaries } of shown) {
    for (const summary of summaries) {
      io.out(`${colors.bold(printable(`${path}: ${summary.title}`))}\n`);
      const category = summary.category ? `Category: ${summary.category}. ` : "";
      for (const row of wrap(`${category}${summary.inShort}`, io.columns - 2)) io.out(`  ${row}\n`);
      for (const { judgement, questions, words } of answerGroups(summary)) {
        if (judgement === "does-not-apply") continue;
        for (const [at, { title }] of questions.entries()) {
          const word = (at === 0 ? JUDGEMENT_WORDS[judgement] : "").padEnd(INDENT - 2);
          io.out(`  ${paint[judgement](word)}${title}\n`);
        }
        for (const row of wrap(words, io.columns - INDENT)) io.out(`${" ".repeat(INDENT)}${row}\n`);
      }
      const moot = summary.answers.filter(({ judgement }) => judgement === "does-not-apply");
      if (moot.length > 0) {
        const titles = `Does not apply: ${moot.map(({ title }) => title).join(" ")}`;
        for (const row of wrap(titles, io.columns - 2)) io.out(`  ${colors.dim(row)}\n`);
      }
      io.out("\n");
    }
  }
  const count = shown.reduce((sum, { summaries }) => sum + summaries.length, 0);
  if (count > 0) io.out(`${plural(count, "objective")} summed up. What is not judged is not passed.\n`);
}
