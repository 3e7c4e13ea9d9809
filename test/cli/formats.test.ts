import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TestDirectory } from "../support/cli";
import { junitSchemas, sarifValidator } from "../support/outside-schemas";
import { SERVICE, slo, WRONG_SERVICE } from "../support/specs";

/** A path with signs that each format has to escape in its own way. */
const STRANGE = "slos/a & b, 100%: <c>.yaml";

let directory: TestDirectory;
beforeEach(() => {
  directory = new TestDirectory();
  directory.write(".git/HEAD", "").write("service.yaml", SERVICE);
  directory.write(STRANGE, `${slo("99.9")}      targetPercent: 99.5\n`);
  directory.write("slos/b.yaml", slo("0.99", "b").replace("service: checkout", "service: chekout"));
});
afterEach(() => directory.remove());

const run = (...args: string[]) => directory.run(["check", ...args]);
const textOf = (name: string) => readFileSync(join(directory.path, name), "utf8");

describe("--format", () => {
  it("writes each format that names a file there, and the one that names none where --output says", async () => {
    const { code, out, err } = await run("--format", "json=a=b.json", "--format=github", "-o", "g.txt");
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(/^slosmith: 3 files checked: \d errors?, \d warnings?/);
    expect(JSON.parse(textOf("a=b.json")).version).toBe(1);
    expect(textOf("g.txt")).toMatch(/^::error /);
    const both = await run("--format", "pretty", "--format", "json=c.json");
    expect(both.out).toContain("target-range");
    expect(both.out).not.toContain('"version"');
    expect(both.err).toBe("");
  });

  it.each([
    [
      ["--format", "json", "--format", "sarif"],
      "Only one format can go to standard output: give the others a file, as in --format sarif=FILE.",
    ],
    [["--format", "json=a", "-o", "b"], "--output has no format to write: each one names a file."],
    [["--format", "json="], "--format json= lacks the file."],
    [["--format", "sariff"], '--format does not know "sariff": did you mean sarif?'],
    [["-o", "no/such/folder"], '"no/such/folder" cannot be written (ENOENT).'],
  ])("refuses %j", async (args, message) => {
    expect(await run(...args)).toMatchObject({ code: 2, out: "", err: `slosmith: ${message}\n` });
  });
});

describe("sarif", () => {
  const log = async (...args: string[]) => JSON.parse((await run("--format", "sarif", ...args)).out);

  it("carries the rule with its pages, the range, its text, the fix and what it refers to", async () => {
    const { runs, version } = await log();
    expect(version).toBe("2.1.0");
    const [{ tool, results, columnKind, invocations }] = runs;
    expect(columnKind).toBe("utf16CodeUnits");
    expect(invocations).toEqual([{ executionSuccessful: true }]);
    expect(tool.driver).toMatchObject({ name: "SLOsmith", version: "0.0.0-test" });
    const result = results.find(({ ruleId }: { ruleId: string }) => ruleId === "target-range");
    const uri = "slos/a%20%26%20b%2C%20100%25%3A%20%3Cc%3E.yaml";
    const artifactLocation = { uri, uriBaseId: "%SRCROOT%" };
    const region = { startLine: 13, startColumn: 15, endLine: 13, endColumn: 19 };
    expect(result).toMatchObject({
      level: "error",
      locations: [
        { physicalLocation: { artifactLocation, region: { ...region, snippet: { text: "99.9" } } } },
      ],
    });
    expect(result.fixes).toEqual([
      {
        description: { text: expect.any(String) },
        artifactChanges: [
          { artifactLocation, replacements: [{ deletedRegion: region, insertedContent: { text: "0.999" } }] },
        ],
      },
    ]);
    expect(result.partialFingerprints["slosmith/v1"]).toMatch(/^[0-9a-f]{32}$/);
    expect(result.message.text).toMatch(/99\.9.*0\.999/s);
    expect(result).not.toHaveProperty("baselineState");
    const rule = tool.driver.rules[result.ruleIndex];
    expect(rule).toMatchObject({
      id: "target-range",
      name: "TargetRange",
      defaultConfiguration: { level: "error" },
    });
    expect(rule.helpUri).toMatch(/docs\/rules\/target-range\.md$/);
    expect(rule.help.markdown).toContain("```yaml\napiVersion");
    expect(rule.fullDescription.text).not.toBe("");
    const choice = results.find(({ ruleId }: { ruleId: string }) => ruleId === "target-choice");
    expect(choice.relatedLocations).toHaveLength(2);
    expect(choice.relatedLocations[0]).toMatchObject({
      id: 1,
      physicalLocation: { artifactLocation, region: { startLine: 13 } },
    });
  });

  it("counts paths from the root of the repository, wherever it is called", async () => {
    directory.write("slos/deep/.keep", "");
    const from = await directory.run(["check", "--format", "sarif", "slos/b.yaml"]);
    const location = JSON.parse(from.out).runs[0].results[0].locations[0].physicalLocation.artifactLocation;
    expect(location).toEqual({ uri: "slos/b.yaml", uriBaseId: "%SRCROOT%" });
  });

  it("says what could not be checked", async () => {
    const { runs } = await log(".", "missing.yaml");
    expect(runs[0].invocations).toEqual([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          { level: "error", message: { text: 'There is no file or directory "missing.yaml".' } },
        ],
      },
    ]);
  });

  it("keeps to the schema of SARIF, where that is at hand", async () => {
    const faults = sarifValidator();
    if (!faults) {
      console.log(
        "Left out: SARIF's schema is not at hand. Install @microsoft/jest-sarif, or put it beside the corpus.",
      );
      return;
    }
    expect(faults({ version: "2.1.0", runs: [{}] })).not.toEqual([]);
    const known = await run("--baseline", "known.json", "--update-baseline");
    expect(known.code).toBe(0);
    directory.write("slos/c.yaml", slo("5", "c"));
    for (const args of [
      [],
      ["."],
      [".", "missing.yaml"],
      ["--severity", "hint"],
      ["--baseline", "known.json"],
      ["service.yaml"],
    ])
      expect(faults(await log(...args))).toEqual([]);
  });
});

describe("junit", () => {
  it("makes a suite of each file and a case of each finding; only errors have failed", async () => {
    directory.write(
      "slos/d.yaml",
      WRONG_SERVICE.replace("Check Out", "d").replace("openslo/v1\n", "openslo/v1 # <&>\n"),
    );
    const { out } = await run("--format", "junit");
    expect(out).toContain(
      '<testsuite name="service.yaml" timestamp="2026-01-15T00:00:00" hostname="localhost" tests="1" failures="0" errors="0" skipped="0" time="0" package="slosmith" id="0">',
    );
    expect(out).toContain('<testcase name="no findings" classname="service.yaml" time="0"/>');
    expect(out).toContain('name="slos/a &amp; b, 100%: &lt;c&gt;.yaml"');
    expect(out).toMatch(
      /<failure type="target-range" message="`target` is 99\.9: [^"]*">slos\/a &amp; b, 100%: &lt;c&gt;\.yaml:13:15\n/,
    );
    expect(out).toMatch(/<skipped message="warning: No Service is named `chekout`/);
    expect([...out.matchAll(/<failure /g)]).toHaveLength(
      [...out.matchAll(/<testsuite [^>]*failures="(\d+)"/g)].reduce(
        (sum, [, count]) => sum + Number(count),
        0,
      ),
    );
  });

  it("keeps to the schemas of its readers, where xmllint is at hand", async () => {
    const { out } = await run("--format", "junit", "--severity", "hint");
    const lint = (args: string[], input: string) =>
      spawnSync("xmllint", ["--noout", ...args, "-"], { input, encoding: "utf8" });
    if (lint(["--version"], "").error) {
      console.log(
        "Left out: xmllint (Debian's libxml2-utils) is not at hand, so JUnit reports are not held to a schema.",
      );
      return;
    }
    for (const schema of junitSchemas()) {
      expect(lint(["--schema", schema], out), schema).toMatchObject({ status: 0 });
      expect(lint(["--schema", schema], out.replace("<failure ", "<fault ")).status, schema).not.toBe(0);
      expect(lint(["--schema", schema], out.replace(' tests="', ' checks="')).status, schema).not.toBe(0);
    }
  });
});

describe("checkstyle", () => {
  it("names each file with its findings, and none without", async () => {
    const { out } = await run("--format", "checkstyle");
    expect(out).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<checkstyle version="4\.3">\n/);
    expect(out).toContain('  <file name="slos/a &amp; b, 100%: &lt;c&gt;.yaml">\n');
    expect(out).toMatch(
      / {4}<error line="13" column="15" severity="error" message="`target` is 99\.9: [^"]*" source="slosmith\.target-range"\/>\n/,
    );
    expect(out).not.toContain("service.yaml");
    expect(out.trimEnd().endsWith("</checkstyle>")).toBe(true);
  });

  it("writes no sign that XML does not know", async () => {
    directory.write("slos/e.yaml", SERVICE.replace("checkout", '"Bell\\u0007 \u0001 \ud83d\ude00 <x>"'));
    const { out } = await run("--format", "checkstyle");
    expect(out).toContain("slos/e.yaml");
    expect(out).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
  });
});

describe("github", () => {
  it("writes a command a finding, with its place and what it would take for its own signs escaped", async () => {
    const { out } = await run("--format", "github");
    const lines = out.trimEnd().split("\n");
    expect(lines.every((line) => /^::(error|warning|notice) file=.*::/.test(line))).toBe(true);
    const range = lines.find((line) => line.includes("target-range"));
    expect(range).toMatch(
      /^::error file=slos\/a & b%2C 100%25%3A <c>\.yaml,line=13,endLine=13,col=15,endColumn=19,title=slosmith target-range::`target` is 99\.9: /,
    );
    expect(lines.find((line) => line.includes("dangling-reference"))).toMatch(
      /^::warning file=slos\/b\.yaml,line=6,/,
    );
  });
});

describe("gitlab", () => {
  it("lists the findings with fingerprints that hold while lines move, each once", async () => {
    const issues = async () => JSON.parse((await run("--format", "gitlab")).out) as Record<string, unknown>[];
    directory.write("slos/f.yaml", `${slo("7", "f")}    - target: 7\n`);
    const before = await issues();
    expect(before.find(({ check_name }) => check_name === "dangling-reference")).toEqual({
      description: expect.stringContaining("chekout"),
      check_name: "dangling-reference",
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      severity: "minor",
      location: { path: "slos/b.yaml", lines: { begin: 6, end: 6 } },
    });
    const prints = before.map(({ fingerprint }) => fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
    directory.write("slos/f.yaml", `# moved\n\n${slo("7", "f")}    - target: 7\n`);
    expect((await issues()).map(({ fingerprint }) => fingerprint)).toEqual(prints);
    directory.write("slos/f.yaml", `${slo("8", "f")}    - target: 7\n`);
    expect((await issues()).map(({ fingerprint }) => fingerprint)).not.toEqual(prints);
  });
});

describe("markdown", () => {
  it("is a table a file, with nothing in it that Markdown would take for its own", async () => {
    directory.write("slos/g.yaml", SERVICE.replace("checkout", "a|b_*<i>@me"));
    const { out } = await run("--format", "markdown");
    expect(out).toMatch(/^### SLOsmith: errors\n\n4 files checked: /);
    expect(out).toContain("#### `slos/a & b, 100%: <c>.yaml`");
    expect(out).toMatch(/\| 13 \| error \| `target` is 99\.9: .* \| \[target-range\]\(https:[^)]*\) \|\n/);
    const row = out.split("\n").find((line) => line.includes("[name-form]")) ?? "";
    expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
  });

  it("keeps within what a comment may hold, and says what is left out", async () => {
    for (let at = 0; at < 60; at++)
      directory.write(
        `many/${at}.yaml`,
        slo("9")
          .repeat(1)
          .replace("target: 9", Array.from({ length: 8 }, (_, n) => `target: ${n + 2}`).join("\n    - ")),
      );
    const { out } = await run("--format", "markdown");
    expect(out.length).toBeLessThan(65_000);
    const rows = [...out.matchAll(/^\| \d+ \|/gm)].length;
    const left = Number(/\n(\d+) more are not listed here\.\n$/.exec(out)?.[1]);
    const all = JSON.parse((await run("--format", "json", "--severity", "information")).out).summary;
    expect(rows + left).toBe(all.error + all.warning + all.information);
  });

  it("says in one line that all is well", async () => {
    const { out } = await run("--format", "markdown", "service.yaml");
    expect(out).toBe("### SLOsmith: no errors\n\n1 file checked: 0 errors, 0 warnings.\n");
  });
});
