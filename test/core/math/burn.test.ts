import { describe, expect, it } from "vitest";
import {
  alertBehaviour,
  budgetFractionAtFire,
  budgetSlices,
  burnOfOneFailure,
  burnThreshold,
  calendarProjection,
  canFire,
  consumed,
  exhaustionSeconds,
  failuresToFire,
  maxBurn,
  type Rational,
  ratio,
  toFractionString,
} from "../../../server/src/core/math";

const one = ratio(1);
const nothing = ratio(0);

function at(value: Rational | undefined): string | undefined {
  return value && toFractionString(value);
}

describe("an alert at its boundary", () => {
  const alert = { target: ratio("0.99"), burn: ratio(100), longSeconds: ratio(3_600), errorRate: one };

  it("fires on a total outage with gte only, where it needs exactly all", () => {
    expect(canFire(alert.target, alert.burn, "gt")).toBe(false);
    expect(canFire(alert.target, alert.burn, "gte")).toBe(true);
    expect(alertBehaviour({ ...alert, op: "gt" })).toEqual({ thresholdRatio: one, fires: false });
    const fired = alertBehaviour({ ...alert, op: "gte" });
    expect([fired.fires, at(fired.detectSeconds), at(fired.resetSeconds)]).toEqual([true, "3600", "0"]);
  });

  it("waits for alertAfter on top, and resets by the long window where there is no short one", () => {
    const half = alertBehaviour({ ...alert, burn: ratio(50), alertAfterSeconds: ratio(120) });
    expect([at(half.detectSeconds), at(half.resetSeconds)]).toEqual(["1920", "1800"]);
  });

  it("does not fire without errors", () => {
    expect(alertBehaviour({ ...alert, errorRate: nothing }).fires).toBe(false);
    const idle = alertBehaviour({ ...alert, burn: nothing, errorRate: nothing, op: "gte" });
    expect([idle.fires, at(idle.detectSeconds)]).toEqual([true, "0"]);
  });
});

describe("failures to fire", () => {
  it("is one more than the whole threshold for gt, and the threshold for gte", () => {
    expect(failuresToFire(ratio(10), ratio("0.99"), ratio(100), "gt")).toBe(11n);
    expect(failuresToFire(ratio(10), ratio("0.99"), ratio(100), "gte")).toBe(10n);
    expect(failuresToFire(ratio(1), ratio("0.999"), ratio(10), "gt")).toBe(1n);
    expect(failuresToFire(ratio(1), ratio("0.999"), nothing, "gte")).toBe(1n);
  });

  it("exceeds all events where the alert cannot fire", () => {
    expect(failuresToFire(ratio("14.4"), ratio("0.9"), ratio(100))).toBe(145n);
  });
});

describe("calendarProjection", () => {
  const day = 86_400;
  const thirty = { windowSeconds: ratio(30 * day), elapsedSeconds: ratio(15 * day) };

  it("adds the rest of the window at the burn", () => {
    const end = calendarProjection({ ...thirty, consumed: ratio("0.4"), burn: ratio("0.5") });
    expect(at(end?.consumedAtEnd)).toBe("13/20");
    expect(end?.exhaustedInSeconds).toBeUndefined();
  });

  it("says when the budget is gone", () => {
    const end = calendarProjection({ ...thirty, consumed: ratio("0.4"), burn: ratio(2) });
    expect([at(end?.consumedAtEnd), at(end?.exhaustedInSeconds)]).toEqual(["7/5", String(9 * day)]);
    const gone = calendarProjection({ ...thirty, consumed: ratio("1.2"), burn: nothing });
    expect([at(gone?.consumedAtEnd), at(gone?.exhaustedInSeconds)]).toEqual(["6/5", "0"]);
  });

  it("does not count time past the end", () => {
    const late = { windowSeconds: ratio(day), elapsedSeconds: ratio(2 * day), consumed: nothing, burn: one };
    expect(at(calendarProjection(late)?.consumedAtEnd)).toBe("0");
  });
});

it("traffic at twice its mean spends twice the budget", () => {
  const [target, e, d, window] = [ratio("0.999"), ratio("0.01"), ratio(3_600), ratio(2_592_000)];
  expect(at(consumed(target, e, d, window))).toBe("1/72");
  expect(at(consumed(target, e, d, window, ratio(2)))).toBe("1/36");
});

it("what has no budget, no window or no traffic has no answer, and does not throw", () => {
  expect(at(maxBurn(ratio("0.999")))).toBe("1000");
  expect(maxBurn(one)).toBeUndefined();
  expect(burnThreshold(one, nothing, one)).toBeUndefined();
  expect(budgetFractionAtFire(one, one, nothing)).toBeUndefined();
  expect(consumed(one, one, one, one)).toBeUndefined();
  expect(exhaustionSeconds(nothing, one)).toBeUndefined();
  expect(burnOfOneFailure(ratio("0.9"), nothing)).toBeUndefined();
  expect(budgetSlices(one, one, nothing)).toBeUndefined();
  expect(
    calendarProjection({ consumed: one, burn: one, windowSeconds: nothing, elapsedSeconds: nothing }),
  ).toBeUndefined();
});
