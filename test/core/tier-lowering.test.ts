import { describe, expect, it } from "vitest";
import { readSpecDocument } from "../../server/src/core/dialects/spec-document";
import { toFractionString } from "../../server/src/core/math/rational";
import type { Tier } from "../../server/src/core/model/tier";

const SMALL = `apiVersion: slosmith/v1
kind: ReliabilityTier
metadata: {name: core}
spec:
  rank: 1
  criticality: high
  aliases: ["1", 2]
  owner: {team: shop, accountable: head-of-shop}
  window: {default: 28d}
  objectives:
    - {category: availability, floorPercent: 99.95}
  alerting:
    - {severity: ticket, burnRate: 1, longWindow: 3d}
    - {severity: page, budgetConsumedPercent: 2, longWindow: 1h}
    - {severity: page, burnRate: 6, longWindow: 7m}
  escalation:
    decisions: {rollback: on-call, featureThrottle: product-lead, techDebt: lead}
    steps:
      - {consumedPercent: 99.9, actions: [techDebt, review], decider: lead, within: 1d}
  releaseGates:
    - {remainingBelowPercent: 0, effect: block, approver: lead, exceptions: [p0]}
  review: {forum: retro}
  incident: {timeToDetect: 1h, timeToRespond: 1h, timeToRecover: 4h}
`;

function tierOfText(text: string): { tier: Tier; text: string } {
  const body = readSpecDocument(text).objects[0]?.body;
  if (body?.type !== "tier") throw new Error("no tier was read");
  return { tier: body, text };
}

const { tier } = tierOfText(SMALL);
const written = (span: { start: number; end: number } | undefined) =>
  span && SMALL.slice(span.start, span.end);

describe("a tier is read into the model", () => {
  it("takes percents as exact ratios", () => {
    const [objective] = tier.objectives;
    expect(objective?.floor && toFractionString(objective.floor.value)).toBe("1999/2000");
    expect(written(objective?.floor?.span)).toBe("99.95");
    const [step] = tier.escalation?.steps ?? [];
    expect(step?.consumed && toFractionString(step.consumed.value)).toBe("999/1000");
    expect(tier.alerting[1]?.budgetConsumed && toFractionString(tier.alerting[1].budgetConsumed.value)).toBe(
      "1/50",
    );
  });

  it("fills in the documented defaults, at the place of what they are taken from", () => {
    expect(tier.window?.type?.value).toBe("rolling");
    expect(written(tier.window?.min?.span)).toBe("28d");
    expect(tier.window?.max?.value.text).toBe("28d");
    expect(tier.objectives[0]?.required).toBe(true);
    expect(written(tier.objectives[0]?.default?.span)).toBe("99.95");
    expect(tier.objectives[0]?.ceiling).toBeUndefined();
    expect(tier.escalation?.arbiter?.value).toBe("head-of-shop");
    expect(tier.review?.cadence?.value.text).toBe("28d");
    expect(tier.review?.retarget?.value.text).toBe("13w");
    expect(tier.incident?.postmortemAt && toFractionString(tier.incident.postmortemAt.value)).toBe("1/5");
    expect(tier.incident?.blameless).toBe(true);
  });

  it("takes a twelfth for a short window that is left out, in the largest unit that fits", () => {
    expect(tier.alerting.map((alert) => alert.shortWindow?.value.text)).toEqual(["6h", "5m", undefined]);
    expect(written(tier.alerting[0]?.shortWindow?.span)).toBe("3d");
  });

  it("keeps sections that are left out absent", () => {
    const bare = tierOfText(
      "apiVersion: slosmith/v1\nkind: ReliabilityTier\nmetadata: {name: bare}\nspec: {}\n",
    ).tier;
    expect(bare).toEqual({
      type: "tier",
      aliases: [],
      journeys: [],
      segments: [],
      objectives: [],
      alerting: [],
      releaseGates: [],
    });
  });

  it("reads aliases as text, quoted or not", () => {
    expect(tier.aliases.map((alias) => alias.value)).toEqual(["1", "2"]);
  });

  it("puts no default where something unreadable is written", () => {
    const odd = tierOfText(
      SMALL.replace("{default: 28d}", '{default: 28d, min: soon, max: "{{ .Values.max }}"}').replace(
        "floorPercent: 99.95",
        "floorPercent: 99, defaultPercent: high",
      ),
    ).tier;
    expect(odd.window?.min).toBeUndefined();
    expect(odd.window?.max).toBeUndefined();
    expect(odd.objectives[0]?.default).toBeUndefined();
  });

  it("takes ranks from 0 on that are whole", () => {
    const rankOf = (rank: string) => tierOfText(SMALL.replace("rank: 1", `rank: ${rank}`)).tier.rank?.value;
    expect(rankOf("0")).toBe(0);
    expect(rankOf("1.5")).toBeUndefined();
    expect(rankOf("-1")).toBeUndefined();
    expect(rankOf("first")).toBeUndefined();
    expect(rankOf("1e30")).toBeUndefined();
  });

  it("leaves targets without a budget to the schema, and reckons nothing from them", () => {
    for (const floor of ["-1", "100", "101"]) {
      const { tier: odd } = tierOfText(SMALL.replace("floorPercent: 99.95", `floorPercent: ${floor}`));
      expect(odd.objectives[0]?.floor, floor).toBeUndefined();
      expect(odd.objectives[0]?.default, floor).toBeUndefined();
    }
  });

  it("survives every kind of value in every place", () => {
    const lines = SMALL.split("\n");
    for (const [at, line] of lines.entries()) {
      const key = /^(\s*(?:- )?[A-Za-z]+:)/.exec(line)?.[1];
      if (key === undefined || at < 3) continue;
      for (const value of ["", " 5", " text", " [a, {b: 1}]", " {a: [1]}", " null", " *nowhere"]) {
        const changed = [...lines.slice(0, at), key + value, ...lines.slice(at + 1)].join("\n");
        expect(() => readSpecDocument(changed)).not.toThrow();
      }
    }
  });
});
