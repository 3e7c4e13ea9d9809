import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { GATE_EXIT, GATE_USAGE } from "../../server/src/cli/gate";
import { tierExample } from "../../server/src/core/rules/tier/example";
import { directoryInTier, type TestDirectory } from "../support/cli";
import { sloInCore as slo } from "../support/specs";

const GATES = `- remainingBelowPercent: 50
  effect: progressive
  rollout: [canary]
- remainingBelowPercent: 25
  effect: approve
  approver: service-owner
- remainingBelowPercent: 0
  effect: block
  approver: head-of-shop
  exceptions: [p0, security]`;

let directory: TestDirectory;
beforeEach(() => {
  directory = directoryInTier(tierExample({ releaseGates: GATES }));
});
afterEach(() => directory.remove());

const gate = (...argv: string[]) => directory.run(["gate", ...argv]);

describe("slosmith gate", () => {
  it.each([
    ["80", 0, "allowed"],
    ["50", 3, "step by step"],
    ["25%", 4, "needs approval"],
    ["0", 1, "blocked"],
    ["-20", 1, "blocked"],
  ])("at %s: exit code %i", async (remaining, code, words) => {
    const run = await gate("--slo", "search", "--remaining", remaining, "slos");
    expect(run.code).toBe(code);
    expect(run.out).toContain(`  release   ${words}\n`);
    expect(run.err).toBe("");
    expect(run.out.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  it("does not count SLOs that a .slosmith.yaml excludes", async () => {
    directory
      .write(".slosmith.yaml", "apiVersion: slosmith/v1\nkind: Workspace\nspec: { exclude: [legacy/] }\n")
      .write("legacy/search.yaml", slo("search"))
      .write("legacy/old.yaml", slo("old"));
    expect((await gate("--slo", "search", "--remaining", "80")).out).toContain("search  slos/search.yaml\n");
    expect(await gate("--slo", "old", "--remaining", "80")).toEqual({
      code: 2,
      out: "",
      err: 'slosmith: "old" stands in legacy/old.yaml, which a .slosmith.yaml excludes, so nothing is said of it.\n',
    });
  });

  it("says who must say yes, what else holds, and what comes next", async () => {
    const { out } = await gate("--slo", "search", "--remaining", "20 %");
    expect(out).toBe(`search  slos/search.yaml

  tier      core
  budget    20 % is left.
            8m 3.84s of 40m 19.2s of total outage (99.9 % in 28d)
  release   needs approval
            Each release needs a yes from service-owner. The gate holds at 25 %
            left or less.
  also      Releases go out step by step: canary. The gate holds at 50 % left or
            less.
  next      Once nothing is left: Nothing is released but p0 and security.
            head-of-shop may let a release through.
`);
  });

  it("exits as the gate stands after a plan", async () => {
    const run = await gate("--slo", "search", "--remaining", "60", "--plan", "1h at 50%");
    expect(run.code).toBe(1);
    expect(run.out).toContain("  release   allowed\n");
    expect(run.out).toContain("  plan      1h at 50 % errors, while traffic is even\n");
    expect(run.out).toContain(
      "  costs     30m of total outage, 74.5 % of its budget: overspent by 14.5 %.\n",
    );
    expect(run.out).toContain("  then      blocked\n");
  });

  it("gives machines numbers", async () => {
    const run = await gate("--slo", "search", "--remaining=12.5", "--plan", "2m at 100", "--format", "json");
    const json = JSON.parse(run.out);
    expect(json).toMatchObject({
      version: 1,
      slo: "search",
      path: "slos/search.yaml",
      tier: "core",
      exitCode: 4,
      remainingPercent: 12.5,
      verdict: "approval",
      gates: [
        { verdict: "approval", remainingBelowPercent: 25, approver: "service-owner" },
        { verdict: "progressive", remainingBelowPercent: 50, rollout: ["canary"] },
      ],
      next: { verdict: "blocked", remainingBelowPercent: 0, exceptions: ["p0", "security"] },
      budgets: [{ targetPercent: 99.9, window: "28d", budgetSeconds: 2419.2, leftSeconds: 302.4 }],
      plan: {
        seconds: 120,
        errorPercent: 100,
        costs: [{ costPercent: 4.960317, remainingPercent: 7.539683 }],
        after: { verdict: "approval" },
      },
    });
    expect(run.code).toBe(json.exitCode);
  });

  it("says that a tier sets no gates", async () => {
    directory.write("tiers/core.yaml", tierExample());
    const run = await gate("--slo", "search", "--remaining", "-5");
    expect(run.code).toBe(0);
    expect(run.out).toContain("The tier sets no release gates.");
  });

  it("remarks on a number that looks like a ratio", async () => {
    const run = await gate("--slo", "search", "--remaining", "0.5");
    expect(run.code).toBe(4);
    expect(run.err).toBe(
      "slosmith: --remaining 0.5 is read as 0.5 %. It takes percent: half of the budget is 50.\n",
    );
  });

  it("lists SLOs of one name, and takes the one in the file that is named", async () => {
    directory.write("slos/again.yaml", `# comment\n${slo("search")}`);
    const both = await gate("--slo", "search", "--remaining", "80");
    expect(both).toMatchObject({ code: 2, out: "" });
    expect(both.err).toBe(
      'slosmith: There are 2 SLOs named "search": slos/again.yaml:5, slos/search.yaml:4. Name the file of the one that is meant.\n',
    );
    expect((await gate("--slo", "search", "--remaining", "80", "slos/again.yaml")).code).toBe(0);
  });

  it.each([
    [["--remaining", "50"], "Name the SLO: --slo NAME."],
    [["--slo", "search"], "Say how much of the budget is left, in percent: --remaining 35."],
    [
      ["--slo", "search", "--remaining", "100.1"],
      "--remaining 100.1: no more than 100 % of a budget can be left.",
    ],
    [
      ["--slo", "search", "--remaining", "half"],
      '--remaining takes a number in percent, such as 35, not "half".',
    ],
    [["--slo", "serch", "--remaining", "50"], 'There is no SLO "serch". Did you mean search?'],
    [["--slo", "search", "--remaining", "50", "tiers"], "There is no SLO in these files."],
    [
      ["--slo", "search", "--remaining", "50", "--plan", "soon"],
      '--plan takes a length of at most a year and the share that fails, such as "30 minutes at 5 %", not "soon".',
    ],
    [
      ["--slo", "search", "--remaining", "50", "--plna", "5m at 5"],
      "Unknown flag --plna. Did you mean --plan?",
    ],
  ])("%j: one line, exit code 2", async (argv, line) => {
    expect(await gate(...argv)).toEqual({ code: 2, out: "", err: `slosmith: ${line}\n` });
  });

  it("documents every exit code", () => {
    for (const code of [...Object.values(GATE_EXIT), 2])
      expect(GATE_USAGE).toMatch(new RegExp(`^  ${code}  `, "m"));
    expect(GATE_USAGE.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });
});
