import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  alertBehaviour,
  type CourseSegment,
  outageCourse,
  type Rational,
  ratio,
  type SimulatedAlert,
  type SimulationInput,
  simulate,
} from "../../../server/src/core/math";

const DAY = 86_400;

/** 99.9 % over 28 days, all events failing for ten minutes, a page over 1h and 5m, evaluated every minute. */
function base(more: Partial<SimulationInput> = {}): SimulationInput {
  return {
    target: ratio("0.999"),
    window: { seconds: ratio(28 * DAY) },
    course: outage(600),
    alerts: [page()],
    evaluationSeconds: ratio(60),
    fromSeconds: ratio(-600),
    untilSeconds: ratio(7_200),
    ...more,
  };
}

function outage(length: number, more: { share?: string; traffic?: string; background?: string } = {}) {
  return outageCourse({
    startSeconds: ratio(0),
    lengthSeconds: ratio(length),
    errorShare: ratio(more.share ?? "1"),
    traffic: ratio(more.traffic ?? "1"),
    background: ratio(more.background ?? "0"),
  });
}

function page(more: Partial<SimulatedAlert> = {}): SimulatedAlert {
  return { pairs: [{ burn: ratio("14.4"), longSeconds: ratio(3_600), shortSeconds: ratio(300) }], ...more };
}

function sim(more: Partial<SimulationInput> = {}) {
  const made = simulate(base(more));
  if (made === undefined) throw new Error("There is nothing to simulate.");
  return made;
}

/** The firings of the first alert in plain seconds. */
function firings(more: Partial<SimulationInput> = {}) {
  return (sim(more).firings[0] ?? []).map(({ pendingSeconds, firesSeconds, resetSeconds }) => [
    pendingSeconds.valueOf(),
    firesSeconds.valueOf(),
    resetSeconds?.valueOf(),
  ]);
}

describe("a simulated alert", () => {
  it("fires at the first evaluation at which both windows burn, and resets with the shorter one", () => {
    // 14.4 * 0.1 % of an hour is 51.84 s; 5m fall to 1.44 % when 4.32 s of the outage are left in them.
    expect(firings()).toEqual([[60, 60, 900]]);
    expect(firings({ evaluationSeconds: ratio(1) })).toEqual([[52, 52, 896]]);
  });

  it("needs more than the threshold with gt, and just the threshold with gte", () => {
    const pair = { burn: ratio(10), longSeconds: ratio(3_600) };
    const course = outage(36);
    expect(firings({ course, alerts: [{ pairs: [pair] }] })).toEqual([]);
    expect(firings({ course, alerts: [{ pairs: [{ ...pair, op: "gte" }] }] })).toEqual([[60, 60, 3_660]]);
  });

  it("waits for as long as it must hold, and not at all if it ends before", () => {
    expect(firings({ alerts: [page({ alertAfterSeconds: ratio(120) })] })).toEqual([[60, 180, 900]]);
    // Between two evaluations: the next one decides.
    expect(firings({ alerts: [page({ alertAfterSeconds: ratio(90) })] })).toEqual([[60, 180, 900]]);
    expect(firings({ alerts: [page({ alertAfterSeconds: ratio(840) })] })).toEqual([]);
    expect(firings({ alerts: [page({ alertAfterSeconds: ratio(780) })] })).toEqual([[60, 840, 900]]);
  });

  it("holds while any of its pairs does", () => {
    const quick = { burn: ratio("14.4"), longSeconds: ratio(3_600), shortSeconds: ratio(300) };
    const slow = { burn: ratio(6), longSeconds: ratio(21_600), shortSeconds: ratio(1_800) };
    expect(firings({ alerts: [{ pairs: [quick, slow] }] })).toEqual([[60, 60, 2_400]]);
    expect(firings({ alerts: [{ pairs: [slow] }] })).toEqual([[180, 180, 2_400]]);
  });

  it("still fires where the time ends before it resets", () => {
    expect(firings({ untilSeconds: ratio(800) })).toEqual([[60, 60, undefined]]);
  });

  it("fires twice in two outages", () => {
    const segments: [CourseSegment, ...CourseSegment[]] = [
      { from: ratio(-1), traffic: ratio(1), errorShare: ratio(0) },
      ...[0, 3_000].flatMap((from) => [
        { from: ratio(from), traffic: ratio(1), errorShare: ratio(1) },
        { from: ratio(from + 120), traffic: ratio(1), errorShare: ratio(0) },
      ]),
    ];
    expect(firings({ course: { segments } })).toEqual([
      [60, 60, 420],
      [3_060, 3_060, 3_420],
    ]);
  });

  it("has nothing to go by without traffic: an outage that takes all of it is not seen", () => {
    const alerts = [{ pairs: [{ burn: ratio(1), longSeconds: ratio(300), op: "gte" as const }] }];
    expect(firings({ alerts, course: outage(1_200, { traffic: "0" }) })).toEqual([]);
    // A burn of 0 is reached by no errors, but not by no events.
    const none = [{ pairs: [{ burn: ratio(0), longSeconds: ratio(300), op: "gte" as const }] }];
    expect(firings({ alerts: none, course: outage(1_200, { traffic: "0" }) })).toEqual([
      [-600, -600, 300],
      [1_260, 1_260, undefined],
    ]);
  });

  it("is slowed down by less traffic and hurried by more", () => {
    const one = { evaluationSeconds: ratio(1) };
    expect(firings({ ...one, course: outage(600, { traffic: "0.5" }) })[0]?.[1]).toBeGreaterThan(100);
    expect(firings({ ...one, course: outage(600, { traffic: "3" }) })[0]?.[1]).toBeLessThan(20);
  });

  it("agrees with the formulas on one outage that lasts", () => {
    fc.assert(
      fc.property(
        fc.record({
          budget: fc.integer({ min: 1, max: 1_000 }),
          burn: fc.integer({ min: 1, max: 300 }),
          short: fc.integer({ min: 10, max: 1_000 }),
          times: fc.integer({ min: 1, max: 30 }),
          after: fc.integer({ min: 0, max: 600 }),
          share: fc.integer({ min: 1, max: 1_000 }),
        }),
        (made) => {
          const target = ratio(10_000 - made.budget, 10_000);
          const [burn, errorRate] = [ratio(made.burn, 10), ratio(made.share, 1_000)];
          const [longSeconds, shortSeconds] = [ratio(made.short * made.times), ratio(made.short)];
          const alertAfterSeconds = ratio(made.after);
          const length = made.short * made.times + made.after + 5;
          const told = alertBehaviour({
            target,
            burn,
            longSeconds,
            shortSeconds,
            alertAfterSeconds,
            errorRate,
          });
          const found = firings({
            target,
            course: outage(length, { share: errorRate.toString(12) }),
            alerts: [{ pairs: [{ burn, longSeconds, shortSeconds }], alertAfterSeconds }],
            evaluationSeconds: ratio(1),
            fromSeconds: ratio(0),
            untilSeconds: ratio(3 * length),
          });
          expect(found.length).toBe(told.fires ? 1 : 0);
          const [, fires = 0, reset = 0] = found[0] ?? [];
          // To the evaluation after the moment; where `for` ends between two evaluations, to the one after that.
          if (told.detectSeconds) {
            expect(fires - told.detectSeconds.valueOf()).toBeGreaterThanOrEqual(0);
            expect(fires - told.detectSeconds.valueOf()).toBeLessThanOrEqual(2);
          }
          if (told.resetSeconds) {
            expect(reset - length - told.resetSeconds.valueOf()).toBeGreaterThanOrEqual(0);
            expect(reset - length - told.resetSeconds.valueOf()).toBeLessThanOrEqual(1);
          }
        },
      ),
      { numRuns: 200, seed: 5 },
    );
  });

  it("fires just when trying every evaluation says so", () => {
    const stretch = fc.record({
      length: fc.integer({ min: 1, max: 90 }),
      traffic: fc.integer({ min: 0, max: 4 }),
      bad: fc.integer({ min: 0, max: 10 }),
    });
    fc.assert(
      fc.property(
        fc.array(stretch, { minLength: 1, maxLength: 6 }),
        fc.record({
          long: fc.integer({ min: 1, max: 120 }),
          short: fc.integer({ min: 1, max: 40 }),
          limit: fc.integer({ min: 1, max: 9 }),
          every: fc.integer({ min: 1, max: 7 }),
          after: fc.integer({ min: 0, max: 20 }),
          gte: fc.boolean(),
        }),
        (stretches, { long, short, limit, every, after, gte }) => {
          const tried = tryEach(stretches, { long, short, limit, every, after, gte });
          // A target of 0 makes burn rates and error ratios the same.
          const pair = { burn: ratio(limit, 10), longSeconds: ratio(long), shortSeconds: ratio(short) };
          const found = firings({
            target: ratio(0),
            course: { segments: segmentsOf(stretches), since: ratio(0) },
            alerts: [{ pairs: [{ ...pair, op: gte ? "gte" : "gt" }], alertAfterSeconds: ratio(after) }],
            evaluationSeconds: ratio(every),
            fromSeconds: ratio(0),
            untilSeconds: ratio(END),
          });
          expect(found.map(([, fires, reset]) => [fires, reset])).toEqual(tried);
        },
      ),
      { numRuns: 200, seed: 5 },
    );
  });
});

const END = 400;

interface Stretch {
  readonly length: number;
  readonly traffic: number;
  /** Of ten. */
  readonly bad: number;
}

function segmentsOf(stretches: readonly Stretch[]): [CourseSegment, ...CourseSegment[]] {
  let from = 0;
  const [first, ...rest] = stretches.map(({ length, traffic, bad }) => {
    const segment = { from: ratio(from), traffic: ratio(traffic), errorShare: ratio(bad, 10) };
    from += length;
    return segment;
  });
  if (first === undefined) throw new Error("There is no stretch.");
  return [first, ...rest];
}

interface Trial {
  readonly long: number;
  readonly short: number;
  readonly limit: number;
  readonly every: number;
  readonly after: number;
  readonly gte: boolean;
}

/** The same by adding up tenths of events second by second and keeping a rule's state. */
function tryEach(stretches: readonly Stretch[], { long, short, limit, every, after, gte }: Trial) {
  const pace = stretches.flatMap(({ length, traffic, bad }) =>
    Array.from({ length }, () => ({ total: traffic * 10, bad: traffic * bad })),
  );
  const sums = [{ total: 0, bad: 0 }];
  for (let second = 0; second < END; second++) {
    const now = pace[Math.min(second, pace.length - 1)] ?? { total: 0, bad: 0 };
    const before = sums[second] ?? now;
    sums.push({ total: before.total + now.total, bad: before.bad + now.bad });
  }
  const over = (second: number, window: number) => {
    const [now, then] = [sums[second], sums[Math.max(0, second - window)]];
    const total = (now?.total ?? 0) - (then?.total ?? 0);
    const bad = ((now?.bad ?? 0) - (then?.bad ?? 0)) * 10;
    return total > 0 && (gte ? bad >= limit * total : bad > limit * total);
  };
  const found: [number, number | undefined][] = [];
  let since: number | undefined;
  for (let second = 0; second <= END; second += every) {
    const holds = over(second, long) && over(second, short);
    if (!holds) since = undefined;
    since ??= holds ? second : undefined;
    const last = found.at(-1);
    const isOpen = last !== undefined && last[1] === undefined;
    if (isOpen && !holds) last[1] = second;
    if (!isOpen && since !== undefined && second - since >= after) found.push([second, undefined]);
  }
  return found;
}

describe("a simulated budget", () => {
  const at = (points: readonly { seconds: Rational; budgetLeft: Rational }[], seconds: number) =>
    points.find((point) => point.seconds.equals(ratio(seconds)))?.budgetLeft.toFraction();

  it("goes down with the outage and stays there while the window holds it", () => {
    const { points, lowest, exhausted } = sim();
    // 28 days at 99.9 % are 2,419.2 s of total outage; ten minutes are 600 of them.
    expect(at(points, 0)).toBe("1");
    expect(at(points, 600)).toBe("379/504");
    expect(at(points, 7_200)).toBe("379/504");
    expect(lowest.budgetLeft.toFraction()).toBe("379/504");
    expect(exhausted).toEqual([]);
  });

  it("comes back when a rolling window has passed, and with a new calendar window", () => {
    const until = { untilSeconds: ratio(29 * DAY), points: 29 };
    expect(sim(until).points.at(-1)?.budgetLeft.toFraction()).toBe("1");
    const window = { seconds: ratio(28 * DAY), beginsAt: ratio(-27 * DAY) };
    const calendar = sim({ ...until, window });
    expect(at(calendar.points, 600)).toBe("379/504");
    expect(at(calendar.points, DAY)).toBe("1");
  });

  it("is gone from the moment on at which all of it is spent", () => {
    const spent = sim({ course: outage(3_000), untilSeconds: ratio(40 * DAY) }).exhausted;
    expect(
      spent.map(({ fromSeconds, untilSeconds }) => [fromSeconds.valueOf(), untilSeconds?.valueOf()]),
    ).toEqual([[2_419.2, 28 * DAY + 580.8]]);
    expect(sim({ course: outage(3_000) }).exhausted[0]).not.toHaveProperty("untilSeconds");
    const window = { seconds: ratio(28 * DAY), beginsAt: ratio(-27 * DAY) };
    const calendar = sim({ course: outage(3_000), window, untilSeconds: ratio(2 * DAY) }).exhausted;
    expect(
      calendar.map(({ fromSeconds, untilSeconds }) => [fromSeconds.valueOf(), untilSeconds?.valueOf()]),
    ).toEqual([[2_419.2, DAY]]);
  });

  it("is spent by errors in the background too", () => {
    const steady = sim({ course: outage(0, { background: "0.0005" }) });
    expect(steady.points.every(({ budgetLeft }) => budgetLeft.equals(ratio(1, 2)))).toBe(true);
  });

  it("tells the burn rate over each window of the alerts", () => {
    const { burnWindows, points } = sim();
    expect(burnWindows.map((seconds) => seconds.valueOf())).toEqual([300, 3_600]);
    const point = points.find(({ seconds }) => seconds.equals(ratio(600)));
    expect(point?.burns.map((burn) => burn?.toFraction())).toEqual(["1000", "500/3"]);
  });
});

describe("what cannot be simulated", () => {
  const cases: readonly [string, Partial<SimulationInput>][] = [
    ["a target of 100 %", { target: ratio(1) }],
    ["a window of no length", { window: { seconds: ratio(0) } }],
    ["no time between evaluations", { evaluationSeconds: ratio(0) }],
    ["an end before the beginning", { untilSeconds: ratio(-601) }],
    ["too many evaluations", { evaluationSeconds: ratio(1, 1_000_000) }],
    ["too many calendar windows", { window: { seconds: ratio(1), beginsAt: ratio(0) } }],
  ];

  it.each(cases)("%s", (_, more) => {
    expect(simulate(base(more))).toBeUndefined();
  });
});
