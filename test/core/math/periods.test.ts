import { describe, expect, it } from "vitest";
import {
  type BudgetRow,
  type BudgetRowsRequest,
  budgetRows,
  type DeclaredWindow,
  parseDuration,
  parseStartTime,
  ratio,
  toFractionString,
} from "../../../server/src/core/math";

const base: BudgetRowsRequest = {
  target: ratio("0.999"),
  timeZone: "UTC",
  nowEpochMs: Date.parse("2026-02-10T00:00:00Z"),
};

function declared(duration: string, calendar?: { start: string; timeZone: string }): DeclaredWindow {
  const parsed = parseDuration(duration);
  if (!parsed.ok) throw new Error(`not a duration: ${duration}`);
  if (calendar === undefined) return { kind: "rolling", duration: parsed.duration };
  const startTime = parseStartTime(calendar.start);
  if (startTime === undefined) throw new Error(`not a start: ${calendar.start}`);
  return { kind: "calendar", duration: parsed.duration, startTime, timeZone: calendar.timeZone };
}

function rowsWith(more: Partial<BudgetRowsRequest>): readonly BudgetRow[] {
  return budgetRows({ ...base, ...more });
}

function declaredRows(declaredWindow: DeclaredWindow): string[] {
  return rowsWith({ declaredWindow })
    .filter((row) => row.declared)
    .map((row) => `${row.id}: ${row.label}`);
}

describe("budgetRows", () => {
  it("has nine rows, in order, none of them declared where no window is", () => {
    const rows = rowsWith({});
    expect(rows.map((row) => row.id)).toEqual([
      "1h",
      "1d",
      "7d",
      "28d",
      "30d",
      "90d",
      "month",
      "quarter",
      "year",
    ]);
    expect(rows.some((row) => row.declared)).toBe(false);
    expect(rows.every((row) => row.events === undefined && row.slices === undefined && row.measurable)).toBe(
      true,
    );
  });

  it.each([
    ["28d", "28d: 28d"],
    ["4w", "28d: 28d (4w)"],
    ["1M", "30d: 30d (1M)"],
    ["14d", "window: 14d"],
    ["1Y", "window: 1Y"],
  ])("marks a rolling %s as %s", (duration, row) => {
    expect(declaredRows(declared(duration))).toEqual([row]);
  });

  it("puts a rolling window of its own among the fixed lengths", () => {
    const ids = (duration: string) =>
      rowsWith({ declaredWindow: declared(duration) }).map((row) => row.label);
    expect(ids("14d").slice(2, 5)).toEqual(["7d", "14d", "28d"]);
    expect(ids("30m")[0]).toBe("30m");
    expect(ids("1Y").slice(5, 8)).toEqual(["90d", "1Y", "February 2026"]);
  });

  it("marks this month for a calendar month, and gives any other calendar window its own row", () => {
    const month = declared("1M", { start: "2020-01-01 00:00:00", timeZone: "UTC" });
    expect(declaredRows(month)).toEqual(["month: February 2026"]);
    const offset = declared("1M", { start: "2020-01-15 00:00:00", timeZone: "UTC" });
    expect(declaredRows(offset)).toEqual(["window: 1M from 2026-01-15"]);
    const week = declared("7d", { start: "2020-01-01 00:00:00", timeZone: "UTC" });
    expect(rowsWith({ declaredWindow: week }).at(-1)?.label).toBe("7d from 2026-02-04");
  });

  it("leaves out what it cannot know", () => {
    expect(rowsWith({ timeZone: "Mars/Olympus" }).map((row) => row.id)).toEqual([
      "1h",
      "1d",
      "7d",
      "28d",
      "30d",
      "90d",
    ]);
  });

  it("shows the first window of an SLO that has not begun", () => {
    const future = declared("1M", { start: "2030-02-01 00:00:00", timeZone: "UTC" });
    const [row, ...more] = rowsWith({ declaredWindow: future }).filter((one) => one.declared);
    expect(more).toEqual([]);
    expect([row?.label, row?.seconds.toFraction()]).toEqual(["1M from 2030-02-01", String(28 * 86_400)]);
  });

  it("counts events, slices and samples, and says where less than one of them is allowed", () => {
    const rows = rowsWith({ eventsPerDay: ratio(300), sliceSeconds: ratio(60), sampleSeconds: ratio(30) });
    const hour = rows[0];
    expect(hour && toFractionString(hour.timeBudgetSeconds)).toBe("18/5");
    expect(hour?.events && toFractionString(hour.events.total)).toBe("25/2");
    expect(hour?.events?.allowed).toBe(0n);
    expect(rows.map((row) => row.slices?.allowed)).toEqual([0n, 1n, 10n, 40n, 43n, 129n, 40n, 129n, 525n]);
    expect(rows.map((row) => row.samples?.allowed)).toEqual([0n, 2n, 20n, 80n, 86n, 259n, 80n, 259n, 1051n]);
    expect(rows.map((row) => row.measurable)).toEqual([
      false,
      false,
      true,
      true,
      true,
      true,
      true,
      true,
      true,
    ]);
  });

  it("is not measurable where any one of the counts is below one", () => {
    const rows = rowsWith({ eventsPerDay: ratio(1_000_000), sliceSeconds: ratio(3_600) });
    expect(rows[1]?.events?.allowed).toBe(1_000n);
    expect(rows[1]?.slices?.allowed).toBe(0n);
    expect(rows[1]?.measurable).toBe(false);
  });
});
