import { describe, expect, it } from "vitest";
import {
  alertBehaviour,
  type BudgetRow,
  budgetEvents,
  budgetFractionAtFire,
  budgetRows,
  budgetSeconds,
  burnOfOneFailure,
  burnThreshold,
  canFire,
  type DeclaredWindow,
  errorBudget,
  exhaustionSeconds,
  failuresToFire,
  formatCount,
  formatDuration,
  formatFactor,
  formatPercent,
  formatRatio,
  parseDuration,
  type Rational,
  ratio,
  thresholdErrorRatio,
} from "../../../server/src/core/math";

const HOUR = ratio(3_600);
const DAY = ratio(86_400);

function given(value: Rational | undefined): Rational {
  if (value === undefined) throw new Error("a value was expected");
  return value;
}

function rolling(text: string): DeclaredWindow {
  const parsed = parseDuration(text);
  if (!parsed.ok) throw new Error(`not a duration: ${text}`);
  return { kind: "rolling", duration: parsed.duration };
}

describe("checkout: 99.95 % over 28 days, 1.2 million a day", () => {
  const target = ratio("0.9995");
  const window = DAY.mul(28, 1);
  const burn = given(burnThreshold(ratio("0.02"), HOUR, window));

  it("promises 16,800 of 33.6M, equivalent to 20m 9.6s", () => {
    expect(errorBudget(target).equals(ratio(5, 10_000))).toBe(true);
    const events = budgetEvents(target, ratio(28 * 1_200_000));
    expect(`${formatCount(events.allowed)} of ${formatCount(events.total)}`).toBe("16,800 of 33.6M");
    expect(formatDuration(budgetSeconds(target, window), "down")).toBe("20m 9.6s");
  });

  it("pages at 13.44x, which is 0.672 % failing", () => {
    expect(formatFactor(burn)).toBe("13.44x");
    expect(formatPercent(thresholdErrorRatio(burn, target), "up")).toBe("0.672 %");
  });

  it.each([
    ["1", "24.192s"],
    ["0.05", "8m 3.84s"],
  ])("finds an error ratio of %s in %s", (errorRate, time) => {
    const alert = { target, burn, longSeconds: HOUR, shortSeconds: ratio(300), errorRate: ratio(errorRate) };
    expect(formatDuration(given(alertBehaviour(alert).detectSeconds), "up")).toBe(time);
  });

  it("lasts 50h at that burn", () => {
    expect(formatDuration(given(exhaustionSeconds(burn, window)), "down")).toBe("50h");
  });

  const rowsAt = (now: string): BudgetRow[] => [
    ...budgetRows({
      target,
      declaredWindow: rolling("28d"),
      timeZone: "UTC",
      nowEpochMs: Date.parse(now),
      eventsPerDay: ratio(1_200_000),
    }),
  ];
  const line = (row: BudgetRow): string =>
    `${row.label} ${formatDuration(row.timeBudgetSeconds, "down")}/${formatCount(row.events?.allowed ?? 0n)}`;

  it("has the preview's rows", () => {
    expect(rowsAt("2026-01-15T12:00:00Z").map(line)).toEqual([
      "1h 1.8s/25",
      "1d 43.2s/600",
      "7d 5m 2.4s/4,200",
      "28d 20m 9.6s/16,800",
      "30d 21m 36s/18,000",
      "90d 64m 48s/54,000",
      "January 2026 22m 19.2s/18,600",
      "Q1 2026 64m 48s/54,000",
      "2026 4h 22m 48s/219,000",
    ]);
    expect(rowsAt("2026-08-01T00:00:00Z").map(line)[7]).toBe("Q3 2026 66m 14.4s/55,200");
    expect(
      rowsAt("2026-01-15T12:00:00Z")
        .filter((row) => row.declared)
        .map((row) => row.id),
    ).toEqual(["28d"]);
  });
});

describe("export: 99 % over 30 days, 300 a day", () => {
  const target = ratio("0.99");
  const perHour = ratio(300).div(24, 1);

  it("allows 90 of 9,000, each of which costs 1.1 %", () => {
    const events = budgetEvents(target, ratio(9_000));
    expect(`${formatCount(events.allowed)} of ${formatCount(events.total)}`).toBe("90 of 9,000");
    expect(formatPercent(ratio(1).div(events.exact))).toBe("1.1 %");
  });

  it("burns at 8 with one failure of 12.5 an hour, and pages on the second", () => {
    expect(formatCount(perHour)).toBe("12.5");
    expect(formatRatio(given(burnOfOneFailure(target, perHour)))).toBe("8");
    expect(failuresToFire(ratio("14.4"), target, perHour)).toBe(2n);
  });

  it("takes 10 of 300 for a daily ticket at 3x", () => {
    expect(failuresToFire(ratio(3), target, ratio(300))).toBe(10n);
  });
});

describe("legacy: 90 % over 30 days", () => {
  const target = ratio("0.9");
  const window = DAY.mul(30, 1);
  const sixHours = HOUR.mul(6, 1);

  it("has 72h of budget", () => {
    expect(formatDuration(budgetSeconds(target, window), "down")).toBe("72h");
  });

  it("cannot page at 14.4x, which would take 144 %", () => {
    expect(formatPercent(thresholdErrorRatio(ratio("14.4"), target), "up")).toBe("144 %");
    expect(canFire(target, ratio("14.4"))).toBe(false);
  });

  it("pages at 6x over 60 % failing, 3h 36m into a total outage, 5 % spent", () => {
    expect(formatPercent(thresholdErrorRatio(ratio(6), target), "up")).toBe("60 %");
    const alert = alertBehaviour({ target, burn: ratio(6), longSeconds: sixHours, errorRate: ratio(1) });
    expect(formatDuration(given(alert.detectSeconds), "up")).toBe("3h 36m");
    expect(formatPercent(given(budgetFractionAtFire(ratio(6), sixHours, window)))).toBe("5 %");
  });
});
