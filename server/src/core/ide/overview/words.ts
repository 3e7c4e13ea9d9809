import { spokenPeriod } from "../../math";
import { tierName } from "../../resolve/tier";
import { reviewSentence } from "../review-words";
import { capital, counted, spaced } from "../words";
import type { OverviewKind, OverviewNode } from "./tree";

/** A node in words. */
export interface OverviewWords {
  /** Short, for behind the label. */
  readonly description: string;
  /** Whole lines, for who looks closer. */
  readonly tooltip: string;
  /** All of the line for who hears it. */
  readonly spoken: string;
}

export function overviewWords(node: OverviewNode): OverviewWords {
  const description = [...figures(node), ...sums(node)].join(" · ");
  const kind = kindWords(node.kind, node.row);
  return {
    description,
    tooltip: [...headLines(node, kind), ...detailLines(node)].join("\n"),
    spoken: [node.label, ...(node.kind in KIND_WORDS ? [kind] : []), ...figures(node), ...sums(node)].join(
      ", ",
    ),
  };
}

const KIND_WORDS: Readonly<Record<Exclude<OverviewKind, "object" | "unused">, string>> = {
  tier: "reliability tier",
  noTier: "SLOs that name no tier of the workspace",
  service: "service",
  noService: "SLOs that name no service",
  file: "file",
  slo: "SLO",
  objective: "objective",
  missing: "missing SLO",
  unusedGroup: "objects that nothing in the workspace refers to",
  elsewhere: "other objects and files with findings",
};

function kindWords(kind: OverviewKind, row: OverviewNode["row"]): string {
  if (kind !== "object" && kind !== "unused") return KIND_WORDS[kind];
  const name = row?.kind ?? "";
  return /^[A-Z]{2}/.test(name) ? name : spaced(name.charAt(0).toLowerCase() + name.slice(1));
}

function figures({ kind, objective, row, missing }: OverviewNode): string[] {
  if (kind === "unused") return [kindWords(kind, row)];
  if (kind === "object") return [`${kindWords(kind, row)}${row?.unused ? ", nothing refers to it" : ""}`];
  if (kind === "missing" && missing) return [`tier ${tierName(missing.tier.definition)} requires it`];
  if (!objective) return row && kind === "slo" && row.objectives.length === 0 ? ["no objective"] : [];
  const { target, promise, budget } = objective;
  if (target === undefined) return ["no budget"];
  return budget === undefined ? [promise] : [target, budget];
}

/** What it comes to, the gravest first. */
function sums({ kind, totals, row }: OverviewNode): string[] {
  const { slos, errors, warnings, missing, overdue, dueSoon } = totals;
  const isGroup = kind !== "slo" && kind !== "objective";
  const words: string[] = [];
  if (isGroup && slos > 0) words.push(counted(slos, "SLO"));
  if (errors > 0) words.push(counted(errors, "error"));
  if (warnings > 0) words.push(counted(warnings, "warning"));
  if (missing > 0 && kind !== "missing") words.push(`${missing} missing`);
  const review = row?.review;
  if (kind === "slo" && review && "daysLeft" in review) {
    if (review.state === "overdue") words.push(`review ${counted(-review.daysLeft, "day")} overdue`);
    if (review.state === "dueSoon")
      words.push(
        review.daysLeft === 0 ? "review due today" : `review due in ${counted(review.daysLeft, "day")}`,
      );
  } else if (isGroup) {
    if (overdue > 0) words.push(counted(overdue, "overdue review", "overdue reviews"));
    if (dueSoon > 0) words.push(`${counted(dueSoon, "review")} due soon`);
  }
  return words;
}

function headLines({ label, kind }: OverviewNode, words: string): string[] {
  if (kind === "noTier" || kind === "noService" || kind === "unusedGroup" || kind === "elsewhere")
    return [`${capital(words)}.`];
  return [`${label} (${words})`];
}

function detailLines({ kind, objective, row, totals, missing }: OverviewNode): string[] {
  const lines: string[] = [];
  if (missing) {
    lines.push(`No SLO of the service ${missing.service} promises it.`);
  }
  if (objective) {
    lines.push(objective.promise);
    if (objective.budget !== undefined) lines.push(`Error budget: ${objective.budget}`);
  }
  if (kind === "slo" && row) {
    if (row.service !== undefined) lines.push(`Service: ${row.service}`);
    lines.push(row.tier ? `Tier: ${tierName(row.tier.definition)}` : "It names no tier of the workspace.");
    if (row.review) {
      const every = spokenPeriod(row.review.cadence.value);
      lines.push(`${reviewSentence(row.review)} The tier wants one every ${every}.`);
    }
  }
  if (row?.unused) lines.push("Nothing in the workspace refers to it.");
  const { errors, warnings, never } = totals;
  if (errors + warnings > 0) lines.push(`${counted(errors, "error")}, ${counted(warnings, "warning")}`);
  if (kind !== "slo" && never > 0) lines.push(`${counted(never, "SLO")} without a date of a review`);
  return lines;
}
