import { describe, expect, it } from "vitest";
import { dateAfter, daysBetween } from "../../../server/src/core/math/calendar";
import { parseDuration } from "../../../server/src/core/math/duration";
import { type Review, reviewOf } from "../../../server/src/core/resolve/review";
import { Workspace } from "../../../server/src/core/workspace";
import { TrackingView } from "../../../server/src/core/workspace-view";
import { uriOf } from "../../support/workspace";

const URI = uriOf("a.yaml");
const DAY_MS = 86_400_000;

function tier(cadence: string): string {
  return `apiVersion: slosmith/v1
kind: ReliabilityTier
metadata: {name: core}
spec:
  window: {default: 52w}
  review: {cadence: ${cadence}, forum: slo-review}
`;
}

function slo(...annotations: string[]): string {
  return `---
apiVersion: openslo/v1
kind: SLO
metadata:
  name: search
  annotations:
    slosmith/tier: core
${annotations.map((one) => `    ${one}\n`).join("")}spec:
  service: shop
  objectives: [{target: 0.99}]
`;
}

const reviewed = (date: string) => `slosmith/last-reviewed: "${date}"`;

function workspaceAt(now: number, text: string): Workspace {
  return Workspace.create()
    .at(now)
    .apply([{ kind: "set", uri: URI, text }]);
}

function reviewAt(now: number, text: string): Review | undefined {
  const workspace = workspaceAt(now, text);
  const [definition] = workspace.index.answer("name:SLO/search");
  if (!definition) throw new Error("there is no SLO");
  const view = new TrackingView(workspace.index, URI, undefined, workspace.clock);
  return reviewOf(definition.object, view);
}

/** "overdue -1", "current 12", "never". */
function stateAt(now: number, text: string): string {
  const review = reviewAt(now, text);
  return review && "daysLeft" in review ? `${review.state} ${review.daysLeft}` : (review?.state ?? "none");
}

const overdueIn = (workspace: Workspace) =>
  workspace.check(URI).findings.filter(({ code }) => code === "review-overdue").length;

describe("when a review is due", () => {
  const text = tier("2w") + slo(reviewed("2026-06-17"));

  it("is told to the day: soon in the last quarter of a short cadence, overdue on the day after", () => {
    const noon = (day: number) => Date.UTC(2026, 5, day, 12);
    expect(stateAt(noon(17), text)).toBe("current 14");
    expect(stateAt(noon(27), text)).toBe("current 4");
    expect(stateAt(noon(28), text)).toBe("dueSoon 3");
    expect(stateAt(noon(31), text)).toBe("dueSoon 0");
    expect(stateAt(noon(32), text)).toBe("overdue -1");
    expect(stateAt(noon(42), text)).toBe("overdue -11");
  });

  it("is soon in the last week of a long cadence", () => {
    const quarterly = tier("1Q") + slo(reviewed("2026-01-31"));
    expect(stateAt(Date.UTC(2026, 3, 22, 12), quarterly)).toBe("current 8");
    expect(stateAt(Date.UTC(2026, 3, 23, 12), quarterly)).toBe("dueSoon 7");
    expect(stateAt(Date.UTC(2026, 3, 30, 12), quarterly)).toBe("dueSoon 0");
    expect(stateAt(Date.UTC(2026, 4, 1, 12), quarterly)).toBe("overdue -1");
  });

  it("goes by the SLO's own midnight", () => {
    const midnightUtc = Date.UTC(2026, 6, 2);
    const inBerlin = tier("2w") + slo(reviewed("2026-06-17"), "slosmith/time-zone: Europe/Berlin");
    const inNepal = tier("2w") + slo(reviewed("2026-06-17"), "slosmith/time-zone: Asia/Kathmandu");
    expect(stateAt(midnightUtc - 1, text)).toBe("dueSoon 0");
    expect(stateAt(midnightUtc, text)).toBe("overdue -1");
    expect(stateAt(midnightUtc - 2 * 3_600_000 - 1, inBerlin)).toBe("dueSoon 0");
    expect(stateAt(midnightUtc - 2 * 3_600_000, inBerlin)).toBe("overdue -1");
    expect(stateAt(midnightUtc - 20_700_000 - 1, inNepal)).toBe("dueSoon 0");
    expect(stateAt(midnightUtc - 20_700_000, inNepal)).toBe("overdue -1");
  });

  it("is not known, or not to be told, where a part is missing", () => {
    const now = Date.UTC(2026, 6, 1, 12);
    expect(stateAt(now, tier("2w") + slo())).toBe("never");
    expect(stateAt(now, slo(reviewed("2026-01-01")))).toBe("none");
    expect(stateAt(now, tier("often") + slo(reviewed("2026-01-01")))).toBe("none");
    for (const date of ["2026-02-30", "soon", "2027-01-01", "{{ .date }}"])
      expect(stateAt(now, tier("2w") + slo(reviewed(date))), date).toBe("unknown");
    const noZone = slo(reviewed("2026-01-01"), "slosmith/time-zone: Mars/Olympus");
    expect(stateAt(now, tier("2w") + noZone)).toBe("unknown");
  });

  it("takes the tier's default window where it states no cadence", () => {
    const text = `${tier("2w").replace("{cadence: 2w, forum: slo-review}", "{forum: slo-review}")}${slo(reviewed("2025-07-02"))}`;
    expect(stateAt(Date.UTC(2026, 6, 1, 12), text)).toBe("dueSoon 0");
  });
});

describe("what is kept of a check", () => {
  const text = tier("2w") + slo(reviewed("2026-06-17"));
  const evening = Date.UTC(2026, 6, 1, 23, 59);

  it("stands until midnight, and not a moment longer", () => {
    const before = workspaceAt(evening, text);
    expect(overdueIn(before)).toBe(0);
    const after = before.at(evening + 60_000);
    expect(overdueIn(after)).toBe(1);
    // A snapshot stays what it was, whichever was asked last.
    expect(overdueIn(before)).toBe(0);
    expect(overdueIn(after.at(evening))).toBe(0);
    expect(after.check(URI)).toEqual(workspaceAt(evening + 60_000, text).check(URI));
  });

  it("is the same snapshot while no day begins anywhere", () => {
    const before = workspaceAt(Date.UTC(2026, 6, 1, 12), text);
    expect(before.at(Date.UTC(2026, 6, 1, 12, 14, 59))).toBe(before);
    expect(before.at(Date.UTC(2026, 6, 1, 12, 15))).not.toBe(before);
  });

  it("outlives edits and other readers", () => {
    const day = workspaceAt(evening + DAY_MS, "a: b\n").withConsumers({ ids: [], rank: "above-workspace" });
    expect(overdueIn(day.apply([{ kind: "set", uri: URI, text }]))).toBe(1);
  });

  it("says nothing of days where nobody has said what day it is", () => {
    const late = tier("2w") + slo(reviewed("2001-01-01"));
    const workspace = Workspace.create().apply([{ kind: "set", uri: URI, text: late }]);
    expect(overdueIn(workspace)).toBe(0);
  });
});

describe("days on the calendar", () => {
  const later = (date: string, text: string) => {
    const parsed = parseDuration(text);
    return parsed.ok ? dateAfter(date, parsed.duration) : "no duration";
  };

  it("step by weeks, months and years", () => {
    expect(later("2026-01-31", "1M")).toBe("2026-02-28");
    expect(later("2024-02-29", "1Y")).toBe("2025-02-28");
    expect(later("2026-11-30", "1Q")).toBe("2027-02-28");
    expect(later("2026-12-25", "2w")).toBe("2027-01-08");
    expect(later("2026-01-01", "36h")).toBe("2026-01-03");
  });

  it("end where no date can be written", () => {
    expect(later("9999-12-31", "1d")).toBeUndefined();
    expect(later("2026-01-01", "9007199254740991Y")).toBeUndefined();
    expect(later("2026-13-01", "1d")).toBeUndefined();
    expect(daysBetween("2026-07-02", "2026-06-30")).toBe(-2);
    expect(daysBetween("2026-07-02", "yesterday")).toBeUndefined();
  });
});
