import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";

const ROOT = join(__dirname, "../..");
const CLI = join(ROOT, "dist/cli.js");

/** The built command line as a process of its own. */
function slosmith(args: readonly string[], input = "") {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    cwd: ROOT,
    input,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("the built command line", () => {
  beforeAll(() => {
    if (!existsSync(CLI)) throw new Error("dist/cli.js is missing: run `npm run build` first.");
  });

  it("prints the version of package.json", () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    expect(slosmith(["--version"])).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("finds nothing wrong with the examples, and every mistake of the teaching file", () => {
    const good = ["checkout.yaml", "export.yaml", "calendar.yaml", "tiers"].map((name) => `examples/${name}`);
    expect(slosmith(["check", ...good])).toMatchObject({ status: 0, stderr: "" });
    const { status, stdout } = slosmith(["check", "--format", "json", "examples/mistakes.yaml"]);
    expect(status).toBe(1);
    expect(JSON.parse(stdout).summary.error).toBeGreaterThanOrEqual(8);
  });

  it("finds what the second teaching file says of each of its promises", () => {
    const { status, stdout } = slosmith(["check", "--format", "json", "examples/unmeasurable.yaml"]);
    expect(status).toBe(1);
    const [file] = JSON.parse(stdout).files as { findings: { code: string; severity: string }[] }[];
    const told = file?.findings.filter(({ severity }) => severity !== "hint").map(({ code }) => code) ?? [];
    expect([...new Set(told)]).toEqual([
      "internal-signal",
      "dependency-view",
      "promql-syntax",
      "selector-mismatch",
      "family-mismatch",
      "budget-below-event",
      "bucket-boundary",
      "retention-below-window",
      "dependency-ceiling",
    ]);
  });

  it("sums up what was judged and what was not", () => {
    const { status, stdout } = slosmith(["check", "--summary", "examples/export.yaml"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/Do users feel it\?/);
    expect(stdout).toMatch(/What is not judged is not passed\./);
  });

  it("needs nothing but the core beside its own file: no package of node_modules", () => {
    const required = (file: string) => {
      const text = readFileSync(join(ROOT, "dist", file), "utf8");
      return [...text.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name = ""]) => name);
    };
    const others = required("cli.js").filter((name) => !isBuiltin(name));
    expect([...new Set(others)]).toEqual(["./core.js"]);
    expect(required("core.js")).toEqual([]);
  });

  it("takes standard input and writes no colours into a pipe", () => {
    const { status, stdout } = slosmith(
      ["check", "-"],
      "apiVersion: openslo/v1\nkind: SLO\nmetadata: {name: A}\nspec: {objectives: [{target: 9}]}\n",
    );
    expect(status).toBe(1);
    expect(stdout).not.toContain("\u001b");
  });
});
