import { describe, expect, it } from "vitest";
import { formatRatio } from "../../../server/src/core/math/format";
import { type AlertCondition, burnNeeded } from "../../../server/src/core/model/alert";
import { alertsOfSlo } from "../../../server/src/core/resolve/alerts";
import { TrackingView } from "../../../server/src/core/workspace-view";
import { splitFiles, uriOf, workspaceOf } from "../../support/workspace";
import { COUNTS, findingsOf, hoverOn, policy, slo, sloIn } from "./support";

const USED = slo({ more: "alertPolicies:\n  - burning" });

/** The alerts that the SLO has with a policy of these conditions. */
function alertsWith(...conditions: string[]) {
  const text = `${USED}# file: policy.yaml\n${policy("burning", "shop", conditions)}`;
  const view = new TrackingView(workspaceOf(splitFiles(text)).index, uriOf("main.yaml"));
  return alertsOfSlo(sloIn(USED), view);
}

function words({ threshold, lookback, shortLookback, alsoNeeds }: AlertCondition): string {
  const also = alsoNeeds ? ` and ${formatRatio(alsoNeeds)}` : "";
  const windows = [lookback, shortLookback].flatMap((one) => one?.value.text ?? []);
  return `${threshold ? formatRatio(threshold.value) : "?"}${also} over ${windows.join(" and ")}`;
}

const burn = (value: string, window: string) =>
  `measurement: averageBurnRate\nvalue: ${value}\nalertingWindow: ${window}`;

describe("a policy's conditions", () => {
  it.each([
    ["one", [burn("20", "5m")], "20 over 5m"],
    ["a long and a short window", [burn("14", "1h"), burn("14", "5m")], "14 over 1h and 5m"],
    ["a short and a long window", [burn("14", "5m"), burn("14", "1h")], "14 over 1h and 5m"],
    ["two burn rates", [burn("1", "48h"), burn("2", "15m")], "1 and 2 over 48h and 15m"],
    ["a high one over a short window decides", [burn("1", "1h"), burn("100", "5m")], "100 over 5m"],
    [
      "the time to burn a whole budget",
      ["measurement: timeToBurnEntireBudget\nvalue: 48h\nalertingWindow: 1h"],
      "14 over 1h",
    ],
    ["a drop of the budget", ["measurement: budgetDrop\nvalue: 0.1\nalertingWindow: 1h"], "67.2 over 1h"],
  ])("are one alert: %s", (_, conditions, expected) => {
    const { alerts, complete } = alertsWith(...conditions);
    expect(alerts.map(({ condition }) => words(condition))).toEqual([expected]);
    expect(complete).toBe(true);
  });

  it.each([
    ["what is burned", "measurement: burnedBudget\nvalue: 0.8"],
    ["how long the rest lasts", "measurement: timeToBurnBudget\nvalue: 72h\nlastsFor: 15m"],
  ])("are not calculated with: %s", (_, other) => {
    expect(alertsWith(other)).toEqual({ alerts: [], complete: false });
    expect(alertsWith(burn("14", "1h"), other)).toEqual({ alerts: [], complete: false });
  });

  it("need the highest of their burn rates", () => {
    const [alert] = alertsWith(burn("1", "48h"), burn("2", "15m")).alerts;
    const needed = alert && burnNeeded(alert.condition);
    expect(needed && formatRatio(needed)).toBe("2");
  });

  it("are looked for in the SLO's project", () => {
    const text = `${USED}# file: policy.yaml\n${policy("burning", "bank", [burn("14", "1h")])}`;
    const view = new TrackingView(workspaceOf(splitFiles(text)).index, uriOf("main.yaml"));
    expect(alertsOfSlo(sloIn(USED), view)).toEqual({ alerts: [], complete: false });
  });
});

describe("what is said of alerts", () => {
  const check = (target: string, ...conditions: string[]) => {
    const text = slo({ objective: COUNTS.replace("0.999", target), more: "alertPolicies:\n  - burning" });
    return findingsOf(`${text}# file: policy.yaml\n${policy("burning", "shop", conditions)}`);
  };

  it("that one can never fire, if only for its second condition", () => {
    expect(check("0.9", burn("1", "48h"), burn("14", "15m"))).toEqual([
      "34 slow-burn-unseen",
      "35 never-fires",
    ]);
    expect(check("0.99", burn("1", "48h"), burn("2", "15m"))).toEqual(["34 slow-burn-unseen"]);
    expect(check("0.99", burn("1", "48h"))).toEqual([]);
  });

  it("that a whole budget cannot be gone so soon", () => {
    // 28 days in 24 hours is 28x; at 90 % a total outage burns at 10x.
    const condition = "measurement: timeToBurnEntireBudget\nvalue: 24h\nalertingWindow: 1h";
    expect(check("0.9", condition)).toContain("35 never-fires");
    expect(check("0.99", condition)).not.toContain("35 never-fires");
  });

  it("in a hover on the value", () => {
    const text = `${policy("burning", "shop", [burn("13.44", "1h"), burn("13.44", "5m")])}# file: slo.yaml\n${USED}`;
    expect(hoverOn(text, "13.44")).toContain("checkout-availability");
  });

  it("whether anybody hears of silence", () => {
    const text = slo({ more: "alertPolicies:\n  - burning" }).replace(
      / {2}anomalyConfig:[\s\S]*?on-call\n/,
      "",
    );
    const found = findingsOf(`${text}# file: policy.yaml\n${policy("burning", "shop", [burn("1", "48h")])}`);
    expect(found).toEqual(["31 silence-is-good"]);
  });
});
