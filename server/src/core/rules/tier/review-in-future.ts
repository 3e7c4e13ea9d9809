import { isIsoDate } from "../../math/calendar";
import { timeZoneOf } from "../../resolve/facts";
import { isAhead, LAST_REVIEWED } from "../../resolve/review";
import type { Rule } from "../rule";
import { sloExample } from "./example";
import { TIERS_PAGE } from "./references";
import { reviewedToday } from "./review-fix";

export const rule: Rule = {
  code: "review-in-future",
  concern: "tier",
  severity: "warning",
  fix: "unsafe",
  docs: {
    summary: "A last review on a day that has not come yet.",
    why: "`slosmith/last-reviewed` says when budget and target were last looked at. A day that lies ahead, in every time zone, is a slip or a plan; taken for a review it would hide an overdue one, so no due date is counted from it. The examples are read on 1 July 2026.",
    bad: sloExample({ annotations: 'slosmith/last-reviewed: "2027-06-30"' }),
    good: sloExample({ annotations: 'slosmith/last-reviewed: "2026-06-30"' }),
    references: [TIERS_PAGE],
  },
  checkInWorkspace(object, view, report) {
    if (object.body.type !== "slo" && object.kind !== "Service") return;
    const text = object.annotations.find(({ key }) => key === LAST_REVIEWED)?.values[0];
    if (!text || !isIsoDate(text.value) || !isAhead(text.value, view)) return;
    const today = view.today(timeZoneOf(object, view)) ?? view.today("UTC");
    report({
      span: text.span,
      message: {
        what: `The last review is said to have been on ${text.value}, a day that has not come yet.`,
        why: "No review can have been held then, so when the next one is due is not known.",
        todo: "Write the day on which the last review was held.",
      },
      ...(today === undefined ? {} : { fixes: [reviewedToday(text.span, today)] }),
    });
  },
};
