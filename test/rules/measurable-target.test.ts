import { describe, expect, it } from "vitest";
import { ratio } from "../../server/src/core/math/rational";
import { roundTarget } from "../../server/src/core/rules/measurability/advice";
import { uriOf, workspaceOf } from "../support/workspace";

interface Case {
  readonly objective: string;
  readonly annotations: string;
  readonly window?: string;
  readonly method?: string;
  /** A tier `core` with this floor for availability. */
  readonly floor?: string;
}

function sloText({ objective, annotations, window = "10d", method = "Occurrences", floor }: Case): string {
  const tier = `apiVersion: slosmith/v1
kind: ReliabilityTier
metadata: {name: core}
spec:
  rank: 1
  objectives:
    - {category: availability, required: false, floorPercent: ${floor}}
---
`;
  return `${floor === undefined ? "" : tier}apiVersion: openslo/v1
kind: SLO
metadata:
  name: checkout
  annotations: {${annotations}${floor === undefined ? "" : ", slosmith/tier: core, slosmith/category: availability"}}
spec:
  service: checkout
  indicatorRef: checkout-sli
  timeWindow: [{duration: ${window}, isRolling: true}]
  budgetingMethod: ${method}
  objectives:
    - ${objective}
`;
}

function findingsOf(given: Case, code: string) {
  const workspace = workspaceOf([{ name: "main.yaml", text: sloText(given) }]);
  const { findings, faults } = workspace.check(uriOf("main.yaml"));
  expect(faults).toEqual([]);
  return findings.filter((finding) => finding.code === code);
}

const TRAFFIC = (perDay: string) => `slosmith/events-per-day: "${perDay}"`;

describe("the fix to a target that can be measured", () => {
  const offers = (given: Case, code = "budget-below-event") =>
    findingsOf(given, code).flatMap(({ fixes = [] }) =>
      fixes.map((fix) => fix.edits.map((edit) => edit.newText)),
    );

  it("is written in the field's own unit", () => {
    expect(offers({ objective: "target: 0.9999", annotations: TRAFFIC("100") })).toEqual([["0.99"]]);
    expect(offers({ objective: "targetPercent: 99.99", annotations: TRAFFIC("100") })).toEqual([["99"]]);
  });

  it("is the next round value below what the traffic can hold", () => {
    // 1 - 10/19,000 is 99.947 %.
    const given = (perDay: string) => ({ objective: "target: 0.9999", annotations: TRAFFIC(perDay) });
    expect(offers(given("1900"), "unprovable-target")).toEqual([["0.999"]]);
    expect(offers(given("2000"), "unprovable-target")).toEqual([["0.9995"]]);
  });

  it("is not safe: a longer window may be meant", () => {
    const [finding] = findingsOf(
      { objective: "target: 0.9999", annotations: TRAFFIC("100") },
      "budget-below-event",
    );
    expect(finding?.fixes?.map((fix) => fix.safe)).toEqual([false]);
  });

  it("is not offered below the tier's floor, and the message says why", () => {
    const given = { objective: "target: 0.9999", annotations: TRAFFIC("100") };
    expect(offers({ ...given, floor: "99" })).toEqual([["0.99"]]);
    expect(offers({ ...given, floor: "99.5" })).toEqual([]);
    const [finding] = findingsOf({ ...given, floor: "99.5" }, "budget-below-event");
    expect(finding?.message.todo).toBe(
      "Tier `core` asks for 99.5 % at least, and at most 99 % can be measured: count over a longer window or several services together.",
    );
  });

  it("is not offered where the round value lies below the floor but the bound above it", () => {
    const given = { objective: "target: 0.9999", annotations: TRAFFIC("1900"), floor: "99.94" };
    const [finding] = findingsOf(given, "unprovable-target");
    expect(finding?.message.todo).toContain("Use at most 99.947 %");
    expect(finding?.fixes).toEqual([]);
  });

  it("is not offered where only a target below 90 % would do", () => {
    expect(offers({ objective: "target: 0.9999", annotations: TRAFFIC("9") })).toEqual([]);
  });
});

describe("round targets", () => {
  const share = ratio(1, 100_000);
  const below = (limit: string) =>
    roundTarget(share, (target) => target.compare(ratio(limit)) <= 0)?.toString();

  it("go down in steps of 1, 2 and 5 of budget", () => {
    expect(below("1")).toBe("0.99998");
    expect(below("0.99997")).toBe("0.99995");
    expect(below("0.9999")).toBe("0.9999");
    expect(below("0.9989")).toBe("0.998");
    expect(below("0.9979")).toBe("0.995");
    expect(below("0.9")).toBe("0.9");
    expect(below("0.89")).toBeUndefined();
  });
});

describe("which rule speaks of a target's resolution", () => {
  const RULES = ["budget-below-event", "unprovable-target", "sample-resolution"];
  const spoken = (given: Case) =>
    RULES.flatMap((code) => findingsOf(given, code).map(({ severity }) => `${severity} ${code}`));
  const sampled = (perDay: string, interval: string) =>
    `${TRAFFIC(perDay)}, slosmith/sample-interval: ${interval}, slosmith/signal: synthetic`;

  it("is only ever one, in the stated order", () => {
    const objective = "target: 0.999";
    // 864s of budget in 10d.
    expect(spoken({ objective, annotations: sampled("99", "15m") })).toEqual(["error budget-below-event"]);
    expect(spoken({ objective, annotations: sampled("100", "15m") })).toEqual(["error sample-resolution"]);
    expect(spoken({ objective, annotations: sampled("100", "14m") })).toEqual(["warning unprovable-target"]);
    expect(spoken({ objective, annotations: sampled("300", "14m") })).toEqual(["warning budget-below-event"]);
    expect(spoken({ objective, annotations: sampled("1000", "14m") })).toEqual(["warning sample-resolution"]);
    expect(spoken({ objective, annotations: sampled("1000", "1m") })).toEqual([]);
  });

  it("says nothing of counters, whose scrapes lose no events", () => {
    const annotations = "slosmith/sample-interval: 15m, slosmith/signal: edge";
    expect(spoken({ objective: "target: 0.999", annotations })).toEqual([]);
  });
});

describe("what is looked at only now and then", () => {
  const said = (query: string) => {
    const given = { objective: "target: 0.999", annotations: "slosmith/sample-interval: 15m" };
    const metric = `{metricSource: {type: Prometheus, spec: {query: '${query}'}}}`;
    const indicator = `indicator: {metadata: {name: sli}, spec: {ratioMetric: {rawType: success, raw: ${metric}}}}`;
    const text = sloText(given).replace("indicatorRef: checkout-sli", indicator);
    const { findings } = workspaceOf([{ name: "main.yaml", text }]).check(uriOf("main.yaml"));
    return findings
      .filter(({ code }) => code === "sample-resolution")
      .map(({ message }) => message.what.slice(0, 26));
  };

  it("is a probe, by the metric's name", () => {
    expect(said("avg_over_time(probe_success[5m])")).toEqual(["One probe stands for 15m; "]);
  });

  it("is a gauge that the catalogue knows", () => {
    expect(said('avg(kube_pod_status_ready{condition="true"})')).toEqual(["One sample stands for 15m;"]);
  });

  it("is not a counter, and nothing that is unknown", () => {
    expect(
      said('sum(rate(http_requests_total{code="200"}[5m])) / sum(rate(http_requests_total[5m]))'),
    ).toEqual([]);
    expect(said("avg(shop_checkout_reachable)")).toEqual([]);
  });
});

describe("a total outage against the tier's time to respond", () => {
  const said = (alerting: string) => {
    const text = `apiVersion: slosmith/v1
kind: ReliabilityTier
metadata: {name: core}
spec:
  rank: 1
  ${alerting}
  incident: {timeToDetect: 5m, timeToRespond: 15m, timeToRecover: 1h}
---
${sloText({ objective: "target: 0.9999", annotations: "slosmith/tier: core", window: "28d" })}`;
    const { findings } = workspaceOf([{ name: "main.yaml", text }]).check(uriOf("main.yaml"));
    return findings.filter(({ code }) => code === "undefendable").map(({ message }) => message.what);
  };

  it("counts from its beginning where only the tier asks for a page", () => {
    expect(said("alerting: [{severity: page, budgetConsumedPercent: 2, longWindow: 1h}]")).toEqual([
      "A total outage spends the budget of 99.99 % over 28d in 4m 1.92s; that is all the time there is, even if it is noticed at once.",
    ]);
  });

  it("does not matter where nobody is woken", () => {
    expect(said("alerting: [{severity: ticket, burnRate: 1, longWindow: 3d}]")).toEqual([]);
  });
});
