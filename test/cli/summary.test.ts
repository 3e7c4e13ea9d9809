import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sloExample, stream } from "../../server/src/core/rules/tier/example";
import { TestDirectory } from "../support/cli";

let directory: TestDirectory;
beforeEach(() => {
  directory = new TestDirectory();
});
afterEach(() => directory.remove());

const INTERNAL = sloExample({
  name: "search-answers",
  annotations: 'slosmith/retention: 13w\nslosmith/category: availability\nslosmith/events-per-day: "100000"',
  good: 'sum(redis_keyspace_hits_total{job="search"})',
  total: "sum(redis_keyspace_hits_total)",
});

describe("slosmith check --summary", () => {
  it("says nothing of files that are not checked: that is no pass", async () => {
    const workspace = "apiVersion: slosmith/v1\nkind: Workspace\nspec: {exclude: [slo.yaml]}\n";
    directory.write("slo.yaml", INTERNAL).write(".slosmith.yaml", workspace);
    const { out } = await directory.run(["check", "--summary"]);
    expect(out).toBe("1 file checked: 0 errors, 0 warnings. 1 file excluded by .slosmith.yaml.\n");
  });

  it("takes nothing for judged whose rule .slosmith.yaml or the call has switched off", async () => {
    directory.write("slo.yaml", INTERNAL);
    const told = (await directory.run(["check", "--summary", "--rule", "retention-below-window=off"])).out;
    expect(told).toMatch(
      /not judged {6}Are the metrics kept long enough\?\n +The rules that judge it are switched off\./,
    );
    const workspace =
      "apiVersion: slosmith/v1\nkind: Workspace\nspec: {rules: {retention-below-window: off}}\n";
    directory.write(".slosmith.yaml", workspace);
    expect((await directory.run(["check", "--summary", "slo.yaml"])).out).toBe(told);
  });

  it("takes nothing for accepted because the rule that objects is switched off", async () => {
    directory.write("slo.yaml", INTERNAL);
    const off = ["check", "--summary", "--rule", "internal-signal=off"];
    expect((await directory.run(off)).out).toMatch(
      /not judged {6}Do users feel it\?\n +Internal: `redis_keyspace_hits_total`\. Switched off:\n +`internal-signal`\./,
    );
    const report = JSON.parse((await directory.run([...off, "--format", "json"])).out);
    expect(report.files[0].measurability[0].answers[0]).toMatchObject({
      question: "signal",
      judgement: "not-judged",
      findings: [],
    });
  });

  it("answers each question with its evidence, in words, above the findings", async () => {
    directory.write("slo.yaml", INTERNAL);
    const { out, err } = await directory.run(["check", "--summary"]);
    expect(err).toBe("");
    const rows = out.split("\n");
    expect(rows[0]).toBe("slo.yaml: search-answers");
    expect(rows[1]).toMatch(/^ {2}Category: availability/);
    const block = (title: string) => {
      const at = rows.findIndex((row) => row.endsWith(title));
      return rows.slice(
        at,
        rows.findIndex((row, after) => after > at && /^ {2}\S/.test(row)),
      );
    };
    expect(block("Do users feel it?")).toEqual([
      "  finding         Do users feel it?",
      "                  `redis_keyspace_hits_total` measures machinery.",
    ]);
    expect(block("Are the metrics kept long enough?")).toEqual([
      "  yes             Are the metrics kept long enough?",
      "                  The metrics are kept for 13w; the window is 28d.",
    ]);
    expect(out.indexOf("Do users feel it?")).toBeLessThan(out.indexOf("internal-signal"));
    expect(rows.every((row) => row.length <= 80 || row.startsWith("slo.yaml"))).toBe(true);
  });

  it("tells one evidence once, and what does not apply in one line", async () => {
    directory.write("slo.yaml", INTERNAL);
    const { out } = await directory.run(["check", "--summary"]);
    expect(out).toContain(
      [
        "  not judged      Can people act in time?",
        "                  Is missing data noticed?",
        "                  The SLO has no alert.",
        "",
      ].join("\n"),
    );
    expect(out.match(/The SLO has no alert\./g)).toHaveLength(1);
    expect(out.replaceAll(/\s+/g, " ")).toContain(
      "Does not apply: Is it sampled finely enough? Does a bucket end at the threshold?",
    );
  });

  it("counts the objectives, and says that silence is no pass", async () => {
    directory.write("slo.yaml", stream(INTERNAL, sloExample()));
    const { out } = await directory.run(["check", "--summary"]);
    expect(out).toContain("2 objectives summed up. What is not judged is not passed.\n");
  });

  it("says nothing without the flag, and of files without objectives", async () => {
    directory
      .write("slo.yaml", INTERNAL)
      .write("service.yaml", "apiVersion: openslo/v1\nkind: Service\nmetadata:\n  name: a\nspec: {}\n");
    expect((await directory.run(["check"])).out).not.toContain("Do users feel it?");
    expect((await directory.run(["check", "--summary", "service.yaml"])).out).not.toContain("summed up");
  });

  it("does not change the exit code", async () => {
    directory.write("good.yaml", sloExample()).write("bad.yaml", sloExample({ objective: "- target: 99.9" }));
    expect((await directory.run(["check", "good.yaml", "--summary"])).code).toBe(0);
    expect((await directory.run(["check", "bad.yaml", "--summary"])).code).toBe(1);
  });

  it("gives machines every question with judgement, evidence and findings", async () => {
    directory.write("slo.yaml", INTERNAL);
    const { out } = await directory.run(["check", "--summary", "--format", "json"]);
    const report = JSON.parse(out);
    const [objective] = report.files[0].measurability;
    expect(objective).toMatchObject({
      objective: "search-answers",
      summary: expect.stringMatching(/^\d of \d questions judged, /),
      range: { start: { line: expect.any(Number), column: expect.any(Number) } },
    });
    const line = INTERNAL.split("\n")[objective.range.start.line - 1];
    expect(line).toContain("target");
    expect(objective.answers.map((one: { question: string }) => one.question)).toEqual([
      "signal",
      "counting",
      "traffic",
      "resolution",
      "buckets",
      "retention",
      "dependencies",
      "client",
      "response",
      "silence",
    ]);
    expect(objective.answers[0]).toMatchObject({
      title: "Do users feel it?",
      judgement: "finding",
      findings: [
        {
          code: "internal-signal",
          severity: "warning",
          what: expect.stringContaining("`redis_keyspace_hits_total` measures machinery"),
        },
      ],
    });
    expect(objective.answers[6]).toMatchObject({ judgement: "not-judged", missing: expect.any(String) });
    const plain = JSON.parse((await directory.run(["check", "--format", "json"])).out);
    expect(plain.files[0]).not.toHaveProperty("measurability");
  });
});
