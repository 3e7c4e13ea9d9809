import { describe, expect, it } from "vitest";
import {
  durationSeconds,
  isCalendarUnit,
  parseDuration,
  parseFineDuration,
  toFractionString,
  wholeWeeks,
} from "../../../server/src/core/math";

describe("parseDuration", () => {
  it.each([
    ["1m", "60"],
    ["12h", "43200"],
    ["28d", "2419200"],
    ["4w", "2419200"],
    ["1M", "2592000"],
    ["1Q", "7776000"],
    ["1Y", "31536000"],
    ["01d", "86400"],
  ])("%s lasts %s seconds by go-sdk's lengths", (text, seconds) => {
    const parsed = parseDuration(text);
    expect(parsed.ok && toFractionString(durationSeconds(parsed.duration))).toBe(seconds);
    expect(parsed.ok && parsed.duration.text).toBe(text);
  });

  it.each([
    ["", "empty", undefined],
    ["   ", "empty", undefined],
    ["30", "no-unit", undefined],
    ["30 days", "unknown-unit", "30d"],
    ["28D", "unknown-unit", "28d"],
    ["1H", "unknown-unit", "1h"],
    ["1W", "unknown-unit", "1w"],
    ["1q", "unknown-unit", "1Q"],
    ["1y", "unknown-unit", "1Y"],
    ["1mo", "unknown-unit", "1M"],
    ["1month", "unknown-unit", "1M"],
    ["2 Months", "unknown-unit", "2M"],
    ["5min", "unknown-unit", "5m"],
    ["2hrs", "unknown-unit", "2h"],
    ["Week", "unknown-unit", "1w"],
    ["monthly", "unknown-unit", "1M"],
    ["foo", "unknown-unit", undefined],
    ["1x", "unknown-unit", undefined],
    ["60s", "seconds", "1m"],
    ["60 seconds", "seconds", "1m"],
    ["3600s", "seconds", "1h"],
    ["90s", "seconds", undefined],
    ["500ms", "seconds", undefined],
    ["60000ms", "seconds", "1m"],
    ["-1h", "not-positive", "1h"],
    ["0d", "not-positive", undefined],
    ["1.5h", "not-integer", "90m"],
    ["0.5d", "not-integer", "12h"],
    ["1h30m", "compound", "90m"],
    ["1d12h", "compound", "36h"],
    ["1d 1M", "compound", undefined],
    ["1Y6M", "compound", "6Q"],
    ["P30D", "malformed", "30d"],
    ["PT1H", "malformed", "1h"],
    ["P1M", "malformed", "1M"],
    ["PT1M", "malformed", "1m"],
    ["30 d", "malformed", "30d"],
    [" 1h", "malformed", "1h"],
    ["+1h", "malformed", "1h"],
    ["1h;", "malformed", undefined],
    ["{{ .Values.window }}", "malformed", undefined],
    ["9007199254740993m", "too-large", undefined],
    [`${"9".repeat(20)}d`, "too-large", undefined],
    ["m".repeat(10_000), "malformed", undefined],
  ])("%j is refused: %s, %s", (text, reason, hint) => {
    const parsed = parseDuration(text);
    expect(parsed).toEqual(hint === undefined ? { ok: false, reason } : { ok: false, reason, hint });
  });

  it("tells m from M", () => {
    expect(parseDuration("1m")).toMatchObject({ ok: true, duration: { unit: "m" } });
    expect(parseDuration("1M")).toMatchObject({ ok: true, duration: { unit: "M" } });
  });
});

describe("parseFineDuration", () => {
  it.each([
    ["300ms", "3/10"],
    ["30s", "30"],
    ["1m", "60"],
  ])("%s lasts %s seconds", (text, seconds) => {
    const parsed = parseFineDuration(text);
    expect(parsed.ok && toFractionString(durationSeconds(parsed.duration))).toBe(seconds);
  });

  it.each([
    ["0.5s", "not-integer", "500ms"],
    ["300 ms", "malformed", "300ms"],
    ["300MS", "unknown-unit", "300ms"],
    ["5sec", "unknown-unit", "5s"],
    ["1m30s", "compound", "90s"],
  ])("%j is refused: %s, %s", (text, reason, hint) => {
    expect(parseFineDuration(text)).toEqual({ ok: false, reason, hint });
  });
});

describe("whole weeks and calendar units", () => {
  it.each([
    ["28d", true],
    ["4w", true],
    ["168h", true],
    ["10080m", true],
    ["30d", false],
    ["1M", false],
    ["7Y", false],
  ])("%s: %s", (text, whole) => {
    const parsed = parseDuration(text);
    expect(parsed.ok && wholeWeeks(parsed.duration)).toBe(whole);
  });

  it("knows the units that the calendar stretches", () => {
    expect((["m", "h", "d", "w", "M", "Q", "Y"] as const).filter(isCalendarUnit)).toEqual(["M", "Q", "Y"]);
  });
});
