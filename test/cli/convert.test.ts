import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openslo, policy, SLOTH } from "../core/convert/specs";
import { TestDirectory } from "../support/cli";

let directory: TestDirectory;
beforeEach(() => {
  directory = new TestDirectory().write("sloth.yaml", SLOTH).write("slo.yaml", openslo());
});
afterEach(() => directory.remove());

describe("slosmith convert", () => {
  it("prints the result alone on standard output, and its notes on standard error", async () => {
    const { code, out, err } = await directory.run(["convert", "--to", "openslo-v1", "sloth.yaml"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^# Orders that went wrong\.\napiVersion: openslo\/v1\nkind: Service\n/);
    expect(out).not.toContain("assumed");
    expect(err).toMatch(/^sloth\.yaml:7 {2}lost {2}orders-placed\n {2}The short alert windows/m);
    expect(err).toContain("1 of 1 SLO converted to OpenSLO v1: 1 lost, 2 assumed.\n");
    expect(err.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  it.each([["-"], []])("reads standard input", async (...paths) => {
    const { code, out } = await directory.run(["convert", "--to", "sloth", ...paths], openslo());
    expect(code).toBe(0);
    expect(out).toContain("version: prometheus/v1\n");
  });

  it("prints text, notes and refusals as JSON", async () => {
    const { out, err, code } = await directory.run(["convert", "--to", "sloth-crd", "--json", "slo.yaml"]);
    expect(code).toBe(0);
    expect(err).toBe("");
    const result = JSON.parse(out) as Record<string, unknown>;
    expect(result).toMatchObject({ version: 1, to: "sloth-crd", notes: [], refused: [] });
    expect(result.text).toContain("kind: PrometheusServiceLevel\n");
    const rest = `  alertPolicies:\n${policy("fast", "page", "10", "2h")}`;
    directory.write("slo.yaml", openslo({ rest }));
    const { notes } = JSON.parse(
      (await directory.run(["convert", "--to", "sloth", "--json", "slo.yaml"])).out,
    );
    expect(notes[0]).toMatchObject({ kind: "lost", slos: ["checkout-availability"], line: 4 });
  });

  it("writes a file", async () => {
    const { code, out } = await directory.run([
      "convert",
      "--to",
      "pyrra",
      "--output",
      "out.yaml",
      "slo.yaml",
    ]);
    expect([code, out]).toEqual([0, ""]);
    expect(readFileSync(join(directory.path, "out.yaml"), "utf8")).toMatch(
      /^apiVersion: pyrra\.dev\/v1alpha1\n/,
    );
  });

  it("fails where an SLO is refused, and writes nothing of it", async () => {
    directory.write("slo.yaml", openslo({ objectives: "    - target: 99.9\n" }));
    const { code, out, err } = await directory.run([
      "convert",
      "--to",
      "sloth",
      "-o",
      "out.yaml",
      "slo.yaml",
    ]);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/slo\.yaml:4 {2}refused {2}checkout-availability\n {2}It has an error: .*99\.9/);
    expect(err).toContain("0 of 1 SLO converted");
    expect(existsSync(join(directory.path, "out.yaml"))).toBe(false);
  });

  it("says so where there is nothing to convert", async () => {
    directory.write("other.yaml", "kind: Deployment\n");
    const { code, out, err } = await directory.run(["convert", "--to", "sloth", "other.yaml"]);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toBe("other.yaml: no SLO of a format that SLOsmith can convert.\n");
  });

  it("finds what the file refers to in the same repository", async () => {
    directory
      .write(".slosmith.yaml", "")
      .write(
        "slo.yaml",
        openslo().replace(/ {2}indicator:[\s\S]* {2}timeWindow/, "  indicatorRef: answered\n  timeWindow"),
      )
      .write(
        "sli/answered.yaml",
        `apiVersion: openslo/v1
kind: SLI
metadata: { name: answered }
spec:
  ratioMetric:
    counter: true
    good: { metricSource: { type: Prometheus, spec: { query: 'sum(r_total{code="200"})' } } }
    total: { metricSource: { type: Prometheus, spec: { query: sum(r_total) } } }
`,
      );
    const { code, out } = await directory.run(["convert", "--to", "pyrra", "slo.yaml"]);
    expect(code).toBe(0);
    expect(out).toContain('metric: r_total{code!="200"}');
  });

  it.each([
    [["convert", "slo.yaml"], "--to openslo-v1 |"],
    [["convert", "--to", "slot", "slo.yaml"], "Did you mean sloth?"],
    [["convert", "--to", "sloth", "gone.yaml"], '"gone.yaml"'],
    [["convert", "--to", "sloth", "a.yaml", "b.yaml"], "one file, not 2"],
    [["convert", "--to", "sloth", "."], "is a directory"],
    [["convert", "--too", "sloth"], "Did you mean --to?"],
    [["convert", "--to", "sloth", "--output", "no/such/folder.yaml", "slo.yaml"], "cannot be written"],
  ])("%j is a misuse", async (argv, words) => {
    const { code, out, err } = await directory.run(argv);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(words);
    expect(err.split("\n")).toHaveLength(2);
  });

  it("is explained", async () => {
    const { code, out } = await directory.run(["convert", "--help"]);
    expect(code).toBe(0);
    for (const id of ["openslo-v1", "sloth", "sloth-crd", "pyrra"]) expect(out).toContain(id);
    expect((await directory.run(["help"])).out).toContain("slosmith convert");
    expect((await directory.run(["help", "convert"])).out).toBe(out);
    expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });
});
