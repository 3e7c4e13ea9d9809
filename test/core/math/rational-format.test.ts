import { describe, expect, it } from "vitest";
import {
  ceilToBigInt,
  floorToBigInt,
  formatCount,
  formatDuration,
  formatFactor,
  formatPercent,
  formatRatio,
  parseDecimal,
  parseFineDuration,
  ratio,
  shortDuration,
  spokenDuration,
  spokenPeriod,
  toFractionString,
} from "../../../server/src/core/math";

describe("parseDecimal", () => {
  it.each([
    ["99.9", "999/10"],
    [".5", "1/2"],
    ["1.", "1"],
    ["1e-3", "1/1000"],
    ["1.5E+2", "150"],
    ["+5", "5"],
    ["-0.25", "-1/4"],
    ["-0", "0"],
    ["007", "7"],
    ["0.99999999999999999999", "99999999999999999999/100000000000000000000"],
  ])("%s is %s", (text, value) => {
    const parsed = parseDecimal(text);
    expect(parsed && toFractionString(parsed)).toBe(value);
  });

  it.each([
    "",
    " ",
    "1_000",
    "0x1F",
    "0o14",
    ".inf",
    ".nan",
    ".",
    "-",
    "1e",
    "e5",
    "1,5",
    "99.9%",
    " 1",
    "1 ",
    "1/2",
    "1e31",
    "1e-31",
    "1e999999999999",
    `1${"0".repeat(40)}`,
    `0.${"1".repeat(41)}`,
    "0".repeat(5_000),
    "٣",
    "1'000",
    "(1)",
  ])("%j is no decimal", (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  });

  it("takes 40 digits and not 41", () => {
    expect(parseDecimal("9".repeat(40))).toBeDefined();
    expect(parseDecimal("9".repeat(41))).toBeUndefined();
  });
});

describe("ratio and its roundings", () => {
  it.each([
    ["7/2", 3n, 4n],
    ["-7/2", -4n, -3n],
    ["4", 4n, 4n],
    ["-4", -4n, -4n],
    ["0", 0n, 0n],
  ])("%s lies between %s and %s", (text, low, high) => {
    expect(floorToBigInt(ratio(text))).toBe(low);
    expect(ceilToBigInt(ratio(text))).toBe(high);
  });

  it("refuses what a caller must not pass", () => {
    expect(() => ratio(0.1)).toThrow(RangeError);
    expect(() => ratio(1, 0)).toThrow(RangeError);
    expect(() => ratio("1/0")).toThrow(RangeError);
    expect(() => ratio("a")).toThrow(RangeError);
  });
});

describe("formatDuration", () => {
  it.each([
    ["0", "0s"],
    ["1/10000", "under 1ms"],
    ["1/1000", "0.001s"],
    ["9/5", "1.8s"],
    ["216/5", "43.2s"],
    ["3024/125", "24.192s"],
    ["60", "1m"],
    ["3600", "1h"],
    ["3601", "60m 1s"],
    ["5400", "90m"],
    ["7199", "119m 59s"],
    ["7200", "2h"],
    ["7201", "2h 1s"],
    ["359999", "99h 59m 59s"],
    ["360000", "4d 4h"],
    ["3153600", "36d 12h"],
    ["3153660/1", "36d 12h 1m"],
    ["-605/2", "-5m 2.5s"],
  ])("%s seconds are %s", (seconds, text) => {
    expect(formatDuration(ratio(seconds))).toBe(text);
  });

  it("rounds budgets down and requirements up, at the millisecond", () => {
    expect(formatDuration(ratio(1, 3), "down")).toBe("0.333s");
    expect(formatDuration(ratio(1, 3), "up")).toBe("0.334s");
    expect(formatDuration(ratio(2, 3), "nearest")).toBe("0.667s");
    expect(formatDuration(ratio("7199.9999"), "down")).toBe("119m 59.999s");
    expect(formatDuration(ratio("7199.9999"), "up")).toBe("2h");
  });
});

describe("formatPercent", () => {
  it.each([
    ["0.00672", "0.672 %"],
    ["0.05", "5 %"],
    ["1/90", "1.1 %"],
    ["5/36", "13.9 %"],
    ["0.9995", "99.95 %"],
    ["0.99999999", "99.999999 %"],
    ["1", "100 %"],
    ["0", "0 %"],
    ["1.44", "144 %"],
    ["144", "14,400 %"],
    ["1/3000000", "0.000033 %"],
    ["1.000001", "100.0001 %"],
  ])("%s is %s", (value, text) => {
    expect(formatPercent(ratio(value))).toBe(text);
  });

  it.each([
    ["0.997002999", "99.7002 %"], // three dependencies at 99.9 %, as "at most"
    ["299999/300000", "99.99966 %"],
  ])("%s is at most %s", (value, text) => {
    expect(formatPercent(ratio(value), "down")).toBe(text);
  });

  it("never rounds onto 100 % nor onto 0 %", () => {
    expect(formatPercent(ratio("0.99999999996"), "up")).toBe("99.999999996 %");
    expect(formatPercent(ratio(3_000_000 - 1, 3_000_000), "up")).toBe("99.999967 %");
    expect(formatPercent(ratio(1, 3_000_000_000), "down")).toBe("0.000000033 %");
  });

  it("rounds a requirement up", () => {
    expect(formatPercent(ratio(14, 15_000), "up")).toBe("0.094 %");
    expect(formatPercent(ratio(14, 15_000), "down")).toBe("0.093 %");
  });
});

describe("formatFactor, formatRatio, formatCount", () => {
  it.each([
    ["336/25", "13.44x"],
    ["72/5", "14.4x"],
    ["14/15", "0.9333x"],
    ["1", "1x"],
    ["1000", "1,000x"],
    ["1000/3", "333.3x"],
    ["0.9999999", "0.9999999x"],
  ])("a factor of %s is %s", (value, text) => {
    expect(formatFactor(ratio(value))).toBe(text);
  });

  it.each([
    ["0.0144", "0.0144"],
    ["0.9995", "0.9995"],
    ["1/3", "0.3333"],
  ])("a ratio of %s is %s", (value, text) => {
    expect(formatRatio(ratio(value))).toBe(text);
  });

  it.each([
    ["0", "0"],
    ["999", "999"],
    ["16800", "16,800"],
    ["999999", "999,999"],
    ["1000000", "1M"],
    ["33600000", "33.6M"],
    ["1250000", "1.25M"],
    ["1234000", "1.234M"],
    ["1234567", "1,234,567"],
    ["110400000", "110.4M"],
    ["33612345", "33,612,345"],
    ["1200000000", "1.2B"],
    ["-16800", "-16,800"],
    ["25/2", "12.5"],
    ["0.1", "0.1"],
    ["125/3", "41.6"],
    ["12345.67", "12,345"],
  ])("a count of %s is %s", (value, text) => {
    expect(formatCount(ratio(value))).toBe(text);
  });

  it("takes whole numbers as they are", () => {
    expect(formatCount(2_995n)).toBe("2,995");
    expect(formatCount(42)).toBe("42");
  });
});

describe("durations for people", () => {
  it.each([
    ["28d", "28d", "28 days"],
    ["1h", "1h", "1 hour"],
    ["1M", "1M", "1 month"],
    ["007d", "7d", "7 days"],
    ["300ms", "300ms", "300 milliseconds"],
    ["1500m", "1500m", "1,500 minutes"],
  ])("%s is %s and %s", (text, short, spoken) => {
    const parsed = parseFineDuration(text);
    expect(parsed.ok && shortDuration(parsed.duration)).toBe(short);
    expect(parsed.ok && spokenDuration(parsed.duration)).toBe(spoken);
  });

  it.each([
    ["1w", "week"],
    ["2w", "2 weeks"],
    ["1M", "month"],
    ["1500m", "1,500 minutes"],
  ])("%s comes every %s", (text, period) => {
    const parsed = parseFineDuration(text);
    expect(parsed.ok && spokenPeriod(parsed.duration)).toBe(period);
  });
});
