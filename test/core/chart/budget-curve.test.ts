import { describe, expect, it } from "vitest";
import { type BudgetCurve, budgetCurve, type CurvePoint } from "../../../server/src/core/chart/budget-curve";

const POINTS: readonly CurvePoint[] = [
  { seconds: -600, left: 1 },
  { seconds: 0, left: 1 },
  { seconds: 600, left: 0.75 },
  { seconds: 3_600, left: 0.75 },
];

function svg(more: Partial<BudgetCurve> = {}): string {
  return budgetCurve({
    id: "c",
    title: "What is left",
    said: "75 % is left.",
    points: POINTS,
    outage: { from: 0, to: 600 },
    alerts: [],
    ...more,
  });
}

function line(text: string): { x: number; y: number }[] {
  const path = /<path class="curve-line" d="([^"]*)"/.exec(text)?.[1] ?? "";
  return [...path.matchAll(/[ML]([\d.-]+) ([\d.-]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
}

describe("the budget curve", () => {
  it("goes from left to right, and down as the budget goes", () => {
    const [before, begins, ends, after] = line(svg());
    expect([before?.y, begins?.y]).toEqual([10, 10]);
    expect(ends?.y).toBeGreaterThan(100);
    expect(after?.y).toBe(ends?.y);
    expect([before?.x, after?.x]).toEqual([170, 704]);
  });

  it("stays inside the picture however little or much is spent", () => {
    for (const left of [1, 0.99999, 0.5, 0, -0.4, -1_000]) {
      const drawn = line(svg({ points: [POINTS[0] ?? { seconds: 0, left: 1 }, { seconds: 60, left }] }));
      for (const { y } of drawn) {
        expect(y).toBeGreaterThanOrEqual(10);
        expect(y).toBeLessThanOrEqual(190);
      }
    }
  });

  it("marks the line below which nothing is left", () => {
    expect(svg()).not.toContain("is-empty");
    expect(svg({ points: [...POINTS, { seconds: 4_000, left: -0.3 }] })).toContain("is-empty");
  });

  it("has a bar for every time that an alert fires, and words where it does not", () => {
    const drawn = svg({
      alerts: [
        { label: "page", firings: [{ from: 60, to: 900 }, { from: 2_000 }], text: "fires after 1m" },
        { label: "ticket", firings: [], text: "does not fire" },
      ],
    });
    expect(drawn.match(/class="curve-alert"/g)).toHaveLength(1);
    expect(drawn.match(/class="curve-alert is-open"/g)).toHaveLength(1);
    expect(drawn).toContain(">does not fire</text>");
  });

  it("says in words what it shows", () => {
    const drawn = svg({ alerts: [{ label: "page", firings: [], text: "does not fire" }] });
    expect(drawn).toContain('role="img" aria-labelledby="c-title c-desc"');
    expect(drawn).toContain('<desc id="c-desc">75 % is left. page: does not fire.</desc>');
  });

  it("escapes what it is given, and needs neither styles nor scripts", () => {
    const mean = '"><script>x</script>';
    const drawn = svg({
      id: mean,
      title: mean,
      said: mean,
      alerts: [{ label: mean, firings: [], text: mean }],
    });
    expect(drawn).not.toContain("<script");
    expect(drawn).not.toMatch(/style=|on\w+=/);
  });

  it("is nothing where no time passes", () => {
    expect(svg({ points: [] })).toBe("");
    expect(svg({ points: [{ seconds: 0, left: 1 }] })).toBe("");
  });

  it("has few marks, whatever the time", () => {
    for (const end of [10, 700, 86_400, 40 * 86_400, 1e10]) {
      const marks = svg({
        points: [
          { seconds: 0, left: 1 },
          { seconds: end, left: 0.5 },
        ],
      }).match(/text-anchor="middle"/g);
      expect(marks?.length ?? 0).toBeGreaterThanOrEqual(2);
      expect(marks?.length ?? 0).toBeLessThanOrEqual(9);
    }
  });
});
