import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { TestDirectory } from "../support/cli";

const ROOT = join(__dirname, "../..");
const CLI = join(ROOT, "dist/cli.js");
const SCRIPT = join(ROOT, ".github/actions/slosmith/slosmith.sh");

const slo = (target: string) => `apiVersion: openslo/v1
kind: SLO
metadata: { name: search }
spec:
  service: shop
  indicatorRef: answered
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 28d, isRolling: true }]
  objectives: [{ target: ${target} }]
---
apiVersion: openslo/v1
kind: SLI
metadata: { name: answered }
spec:
  ratioMetric:
    counter: true
    good: { metricSource: { type: Prometheus, spec: { query: sum(good_total) } } }
    total: { metricSource: { type: Prometheus, spec: { query: sum(all_total) } } }
---
apiVersion: openslo/v1
kind: Service
metadata: { name: shop }
spec: {}
`;

let directory: TestDirectory;
beforeAll(() => {
  if (!existsSync(CLI)) throw new Error("dist/cli.js is missing: run `npm run build` first.");
});
beforeEach(() => {
  directory = new TestDirectory().write("good slos/search.yaml", slo("0.999")).write("values.yaml", "a: 1\n");
  execFileSync("git", ["init", "-q"], { cwd: directory.path });
});
afterEach(() => directory.remove());

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync("sh", [SCRIPT, ...args], {
    cwd: directory.path,
    encoding: "utf8",
    env: { PATH: process.env.PATH ?? "", SLOSMITH_CLI: CLI, ...env },
  });
  return { status, stdout, stderr };
}

describe("the pre-commit hook", () => {
  it("lets a commit through whose specs are sound, and nothing else to say", () => {
    expect(run(["hook", "good slos/search.yaml", "values.yaml"])).toMatchObject({ status: 0, stderr: "" });
    expect(run(["hook"])).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  it("holds back one with an error, and names the line", () => {
    directory.write("bad.yaml", slo("99.9"));
    const { status, stdout } = run(["hook", "bad.yaml"]);
    expect(status).toBe(1);
    expect(stdout).toContain("target-range");
  });

  it("takes a file for a file, whatever its name", () => {
    directory.write("--help.yaml", slo("99.9"));
    expect(run(["hook", "--help.yaml"]).status).toBe(1);
  });

  it("works on a commit of a real repository", () => {
    directory.write("bad.yaml", slo("99.9"));
    const hook = `#!/bin/sh\ngit diff --cached --name-only -z | SLOSMITH_CLI="${CLI}" xargs -0 sh "${SCRIPT}" hook\n`;
    directory.write(".git/hooks/pre-commit", hook);
    execFileSync("chmod", ["+x", ".git/hooks/pre-commit"], { cwd: directory.path });
    const commit = (file: string) => {
      execFileSync("git", ["add", file], { cwd: directory.path });
      const identity = ["-c", "user.name=a", "-c", "user.email=a@b.example"];
      return spawnSync("git", [...identity, "commit", "-qm", "x"], { cwd: directory.path }).status;
    };
    expect(commit("good slos/search.yaml")).toBe(0);
    expect(commit("bad.yaml")).not.toBe(0);
  });
});

describe("the Action's script", () => {
  it("annotates, writes SARIF and Markdown, adds to the summary, and fails", () => {
    directory.write("bad.yaml", slo("99.9"));
    const { status, stdout } = run(["action"], {
      SLOSMITH_PATHS: "bad.yaml\ngood slos\n",
      SLOSMITH_SARIF: "out.sarif",
      SLOSMITH_MARKDOWN: "out.md",
      GITHUB_STEP_SUMMARY: join(directory.path, "summary.md"),
    });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error file=bad\.yaml,/m);
    const read = (name: string) => readFileSync(join(directory.path, name), "utf8");
    expect(JSON.parse(read("out.sarif")).version).toBe("2.1.0");
    expect(read("summary.md")).toBe(read("out.md"));
    expect(read("out.md")).toContain("target-range");
  });

  it("checks the directory where no paths are given", () => {
    expect(run(["action"]).status).toBe(0);
  });
});

describe("the script", () => {
  it("says in one line what is wrong with the call", () => {
    expect(run(["play"])).toEqual({
      status: 2,
      stdout: "",
      stderr: 'slosmith.sh: say "hook" or "action", not "play".\n',
    });
  });

  it("is what the hook and the Action call", () => {
    const read = (name: string) => readFileSync(join(ROOT, name), "utf8");
    expect(read(".pre-commit-hooks.yaml")).toContain("entry: .github/actions/slosmith/slosmith.sh hook\n");
    expect(read(".github/actions/slosmith/action.yml")).toContain('"$GITHUB_ACTION_PATH/slosmith.sh" action');
  });
});
