import { describe, expect, it } from "vitest";
import { previewOf } from "../../../server/src/core/ide/preview";
import type { PreviewTable } from "../../../server/src/core/ide/preview-model";
import { CHECKOUT, EXPORT, hoverText, LEGACY, linesOf, NOW, rolling, single, sloText } from "./support";

function rowsAt(text: string, now: number): string[] {
  const { workspace, uri } = single(text);
  const table: PreviewTable | undefined = previewOf(workspace, uri, { nowEpochMs: now }).sections[0]?.parts[0]
    ?.budgets;
  return (table?.rows ?? []).map(({ label, cells }) => `${label} ${cells[0]} / ${cells[1]}`);
}

describe("checkout: 99.95 % over 28 days, 1.2 million a day", () => {
  it("explains its target to the digit, in at most eight lines", () => {
    const hover = hoverText(CHECKOUT, "0.9995");
    expect(hover).toContain(
      "5 of every 10,000 events may fail: 16,800 of 33.6M in 28d, equivalent to 20m 9.6s of total outage.",
    );
    expect(hover).toContain("at 1 the budget is gone after exactly 28d");
    expect(hover).toContain("13.44x over 1h (page): needs over 0.672 % failing (337 of 50,000).");
    expect(hover).toContain("A total outage fires it after 24.192s, 5 % errors after 8m 3.84s");
    expect(hover).toContain("2 % of the budget is spent by then");
    expect(hover).toContain("At 13.44x the budget lasts 50h.");
    expect(hover).not.toMatch(/downtime/i);
    expect(linesOf(hover).length).toBeLessThanOrEqual(8);
  });

  it("explains its threshold and its look back with the same figures", () => {
    for (const value of ["13.44", "1h"]) {
      const hover = hoverText(CHECKOUT, value, "threshold:");
      expect(hover).toContain("Needs over 0.672 % failing (337 of 50,000).");
      expect(hover).toContain("A total outage fires it after 24.192s, 5 % errors after 8m 3.84s");
      expect(hover).toContain("At 13.44x the budget lasts 50h.");
    }
  });

  it("has the preview's rows", () => {
    expect(rowsAt(CHECKOUT, NOW)).toEqual([
      "1h 1.8s / 25",
      "1d 43.2s / 600",
      "7d 5m 2.4s / 4,200",
      "28d 20m 9.6s / 16,800",
      "30d 21m 36s / 18,000",
      "90d 64m 48s / 54,000",
      "January 2026 22m 19.2s / 18,600",
      "Q1 2026 64m 48s / 54,000",
      "2026 4h 22m 48s / 219,000",
    ]);
    expect(rowsAt(CHECKOUT, Date.parse("2026-08-01T00:00:00Z"))[7]).toBe("Q3 2026 66m 14.4s / 55,200");
  });

  it("promises the same with targetPercent", () => {
    const percent = CHECKOUT.replace("target: 0.9995", "targetPercent: 99.95");
    expect(hoverText(percent, "99.95")).toBe(hoverText(CHECKOUT, "0.9995"));
  });
});

describe("export: 99 % over 30 days, 300 a day", () => {
  it("tells what one failure means", () => {
    const hover = hoverText(EXPORT, "0.99");
    expect(hover).toContain("1 of every 100 events may fail: 90 of 9,000 in 30d");
    expect(hover).toContain("Each failure costs 1.1 % of the budget. At 12.5 an hour one failure is burn 8.");
    expect(hover).toContain("14.4x within an hour takes 2 failures, 2.2 % of the budget.");
    expect(hover).toContain("Prefer a daily ticket: 3x takes 10 of 300.");
    expect(linesOf(hover).length).toBeLessThanOrEqual(8);
  });

  it("says so at the threshold too", () => {
    const hover = hoverText(EXPORT, "14.4");
    expect(hover).toContain("14.4x within an hour takes 2 failures, 2.2 % of the budget.");
    expect(hover).toContain("Prefer a daily ticket: 3x takes 10 of 300.");
  });
});

describe("legacy: 90 % over 30 days", () => {
  it("has 72h of budget, an alert that is impossible and one that is late", () => {
    const hover = hoverText(LEGACY, "90", "targetPercent");
    expect(hover).toContain("10 of every 100 events may fail in 30d, equivalent to 72h of total outage.");
    expect(hover).toContain("14.4x would take 144 % errors: impossible. The fastest burn here is 10x.");
    expect(hover).toContain("6x over 6h (page): needs over 60 % failing.");
    expect(hover).toContain(
      "A total outage fires it after 3h 36m, 5 % errors never do; 5 % of the budget is spent by then.",
    );
    expect(linesOf(hover).length).toBeLessThanOrEqual(8);
  });

  it("says at each threshold whether it can fire", () => {
    expect(hoverText(LEGACY, "14.4", "threshold")).toContain("14.4x would take 144 % errors: impossible");
    expect(hoverText(LEGACY, " 6\n", "condition-2")).toContain(
      "Needs over 60 % failing. A total outage fires it after 3h 36m",
    );
  });
});

describe("an alert at the very edge", () => {
  const edge = (op: string) =>
    hoverText(
      sloText({
        name: "edge",
        target: "target: 0.9",
        window: rolling("30d"),
        alerts: [{ burn: "10", lookback: "1h", op }],
      }),
      "0.9",
    );

  it("fires at a total outage with gte, and not with gt", () => {
    expect(edge("gt")).toContain("10x would take 100 % errors: impossible");
    expect(edge("gte")).toContain("needs at least 100 % failing. A total outage fires it after 1h");
  });

  it("is not judged where it compares the other way round", () => {
    expect(edge("lt")).toContain("An alert with `lt` holds while the budget burns slowly");
    expect(edge("lt")).not.toContain("takes");
  });
});
