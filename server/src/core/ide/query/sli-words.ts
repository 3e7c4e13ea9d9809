import type { Metric, Sli } from "../../model/sli";
import { metricOf } from "../../model/sli";
import { metricQuery } from "../../resolve/query";
import type { WorkspaceView } from "../../resolve/workspace-view";
import type { Verdicts } from "../../rules/query/families";
import { code } from "../markdown";
import { capital } from "../words";
import { formulaOf, Letters } from "./formula";
import { exprWords } from "./query-words";
import { ratioInQuery, ratioWords } from "./ratio-words";

const ROLE_WORDS: Readonly<Record<Metric["role"], string>> = {
  good: "Good",
  bad: "Bad",
  total: "Total",
  raw: "Ratio",
  threshold: "Value",
};

/** A longer hover is not read. */
const MOST_LINES = 8;

/**
 * What each query of an SLI counts and what their ratio is, a line each, eight at most. Empty where nothing could be
 * read.
 *
 * @param asked the query that the cursor is in: where room is short, the others' parts are left out first
 * @param more lines for the end
 */
export function sliWords(
  sli: Sli,
  asked: Metric,
  verdicts: Verdicts,
  view: WorkspaceView,
  more: readonly string[] = [],
): string[] {
  const letters = new Letters();
  const told = sli.metrics.flatMap((metric) => {
    const block = metricLines(metric, roleOf(metric, sli), letters, verdicts, view);
    return block ? [{ metric, ...block }] : [];
  });
  if (told.length === 0) return [];
  const ratio = sliRatio(sli, verdicts, view);
  const inWords = ratio && (isRaw(sli) ? `In words: ${uncapital(ratio)}.` : `**Ratio**: ${ratio}.`);
  const ends = [...(inWords === undefined ? [] : [inWords]), ...more];
  const heads = told.length + ends.length;
  const own = told.find(({ metric }) => metric === asked)?.parts.length ?? 0;
  const others = told.reduce((sum, { parts }) => sum + parts.length, 0) - own;
  const lines = told.flatMap(({ metric, head, parts }) => {
    const room =
      metric === asked ? MOST_LINES - heads : heads + own + others <= MOST_LINES ? parts.length : 0;
    return [head, ...cut(parts, Math.max(0, room))];
  });
  return [...lines, ...ends];
}

function roleOf({ role }: Metric, { rawType }: Sli): string {
  const bad = role === "raw" && rawType?.value === "failure";
  return `**${bad ? "Ratio of what is bad" : ROLE_WORDS[role]}**`;
}

function uncapital(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

function isRaw(sli: Sli): boolean {
  return sli.metrics.length === 1;
}

function cut(parts: readonly string[], room: number): readonly string[] {
  if (parts.length <= room) return parts;
  return room === 0 ? [] : [...parts.slice(0, room - 1), `… and ${parts.length - room + 1} parts more.`];
}

interface MetricLines {
  readonly head: string;
  /** What the formula's letters stand for. */
  readonly parts: readonly string[];
}

function metricLines(
  metric: Metric,
  role: string,
  letters: Letters,
  verdicts: Verdicts,
  view: WorkspaceView,
): MetricLines | undefined {
  const query = metricQuery(metric, view);
  const expr = query?.promql.faults.length === 0 ? query.promql.expr : undefined;
  if (!query || !expr) return undefined;
  const formula = formulaOf(expr, query.promql.text, letters);
  if (!formula) {
    const text = exprWords(expr, verdicts);
    return text === undefined ? undefined : { head: `${role}: ${capital(text)}.`, parts: [] };
  }
  const parts = formula.parts.flatMap(({ letter, expr: part }) => {
    const text = exprWords(part, verdicts);
    return text === undefined ? [] : [`${code(letter)}: ${text}.`];
  });
  return { head: `${role}: ${code(formula.text, 160)}`, parts };
}

function sliRatio(sli: Sli, verdicts: Verdicts, view: WorkspaceView): string | undefined {
  const exprOf = (metric: Metric | undefined) => {
    const query = metric && metricQuery(metric, view);
    return query?.promql.faults.length === 0 ? query.promql.expr : undefined;
  };
  const good = metricOf(sli, "good");
  const bad = metricOf(sli, "bad");
  const total = exprOf(metricOf(sli, "total"));
  if (good) return ratioWords(exprOf(good), total, false, verdicts);
  if (bad) return ratioWords(exprOf(bad), total, true, verdicts);
  const raw = exprOf(metricOf(sli, "raw") ?? metricOf(sli, "threshold"));
  return raw && ratioInQuery(raw, verdicts);
}
