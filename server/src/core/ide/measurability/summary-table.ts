import type { PreviewTable } from "../preview-model";
import { CATEGORY_MISSING } from "./category-words";
import type { Judgement, MeasurabilityAnswer, MeasurabilitySummary } from "./summary-model";

/** What each judgement is called where people read it, as an answer to a question. */
export const JUDGEMENT_WORDS: Readonly<Record<Judgement, string>> = {
  holds: "yes",
  finding: "finding",
  accepted: "no, accepted",
  "not-judged": "not judged",
  "does-not-apply": "does not apply",
};

const STANDINGS = {
  holds: "good",
  accepted: "taken",
  "not-judged": "open",
  "does-not-apply": "moot",
} as const;

/** Questions that have one answer on one evidence: they are told together. */
export interface AnswerGroup {
  readonly judgement: Judgement;
  /** In the order of the questions. */
  readonly questions: readonly Pick<MeasurabilityAnswer, "question" | "title">[];
  readonly words: string;
}

/** A summary's answers as they are told: those of equal words together, at the place of the first. */
export function answerGroups({ answers }: Pick<MeasurabilitySummary, "answers">): readonly AnswerGroup[] {
  const groups = new Map<string, AnswerGroup>();
  for (const answer of answers) {
    const words = answerWords(answer);
    const key = `${answer.judgement} ${words}`;
    const questions = [...(groups.get(key)?.questions ?? []), answer];
    groups.set(key, { judgement: answer.judgement, questions, words });
  }
  return [...groups.values()];
}

/** The summary as a table: question, answer, evidence; first the category, on which other answers rest. */
export function summaryTable(summary: MeasurabilitySummary): PreviewTable {
  return {
    caption: `Can it be measured from what users feel? ${summary.inShort}`,
    columns: [
      { id: "question", label: "Question" },
      { id: "answer", label: "Answer" },
      { id: "evidence", label: "On what evidence" },
    ],
    rows: [
      { id: "category", label: "What kind of good service is it?", cells: categoryCells(summary) },
      ...answerGroups(summary).map(({ judgement, questions, words }) => ({
        id: questions.map(({ question }) => question).join("-"),
        label: questions.map(({ title }) => title).join("\n"),
        cells: [JUDGEMENT_WORDS[judgement], words],
        ...(judgement === "finding" && { fault: true }),
        ...(judgement !== "finding" && { standing: STANDINGS[judgement] }),
      })),
    ],
  };
}

function categoryCells({ category, categoryEvidence }: MeasurabilitySummary): readonly string[] {
  return category === undefined
    ? ["not known", `${categoryEvidence} ${CATEGORY_MISSING}`]
    : [category, categoryEvidence];
}

/**
 * An answer in one text: what was found; without findings its evidence and what it lacks. The evidence beside a finding
 * would say the same again.
 */
export function answerWords({ findings, evidence, missing }: MeasurabilityAnswer): string {
  const parts = findings.length > 0 ? findings.map(({ what }) => what) : [evidence, missing ?? ""];
  return [...new Set(parts)].filter((text) => text !== "").join(" ");
}
