import { budgetCurve, type CurveAlert } from "../../chart/budget-curve";
import {
  type Firing,
  formatDuration,
  formatFactor,
  formatPercent,
  ONE,
  type Rational,
  ZERO,
} from "../../math";
import { applyEdits, type TextEdit } from "../../text/edits";
import type { Workspace } from "../../workspace";
import { type AlertFacts, alertsOf } from "../budget/alert-facts";
import { lookbacks } from "../budget/alert-words";
import type { ObjectiveFacts } from "../budget/objective-facts";
import { objectiveSummary } from "../budget/promise";
import type { IdeOptions } from "../options";
import { tableHtml, textHtml } from "../preview-html";
import type { PreviewTable } from "../preview-model";
import { whatIfEdits } from "./edits";
import { EVALUATION_SECONDS, type SimulatedOutage, simulateOutage } from "./outage";
import { type PlacedObjective, placedObjective } from "./place";
import { type OutageFigures, readOutage, type WhatIfQuestion } from "./question";

/** The same as plain numbers. Moments are seconds from the outage's beginning. */
export interface WhatIfFigures {
  readonly target: number;
  readonly windowSeconds: number;
  readonly budgetSeconds: number;
  /** The least share of the budget that is left; below 0 it is overspent. */
  readonly budgetLeft: number;
  /** When it is gone; absent if it never is. */
  readonly exhaustedSeconds?: number;
  readonly alerts: readonly WhatIfAlert[];
}

export interface WhatIfAlert {
  readonly label: string;
  readonly severity?: string;
  readonly firings: readonly { readonly firesSeconds: number; readonly resetSeconds?: number }[];
}

/** What would be, in words, as a picture and in numbers. */
export interface WhatIf {
  readonly part: string;
  /** Whole sentences in plain text. */
  readonly sentences: readonly string[];
  /** Curve and table, escaped; empty where there is nothing to show. */
  readonly html: string;
  readonly figures?: WhatIfFigures;
  /** What has to change in the file for it; empty where it is so already. Offsets of the file. */
  readonly edits: readonly TextEdit[];
  /** "99.95 % over 14d", where there are edits. */
  readonly change?: string;
}

/**
 * What would be if an objective had another target or window, and what an outage would do to it. The file is edited
 * in a copy of the workspace and read anew: what is shown is just what will be shown once the edits are made.
 *
 * @returns undefined where the file has no such objective
 */
export function whatIf(
  workspace: Workspace,
  uri: string,
  question: WhatIfQuestion,
  options: IdeOptions,
): WhatIf | undefined {
  const { part } = question;
  const now = placedObjective(workspace, uri, part, options.nowEpochMs);
  if (!now) return undefined;
  const refused = (why: string): WhatIf => ({ part, sentences: [why], html: "", edits: [] });
  const read = readOutage(question.outage);
  if (!read.ok) return refused(read.why);
  const made = whatIfEdits(question, now);
  if (!made.ok) return refused(made.why);
  const { edits } = made;
  const then = edits.length === 0 ? now : edited(workspace, uri, part, now, edits, options);
  if (!then?.reading.ok) return refused(then?.reading.ok === false ? then.reading.why : CANNOT);
  const { facts } = then.reading;
  const change = edits.length > 0 ? { change: objectiveSummary(facts) } : {};
  const { alerts } = alertsOf(facts, then.view);
  const simulated = simulateOutage(facts, alerts, read.outage, options.nowEpochMs);
  const before = now.reading.ok && edits.length > 0 ? now.reading.facts : undefined;
  const budget = budgetSentence(facts, before);
  if (!simulated) return { part, sentences: [budget], html: "", edits, ...change };
  const rows = alerts.map((alert, index) => row(alert, simulated.whole.firings[index] ?? [], read.outage));
  const said = outageSentences(simulated, read.outage, rows);
  return {
    part,
    sentences: [budget, ...said],
    html: resultHtml(part, facts.title, simulated, read.outage, rows, said.join(" ")),
    figures: figuresOf(facts, simulated, rows),
    edits,
    ...change,
  };
}

const CANNOT = "This objective can only be changed in the file.";

function edited(
  workspace: Workspace,
  uri: string,
  part: string,
  now: PlacedObjective,
  edits: readonly TextEdit[],
  options: IdeOptions,
): PlacedObjective | undefined {
  const text = applyEdits(now.text, edits);
  return placedObjective(workspace.apply([{ kind: "set", uri, text }]), uri, part, options.nowEpochMs);
}

interface AlertRow {
  readonly label: string;
  readonly severity?: string;
  readonly firings: readonly Firing[];
  /** The same in words, for each firing. */
  readonly words: readonly { readonly fires: string; readonly resets: string; readonly left: string }[];
}

function row(alert: AlertFacts, firings: readonly Firing[], outage: OutageFigures): AlertRow {
  const severity = alert.condition.severity?.value;
  return {
    label: `${formatFactor(alert.burn)} over ${lookbacks(alert)}`,
    ...(severity === undefined ? {} : { severity }),
    firings,
    words: firings.map(({ firesSeconds, resetSeconds, budgetLeft }) => ({
      fires: firesSeconds.compare(0) < 0 ? "already, before the outage" : formatDuration(firesSeconds, "up"),
      resets: resetSeconds ? resetWords(resetSeconds.sub(outage.seconds)) : "goes on firing",
      left: formatPercent(budgetLeft),
    })),
  };
}

/** Against the recovery: an alert can reset before it, where traffic or a short window hides the rest. */
function resetWords(afterRecovery: Rational): string {
  if (afterRecovery.compare(0) < 0) return `${formatDuration(afterRecovery.neg(), "down")} before recovery`;
  return formatDuration(afterRecovery, "up");
}

function budgetSentence(facts: ObjectiveFacts, before: ObjectiveFacts | undefined): string {
  const budget = facts.time ? formatDuration(facts.time, "down") : undefined;
  if (budget === undefined) {
    const why = facts.windowReading.ok ? "" : ` ${facts.windowReading.why}`;
    return `${objectiveSummary(facts)} has no budget in time.${why}`;
  }
  const said = `${objectiveSummary(facts)}: the budget is ${budget} of total outage`;
  if (!before?.time) return `${said}.`;
  return `${said}. In the file it is ${formatDuration(before.time, "down")} (${objectiveSummary(before)}).`;
}

function outageSentences(
  { whole, leftAtStart }: SimulatedOutage,
  outage: OutageFigures,
  rows: readonly AlertRow[],
): string[] {
  const { budgetLeft } = whole.lowest;
  const traffic = outage.traffic.equals(ONE) ? "" : ` at ${formatPercent(outage.traffic)} of usual traffic`;
  const course = `${formatPercent(outage.errors)} errors for ${formatDuration(outage.seconds)}${traffic}`;
  const spent = leftAtStart.sub(budgetLeft);
  const first = `${course} spend ${formatPercent(spent)} of the budget`;
  const gone = whole.exhausted[0]?.fromSeconds;
  const sentences =
    gone === undefined
      ? [`${first}; ${formatPercent(budgetLeft)} is left.`]
      : [
          `${first}.`,
          gone.compare(0) <= 0
            ? "None was left when it began."
            : `All of it is gone after ${formatDuration(gone, "down")}.`,
        ];
  const silent = rows.filter(({ firings }) => firings.length === 0).length;
  if (rows.length === 0) sentences.push("No burn alert watches this objective.");
  else if (silent === rows.length) sentences.push("No alert fires.");
  else sentences.push(`${rows.length - silent} of ${rows.length} alerts fire.`);
  return sentences;
}

function resultHtml(
  part: string,
  objective: string,
  simulated: SimulatedOutage,
  outage: OutageFigures,
  rows: readonly AlertRow[],
  said: string,
): string {
  const title = `Budget of ${objective} from the outage's beginning`;
  const svg = budgetCurve({
    id: `${part}-curve`,
    title,
    said,
    points: simulated.shown.points.map(({ seconds, budgetLeft }) => ({
      seconds: seconds.valueOf(),
      left: budgetLeft.valueOf(),
    })),
    outage: { from: 0, to: outage.seconds.valueOf() },
    alerts: rows.map((one) => curveAlert(one, simulated.shown.points.at(-1)?.seconds ?? ZERO)),
  });
  const figure = svg && `<figure class="chart"><figcaption>${textHtml(title)}</figcaption>\n${svg}</figure>`;
  const interval = formatDuration(EVALUATION_SECONDS);
  return [
    figure,
    rows.length > 0 ? tableHtml(alertTable(rows), "alerts") : "",
    `<p class="detail">${textHtml(`Assumed: traffic is even, rules are evaluated every ${interval} as Prometheus does it, and no other outage spent anything before.`)}</p>`,
  ]
    .filter((html) => html !== "")
    .join("\n");
}

/** A reset that lies beyond the picture is left to the words. */
function curveAlert({ label, firings, words }: AlertRow, end: Rational): CurveAlert {
  return {
    label,
    firings: firings.map(({ firesSeconds, resetSeconds }) => ({
      from: firesSeconds.valueOf(),
      ...(resetSeconds && resetSeconds.compare(end) <= 0 ? { to: resetSeconds.valueOf() } : {}),
    })),
    text:
      words.length === 0
        ? "does not fire"
        : words
            .map(({ fires, resets }) => `fires after ${fires}, resets after recovery: ${resets}`)
            .join("; "),
  };
}

function alertTable(rows: readonly AlertRow[]): PreviewTable {
  return {
    caption: "Alerts in this outage",
    columns: [
      { id: "alert", label: "Alert" },
      { id: "fires", label: "Fires after" },
      { id: "left", label: "Budget left by then" },
      { id: "resets", label: "Resets after recovery" },
    ],
    rows: rows.flatMap(({ label, severity, words }, index) => {
      const frame = { id: `what-if-${index + 1}`, label, ...(severity ? { detail: severity } : {}) };
      if (words.length === 0) return [{ ...frame, cells: ["does not fire", "", ""] }];
      return words.map(({ fires, left, resets }) => ({ ...frame, cells: [fires, left, resets] }));
    }),
  };
}

function figuresOf(
  facts: ObjectiveFacts,
  { whole }: SimulatedOutage,
  rows: readonly AlertRow[],
): WhatIfFigures {
  const gone = whole.exhausted[0]?.fromSeconds;
  return {
    target: facts.target.valueOf(),
    windowSeconds: facts.window?.seconds.valueOf() ?? 0,
    budgetSeconds: facts.time?.valueOf() ?? 0,
    budgetLeft: whole.lowest.budgetLeft.valueOf(),
    ...(gone ? { exhaustedSeconds: gone.valueOf() } : {}),
    alerts: rows.map(({ label, severity, firings }) => ({
      label,
      ...(severity === undefined ? {} : { severity }),
      firings: firings.map(({ firesSeconds, resetSeconds }) => ({
        firesSeconds: firesSeconds.valueOf(),
        ...(resetSeconds ? { resetSeconds: resetSeconds.valueOf() } : {}),
      })),
    })),
  };
}
