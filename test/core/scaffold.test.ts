import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type ScaffoldRequest, scaffoldSlo, tierChoices } from "../../server/src/core/ide/scaffold";
import { slug } from "../../server/src/core/ide/scaffold/names";
import type { Workspace } from "../../server/src/core/workspace";
import { uriOf, workspaceOf } from "../support/workspace";

const NOW = Date.UTC(2026, 4, 15);
const KINDS = ["availability", "latency", "both"] as const;
const example = (name: string) => readFileSync(join(__dirname, "../../examples", name), "utf8");
const files = [
  { name: "critical.yaml", text: example("tiers/critical.yaml") },
  { name: "low.yaml", text: example("tiers/low.yaml") },
  // The calendar tier.
  { name: "calendar.yaml", text: example("calendar.yaml") },
];

function make(workspace: Workspace, request: Partial<ScaffoldRequest>) {
  const made = scaffoldSlo(workspace, { journey: "Sign in", kind: "both", nowEpochMs: NOW, ...request });
  if (!made) throw new Error("nothing was made");
  const uri = uriOf(`made/${made.fileName}`);
  const after = workspace.apply([{ kind: "set", uri, text: made.text }]);
  const found = after
    .check(uri)
    .findings.filter((finding) => finding.severity !== "hint")
    .map((finding) => `${finding.code}: ${finding.message.what}`);
  const objects = (after.files.get(uri)?.slots ?? []).flatMap((slot) => slot.document.objects);
  return { ...made, uri, after, found, objects };
}

describe("a new SLO", () => {
  for (const kind of KINDS) {
    it(`for ${kind} is sound on its own`, () => {
      const { found, objects } = make(workspaceOf([]), { kind });
      expect(found).toEqual([]);
      const slos = objects.filter((object) => object.kind === "SLO");
      expect(slos).toHaveLength(kind === "both" ? 2 : 1);
      expect(objects.filter((object) => object.kind === "Service")).toHaveLength(1);
      expect(objects.filter((object) => object.kind === "AlertPolicy")).toHaveLength(3);
    });

    for (const tier of ["critical-journey", "low-visibility", "partner-contract", "tier-0"]) {
      it(`for ${kind} is sound in the tier ${tier}`, () => {
        expect(make(workspaceOf(files), { kind, tier }).found).toEqual([]);
      });
    }
  }

  it("takes target, window, alerts and further categories from the tier", () => {
    const { text } = make(workspaceOf(files), { kind: "availability", tier: "critical-journey" });
    expect(text).toContain("target: 0.9995\n");
    expect(text).toContain("duration: 28d\n");
    expect(text).toContain("threshold: 13.44\n");
    expect(text).toContain("slosmith/tier: critical-journey\n");
    expect(text).toContain("slosmith/category: errorRate\n");
    // The tier asks for 300ms: the ingress has a bucket at 250ms, and none in between.
    expect(text).toContain('le="0.25"');
  });

  it("begins a calendar window with the year", () => {
    const { text } = make(workspaceOf(files), { tier: "partner-contract" });
    expect(text).toContain("startTime: 2026-01-01 00:00:00\n");
    expect(text).toContain("duration: 1M\n");
  });

  it("leaves out alerts that a low target would keep silent", () => {
    const tier = `apiVersion: slosmith/v1
kind: ReliabilityTier
metadata:
  name: best-effort
spec:
  rank: 5
  objectives:
    - category: availability
      floorPercent: 80
      defaultPercent: 90
`;
    const { text, objects } = make(workspaceOf([{ name: "tier.yaml", text: tier }]), {
      kind: "availability",
      tier: "best-effort",
    });
    expect(text).not.toContain("13.44");
    expect(objects.filter((object) => object.kind === "AlertPolicy")).toHaveLength(2);
  });

  it("uses no name that is taken, and the service that is there", () => {
    const first = make(workspaceOf(files), { tier: "critical-journey" });
    const second = make(first.after.apply([{ kind: "set", uri: uriOf("first.yaml"), text: first.text }]), {
      tier: "critical-journey",
    });
    expect(second.objects.filter((object) => object.kind === "Service")).toEqual([]);
    const names = second.objects.map((object) => object.name?.value);
    expect(names).toContain("sign-in-availability-2");
    // What the tier requires beside is there already.
    expect(names).not.toContain("sign-in-error-rate-2");
  });

  it("is sound whatever the journey is called", () => {
    const journeys = [
      'Zahlung & Rückgabe: "schnell" #1',
      "1",
      "yes",
      "true",
      "1e5",
      "2024-01-01",
      "a: b",
      "x".repeat(200),
      "结账 pay",
      "{{ x }}",
      "${pay} <now>",
      "a # b: [c], &d *e !f | > %g @h `i`",
    ];
    for (const journey of journeys) expect(make(workspaceOf(files), { journey }).found).toEqual([]);
    expect(slug("Zahlung & Rückgabe")).toBe("zahlung-ruckgabe");
  });

  it("cannot be made of nothing", () => {
    expect(scaffoldSlo(workspaceOf([]), { journey: " ✨ ", kind: "both", nowEpochMs: NOW })).toBeUndefined();
  });

  it("offers the workspace's tiers, the most important first", () => {
    const names = tierChoices(workspaceOf(files)).map((tier) => tier.name);
    expect(names).toEqual(["critical-journey", "partner-contract", "low-visibility"]);
  });
});
