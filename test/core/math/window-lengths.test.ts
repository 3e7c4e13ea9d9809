import { describe, expect, it } from "vitest";
import { parseStartTime } from "../../../server/src/core/math/calendar";
import { parseDuration } from "../../../server/src/core/math/duration";
import type { DeclaredWindow } from "../../../server/src/core/math/periods";
import { windowLengths } from "../../../server/src/core/math/window-lengths";

function calendar(duration: string, start: string, timeZone: string): DeclaredWindow {
  const parsed = parseDuration(duration);
  const startTime = parseStartTime(start);
  if (!parsed.ok || !startTime) throw new RangeError(`not a window: ${duration} from ${start}`);
  return { kind: "calendar", duration: parsed.duration, startTime, timeZone };
}

/** Hours of the shortest and the longest window. */
function hours(window: DeclaredWindow): [number, number] | undefined {
  const lengths = windowLengths(window);
  return lengths && [lengths.shortest.div(3_600).valueOf(), lengths.longest.div(3_600).valueOf()];
}

const NEW_YEAR = "2026-01-01 00:00:00";

describe("the shortest and the longest window of an SLO", () => {
  it("are alike for rolling windows; a rolling month is 30 days", () => {
    const month = parseDuration("1M");
    if (!month.ok) throw new RangeError("1M");
    expect(hours({ kind: "rolling", duration: month.duration })).toEqual([720, 720]);
  });

  it("are a February and a long month, clock changes included", () => {
    expect(hours(calendar("1M", NEW_YEAR, "UTC"))).toEqual([28 * 24, 31 * 24]);
    expect(hours(calendar("1M", NEW_YEAR, "Europe/Berlin"))).toEqual([28 * 24, 31 * 24 + 1]);
  });

  it("find the short February behind a leap year's", () => {
    expect(hours(calendar("1M", "2028-01-01 00:00:00", "UTC"))).toEqual([28 * 24, 31 * 24]);
  });

  it("are quarters of 90 to 92 days, and years with and without a leap day", () => {
    expect(hours(calendar("1Q", NEW_YEAR, "UTC"))).toEqual([90 * 24, 92 * 24]);
    expect(hours(calendar("1Q", NEW_YEAR, "Europe/Berlin"))).toEqual([90 * 24 - 1, 92 * 24 + 1]);
    expect(hours(calendar("1Y", NEW_YEAR, "UTC"))).toEqual([365 * 24, 366 * 24]);
  });

  it("differ for days and weeks only where clocks change", () => {
    expect(hours(calendar("1d", NEW_YEAR, "Europe/Berlin"))).toEqual([23, 25]);
    expect(hours(calendar("1w", NEW_YEAR, "Europe/Berlin"))).toEqual([167, 169]);
    expect(hours(calendar("1w", NEW_YEAR, "UTC"))).toEqual([168, 168]);
    expect(hours(calendar("12h", NEW_YEAR, "Europe/Berlin"))).toEqual([12, 12]);
  });

  it("are unknown in a zone that nobody knows", () => {
    expect(windowLengths(calendar("1M", NEW_YEAR, "Middle/Earth"))).toBeUndefined();
  });
});
