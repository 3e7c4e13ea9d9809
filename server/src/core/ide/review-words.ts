import type { Review } from "../resolve/review";
import { counted } from "./words";

/** When an SLO's next review is due, as a whole sentence. */
export function reviewSentence(review: Review): string {
  switch (review.state) {
    case "never":
      return "No review is written down.";
    case "unknown":
      return "When the next review is due is not known.";
    default: {
      const { due, daysLeft } = review;
      if (daysLeft < 0) return `The next review was due on ${due}, ${counted(-daysLeft, "day")} ago.`;
      if (daysLeft === 0) return `The next review is due today, ${due}.`;
      return `The next review is due by ${due}, in ${counted(daysLeft, "day")}.`;
    }
  }
}
