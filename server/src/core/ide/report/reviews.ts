import { type Review, reviewOf } from "../../resolve/review";
import { tierTitle } from "../../resolve/tier";
import { reviewSentence } from "../review-words";
import { counted } from "../words";
import { firstOfEach, type PromiseSource, type ReportedSlo } from "./promises";
import type { ReportPromise, ReportReviewRow, ReviewState } from "./report-model";

/** The most urgent first. */
const ORDER: readonly ReviewState[] = ["overdue", "dueSoon", "never", "unknown", "current"];

/** When an SLO's next review is, for its card; nothing where no tier says how often. */
export function promiseReview({ object, view }: ReportedSlo): Pick<ReportPromise, "review" | "reviewState"> {
  const review = reviewOf(object, view);
  return review ? { review: reviewSentence(review), reviewState: review.state } : {};
}

/** The reviews of all SLOs whose tier says how often, the most urgent first. */
export function reviewRows(promises: readonly PromiseSource[]): ReportReviewRow[] {
  const rows = firstOfEach(promises).flatMap(({ id, slo }) => {
    const review = reviewOf(slo.object, slo.view);
    return review ? [rowOf(id, slo, review)] : [];
  });
  const urgency = ({ state, due }: ReportReviewRow) => `${ORDER.indexOf(state)} ${due ?? ""}`;
  return rows.sort((a, b) => (urgency(a) < urgency(b) ? -1 : urgency(a) > urgency(b) ? 1 : 0));
}

function rowOf(promiseId: string, slo: ReportedSlo, review: Review): ReportReviewRow {
  const { definition } = review.tier;
  const dated = "last" in review ? { last: review.last.date, due: review.due } : {};
  return {
    promiseId,
    title: slo.title,
    tier: tierTitle(definition),
    state: review.state,
    ...dated,
    words: wordsOf(review),
  };
}

function wordsOf(review: Review): string {
  switch (review.state) {
    case "never":
      return "no review is written down";
    case "unknown":
      return "not known";
    default: {
      const { daysLeft } = review;
      if (daysLeft < 0) return `overdue by ${counted(-daysLeft, "day")}`;
      return daysLeft === 0 ? "due today" : `in ${counted(daysLeft, "day")}`;
    }
  }
}
