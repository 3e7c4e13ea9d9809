import { describe, expect, it } from "vitest";
import {
  budgetEvents,
  budgetFractionAtFire,
  budgetSeconds,
  burnOfOneFailure,
  burnThreshold,
  canFire,
  consumed,
  exhaustionSeconds,
  pyrraWindows,
  pyrraWindowTooShort,
  type Rational,
  ratio,
  slothHasBuiltInWindows,
  slothWindows,
  thresholdErrorRatio,
  toFractionString,
} from "../../../server/src/core/math";

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;
const unitSeconds = { d: DAY, h: HOUR, min: MINUTE, s: 1 } as const;

function at(value: Rational | undefined): string | undefined {
  return value && toFractionString(value);
}

// Site Reliability Engineering (O'Reilly 2016), appendix A, "Availability Table": allowed unavailability per
// year, quarter (90 days), month (30 days), week, day, hour, as printed; but for 99.999 % a day, where the book
// prints 0.87 s for 0.864.
const APPENDIX_A: readonly (readonly [target: string, ...printed: string[]])[] = [
  ["0.9", "36.5 d", "9 d", "3 d", "16.8 h", "2.4 h", "6 min"],
  ["0.95", "18.25 d", "4.5 d", "1.5 d", "8.4 h", "1.2 h", "3 min"],
  ["0.99", "3.65 d", "21.6 h", "7.2 h", "1.68 h", "14.4 min", "36 s"],
  ["0.995", "1.83 d", "10.8 h", "3.6 h", "50.4 min", "7.20 min", "18 s"],
  ["0.999", "8.76 h", "2.16 h", "43.2 min", "10.1 min", "1.44 min", "3.6 s"],
  ["0.9995", "4.38 h", "1.08 h", "21.6 min", "5.04 min", "43.2 s", "1.8 s"],
  ["0.9999", "52.6 min", "12.96 min", "4.32 min", "60.5 s", "8.64 s", "0.36 s"],
  ["0.99999", "5.26 min", "1.30 min", "25.9 s", "6.05 s", "0.864 s", "0.04 s"],
];
const APPENDIX_A_WINDOWS = [365 * DAY, 90 * DAY, 30 * DAY, 7 * DAY, DAY, HOUR];

describe("SRE Book, appendix A", () => {
  const cells = APPENDIX_A.flatMap(([target, ...printed]) =>
    printed.map((cell, column) => [target, APPENDIX_A_WINDOWS[column] ?? 0, cell] as const),
  );

  it.each(cells)("a target of %s over %i seconds allows %s", (target, window, cell) => {
    const [figure = "", unit = "s"] = cell.split(" ");
    const size = unitSeconds[unit as keyof typeof unitSeconds];
    const decimals = figure.split(".")[1]?.length ?? 0;
    const halfStep = ratio(1n, 2n * 10n ** BigInt(decimals));
    const budget = budgetSeconds(ratio(target), ratio(window)).div(ratio(size));
    expect(budget.sub(ratio(figure)).abs().compare(halfStep)).toBeLessThanOrEqual(0);
  });
});

describe("SRE Workbook, chapter 5", () => {
  const P = ratio(30 * DAY);

  it.each([
    ["0.02", HOUR, "72/5"],
    ["0.05", 6 * HOUR, "6"],
    ["0.1", 3 * DAY, "1"],
    ["0.05", HOUR, "36"],
  ])("%s of the budget in %i seconds is a burn of %s, and back", (share, long, burn) => {
    expect(at(burnThreshold(ratio(share), ratio(long), P))).toBe(burn);
    expect(budgetFractionAtFire(ratio(burn), ratio(long), P)?.equals(ratio(share))).toBe(true);
  });

  it.each([
    [1, 30 * DAY],
    [2, 15 * DAY],
    [10, 3 * DAY],
    [1_000, 2_592], // printed as 43 minutes
  ])("a burn of %i exhausts 30 days' budget in %i seconds", (burn, seconds) => {
    expect(at(exhaustionSeconds(ratio(burn), P))).toBe(String(seconds));
  });

  it("calls one failure in ten an hour 13.9 % of 30 days' budget; its burn is 100, not the 1,000 printed", () => {
    const perWindow = budgetEvents(ratio("0.999"), ratio(7_200));
    expect(toFractionString(ratio(1).div(perWindow.exact))).toBe("5/36");
    expect(at(burnOfOneFailure(ratio("0.999"), ratio(10)))).toBe("100");
  });

  it("spends 1.39 times the month in an hour of total outage at 99.9 %", () => {
    expect(at(consumed(ratio("0.999"), ratio(1), ratio(HOUR), P))).toBe("25/18");
  });
});

describe("slo-generator's 28 days and Google's CRE posts", () => {
  it.each([
    ["9", HOUR, 30, "1/80"],
    ["9", HOUR, 28, "3/224"],
    ["3", 12 * HOUR, 28, "3/56"],
    ["3/2", 7 * DAY, 28, "3/8"],
    ["1", 28 * DAY, 28, "1"],
  ])("%s times over %i seconds of %i days spends %s", (burn, long, days, share) => {
    expect(at(budgetFractionAtFire(ratio(burn), ratio(long), ratio(days * DAY)))).toBe(share);
  });
});

describe("Sloth", () => {
  it.each([
    [30, ["72/5", "6", "3", "1"]],
    [28, ["336/25", "28/5", "14/5", "14/15"]],
  ])("has for %i days the factors %j", (days, factors) => {
    expect(slothWindows(ratio(days * DAY)).map((window) => at(window.factor))).toEqual(factors);
    expect(slothHasBuiltInWindows(ratio(days * DAY))).toBe(true);
  });

  it("computes an AlertWindows file of 7 days, and has none built in", () => {
    const own = [
      {
        name: "page-quick",
        budgetFraction: ratio("0.08"),
        longSeconds: ratio(HOUR),
        shortSeconds: ratio(300),
      },
      {
        name: "page-slow",
        budgetFraction: ratio("0.125"),
        longSeconds: ratio(6 * HOUR),
        shortSeconds: ratio(1_800),
      },
    ] as const;
    expect(slothWindows(ratio(7 * DAY), own).map((window) => at(window.factor))).toEqual(["336/25", "7/2"]);
    expect(slothHasBuiltInWindows(ratio(7 * DAY))).toBe(false);
  });

  it("cannot fire the quick page at 93.05 % nor the slow one at 83.33 % over 30 days", () => {
    const [quick, slow] = slothWindows(ratio(30 * DAY)).map((window) => window.factor);
    expect(quick && canFire(ratio("0.9305"), quick)).toBe(false);
    expect(quick && canFire(ratio("0.9306"), quick)).toBe(true);
    expect(slow && canFire(ratio("0.8333"), slow)).toBe(false);
    expect(slow && canFire(ratio("0.8334"), slow)).toBe(true);
  });
});

describe("Pyrra", () => {
  it("has its four windows at 28 days", () => {
    const windows = pyrraWindows(ratio(28 * DAY));
    expect(windows.map((w) => [w.severity, w.factor, w.longMinutes, w.shortMinutes, w.forMinutes])).toEqual([
      ["critical", 14, 60, 5, 2],
      ["critical", 7, 360, 30, 15],
      ["warning", 2, 1_440, 120, 60],
      ["warning", 1, 5_760, 360, 180],
    ]);
    expect(windows.map((window) => at(window.budgetFraction))).toEqual(["1/48", "1/16", "1/14", "1/7"]);
  });

  it("rounds half a minute up, and breaks below 67.2 hours", () => {
    expect(pyrraWindows(ratio(336 * HOUR)).map((window) => window.forMinutes)).toEqual([1, 8, 30, 90]);
    expect(pyrraWindowTooShort(ratio(241_920))).toBe(false);
    expect(pyrraWindows(ratio(241_920))[0]?.shortMinutes).toBe(1);
    expect(pyrraWindowTooShort(ratio(241_919))).toBe(true);
    expect(pyrraWindows(ratio(241_919))[0]?.shortMinutes).toBe(0);
  });

  it("needs for 14x at 99 % an error ratio of 14 %", () => {
    expect(toFractionString(thresholdErrorRatio(ratio(14), ratio("0.99")))).toBe("7/50");
  });
});
