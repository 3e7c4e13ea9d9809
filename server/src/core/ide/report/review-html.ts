import { escapeMarkup } from "../../chart/markup";
import type { ReportReviewRow, ReviewState } from "./report-model";

/** What a review that needs attention is marked with; the others are not. */
export const REVIEW_MARKS: Readonly<Record<ReviewState, string | undefined>> = {
  overdue: "overdue",
  dueSoon: "due soon",
  never: undefined,
  unknown: undefined,
  current: undefined,
};

/** The reviews as a table, the most urgent first. */
export function reviewTable(rows: readonly ReportReviewRow[]): string {
  const columns = ["SLO", "Tier", "Last review", "Next due", "Standing"];
  const head = columns.map((label) => `<th scope="col">${label}</th>`).join("");
  return [
    '<table class="reviews"><caption>Reviews that the tiers ask for, the most urgent first</caption>',
    `<thead><tr>${head}</tr></thead>`,
    `<tbody>${rows.map(rowHtml).join("\n")}</tbody></table>`,
  ].join("\n");
}

function rowHtml({ promiseId, title, tier, last, due, words, state }: ReportReviewRow): string {
  const date = (day: string | undefined) =>
    day === undefined ? "–" : `<time datetime="${escapeMarkup(day)}">${escapeMarkup(day)}</time>`;
  const standing = REVIEW_MARKS[state] ? `<b class="mark">${escapeMarkup(words)}</b>` : escapeMarkup(words);
  return [
    `<tr><th scope="row"><a href="#${escapeMarkup(promiseId)}">${escapeMarkup(title)}</a></th>`,
    `<td data-label="Tier">${escapeMarkup(tier)}</td>`,
    `<td data-label="Last review">${date(last)}</td>`,
    `<td data-label="Next due">${date(due)}</td>`,
    `<td data-label="Standing">${standing}</td></tr>`,
  ].join("");
}
