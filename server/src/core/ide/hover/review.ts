import { spokenPeriod } from "../../math/format";
import { isAhead, type Review, reviewOf, reviewsStatedBy } from "../../resolve/review";
import { tierName } from "../../resolve/tier";
import type { Lookup } from "../lookup";
import { code } from "../markdown";
import { reviewSentence } from "../review-words";
import { counted } from "../words";

/** When the next review is due after one on this date. */
export function reviewMeaning(date: string, { object, view }: Lookup): string | undefined {
  if (isAhead(date, view)) return "That day has not come yet, so no due date is counted from it.";
  const own = reviewOf(object, view);
  if (own) return ofSlo(own);
  const reviews = reviewsStatedBy(object, view);
  const [first] = [...reviews].sort((a, b) => a.daysLeft - b.daysLeft);
  if (!first) return undefined;
  return `It is the last review of ${counted(reviews.length, "SLO")}. ${ofSlo(first)}`;
}

function ofSlo(review: Review): string {
  const { tier, cadence } = review;
  const every = `Tier ${code(tierName(tier.definition))} wants a review every ${spokenPeriod(cadence.value)}.`;
  const other =
    "last" in review && review.last.statedBy ? ` Its service was last reviewed on ${review.last.date}.` : "";
  return `${every}${other} ${reviewSentence(review)}`;
}
