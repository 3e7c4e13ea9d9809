import { budgetBars } from "../chart/budget-bars";
import { escapeMarkup } from "../chart/markup";
import { tierBand } from "../chart/tier-band";
import type { Preview, PreviewPart, PreviewRow, PreviewSection, PreviewTable } from "./preview-model";
import { whatIfHtml } from "./what-if/controls";

/**
 * A preview as the content of a page's body. Fields for what-if are there where the
 * preview has them, and need the page's own script. It holds no script, no event handler and no style attribute, so it
 * stands under the strictest content policy; classes are those of `previewCss`. All text is escaped.
 */
export function previewHtml(preview: Preview): string {
  return [
    '<main class="preview">',
    `<h1>${text(preview.title)}</h1>`,
    ...contents(preview),
    ...(preview.gone ?? []).map((sentence) => `<p class="gone">${prose(sentence)}</p>`),
    ...preview.sections.map(sectionHtml),
    ...closing(preview),
    "</main>",
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** How to read the figures, or why there are none. */
function closing({ notes: sentences, sections }: Preview): string[] {
  if (sections.length === 0) return sentences.map((sentence) => `<p>${prose(sentence)}</p>`);
  return sentences.length > 0 ? [notes(sentences, "How to read this", true)] : [];
}

/** Links to the sections, where there are several. */
function contents(preview: Preview): string[] {
  if (preview.sections.length < 2) return [];
  const items = preview.sections.map(
    ({ id, title }) => `<li><a href="#${attribute(id)}">${text(title)}</a></li>`,
  );
  return [`<nav class="contents" aria-label="Contents"><ul>${items.join("")}</ul></nav>`];
}

function sectionHtml(section: PreviewSection): string {
  const kind = section.kind === "SLO" ? "SLO" : "Tier";
  const name = section.name ? ` <code>${text(section.name)}</code>` : "";
  return [
    `<section class="object${section.active ? " is-active" : ""}" id="${attribute(section.id)}" aria-labelledby="${attribute(section.id)}-title">`,
    `<h2 id="${attribute(section.id)}-title">${text(section.title)}</h2>`,
    `<p class="kind">${kind}${name}</p>`,
    section.description ? `<p class="description">${text(section.description)}</p>` : "",
    ...section.parts.map((part) => partHtml(part, section.title)),
    ...section.tables.map((table) => tableHtml(table, "alerts")),
    "</section>",
  ]
    .filter((part) => part !== "")
    .join("\n");
}

function partHtml(part: PreviewPart, objectTitle: string): string {
  // An objective without a name of its own goes by its object's, which stands above already.
  const title = part.title === objectTitle ? "Objective" : part.title;
  return [
    `<article class="objective" id="${attribute(part.id)}" aria-labelledby="${attribute(part.id)}-title">`,
    `<h3 id="${attribute(part.id)}-title">${text(title)}${part.summary ? ` <span class="summary">${text(part.summary)}</span>` : ""}</h3>`,
    ...part.sentences.map((sentence, at) => `<p${at === 0 ? ' class="promise"' : ""}>${prose(sentence)}</p>`),
    part.changes ? tableHtml(part.changes, "changes") : "",
    part.band
      ? `<figure class="chart"><figcaption>${prose(part.band.said)}</figcaption>\n${tierBand(part.band)}</figure>`
      : "",
    part.budgets ? tableHtml(part.budgets, "budgets") : "",
    part.bars
      ? `<figure class="chart"><figcaption>${text(part.bars.title)}, on a logarithmic scale</figcaption>\n${budgetBars(part.bars)}</figure>`
      : "",
    part.alerts ? tableHtml(part.alerts, "alerts") : "",
    part.whatIf ? whatIfHtml(part.id, title, part.whatIf) : "",
    part.measurability ? tableHtml(part.measurability, "measurability") : "",
    part.assumptions.length > 0 ? notes(part.assumptions, "Assumed", false) : "",
    "</article>",
  ]
    .filter((html) => html !== "")
    .join("\n");
}

/** Tables that a narrow page shows row under row. That takes their meaning from them, so that roles have to say it. */
const STACKED: ReadonlySet<string> = new Set(["measurability"]);

/** A table of figures as markup; `kind` is its class. */
export function tableHtml(table: PreviewTable, kind: string): string {
  const role = (name: string) => (STACKED.has(kind) ? ` role="${name}"` : "");
  const head = table.columns
    .map(({ label }) => `<th scope="col"${role("columnheader")}>${text(label)}</th>`)
    .join("");
  return [
    '<div class="scroll">',
    `<table class="${attribute(kind)}"${role("table")}><caption>${text(table.caption)}</caption>`,
    `<thead${role("rowgroup")}><tr${role("row")}>${head}</tr></thead>`,
    `<tbody${role("rowgroup")}>${table.rows.map((row) => rowHtml(row, role)).join("\n")}</tbody>`,
    "</table></div>",
  ].join("\n");
}

function rowHtml(row: PreviewRow, role: (name: string) => string): string {
  const classes = [
    row.mark ? "is-declared" : "",
    row.notMeasurable ? "is-unmeasurable" : "",
    row.fault ? "is-fault" : "",
    row.standing ? `is-${row.standing}` : "",
  ].filter((name) => name !== "");
  const remarks = [row.detail, row.notMeasurable].filter((remark) => remark !== undefined);
  const promise = row.mark ? ` <span class="mark">${text(row.mark)}</span>` : "";
  const details = remarks.map((remark) => `<span class="detail">${text(remark)}</span>`).join("");
  const cells = row.cells.map((cell) => `<td${role("cell")}>${prose(cell)}</td>`).join("");
  const state = classes.length > 0 ? ` class="${classes.join(" ")}"` : "";
  return `<tr${state}${role("row")}><th scope="row"${role("rowheader")}>${text(row.label)}${promise}${details}</th>${cells}</tr>`;
}

function notes(sentences: readonly string[], title: string, asAside: boolean): string {
  const items = sentences.map((sentence) => `<li>${prose(sentence)}</li>`).join("");
  const tag = asAside ? "aside" : "div";
  return `<${tag} class="notes"><p class="notes-title">${text(title)}</p><ul>${items}</ul></${tag}>`;
}

/** Plain text as markup. */
export function textHtml(value: string): string {
  return escapeMarkup(value);
}

function text(value: string): string {
  return escapeMarkup(value);
}

function attribute(value: string): string {
  return escapeMarkup(value);
}

/** Text in which backticks enclose code. */
export function prose(sentence: string): string {
  return escapeMarkup(sentence).replace(/`([^`]+)`/g, "<code>$1</code>");
}
