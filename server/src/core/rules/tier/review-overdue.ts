import { spokenPeriod } from "../../math/format";
import { type DatedReview, reviewOf, reviewsStatedBy } from "../../resolve/review";
import { tierName } from "../../resolve/tier";
import type { Reporter, Rule } from "../rule";
import { sloExample, stream, tierExample } from "./example";
import { ERROR_BUDGET_POLICY, TIERS_PAGE } from "./references";
import { reviewedToday } from "./review-fix";

const slo = (date: string) =>
  sloExample({
    annotations: `slosmith/tier: core\nslosmith/category: availability\nslosmith/last-reviewed: "${date}"`,
  });
const TIER = tierExample({ review: "cadence: 2w\nforum: slo-review" });

export const rule: Rule = {
  code: "review-overdue",
  concern: "tier",
  severity: "warning",
  fix: "unsafe",
  docs: {
    summary: "An SLO whose last review is longer ago than its tier allows.",
    why: "A target that nobody looks at drifts away from what users need, and spent budgets go without a decision. The tier says how often to review (`review.cadence`), the annotation `slosmith/last-reviewed` of the SLO or its Service when that was last done; the later date counts. Days are those of the SLO's time zone. Without a date nothing is said. The examples are read on 1 July 2026.",
    bad: stream(TIER, slo("2026-06-16")),
    good: stream(TIER, slo("2026-06-17")),
    references: [TIERS_PAGE, ERROR_BUDGET_POLICY],
  },
  checkInWorkspace(object, view, report) {
    const own = reviewOf(object, view);
    if (own?.state === "overdue" && !own.last.statedBy) reportOverdue(own, "", report);
    const late = reviewsStatedBy(object, view).filter((one) => one.state === "overdue");
    const [latest] = late.sort((a, b) => a.daysLeft - b.daysLeft);
    if (latest) reportOverdue(latest, ` of ${late.length === 1 ? "an SLO" : `${late.length} SLOs`}`, report);
  },
};

/** @param whose what was reviewed, where the date stands on a Service */
function reportOverdue(
  { last, due, daysLeft, today, tier, cadence }: DatedReview,
  whose: string,
  report: Reporter,
) {
  const late = -daysLeft;
  report({
    span: last.text.span,
    message: {
      what: `The last review${whose} was on ${last.date}; tier \`${tierName(tier.definition)}\` wants one every ${spokenPeriod(cadence.value)}.`,
      why: `The next one was due on ${due}, ${late} ${late === 1 ? "day" : "days"} ago, so nobody has looked whether budget and target still fit.`,
      todo: "Hold the review and write its date here.",
    },
    related: [
      {
        message: "The tier says how often",
        span: cadence.span,
        document: tier.definition.document,
      },
    ],
    fixes: [reviewedToday(last.text.span, today)],
  });
}
