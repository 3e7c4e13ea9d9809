import {
  type BudgetRow,
  budgetRows,
  formatCount,
  formatDuration,
  formatFactor,
  formatPercent,
} from "../math";
import type { SpecObject } from "../model/spec-object";
import type { WorkspaceView } from "../resolve/workspace-view";
import { shift } from "../text/span";
import { type AlertFacts, alertsOf } from "./budget/alert-facts";
import { canFire, lookbacks, needsWords } from "./budget/alert-words";
import type { ObjectiveFacts, ObjectiveReading } from "./budget/objective-facts";
import { assumptions, budgetSentence, objectiveSummary, promiseSentence, sentence } from "./budget/promise";
import { rowBar, rowDates, rowFrame } from "./budget/rows";
import type { IdeOptions } from "./options";
import { bandOf } from "./preview-band";
import type { PreviewPart, PreviewRow, PreviewTable } from "./preview-model";

const MARK = "the promise";

/** One objective: its promise, its budget in every window, its alerts. Without figures, why there are none. */
export function objectivePart(
  reading: ObjectiveReading,
  object: SpecObject,
  index: number,
  id: string,
  slotStart: number,
  view: WorkspaceView,
  options: IdeOptions,
): PreviewPart {
  const objective = object.body.type === "slo" ? object.body.objectives[index] : undefined;
  const span = shift(objective?.target?.span ?? objective?.span ?? object.headerSpan, slotStart);
  if (!reading.ok) return { id, title: reading.title, sentences: [reading.why], assumptions: [], span };
  const { facts } = reading;
  const rows = rowsOf(facts, options.nowEpochMs);
  const alerts = alertTable(facts, view);
  const band = bandOf(facts, view, `${id}-band`);
  return {
    id,
    title: facts.title,
    summary: objectiveSummary(facts),
    sentences: [promiseSentence(facts), budgetSentence(facts) ?? "", alerts.remark ?? ""].filter(
      (text) => text !== "",
    ),
    ...(band && { band }),
    budgets: budgetTable(facts, rows, options.nowEpochMs),
    bars: {
      id: `${id}-bars`,
      title: `Error budget of ${facts.title} by window`,
      bars: rows.map((row) => rowBar(row, MARK)),
    },
    ...(alerts.table && { alerts: alerts.table }),
    assumptions: assumptions(facts).map(sentence),
    span,
  };
}

function rowsOf(facts: ObjectiveFacts, nowEpochMs: number): readonly BudgetRow[] {
  const { windowReading } = facts;
  const timeslices = facts.slo.budgetingMethod?.value === "Timeslices";
  return budgetRows({
    target: facts.target,
    declaredWindow: windowReading.ok ? windowReading.window.declared : windowReading.declared,
    timeZone: facts.timeZone,
    nowEpochMs,
    eventsPerDay: facts.eventsPerDay,
    sliceSeconds: timeslices ? facts.sliceSeconds : undefined,
    sampleSeconds: facts.sampleSeconds,
  });
}

const COUNTS = [
  { id: "events", label: "Events that may fail", total: "of events" },
  { id: "slices", label: "Slices that may be bad", total: "of slices" },
  { id: "samples", label: "Samples that may be bad", total: "of samples" },
] as const;

function budgetTable(facts: ObjectiveFacts, rows: readonly BudgetRow[], nowEpochMs: number): PreviewTable {
  const counts = COUNTS.filter(({ id }) => rows.some((row) => row[id] !== undefined));
  const bySlices = facts.slo.budgetingMethod?.value === "Timeslices";
  return {
    caption: `Error budget at ${formatPercent(facts.target)}, by window${facts.timeZone === "UTC" ? "" : ` (${facts.timeZone})`}`,
    columns: [
      { id: "period", label: "Window" },
      { id: "time", label: bySlices ? "Time" : "Time, as total outage" },
      ...counts.flatMap(({ id, label, total }) => [
        { id, label },
        { id: `${id}-total`, label: total },
      ]),
    ],
    rows: rows.map((row) => ({
      ...rowFrame(row, rowDates(row, facts.timeZone, nowEpochMs, facts.window), MARK),
      cells: [
        formatDuration(row.timeBudgetSeconds, "down"),
        ...counts.flatMap(({ id }) => {
          const budget = row[id];
          return budget ? [formatCount(budget.allowed), formatCount(budget.total)] : ["", ""];
        }),
      ],
    })),
  };
}

function alertTable(
  facts: ObjectiveFacts,
  view: WorkspaceView,
): { readonly table?: PreviewTable; readonly remark?: string } {
  const { alerts, remark } = alertsOf(facts, view);
  if (alerts.length === 0) return remark ? { remark } : {};
  const stepwise = alerts.some(({ ownBudget }) => ownBudget !== undefined);
  const table: PreviewTable = {
    caption: "Burn alerts: what they take and how soon they come",
    columns: [
      { id: "alert", label: "Alert" },
      ...(stepwise ? [{ id: "own", label: "Budget of its own window" }] : []),
      { id: "needs", label: "Needs" },
      { id: "total", label: "Total outage, fires after" },
      { id: "five", label: "5 % errors, fires after" },
      { id: "spent", label: "Budget spent by then" },
      { id: "lasts", label: "Budget lasts at this burn" },
    ],
    rows: alerts.map((alert, index) => alertRow(alert, index, stepwise)),
  };
  return { table, ...(remark && { remark }) };
}

function alertRow(alert: AlertFacts, index: number, stepwise: boolean): PreviewRow {
  const { severity, name } = alert.condition;
  const fires = canFire(alert);
  const five = alert.badSlices ? "depends on the slices" : "never";
  return {
    id: `alert-${index + 1}`,
    label: `${formatFactor(alert.burn)} over ${lookbacks(alert)}`,
    ...detail([severity?.value, name]),
    ...(fires ? {} : { fault: true }),
    cells: [
      ...(stepwise ? [alert.ownBudget ? formatDuration(alert.ownBudget, "down") : ""] : []),
      needsWords(alert),
      alert.detectTotal && fires ? formatDuration(alert.detectTotal, "up") : "never",
      alert.detectFive && fires ? formatDuration(alert.detectFive, "up") : fires ? five : "never",
      alert.spent && fires ? formatPercent(alert.spent) : "",
      alert.lasts && fires ? formatDuration(alert.lasts, "down") : "",
    ],
  };
}

function detail(words: readonly (string | undefined)[]): { detail?: string } {
  const said = words.filter((word) => word !== undefined && word !== "").join(", ");
  return said === "" ? {} : { detail: said };
}
