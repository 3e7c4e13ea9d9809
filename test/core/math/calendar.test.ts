import { describe, expect, it } from "vitest";
import {
  type CalendarWindowSpec,
  calendarPeriod,
  calendarWindowAt,
  canonicalTimeZone,
  civilWindowSeconds,
  isTimeZone,
  parseDuration,
  parseStartTime,
  toFractionString,
} from "../../../server/src/core/math";

function spec(start: string, timeZone: string, duration: string): CalendarWindowSpec {
  const startTime = parseStartTime(start);
  const parsed = parseDuration(duration);
  if (startTime === undefined || !parsed.ok) throw new Error(`not a window: ${start} ${duration}`);
  return { startTime, timeZone, duration: parsed.duration };
}

/** "start end seconds" of the window at an instant. */
function windowAt(start: string, timeZone: string, duration: string, now: string): string | undefined {
  const window = calendarWindowAt(spec(start, timeZone, duration), Date.parse(now));
  return window && `${window.startDate} ${window.endDate} ${toFractionString(window.seconds)}`;
}

describe("time zones", () => {
  it.each([
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "US/Pacific",
    "Etc/GMT+5",
    "America/Port-au-Prince",
  ])("%s is one", (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  it.each([
    "",
    "Mars/Olympus",
    "+01:00",
    "-0800",
    "CEST",
    "Local",
    "Europe/Berlin ",
    "Europe//Berlin",
    "[UTC]",
    "x".repeat(999),
  ])("%j is none", (name) => {
    expect(isTimeZone(name)).toBe(false);
    expect(canonicalTimeZone(name)).toBeUndefined();
  });

  it("suggests the canonical spelling of another case", () => {
    expect(isTimeZone("america/new_york")).toBe(false);
    expect(canonicalTimeZone("america/new_york")).toBe("America/New_York");
    expect(canonicalTimeZone("utc")).toBe("UTC");
  });
});

describe("parseStartTime", () => {
  it.each(["2026-01-31 00:00:00", "2024-02-29 23:59:59", "0000-02-29 00:00:00"])("%s is one", (text) => {
    expect(parseStartTime(text)?.iso).toBe(text.replace(" ", "T"));
  });

  it.each([
    "",
    "2026-02-30 00:00:00",
    "2025-02-29 00:00:00",
    "1900-02-29 00:00:00",
    "2026-00-10 00:00:00",
    "2026-13-01 00:00:00",
    "2026-04-31 00:00:00",
    "2026-01-00 00:00:00",
    "2026-01-01 24:00:00",
    "2026-01-01 00:60:00",
    "2026-01-01 00:00:60",
    "2026-01-01",
    "2026-01-01T00:00:00",
    "2026-01-01 00:00:00Z",
    "2026-1-1 0:0:0",
    "not a date",
  ])("%j is none", (text) => {
    expect(parseStartTime(text)).toBeUndefined();
  });
});

describe("calendarWindowAt", () => {
  it.each([
    // A month's end that clamps, and does not drift to the 28th.
    ["2026-01-31 00:00:00", "UTC", "1M", "2026-02-15T00:00:00Z", "2026-01-31 2026-02-28 2419200"],
    ["2026-01-31 00:00:00", "UTC", "1M", "2026-03-15T00:00:00Z", "2026-02-28 2026-03-31 2678400"],
    ["2026-01-31 00:00:00", "UTC", "1M", "2026-04-30T00:00:00Z", "2026-04-30 2026-05-31 2678400"],
    ["2026-01-31 00:00:00", "UTC", "1M", "2028-02-29T00:00:00Z", "2028-02-29 2028-03-31 2678400"],
    ["2024-02-29 00:00:00", "UTC", "1Y", "2026-06-01T00:00:00Z", "2026-02-28 2027-02-28 31536000"],
    ["2024-02-29 00:00:00", "UTC", "1Y", "2028-03-01T00:00:00Z", "2028-02-29 2029-02-28 31536000"],
    // Quarters are three months; a start within a window and on its boundary.
    ["2020-01-01 00:00:00", "UTC", "1Q", "2026-08-15T12:00:00Z", "2026-07-01 2026-10-01 7948800"],
    ["2020-01-01 00:00:00", "UTC", "1Q", "2026-07-01T00:00:00Z", "2026-07-01 2026-10-01 7948800"],
    ["2020-01-01 00:00:00", "UTC", "1Q", "2026-06-30T23:59:59Z", "2026-04-01 2026-07-01 7862400"],
    // Clock changes lengthen and shorten civil windows.
    [
      "2020-01-01 00:00:00",
      "America/New_York",
      "1M",
      "2026-03-10T00:00:00Z",
      "2026-03-01 2026-04-01 2674800",
    ],
    ["2026-03-01 00:00:00", "America/New_York", "1w", "2026-03-10T00:00:00Z", "2026-03-08 2026-03-15 601200"],
    ["2020-01-01 00:00:00", "Europe/Berlin", "1d", "2026-10-25T12:00:00Z", "2026-10-25 2026-10-26 90000"],
    [
      "2020-01-01 00:00:00",
      "Australia/Lord_Howe",
      "1M",
      "2026-04-10T00:00:00Z",
      "2026-04-01 2026-05-01 2593800",
    ],
    // Midnight that does not exist (São Paulo, 2018-11-04) and a civil day that never was (Apia, 2011-12-30).
    ["2018-01-01 00:00:00", "America/Sao_Paulo", "1d", "2018-11-04T12:00:00Z", "2018-11-04 2018-11-05 82800"],
    ["2011-12-01 00:00:00", "Pacific/Apia", "1d", "2011-12-30T09:59:59Z", "2011-12-29 2011-12-31 86400"],
    ["2011-12-01 00:00:00", "Pacific/Apia", "1d", "2011-12-30T10:00:00Z", "2011-12-31 2012-01-01 86400"],
    // The zone decides on which day "now" is.
    ["2020-01-01 00:00:00", "Pacific/Auckland", "1d", "2026-06-30T13:00:00Z", "2026-07-01 2026-07-02 86400"],
    // A boundary inside the skipped hour moves behind it; one inside the repeated hour is the first of the two.
    ["2026-03-01 02:30:00", "America/New_York", "1d", "2026-03-08T07:15:00Z", "2026-03-07 2026-03-08 86400"],
    ["2026-03-01 02:30:00", "America/New_York", "1d", "2026-03-08T07:30:00Z", "2026-03-08 2026-03-09 82800"],
    ["2026-03-01 01:30:00", "America/New_York", "1d", "2026-11-01T06:15:00Z", "2026-11-01 2026-11-02 90000"],
    // Minutes and hours step in real time, from any distance.
    ["1970-01-01 00:00:00", "UTC", "1m", "2026-06-30T13:00:30Z", "2026-06-30 2026-06-30 60"],
    ["1970-01-01 00:00:00", "America/New_York", "1h", "2026-11-01T06:30:00Z", "2026-11-01 2026-11-01 3600"],
  ])("from %s %s by %s, at %s", (start, zone, duration, now, expected) => {
    expect(windowAt(start, zone, duration, now)).toBe(expected);
  });

  it("answers nothing before the start, for no zone, and for steps and times beyond the calendar", () => {
    expect(windowAt("2026-01-01 00:00:00", "UTC", "1M", "2025-12-31T23:59:59Z")).toBeUndefined();
    expect(windowAt("2026-01-01 00:00:00", "Mars/Olympus", "1M", "2026-02-01T00:00:00Z")).toBeUndefined();
    for (const unit of ["m", "h", "d", "w", "M", "Q", "Y"]) {
      expect(
        windowAt("2020-01-01 00:00:00", "UTC", `9007199254740991${unit}`, "2026-01-01T00:00:00Z"),
      ).toBeUndefined();
    }
    for (const now of [Number.NaN, Number.POSITIVE_INFINITY, 8.64e15, -8.64e15]) {
      expect(calendarWindowAt(spec("2020-01-01 00:00:00", "UTC", "1M"), now)).toBeUndefined();
      expect(calendarPeriod("year", "UTC", now)).toBeUndefined();
    }
  });
});

describe("calendarPeriod", () => {
  it.each([
    ["month", "UTC", "2026-01-31T23:59:59Z", "January 2026", "2678400"],
    ["month", "Asia/Tokyo", "2026-01-31T23:59:59Z", "February 2026", "2419200"],
    ["quarter", "UTC", "2026-07-01T00:00:00Z", "Q3 2026", "7948800"],
    ["quarter", "UTC", "2026-12-31T00:00:00Z", "Q4 2026", "7948800"],
    ["quarter", "America/New_York", "2026-02-01T00:00:00Z", "Q1 2026", "7772400"],
    ["year", "UTC", "2026-05-05T00:00:00Z", "2026", "31536000"],
    ["year", "UTC", "2024-05-05T00:00:00Z", "2024", "31622400"],
  ] as const)("the %s in %s at %s is %s", (kind, zone, now, label, seconds) => {
    const period = calendarPeriod(kind, zone, Date.parse(now));
    expect(period?.label).toBe(label);
    expect(period && toFractionString(period.seconds)).toBe(seconds);
  });

  it("answers nothing for an unknown zone", () => {
    expect(calendarPeriod("month", "Mars/Olympus", 0)).toBeUndefined();
  });
});

describe("civilWindowSeconds", () => {
  it("is as long as the days really are", () => {
    const march = civilWindowSeconds("America/New_York", "2026-03-01", "2026-04-01");
    expect(march && toFractionString(march)).toBe("2674800");
  });

  it.each([
    ["UTC", "2026-02-30", "2026-03-01"],
    ["UTC", "2026-03-01", "2026-03-01"],
    ["UTC", "2026-03-02", "2026-03-01"],
    ["UTC", "yesterday", "2026-03-01"],
    ["Mars/Olympus", "2026-02-01", "2026-03-01"],
  ])("%s from %s to %s is nothing", (zone, start, end) => {
    expect(civilWindowSeconds(zone, start, end)).toBeUndefined();
  });
});
