import { describe, expect, it } from "vitest";
import { releaseGate } from "../../../server/src/core/ide/gate/gate";
import { gateStateAt } from "../../../server/src/core/ide/gate/gate-state";
import { parsePlan, planWords } from "../../../server/src/core/ide/gate/plan";
import { objectsOf, viewOf } from "../../../server/src/core/ide/lookup";
import { formatPercent, parseDecimal, type Rational, ratio } from "../../../server/src/core/math";
import type { Tier } from "../../../server/src/core/model/tier";
import { tierExample } from "../../../server/src/core/rules/tier/example";
import { sloInCore } from "../../support/specs";
import { splitFiles, uriOf, workspaceOf } from "../../support/workspace";

const GATES = `- remainingBelowPercent: 50
  effect: progressive
  rollout: [canary]
- remainingBelowPercent: 25
  effect: approve
  approver: service-owner
- remainingBelowPercent: 10
  effect: approve
  approver: head-of-shop
- remainingBelowPercent: 0
  effect: block
  exceptions: [p0, security]`;

const SLO = sloInCore("search");

const percent = (text: string): Rational => (parseDecimal(text) ?? ratio(0)).div(ratio(100));

function ask(slo: string, tier: string, remaining: string, plan?: string) {
  const workspace = workspaceOf(splitFiles(`${slo}---\n${tier}`));
  const uri = uriOf("main.yaml");
  const placed = objectsOf(workspace.files.get(uri)).find(({ object }) => object.body.type === "slo");
  if (!placed) throw new Error("no SLO in the text");
  const read = plan === undefined ? undefined : parsePlan(plan);
  return releaseGate(placed.object, viewOf(workspace, uri), {
    remaining: percent(remaining),
    nowEpochMs: Date.UTC(2026, 0, 15),
    ...(read && { plan: read }),
  });
}

function tierOf(releaseGates: string): Tier {
  const workspace = workspaceOf(splitFiles(tierExample({ releaseGates })));
  const body = objectsOf(workspace.files.get(uriOf("main.yaml")))[0]?.object.body;
  if (body?.type !== "tier") throw new Error("no tier in the text");
  return body;
}

describe("a tier's gates", () => {
  it.each([
    ["100", "allowed"],
    ["50.000001", "allowed"],
    ["50", "progressive"],
    ["25.1", "progressive"],
    ["25", "approval"],
    ["0.0001", "approval"],
    ["0", "blocked"],
    ["-20", "blocked"],
  ])("at %s %% left: %s", (remaining, verdict) => {
    expect(gateStateAt(tierOf(GATES), percent(remaining)).verdict).toBe(verdict);
  });

  it("let the narrowest of equally strict ones decide, and name the others after it", () => {
    const state = gateStateAt(tierOf(GATES), percent("5"));
    expect(state.holding.map(({ gate }) => gate.approver?.value ?? gate.effect?.value)).toEqual([
      "head-of-shop",
      "service-owner",
      "progressive",
    ]);
    expect(state.next?.verdict).toBe("blocked");
  });

  it("let a stricter one decide that begins before a milder one", () => {
    const swapped =
      "- remainingBelowPercent: 50\n  effect: block\n- remainingBelowPercent: 10\n  effect: progressive";
    expect(gateStateAt(tierOf(swapped), percent("5")).verdict).toBe("blocked");
  });

  it("allow everything where there are none", () => {
    const none = gateStateAt(tierOf("[]"), percent("-50"));
    expect(none).toMatchObject({ verdict: "allowed", holding: [] });
    expect(none.next).toBeUndefined();
  });
});

describe("an answer", () => {
  it("tells what is left in time", () => {
    const answer = ask(SLO, tierExample({ releaseGates: GATES }), "20");
    if (!answer.ok) throw new Error(answer.why);
    expect(answer.tierName).toBe("core");
    expect(answer.budgets.map(({ words }) => words)).toEqual([
      "8m 3.84s of 40m 19.2s of total outage (99.9 % in 28d)",
    ]);
  });

  it("tells what is beyond the budget where it is overspent", () => {
    const answer = ask(SLO, tierExample({ releaseGates: GATES }), "-50");
    expect(answer.ok && answer.budgets[0]?.words).toBe(
      "20m 9.6s of total outage beyond the budget of 40m 19.2s (99.9 % in 28d)",
    );
  });

  it("costs a plan by its share of failures and moves the gate", () => {
    // 30 minutes at 50 % are 15 of 40.32 minutes: 37.2 %.
    const answer = ask(SLO, tierExample({ releaseGates: GATES }), "60", "30 minutes at 50 %");
    if (!answer.ok || !answer.plan) throw new Error("no plan");
    const [cost] = answer.plan.costs;
    expect(cost && formatPercent(cost.cost, "up")).toBe("37.3 %");
    expect(cost?.cost.equals(ratio(900).div(ratio("2419.2")))).toBe(true);
    expect(answer.now.verdict).toBe("allowed");
    expect(answer.plan.after.verdict).toBe("approval");
  });

  it("counts a time slice as a whole where more of it fails than it may", () => {
    const slices = SLO.replace("Occurrences", "Timeslices").replace(
      "- target: 0.999",
      "- target: 0.999\n      timeSliceTarget: 0.95\n      timeSliceWindow: 1m",
    );
    // 40,320 one-minute slices, 40.32 of which may be bad.
    const at = (plan: string) => {
      const answer = ask(slices, tierExample({ releaseGates: GATES }), "100", plan);
      if (!answer.ok || !answer.plan) throw new Error("no plan");
      return answer.plan.costs[0]?.words;
    };
    expect(at("90s at 6 %")).toBe("2 bad slices, 5 % of its budget: 95 % would be left.");
    expect(at("90s at 5 %")).toBe("0 bad slices, 0 % of its budget: 100 % would be left.");
  });

  it("takes the objective that a plan costs most", () => {
    const two = `${SLO}    - target: 0.99\n`;
    const answer = ask(two, tierExample({ releaseGates: GATES }), "60", "30m at 100");
    if (!answer.ok || !answer.plan) throw new Error("no plan");
    expect(answer.plan.costs).toHaveLength(2);
    expect(formatPercent(answer.plan.after.remaining)).toBe("-14.4 %");
    expect(answer.plan.after.verdict).toBe("blocked");
  });

  it.each([
    ["no tier", SLO.replace("slosmith/tier: core", "a: b"), tierExample(), /search has no tier/],
    [
      "an unknown tier",
      SLO.replace("tier: core", "tier: cor"),
      tierExample(),
      /names the tier "cor", and no/,
    ],
    ["a name of two tiers", SLO, `${tierExample()}---\n${tierExample()}`, /several tiers have that name/],
    [
      "a gate that cannot be read",
      SLO,
      tierExample({ releaseGates: "- remainingBelowPercent: 50\n  effect: bloc" }),
      /gate of the tier core cannot be read/,
    ],
  ])("is none for %s", (_what, slo, tier, why) => {
    const answer = ask(slo, tier, "10");
    expect(answer.ok ? "" : answer.why).toMatch(why);
  });

  it("has no plan where there is no window to count it in", () => {
    const open = SLO.replace("duration: 28d", "duration: later");
    const answer = ask(open, tierExample({ releaseGates: GATES }), "10", "5m at 5");
    expect(answer.ok ? "" : answer.why).toMatch(/^What the plan costs search is not known: /);
    expect(ask(open, tierExample({ releaseGates: GATES }), "10").ok).toBe(true);
  });
});

describe("a plan", () => {
  it.each([
    ["30 minutes at 5 %", "30m at 5 % errors"],
    ["30 at 5", "30m at 5 % errors"],
    ["1h 30m @ 100%", "90m of total outage"],
    ["1 hour, 10 minutes and 5 %", undefined],
    ["2.5h at 0.5 % errors", "2h 30m at 0.5 % errors"],
    ["90s at 12.5% failing", "1m 30s at 12.5 % errors"],
    ["30m", undefined],
    ["30m at", undefined],
    ["30m at 0", undefined],
    ["0m at 5", undefined],
    ["-5m at 5", undefined],
    ["30m at 101", undefined],
    ["366d at 1", undefined],
    ["30 parsecs at 5", undefined],
    ["1.2.3h at 5", undefined],
    [`${"9".repeat(200)}m at 5`, undefined],
    ["", undefined],
  ])("%s", (text, words) => {
    const plan = parsePlan(text);
    expect(plan && planWords(plan)).toBe(words);
  });
});
