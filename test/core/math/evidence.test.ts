import { describe, expect, it } from "vitest";
import {
  eventsToProve,
  expectedFalseFires,
  guaranteedWorstCase,
  type Rational,
  ratio,
  redundantTarget,
  ruleOfThree,
  seriesTarget,
  toFractionString,
  wilsonUpperAtZero,
} from "../../../server/src/core/math";

describe("eventsToProve", () => {
  it.each([
    ["0.9", "0.95", 29n],
    ["0.99", "0.95", 299n],
    ["0.999", "0.95", 2_995n],
    ["0.9999", "0.95", 29_956n],
    ["0.99999", "0.95", 299_572n],
    ["0.999", "0.99", 4_603n],
  ])("%s at %s takes %s events", (target, confidence, events) => {
    expect(eventsToProve(ratio(target), ratio(confidence))).toBe(events);
  });

  it.each([
    ["0.1", "0.99", 2n],
    ["0.5", "0.9375", 4n],
    ["0.9", "0.271", 3n], // 0.9^3 = 0.729, exactly the doubt that is left
    ["0.9", "0.2710000000000000000000000000000000001", 4n],
    ["0.9", "0.2709999999999999999999999999999999999", 3n],
  ])("is exact where %s to a whole power meets %s", (target, confidence, events) => {
    expect(eventsToProve(ratio(target), ratio(confidence))).toBe(events);
  });

  it("is the least number, by direct powers", () => {
    for (const [target, confidence] of [
      ["0.97", "0.95"],
      ["0.995", "0.9"],
      ["0.3", "0.999"],
      ["0.001", "0.5"],
    ] as const) {
      const [t, doubt] = [ratio(target), ratio(1).sub(ratio(confidence))];
      const events = Number(eventsToProve(t, ratio(confidence)));
      expect(t.pow(events).compare(doubt)).toBeLessThanOrEqual(0);
      expect(t.pow(events - 1).compare(doubt)).toBeGreaterThan(0);
    }
  });

  it("keeps its digits at many nines", () => {
    // 1/-ln(1-e) is 1/e - 1/2 to within e, so N is ln 20 * (10^18 - 1/2), with ln 20 = 2.99573227355399099343...
    expect(eventsToProve(ratio(`0.${"9".repeat(18)}`))).toBe(2_995_732_273_553_990_992n);
    expect(eventsToProve(ratio(`0.${"9".repeat(38)}`))?.toString()).toHaveLength(39);
  });

  it.each(["0", "1", "1.5", "-0.5"])("has no answer for a target or a confidence of %s", (value) => {
    expect(eventsToProve(ratio(value))).toBeUndefined();
    expect(eventsToProve(ratio("0.9"), ratio(value))).toBeUndefined();
  });
});

it("ruleOfThree is 3,000 at 99.9 %, rounded up", () => {
  expect(ruleOfThree(ratio("0.999"))).toBe(3_000n);
  expect(ruleOfThree(ratio("0.93"))).toBe(43n);
  expect(ruleOfThree(ratio(1))).toBeUndefined();
});

it("Wilson's bound at zero failures is z^2 / (N + z^2)", () => {
  const bound = wilsonUpperAtZero(ratio(100), ratio(2));
  expect(bound && toFractionString(bound)).toBe("1/26");
  const usual = wilsonUpperAtZero(ratio(1_000));
  expect(usual && toFractionString(usual)).toBe("2401/627401");
  expect(wilsonUpperAtZero(ratio(0), ratio(0))).toBeUndefined();
});

/** Pr[Binom(n, p) >= k], exactly. */
function exactTail(n: number, k: number, p: Rational): Rational {
  const q = ratio(1).sub(p);
  let choose = 1n;
  let sum = ratio(0);
  for (let i = 0; i <= n; i += 1) {
    if (i >= k)
      sum = sum.add(
        p
          .pow(i)
          .mul(q.pow(n - i))
          .mul(choose, 1n),
      );
    choose = (choose * BigInt(n - i)) / BigInt(i + 1);
  }
  return sum;
}

describe("expectedFalseFires", () => {
  const window = { windowSeconds: ratio(2_592_000), longSeconds: ratio(3_600) };

  it.each([
    [10, 1, "0.001"],
    [13, 2, "0.01"],
    [40, 40, "0.5"],
    [60, 10, "0.3"],
    [60, 30, "0.3"],
    [100, 3, "0.05"],
    [100, 100, "0.99"],
    [200, 20, "0.01"],
  ])("of %i events, %i failing at %s, is the binomial tail, rounded up", (n, k, p) => {
    const expected = exactTail(n, k, ratio(p)).mul(720, 1);
    const answer = expectedFalseFires({
      ...window,
      eventsInLookback: ratio(n),
      failuresToFire: BigInt(k),
      errorRatio: ratio(p),
    });
    expect(answer).toBeDefined();
    if (answer === undefined) return;
    expect(answer.compare(expected)).toBeGreaterThanOrEqual(0);
    expect(answer.div(expected).compare(ratio("1.00002"))).toBeLessThanOrEqual(0);
  });

  it("stays finite and quick for millions of events", () => {
    const many = { ...window, errorRatio: ratio("0.5"), eventsInLookback: ratio(4_000_000_000_000) };
    const half = expectedFalseFires({ ...many, failuresToFire: 2_000_000_000_000n });
    expect(half?.compare(ratio(360))).toBeGreaterThanOrEqual(0);
    expect(half?.compare(ratio(720))).toBeLessThanOrEqual(0);
    const never = expectedFalseFires({ ...many, failuresToFire: 3_000_000_000_000n });
    expect(never?.compare(ratio(1n, 10n ** 100n))).toBeLessThan(0);
    expect(never?.compare(0)).toBeGreaterThan(0);
  });

  it("is none where more must fail than there is, and has no answer without a lookback", () => {
    const few = { ...window, eventsInLookback: ratio(10), failuresToFire: 11n, errorRatio: ratio("0.5") };
    expect(expectedFalseFires(few)?.equals(0)).toBe(true);
    expect(expectedFalseFires({ ...few, longSeconds: ratio(0) })).toBeUndefined();
    expect(expectedFalseFires({ ...few, eventsInLookback: ratio(10n ** 30n) })).toBeUndefined();
  });
});

describe("dependencies", () => {
  const three = [ratio("0.999"), ratio("0.999"), ratio("0.999")];

  it("multiply in series, and lose the sum of their budgets at worst", () => {
    expect(toFractionString(seriesTarget(three))).toBe("997002999/1000000000");
    expect(toFractionString(guaranteedWorstCase(three))).toBe("997/1000");
    expect(toFractionString(guaranteedWorstCase([ratio("0.4"), ratio("0.5")]))).toBe("0");
  });

  it("multiply their budgets where one of them is enough", () => {
    expect(toFractionString(redundantTarget([ratio("0.99"), ratio("0.9")]))).toBe("999/1000");
  });
});
