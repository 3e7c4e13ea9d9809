import { readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TestDirectory } from "../support/cli";
import { SERVICE, slo } from "../support/specs";

let directory: TestDirectory;
beforeEach(() => {
  directory = new TestDirectory();
  directory.write("service.yaml", SERVICE).write("a.yaml", slo("99.9", "a")).write("b.yaml", slo("7", "b"));
});
afterEach(() => directory.remove());

const FLAGS = ["--baseline", "known.json"];
const run = (...args: string[]) => directory.run(["check", ...FLAGS, ...args]);
const known = () => readFileSync(join(directory.path, "known.json"), "utf8");
const started = async () => {
  const { code, err } = await run("--update-baseline");
  expect({ code, err }).toEqual({
    code: 0,
    err: expect.stringMatching(/^slosmith: known\.json now holds \d+ findings: \d+ new, 0 gone\.\n$/),
  });
};

describe("a baseline", () => {
  it("lets an old repository pass, and only what is new fails", async () => {
    expect((await directory.run(["check"])).code).toBe(1);
    await started();
    const { code, out, err } = await run();
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^3 files checked: 0 errors, 0 warnings\. \d+ more in the baseline\.\n$/);
    directory.write("c.yaml", slo("5", "c"));
    const later = await run();
    expect(later.code).toBe(1);
    expect(later.out).toContain("c.yaml:13:15  error  target-range");
    expect(later.out).not.toContain("a.yaml:13");
  });

  it("knows its findings wherever their lines move, and however it is named", async () => {
    await started();
    directory.write(
      "a.yaml",
      `# one\n# two\n${SERVICE.replace("checkout", "other")}---\n${slo("99.9", "a")}`,
    );
    directory.write(
      "b.yaml",
      slo("7", "b").replace("  service:", "  description: Of late\n  service:").replaceAll("\n", "\r\n"),
    );
    expect(await run()).toMatchObject({ code: 0, err: "" });
    const roundabout = join("..", basename(directory.path), "known.json");
    const { code, err } = await directory.run(["check", "--baseline", roundabout, "a.yaml"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
  });

  it("does not know the same mistake in another object, with another value, or once more", async () => {
    await started();
    const errors = async () => JSON.parse((await run("--format", "json")).out).summary.error;
    directory.write("a.yaml", slo("99.9", "renamed"));
    expect(await errors()).toBe(1);
    directory.write("a.yaml", slo("99.8", "a"));
    expect(await errors()).toBe(1);
    directory.write("a.yaml", `${slo("99.9", "a")}    - target: 99.9\n`);
    const { files } = JSON.parse((await run("--format", "json")).out);
    const codes = files.flatMap((file: { findings: { code: string }[] }) =>
      file.findings.map(({ code }) => code),
    );
    expect(codes.filter((code: string) => code === "target-range")).toHaveLength(1);
    directory.write("a.yaml", slo("99.9", "a"));
    expect(await errors()).toBe(0);
  });

  it("tells of findings that are gone, and takes them out when asked", async () => {
    await started();
    directory.write("a.yaml", slo("0.999", "a"));
    rmSync(join(directory.path, "b.yaml"));
    const { code, err } = await run("a.yaml", "service.yaml");
    expect(code).toBe(0);
    expect(err).toMatch(
      /^slosmith: [2-9] findings of known\.json no longer there: --update-baseline takes them out\.\n$/,
    );
    const json = JSON.parse((await run("--format", "json", "-q")).out);
    expect(json.baseline.stale).toBeGreaterThanOrEqual(2);
    expect((await run("--update-baseline")).err).toMatch(/: 0 new, [2-9] gone\.\n$/);
    expect(known()).not.toMatch(/target-range/);
    expect(await run()).toMatchObject({ code: 0, err: "" });
  });

  it("keeps what it knows of files that were not checked", async () => {
    await started();
    const before = known();
    expect((await run("--update-baseline", "a.yaml")).code).toBe(0);
    expect(known()).toBe(before);
    expect((await run("a.yaml")).err).toBe("");
  });

  it("is the same text for the same findings, sorted, with paths from its own folder", async () => {
    await started();
    const before = known();
    await run("--update-baseline");
    expect(known()).toBe(before);
    const { version, findings } = JSON.parse(before);
    expect(version).toBe(1);
    expect(findings).toContainEqual({
      path: "a.yaml",
      object: "SLO/a/spec/objectives/target",
      code: "target-range",
      text: "99.9",
      count: 1,
    });
    await directory
      .run(["check", "--baseline", "sub/known.json", "--update-baseline"])
      .then(({ code }) => expect(code).toBe(2));
    directory.write("sub/.keep", "");
    await directory.run(["check", "--baseline", "sub/known.json", "--update-baseline"]);
    expect(readFileSync(join(directory.path, "sub/known.json"), "utf8")).toContain('"path": "../a.yaml"');
  });

  it("says in SARIF which findings are new", async () => {
    await started();
    directory.write("c.yaml", slo("5", "c"));
    const { runs } = JSON.parse((await run("--format", "sarif")).out);
    const states = Object.fromEntries(
      runs[0].results
        .filter(({ ruleId }: { ruleId: string }) => ruleId === "target-range")
        .map(
          (result: {
            baselineState: string;
            locations: { physicalLocation: { artifactLocation: { uri: string } } }[];
          }) => [result.locations[0]?.physicalLocation.artifactLocation.uri, result.baselineState],
        ),
    );
    expect(states).toEqual({ "a.yaml": "unchanged", "b.yaml": "unchanged", "c.yaml": "new" });
  });
});

describe("a baseline that cannot be used is one clear line, and stays as it is", () => {
  it.each([
    ["{", "it is not JSON"],
    ["null", "it has no version"],
    ["[]", "it has no version"],
    ['{"version": 2, "findings": []}', "its version is 2, not 1"],
    ['{"version": 1}', "it has no list of findings"],
    ['{"version": 1, "findings": [null]}', "finding 1 lacks code, path, object, text or count"],
    [
      '{"version": 1, "findings": [{"code": "a", "path": "b", "object": "", "text": "", "count": 0}]}',
      "finding 1 lacks code, path, object, text or count",
    ],
    ["<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n", "it is not JSON"],
  ])("%j", async (text, why) => {
    directory.write("known.json", text);
    for (const args of [[], ["--update-baseline"]]) {
      expect(await run(...args)).toEqual({
        code: 2,
        out: "",
        err: `slosmith: --baseline: "known.json" is no baseline: ${why}. Mend it, or delete it and run with --update-baseline.\n`,
      });
      expect(known()).toBe(text);
    }
  });

  it("is not there, or is a folder", async () => {
    expect(await run()).toMatchObject({
      code: 2,
      out: "",
      err: 'slosmith: --baseline: there is no file "known.json". --update-baseline makes it.\n',
    });
    expect(await directory.run(["check", "--baseline", "."])).toMatchObject({
      code: 2,
      err: 'slosmith: --baseline: "." cannot be read (EISDIR).\n',
    });
    expect(await directory.run(["check", "--update-baseline"])).toMatchObject({
      code: 2,
      err: "slosmith: --update-baseline goes with --baseline FILE.\n",
    });
  });
});
