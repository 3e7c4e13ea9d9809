import { escapeMarkup } from "../../chart/markup";
import { prose } from "../preview-html";
import { reportCss } from "./css";
import { howToRead, NOTHING } from "./notes";
import { promiseHtml } from "./promise-html";
import type { Report, ReportFact, ReportFigure, ReportGap, ReportService, ReportTier } from "./report-model";
import { reviewTable } from "./review-html";

/**
 * A report as a whole page without script, picture or anything from elsewhere, under a content policy that lets
 * nothing in. All text is escaped.
 *
 * @param styleSource what the policy lets in as style: `'sha256-…'` of `reportCss`
 */
export function reportHtml(report: Report, styleSource: string): string {
  const policy = `default-src 'none'; style-src ${styleSource}; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeMarkup(policy).replaceAll("&#39;", "'")}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${text(report.title)}</title>
<style>${reportCss}</style>
</head>
<body>
${body(report)}
</body>
</html>
`;
}

function body(report: Report): string {
  const { tiers, reviews, gaps } = report;
  return joined([
    '<a class="skip" href="#main">Skip to the promises</a>',
    "<header>",
    `<h1>${text(report.title)}</h1>`,
    `<p class="quiet">What is promised, as of <time datetime="${text(report.date)}">${text(report.date)}</time>. It says nothing of what was measured since.</p>`,
    `<dl class="figures">${report.figures.map(figure).join("")}</dl>`,
    "</header>",
    contents(report),
    '<main id="main" tabindex="-1">',
    tiers.length === 0 ? `<p>${text(NOTHING)}</p>` : "",
    ...tiers.map((tier) => tierHtml(tier, report)),
    reviews.length > 0 ? section("reviews", "Reviews", reviewTable(reviews)) : "",
    gaps.length > 0 ? section("gaps", "What is missing", joined(gaps.map(gapHtml))) : "",
    "</main>",
    '<footer aria-labelledby="notes-title">',
    '<h2 id="notes-title">How to read this</h2>',
    list("ul", howToRead(report.ticks)),
    "</footer>",
  ]);
}

function figure({ label, value, target }: ReportFigure): string {
  const shown = target === undefined ? text(value) : `<a href="#${text(target)}">${text(value)}</a>`;
  return `<div><dt>${text(label)}</dt><dd>${shown}</dd></div>`;
}

function contents({ tiers, reviews, gaps }: Report): string {
  const link = (id: string, title: string) => `<a href="#${text(id)}">${text(title)}</a>`;
  const items = [
    ...tiers.map((tier) => {
      const { id, title, services } = tier;
      const policy =
        policyHtml(tier) === "" ? [] : [{ id: `${id}-policy`, title: "When the budget is spent" }];
      const inner = [...services, ...policy].map((one) => `<li>${link(one.id, one.title)}</li>`).join("");
      return `<li>${link(id, title)}${inner === "" ? "" : `<ul>${inner}</ul>`}</li>`;
    }),
    ...(reviews.length > 0 ? [`<li>${link("reviews", "Reviews")}</li>`] : []),
    ...(gaps.length > 0 ? [`<li>${link("gaps", "What is missing")}</li>`] : []),
  ];
  if (items.length === 0) return "";
  return `<nav aria-labelledby="contents-title"><h2 id="contents-title">Contents</h2><ul>${items.join("\n")}</ul></nav>`;
}

function section(id: string, title: string, content: string): string {
  return joined([
    `<section id="${id}" aria-labelledby="${id}-title">`,
    `<h2 id="${id}-title">${text(title)}</h2>`,
    content,
    "</section>",
  ]);
}

function tierHtml(tier: ReportTier, report: Report): string {
  const { id, title, name, description, facts, services, untiered } = tier;
  const nobody = untiered ? "" : '<p class="quiet">No SLO of these files belongs to this tier.</p>';
  return joined([
    `<section class="tier" id="${id}" aria-labelledby="${id}-title">`,
    `<h2 id="${id}-title">${untiered ? "" : '<span class="kind">Tier</span> '}${text(title)}${name === undefined ? "" : ` <code>${text(name)}</code>`}</h2>`,
    description === undefined ? "" : `<p>${text(description)}</p>`,
    facts.length > 0 ? `<dl class="facts">${facts.map(factHtml).join("")}</dl>` : "",
    ...(services.length > 0 ? services.map((service) => serviceHtml(service, report)) : [nobody]),
    policyHtml(tier),
    "</section>",
  ]);
}

function factHtml({ label, value }: ReportFact): string {
  return `<div><dt>${text(label)}</dt><dd>${text(value)}</dd></div>`;
}

function policyHtml({ id, yardstick, escalation, gates, decisions, incidents }: ReportTier): string {
  const blocks = [
    block("What happens as the budget is spent", "ol", escalation),
    block("What releases must do", "ul", gates),
    block("Who decides", "ul", decisions),
    block("Incidents", "ul", incidents),
  ].filter((part) => part !== "");
  if (blocks.length === 0) return "";
  const note = yardstick === undefined ? "" : `<p class="quiet">${text(yardstick)}</p>`;
  return `<div class="policy" id="${id}-policy">${joined(blocks)}</div>\n${note}`;
}

function block(title: string, tag: "ol" | "ul", sentences: readonly string[]): string {
  return sentences.length === 0 ? "" : `<div><h3>${text(title)}</h3>${list(tag, sentences)}</div>`;
}

function serviceHtml({ id, title, name, description, promises }: ReportService, { ticks }: Report): string {
  return joined([
    `<section class="service" id="${id}">`,
    `<h3>${text(title)}${name === undefined ? "" : ` <code>${text(name)}</code>`}</h3>`,
    description === undefined ? "" : `<p>${text(description)}</p>`,
    ...promises.map((promise) => promiseHtml(promise, ticks)),
    "</section>",
  ]);
}

function gapHtml({ id, title, consequence, entries }: ReportGap): string {
  const items = entries.map(({ subject, promiseId, words }) => {
    const name =
      promiseId === undefined
        ? `<b>${text(subject)}</b>`
        : `<a href="#${text(promiseId)}">${text(subject)}</a>`;
    return `<li>${name}${words === undefined ? "" : `: ${prose(words)}`}</li>`;
  });
  return joined([
    `<h3 id="${id}">${text(title)} <span class="count">${entries.length}</span></h3>`,
    `<p class="quiet">${prose(consequence)}</p>`,
    `<ul>${items.join("\n")}</ul>`,
  ]);
}

function list(tag: "ol" | "ul", sentences: readonly string[]): string {
  return `<${tag}>${sentences.map((sentence) => `<li>${prose(sentence)}</li>`).join("\n")}</${tag}>`;
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n");
}

function text(value: string): string {
  return escapeMarkup(value);
}
