import { message, plain } from "../markdown";
import { howToRead, NOTHING } from "./notes";
import type {
  Report,
  ReportFact,
  ReportGap,
  ReportPromise,
  ReportReviewRow,
  ReportTier,
} from "./report-model";

/** A report as Markdown. What the files say is escaped: it is shown as it is, on one line. */
export function reportMarkdown(report: Report): string {
  const { title, date, figures, tiers, reviews, gaps } = report;
  const blocks = [
    `# ${plain(title)}`,
    `What is promised, as of ${plain(date)}. It says nothing of what was measured since.`,
    figures.map(({ label, value }) => `${label}: **${plain(value)}**`).join(" · "),
    ...(tiers.length === 0 ? [NOTHING] : tiers.flatMap(tierBlocks)),
    ...(reviews.length > 0 ? ["## Reviews", reviewTable(reviews)] : []),
    ...(gaps.length > 0 ? ["## What is missing", ...gaps.flatMap(gapBlocks)] : []),
    "## How to read this",
    // The bars are not here.
    bullets(howToRead([]).map(message)),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

function tierBlocks(tier: ReportTier): string[] {
  const { title, name, description, facts, yardstick, services, untiered } = tier;
  const policies = [
    policy("What happens as the budget is spent", tier.escalation, true),
    policy("What releases must do", tier.gates),
    policy("Who decides", tier.decisions),
    policy("Incidents", tier.incidents),
  ].flat();
  return [
    `## ${untiered ? "" : "Tier "}${plain(title)}${name === undefined ? "" : ` (${plain(name)})`}`,
    description === undefined ? "" : plain(description),
    bullets(facts.map(factLine)),
    ...policies,
    policies.length > 0 && yardstick !== undefined ? plain(yardstick) : "",
    ...(services.length === 0 && !untiered ? ["No SLO of these files belongs to this tier."] : []),
    ...services.flatMap((service) => [
      `### ${plain(service.title)}`,
      service.description === undefined ? "" : plain(service.description),
      ...service.promises.flatMap(promiseBlocks),
    ]),
  ];
}

function policy(title: string, sentences: readonly string[], numbered = false): string[] {
  if (sentences.length === 0) return [];
  const lines = sentences.map(plain);
  return [
    `**${title}**`,
    numbered ? lines.map((line, at) => `${at + 1}. ${line}`).join("\n") : bullets(lines),
  ];
}

function promiseBlocks({ title, promise, allowance, owner, review, remarks }: ReportPromise): string[] {
  return [
    `#### ${plain(title)}`,
    `**${message(promise)}**${allowance === undefined ? "" : ` ${message(allowance)}`}`,
    bullets([
      `Owner: ${owner === undefined ? "nobody is named" : plain(owner)}`,
      ...(review === undefined ? [] : [`Review: ${plain(review)}`]),
      ...remarks.map(message),
    ]),
  ];
}

function factLine({ label, value }: ReportFact): string {
  return `${label}: ${plain(value)}`;
}

function reviewTable(rows: readonly ReportReviewRow[]): string {
  return [
    "| SLO | Tier | Last review | Next due | Standing |",
    "| --- | --- | --- | --- | --- |",
    ...rows.map(({ title, tier, last = "–", due = "–", words, state }) => {
      const standing = state === "overdue" ? `**${words}**` : words;
      return `| ${plain(title)} | ${plain(tier)} | ${last} | ${due} | ${standing} |`;
    }),
  ].join("\n");
}

function gapBlocks({ title, consequence, entries }: ReportGap): string[] {
  return [
    `### ${title} (${entries.length})`,
    message(consequence),
    bullets(
      entries.map(
        ({ subject, words }) =>
          `${plain(subject)}${words === undefined ? "" : `: ${message(oneLine(words))}`}`,
      ),
    ),
  ];
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join("\n");
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
