import { describe, expect, it } from "vitest";
import { alertsOf } from "../../../server/src/core/ide/budget/alert-facts";
import { judgedObjectives } from "../../../server/src/core/ide/budget/objective-facts";
import {
  alertBehaviour,
  formatDuration,
  formatRatio,
  ONE,
  ratio,
  shortDuration,
} from "../../../server/src/core/math";
import type { SpecObject } from "../../../server/src/core/model/spec-object";
import { alertsOfSlo } from "../../../server/src/core/resolve/alerts";
import { madeSlo } from "../../../server/src/core/resolve/made-slo";
import { alertWindows, crd, findingsOf, hoverIn, NOW, objectsIn, plain, viewFrom } from "./support";

function sloIn(text: string): SpecObject {
  const found = objectsIn(text).find(({ kind }) => kind === "SLO");
  if (!found) throw new Error("no SLO");
  return found;
}

/** The alerts of the SLO in the first file, as Sloth's rules write them: `factor long short severity`. */
function alerts(text: string): string[] {
  const slo = sloIn(text.split("# file:")[0] ?? "");
  if (slo.body.type !== "slo") throw new Error("no SLO");
  return alertsOfSlo(slo.body, viewFrom(text)).alerts.map(({ condition }) => {
    const { threshold, lookback, shortLookback, severity } = condition;
    if (!threshold || !lookback || !shortLookback) throw new Error("an alert without figures");
    const windows = `${shortDuration(lookback.value)} ${shortDuration(shortLookback.value)}`;
    return `${formatRatio(threshold.value)} ${windows} ${severity?.value}`;
  });
}

const GOOGLE = [
  ["2", "5m", "1h"],
  ["5", "30m", "6h"],
  ["10", "2h", "1d"],
  ["10", "6h", "3d"],
] as const;

// Sloth's own tests hold the rules that its generator writes: test/integration/prometheus/testdata/out-base.yaml.tpl,
// out-base-28d.yaml.tpl and out-base-custom-windows-7d.yaml.tpl (`ratio_rate1h > (14.4 * …)` and the like).
describe("the alerts that Sloth makes", () => {
  const THIRTY = ["14.4 1h 5m page", "6 6h 30m page", "3 1d 2h ticket", "1 3d 6h ticket"];

  it("are those of its generator at its default period", () => {
    expect(alerts(plain("99.9"))).toEqual(THIRTY);
    expect(alerts(crd("99.9"))).toEqual(THIRTY);
  });

  it("follow an AlertWindows of 28 days", () => {
    const text = `${plain("99.9")}# file: windows.yaml\n${alertWindows("28d", GOOGLE)}`;
    expect(alerts(text)).toEqual([
      "13.44 1h 5m page",
      "5.6 6h 30m page",
      "2.8 1d 2h ticket",
      "0.9333 3d 6h ticket",
    ]);
  });

  it("follow an AlertWindows of seven days, whatever units it is written in", () => {
    const week = [
      ["8", "5m", "1h"],
      ["12.5", "30m", "360m"],
      ["20", "2h", "24h"],
      ["42", "6h", "72h"],
    ] as const;
    const text = `${plain("99.9")}# file: windows.yaml\n${alertWindows("1w", week)}`;
    expect(alerts(text)).toEqual([
      "13.44 1h 5m page",
      "3.5 6h 30m page",
      "1.4 1d 2h ticket",
      "0.98 3d 6h ticket",
    ]);
  });

  it("are those of the default period where windows of several stand there", () => {
    const own = [["4", "5m", "1h"], ...GOOGLE.slice(1)] as const;
    const text = `${plain("99.9")}# file: a.yaml\n${alertWindows("28d", GOOGLE)}# file: b.yaml\n${alertWindows("30d", own)}`;
    expect(alerts(text)[0]).toBe("28.8 1h 5m page");
    const neither = `${plain("99.9")}# file: a.yaml\n${alertWindows("28d", GOOGLE)}# file: b.yaml\n${alertWindows("7d", own)}`;
    expect(alerts(neither)).toEqual(THIRTY);
  });

  it("are left alone by windows that cannot be read", () => {
    const text = `${plain("99.9")}# file: windows.yaml\n${alertWindows("28d", [["2", "5m", "0s"], ...GOOGLE.slice(1)])}`;
    expect(alerts(text)).toEqual(THIRTY);
  });

  it("can be switched off one by one", () => {
    expect(alerts(plain("99.9", "name: A\npage_alert:\n  disable: true"))).toEqual(THIRTY.slice(2));
    expect(alerts(plain("99.9", "page_alert: {disable: true}\nticket_alert: {disable: true}"))).toEqual([]);
  });

  it("are made once, however often the windows are applied", () => {
    const text = `${plain("99.9")}# file: windows.yaml\n${alertWindows("28d", GOOGLE)}`;
    const view = viewFrom(text);
    const { body } = sloIn(plain("99.9"));
    if (body.type !== "slo") throw new Error("no SLO");
    const once = madeSlo(body, view);
    expect(madeSlo(once, view)).toEqual(once);
    expect(once.window?.duration.value.text).toBe("28d");
  });
});

describe("an alert of two windows", () => {
  const view = viewFrom("");
  const [facts] = judgedObjectives(sloIn(plain("99.9")), view, NOW);
  if (!facts) throw new Error("no figures");
  const [quick] = alertsOf(facts, view).alerts;

  it("begins with the long one", () => {
    // x = 14.4 * 0.001; x * 1h
    expect(quick?.detectTotal && formatDuration(quick.detectTotal)).toBe("51.84s");
    expect(quick?.detectFive && formatDuration(quick.detectFive)).toBe("17m 16.8s");
  });

  it("ends with the short one", () => {
    // (1 - x) * 5m
    expect(quick?.reset && formatDuration(quick.reset)).toBe("4m 55.68s");
  });
});

describe("two windows the wrong way round", () => {
  it("begin with the longer and end with the shorter, whichever is called long", () => {
    const burn = ratio(10);
    const target = ratio(99, 100);
    const given = { target, burn, errorRate: ONE };
    const right = alertBehaviour({ ...given, longSeconds: ratio(3600), shortSeconds: ratio(300) });
    const wrong = alertBehaviour({ ...given, longSeconds: ratio(300), shortSeconds: ratio(3600) });
    expect(right.detectSeconds?.toString()).toBe("360");
    expect(right.resetSeconds?.toString()).toBe("270");
    expect(wrong).toEqual(right);
  });
});

describe("hovers", () => {
  it("tell the budget, the alerts and what is assumed", () => {
    const hover = hoverIn(plain("99.9"), "99.9");
    expect(hover).toContain(
      "1 of every 1,000 events may fail in 30d, equivalent to 43m 12s of total outage.",
    );
    expect(hover).toContain("14.4x over 1h and 5m (page): needs over 1.44 % failing.");
    expect(hover).toContain("3x over 1d and 2h (ticket)");
    expect(hover).toContain("Sloth's default of 30d");
    expect(hover).toContain("averages 5m ratios");
  });

  it("name the file that the windows come from", () => {
    const text = `${plain("99.9")}# file: slo-windows.yaml\n${alertWindows("28d", GOOGLE)}`;
    expect(hoverIn(text, "99.9")).toContain("those of slo-windows.yaml");
    expect(hoverIn(text, "99.9")).toContain("13.44x over 1h and 5m (page)");
  });

  it("count events where the object states the traffic", () => {
    expect(hoverIn(crd("99.95"), "99.95")).toContain("18,000 of 36M in 30d");
  });

  it("tell each pair on an alert's key, and when it ends", () => {
    const hover = hoverIn(crd("99.9"), "pageAlert");
    expect(hover).toContain("The alert that wakes somebody.");
    expect(hover).toContain("14.4x over 1h and 5m (page)");
    expect(hover).toContain("it ends within 4m 55.68s");
    expect(hover).not.toContain("(ticket)");
  });

  it("document every property where it stands", () => {
    expect(hoverIn(plain("99.9"), "error_query")).toContain(
      "**Query for errors** `error_query` · text, required",
    );
    expect(hoverIn(plain("99.9"), "owner")).toContain("**Label value**");
    expect(hoverIn(plain("99.9"), "slos")).toContain("at least one");
    expect(hoverIn(crd("99.9"), "errorQuery")).toContain(
      "**Query for errors** `errorQuery` · text, required",
    );
  });

  it("explain the queries", () => {
    expect(hoverIn(plain("99.9"), "[{{.window}}]")).toContain("**Bad**");
  });

  it("tell the burn rate that follows from a window", () => {
    const hover = hoverIn(alertWindows("28d", GOOGLE), "1h");
    expect(hover).toContain("2 % of a 28d budget in 1h is a burn rate of 13.44x");
    expect(hover).toContain("over 1h and 5m; the budget lasts 50h at it");
  });
});

describe("tiers", () => {
  const tier = `# file: tiers.yaml
apiVersion: slosmith/v1
kind: ReliabilityTier
metadata:
  name: core
spec:
  rank: 1
  criticality: high
  owner: {team: shop, accountable: head-of-shop}
  objectives:
    - category: availability
      floorPercent: 99.95
  window: {type: rolling, default: 28d, max: 28d}
`;

  it("are found by the labels of an SLO, and floors are written in its unit", () => {
    const findings = findingsOf(plain("99.9") + tier);
    expect(findings).toContain("target-below-floor error");
    const [first] = objectsIn(plain("99.9")).filter(({ kind }) => kind === "SLO");
    expect(first?.labels.map(({ key }) => key)).toEqual(["tier", "owner"]);
  });

  it("do not judge a window that the file does not state", () => {
    const findings = findingsOf(plain("99.99") + tier);
    expect(findings.filter((one) => one.startsWith("window-"))).toEqual([]);
  });
});
