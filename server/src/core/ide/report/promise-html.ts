import { shareOfTicks, type Tick } from "../../chart/budget-bars";
import { escapeMarkup } from "../../chart/markup";
import { prose } from "../preview-html";
import type { ReportBudget, ReportPromise } from "./report-model";
import { REVIEW_MARKS } from "./review-html";

const WIDTH = 240;
const HEIGHT = 10;

/** One promise: its words, its budget as a bar on the report's scale, whose it is and when it is looked at. */
export function promiseHtml(promise: ReportPromise, ticks: readonly Tick[]): string {
  const { id, title, description, budget, allowance, remarks } = promise;
  return [
    `<article class="promise" id="${id}" aria-labelledby="${id}-title">`,
    `<h4 id="${id}-title">${escapeMarkup(title)}</h4>`,
    description === undefined ? "" : `<p class="quiet">${escapeMarkup(description)}</p>`,
    `<p class="words">${prose(promise.promise)}</p>`,
    budget ? barHtml(budget, ticks) : "",
    allowance === undefined ? "" : `<p>${prose(allowance)}</p>`,
    ...remarks.map((remark) => `<p class="remark">${prose(remark)}</p>`),
    metaHtml(promise),
    "</article>",
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** The bar is an ornament: the figure beside it says the same. */
function barHtml({ seconds, text }: ReportBudget, ticks: readonly Tick[]): string {
  // A bar of no length would not be seen at all.
  const filled = Math.max(Math.round(shareOfTicks(seconds, ticks) * WIDTH), seconds > 0 ? 2 : 0);
  const lines = ticks.slice(1, -1).map((tick) => {
    const x = Math.round(shareOfTicks(tick.seconds, ticks) * WIDTH);
    return `<path class="tick" d="M${x} 0V${HEIGHT}"/>`;
  });
  return [
    '<p class="budget">',
    `<svg class="bar" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" aria-hidden="true" focusable="false" xmlns="http://www.w3.org/2000/svg">`,
    `<rect class="track" width="${WIDTH}" height="${HEIGHT}" rx="2"/>`,
    `<rect class="fill" width="${filled}" height="${HEIGHT}" rx="2"/>`,
    ...lines,
    `</svg> <span>Budget: ${escapeMarkup(text)}</span></p>`,
  ].join("");
}

function metaHtml({ owner, review, reviewState }: ReportPromise): string {
  const whose =
    owner === undefined ? '<dd class="remark">nobody is named</dd>' : `<dd>${escapeMarkup(owner)}</dd>`;
  const mark = reviewState && REVIEW_MARKS[reviewState];
  const next =
    review === undefined
      ? ""
      : `<div><dt>Review</dt><dd>${mark ? `<b class="mark">${mark}</b> ` : ""}${escapeMarkup(review)}</dd></div>`;
  return `<dl class="facts"><div><dt>Owner</dt>${whose}</div>${next}</dl>`;
}
