import type { BudgetBar } from "../../chart/budget-bars";
import { type BudgetRow, type CountBudget, calendarPeriod, formatDuration, type Rational } from "../../math";
import type { PreviewRow } from "../preview-model";
import type { WindowFacts } from "./window-facts";
import { lastDay } from "./window-facts";

/** The dates of a calendar row: "2026-01-01 to 2026-01-31". Absent for rows of a fixed length. */
export function rowDates(
  row: BudgetRow,
  timeZone: string,
  nowEpochMs: number,
  declared: WindowFacts | undefined,
): string | undefined {
  const window =
    row.id === "month" || row.id === "quarter" || row.id === "year"
      ? calendarPeriod(row.id, timeZone, nowEpochMs)
      : row.id === "window"
        ? declared?.calendar
        : undefined;
  return window && `${window.startDate} to ${lastDay(window)}`;
}

/** "not measurable: less than one event". */
export function unmeasurable(row: BudgetRow): string | undefined {
  if (row.measurable) return undefined;
  const less = (budget: CountBudget | undefined) => budget !== undefined && budget.allowed < 1n;
  const unit = less(row.events) ? "event" : less(row.slices) ? "slice" : "sample";
  return `not measurable: less than one ${unit}`;
}

/** The frame of a row: everything but its cells. `mark` is said of the declared one. */
export function rowFrame(row: BudgetRow, dates: string | undefined, mark: string): Omit<PreviewRow, "cells"> {
  const notMeasurable = unmeasurable(row);
  return {
    id: row.id,
    label: row.label,
    ...(dates && { detail: dates }),
    ...(row.declared && { declared: true, mark }),
    ...(notMeasurable && { notMeasurable }),
  };
}

/** A row as a bar. `mark` is said of the declared one. */
export function rowBar(row: BudgetRow, mark: string): BudgetBar {
  return {
    label: row.label,
    seconds: approximately(row.timeBudgetSeconds),
    text: formatDuration(row.timeBudgetSeconds, "down"),
    ...(row.declared && { mark }),
    measurable: row.measurable,
  };
}

/** Only for a place on an axis: no figure is made from it. */
function approximately(value: Rational): number {
  return Number(value.valueOf());
}
