import { describe, expect, it } from "vitest";
import { type BudgetBar, budgetBars } from "../../../server/src/core/chart/budget-bars";

function bar(label: string, seconds: number, more: Partial<BudgetBar> = {}): BudgetBar {
  return { label, seconds, text: `${seconds}s`, measurable: true, ...more };
}

function widths(svg: string): number[] {
  return [...svg.matchAll(/<rect [^>]*width="([\d.]+)"/g)].map((match) => Number(match[1]));
}

describe("budget bars", () => {
  it("grow with the logarithm: equal factors, equal steps", () => {
    const svg = budgetBars({ id: "a", title: "t", bars: [1, 10, 100, 1_000].map((s) => bar(`${s}`, s)) });
    const [first = 0, second = 0, third = 0, fourth = 0] = widths(svg);
    expect(second - first).toBeGreaterThan(20);
    expect(third - second).toBeCloseTo(fourth - third, 0);
  });

  it("stay inside the picture from a microsecond to a million years", () => {
    for (const seconds of [0, 1e-6, 0.5, 86_400, 3e13]) {
      const [width = -1] = widths(budgetBars({ id: "a", title: "t", bars: [bar("x", seconds)] }));
      expect(width).toBeGreaterThanOrEqual(2);
      expect(width).toBeLessThanOrEqual(440);
    }
  });

  it("say in words what they show", () => {
    const svg = budgetBars({
      id: "a",
      title: "Budget by window",
      bars: [bar("1h", 1.8), bar("28d", 1_209.6, { text: "20m 9.6s", mark: "the promise" })],
    });
    expect(svg).toContain('role="img" aria-labelledby="a-title a-desc"');
    expect(svg).toContain('<title id="a-title">Budget by window</title>');
    expect(svg).toContain("On a logarithmic scale: 1h 1.8s; 28d 20m 9.6s (the promise).");
  });

  it("tell the declared and the unmeasurable apart by class", () => {
    const svg = budgetBars({
      id: "a",
      title: "t",
      bars: [bar("1h", 1, { measurable: false }), bar("28d", 9, { mark: "the promise" })],
    });
    expect(svg).toContain('class="bars-bar is-unmeasurable"');
    expect(svg).toContain('class="bars-bar is-declared"');
    expect(svg).not.toContain("style=");
  });

  it("escape their texts, and are nothing without bars", () => {
    const svg = budgetBars({ id: "a", title: "<b>&", bars: [bar("<i>", 1)] });
    expect(svg).toContain("&lt;b&gt;&amp;");
    expect(svg).not.toMatch(/<b>|<i>/);
    expect(budgetBars({ id: "a", title: "t", bars: [] })).toBe("");
  });
});
