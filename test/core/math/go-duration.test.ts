import { describe, expect, it } from "vitest";
import { mendedGoDuration, readGoDuration } from "../../../server/src/core/math/go-duration";
import { ratio } from "../../../server/src/core/math/rational";

describe("Go's lengths of time", () => {
  it.each([
    ["5m", 300, 1],
    ["1h30m", 5400, 1],
    ["1.5h", 5400, 1],
    ["90s", 90, 1],
    ["250ms", 1, 4],
    ["1h0m0s", 3600, 1],
    ["0", 0, 1],
    [".5m", 30, 1],
    ["2.m", 120, 1],
    ["1us", 1, 1_000_000],
  ])("%s", (text, n, d) => {
    expect(readGoDuration(text)?.equals(ratio(n, d))).toBe(true);
  });

  it("may be below 0", () => {
    expect(readGoDuration("-5m")?.compare(0)).toBe(-1);
  });

  it.each(["", "5", "1d", "2w", "1M", "5 m", "m", "1h,", "1e3s", "5m5", `${"1h".repeat(60)}`])(
    "none: %s",
    (text) => {
      expect(readGoDuration(text)).toBeUndefined();
    },
  );

  it.each([
    ["2d", "48h"],
    ["1 week", "168h"],
    ["15 minutes", "15m"],
    ["1hr", "1h"],
    ["soon", undefined],
    ["0d", undefined],
  ])("what %s stands for", (text, meant) => {
    expect(mendedGoDuration(text)).toBe(meant);
    if (meant !== undefined) expect(readGoDuration(meant)).toBeDefined();
  });
});
