import { describe, expect, it } from "vitest";
import {
  isMetricsQlOnly,
  PROMQL_AGGREGATIONS,
  PROMQL_FUNCTIONS,
} from "../../../server/src/core/promql/functions";

describe("the functions of Prometheus", () => {
  it("know how many arguments each takes", () => {
    const counts = ["time", "rate", "hour", "round", "label_join", "histogram_quantiles", "info"].map(
      (name) => {
        const known = PROMQL_FUNCTIONS.get(name);
        return [name, known?.min, known?.max];
      },
    );
    expect(counts).toEqual([
      ["time", 0, 0],
      ["rate", 1, 1],
      ["hour", 0, 1],
      ["round", 1, 2],
      ["label_join", 3, undefined],
      ["histogram_quantiles", 3, 12],
      ["info", 1, 2],
    ]);
  });

  it("know since when each is there and until when", () => {
    const spans = ["rate", "clamp", "holt_winters", "info"].map((name) => {
      const known = PROMQL_FUNCTIONS.get(name);
      return [known?.since, known?.until, known?.experimental];
    });
    expect(spans).toEqual([
      ["2.0", undefined, false],
      ["2.26", undefined, false],
      ["2.0", "2.55", false],
      ["2.55", undefined, true],
    ]);
  });

  it("take no fewer arguments than the most, and types for all of them", () => {
    for (const { name, args, min, max } of PROMQL_FUNCTIONS.values()) {
      expect(min, name).toBeLessThanOrEqual(max ?? Number.POSITIVE_INFINITY);
      expect(args.length, name).toBeGreaterThanOrEqual(min);
    }
  });

  it("are not the aggregations", () => {
    expect([...PROMQL_AGGREGATIONS.keys()].filter((name) => PROMQL_FUNCTIONS.has(name))).toEqual([]);
  });
});

describe("isMetricsQlOnly", () => {
  it.each(["median_over_time", "histogram_share", "Label_Set", "rollup_rate", "outliersk", "share"])(
    "%s",
    (name) => {
      expect(isMetricsQlOnly(name)).toBe(true);
    },
  );

  it.each(["rate", "sum", "holt_winters", "limitk", "mad_over_time", "foo", "SUM", ""])("not %s", (name) => {
    expect(isMetricsQlOnly(name)).toBe(false);
  });
});
