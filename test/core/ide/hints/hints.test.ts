import { describe, expect, it } from "vitest";
import type { InlayHint as LspHint } from "vscode-languageserver-protocol";
import { alertHints } from "../../../../server/src/core/ide/hints/alert-hints";
import { tierHints } from "../../../../server/src/core/ide/hints/tier-hints";
import type { InlayHint } from "../../../../server/src/core/ide/inlay-hints";
import { sloExample, stream, tierExample } from "../../../../server/src/core/rules/tier/example";
import type { Span } from "../../../../server/src/core/text/span";
import { readSettings } from "../../../../server/src/lsp/settings";
import { serverInMemory } from "../../../support/lsp-client";
import { CHECKOUT, EXPORT, exampleFiles, LEGACY, NOW, rolling, single, sloText } from "../support";

/** Each hint as `what stands before it on its line -> label`. */
function shown(hints: readonly InlayHint[], text: string): string[] {
  return hints.map(({ offset, label }) => `${text.slice(0, offset).split("\n").at(-1)?.trim()} -> ${label}`);
}

function alerts(text: string, span?: Span): InlayHint[] {
  const { workspace, uri } = single(text);
  return alertHints(workspace, uri, span, { nowEpochMs: NOW });
}

function tiers(text: string): InlayHint[] {
  const { workspace, uri } = single(text);
  return tierHints(workspace, uri, undefined);
}

const CONDITION = `apiVersion: openslo/v1
kind: AlertCondition
metadata: {name: fast}
spec: {severity: page, condition: {kind: burnrate, op: gt, threshold: 14.4, lookbackWindow: 1h}}
`;
const POLICY = `apiVersion: openslo/v1
kind: AlertPolicy
metadata: {name: watch}
spec: {conditions: [{conditionRef: fast}], notificationTargets: [{targetRef: on-call}]}
`;
/** An SLO that is watched by the policy. */
const watched = (name: string, target: string) =>
  `${sloText({ name, target: `target: ${target}`, window: rolling("30d") })}  alertPolicies: [{alertPolicyRef: watch}]\n`;

describe("the hint of an alert's speed", () => {
  it("stands behind the burn rate", () => {
    expect(shown(alerts(CHECKOUT), CHECKOUT)).toEqual([
      "threshold: 13.44 -> over 0.672 % errors · total outage: after 24.192s",
    ]);
    expect(alerts(CHECKOUT)[0]?.tooltip).toContain("A total outage fires it after 24.192s");
    expect(alerts(EXPORT)).toHaveLength(1);
  });

  it("says of alerts that cannot fire that they never do", () => {
    expect(shown(alerts(LEGACY), LEGACY)).toEqual([
      "threshold: 14.4 -> never fires: needs 144 % errors",
      "threshold: 6 -> over 60 % errors · total outage: after 3h 36m",
    ]);
  });

  it("counts slices where these are the budget", () => {
    const slices = sloText({
      name: "a",
      target: "target: 0.99",
      window: rolling("7d"),
      method: "Timeslices",
      objectiveLines: ["timeSliceTarget: 0.95", "timeSliceWindow: 1m"],
      alerts: [{ burn: "5", lookback: "1h" }],
    });
    expect(alerts(slices).map(({ label }) => label)).toEqual(["4 bad slices · total outage: after 4m"]);
  });

  it("stands on a condition by itself, with the range over the SLOs that use it", () => {
    const one = stream(CONDITION, POLICY, watched("a", "0.999"));
    expect(shown(alerts(one), one)).toEqual([
      "spec: {severity: page, condition: {kind: burnrate, op: gt, threshold: 14.4 -> over 1.44 % errors · total outage: after 51.84s",
    ]);
    const several = stream(one, watched("b", "0.99"), watched("c", "0.9"));
    expect(alerts(several).map(({ label }) => label)).toEqual([
      "over 1.44 % to 14.4 % errors · total outage: after 51.84s to 8m 38.4s · never on 1 of 3",
    ]);
    expect(alerts(several)[0]?.tooltip.split("\n")).toHaveLength(3);
  });

  it("is not there for conditions that no SLO uses, that hold while all is well, or cannot be read", () => {
    expect(alerts(CONDITION)).toEqual([]);
    const broken = (from: string, to: string) => alerts(CHECKOUT.replace(from, to));
    expect(broken("op: gt", "op: lt")).toEqual([]);
    expect(broken("13.44", "fast")).toEqual([]);
    expect(broken("lookbackWindow: 1h", "lookbackWindow: soon")).toEqual([]);
  });

  it("tells a tier's alerts at its usual target", () => {
    const tier = exampleFiles().find(({ name }) => name === "tiers/critical.yaml")?.text ?? "";
    const found = shown(alerts(tier), tier);
    expect(found).toHaveLength(3);
    for (const line of found)
      expect(line).toMatch(/: [\d.]+ -> over [\d.]+ % errors · total outage: after \d/);
  });

  it("keeps to the part of the file that is asked for", () => {
    const text = stream(CHECKOUT, EXPORT);
    const at = text.lastIndexOf("14.4");
    expect(alerts(text)).toHaveLength(2);
    expect(alerts(text, { start: at, end: at + 9 })).toHaveLength(1);
  });
});

describe("the hint of a tier", () => {
  const slo = sloExample({ annotations: "slosmith/tier: core\nslosmith/category: availability" });

  it("stands where an SLO names it: title, floor of its category, response time", () => {
    const named = tierExample().replace("metadata:\n", "metadata:\n  displayName: Core journeys\n");
    const text = stream(named, slo);
    const [hint] = tiers(text);
    expect(shown(tiers(text), text)).toEqual([
      expect.stringMatching(/^slosmith\/tier: core -> Core journeys · floor 99\.5 %/),
    ]);
    expect(hint?.tooltip).toMatch(/^Tier `core`\. Availability: floor 99\.5 %/);
  });

  it("leaves out a title that is the name itself, and is silent where no tier is found", () => {
    expect(tiers(stream(tierExample(), slo))[0]?.label).toMatch(/^floor 99\.5 %/);
    expect(tiers(slo)).toEqual([]);
    expect(tiers(sloExample())).toEqual([]);
  });
});

describe("the settings", () => {
  it("switch each kind on and off, and one line has one hint", async () => {
    const labels = async (inlayHints: unknown) => {
      const client = serverInMemory();
      await client.initialize({ settings: { inlayHints } });
      await client.open("file:///slo.yaml", CHECKOUT);
      const found = await client.ask<LspHint[] | null>("textDocument/inlayHint", {
        textDocument: { uri: "file:///slo.yaml" },
        range: { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } },
      });
      const lines = (found ?? []).map(({ position }) => position.line);
      expect(new Set(lines).size).toBe(lines.length);
      return (found ?? []).map(({ label }) => label);
    };
    const [budget, speed] = [
      "16,800 of 33.6M · 20m 9.6s in 28d",
      "over 0.672 % errors · total outage: after 24.192s",
    ];
    expect(await labels({})).toEqual([budget, speed]);
    expect(await labels({ alertSpeed: false })).toEqual([budget]);
    expect(await labels({ enabled: false })).toEqual([speed]);
    expect(await labels(false)).toEqual([]);
  });

  it("are on unless they are switched off", () => {
    expect(readSettings({}).settings).toMatchObject({ alertHints: true, tierHints: true });
    expect(readSettings({ inlayHints: { alertSpeed: false, tier: false } }).settings).toMatchObject({
      inlayHints: true,
      alertHints: false,
      tierHints: false,
    });
    expect(readSettings({ inlayHints: { tier: 1 } }).problems).toEqual([
      "`slosmith.inlayHints.tier` is 1; true or false is wanted.",
    ]);
  });
});
