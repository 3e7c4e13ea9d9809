import { describe, expect, it } from "vitest";
import { nearest } from "../../../server/src/core/text/nearest";
import { clamp, shift, touches } from "../../../server/src/core/text/span";

describe("the nearest word", () => {
  const keys = ["objectives", "indicator", "indicatorRef", "op", "target"];

  it("is found over a slip, a swap and letter case", () => {
    expect(nearest("objectivs", keys)).toBe("objectives");
    expect(nearest("traget", keys)).toBe("target");
    expect(nearest("IndicatorREF", keys)).toBe("indicatorRef");
  });

  it("is the one with the fewest slips", () => {
    expect(nearest("indicatorre", keys)).toBe("indicatorRef");
    expect(nearest("indicatr", keys)).toBe("indicator");
  });

  it("is none where too much differs for the word's length", () => {
    expect(nearest("owner", keys)).toBeUndefined();
    expect(nearest("xy", ["op"])).toBeUndefined();
    expect(nearest("x".repeat(500), keys)).toBeUndefined();
  });

  it("is never the word itself", () => {
    expect(nearest("op", ["op"])).toBeUndefined();
  });

  it("guesses nothing for words of a letter or two, and never nothing at all", () => {
    expect(nearest("x", ["", "y", "xy"])).toBeUndefined();
    expect(nearest("op", ["up", "opt"])).toBeUndefined();
    expect(nearest("Op", ["op"])).toBe("op");
    expect(nearest("spc", ["", "spec"])).toBe("spec");
  });
});

describe("a range", () => {
  it("moves, is cut to its text, and is touched at both ends", () => {
    expect(shift({ start: 1, end: 3 }, 10)).toEqual({ start: 11, end: 13 });
    expect(clamp({ start: -2, end: 50 }, 10)).toEqual({ start: 0, end: 10 });
    expect(clamp({ start: 12, end: 15 }, 10)).toEqual({ start: 10, end: 10 });
    expect([0, 1, 3, 4].map((at) => touches({ start: 1, end: 3 }, at))).toEqual([false, true, true, false]);
  });
});
