import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { COMMANDS } from "../../server/src/cli/commands";
import { TestDirectory } from "../support/cli";

const SERVICE = `apiVersion: openslo/v1
kind: Service
metadata:
  name: checkout
spec:
  description: Takes orders
`;

const slo = (target: string) => `apiVersion: openslo/v1
kind: SLO
metadata:
  name: checkout-availability
spec:
  service: checkout
  indicatorRef: checkout-answered
  budgetingMethod: Occurrences
  timeWindow:
    - duration: 28d
      isRolling: true
  objectives:
    - target: ${target}
`;

let directory: TestDirectory;
beforeEach(() => {
  directory = new TestDirectory();
});
afterEach(() => directory.remove());

describe("slosmith check", () => {
  it("exits 0 and counts what it saw when nothing is wrong", async () => {
    directory.write("slo.yaml", slo("0.999")).write("service.yml", SERVICE).write("other.yaml", "a: 1\n");
    const { code, out, err } = await directory.run(["check"]);
    expect({ code, out, err }).toEqual({ code: 0, out: "2 files checked: 0 errors, 0 warnings.\n", err: "" });
  });

  it("takes who reads the files, instead of what .slosmith.yaml says", async () => {
    const monthly = slo("0.999").replace("28d", "4w");
    const workspace = "apiVersion: slosmith/v1\nkind: Workspace\nspec:\n  consumers: [go-sdk]\n";
    directory.write("slo.yaml", monthly).write("service.yml", SERVICE).write(".slosmith.yaml", workspace);
    expect(await directory.run(["check", "slo.yaml"])).toMatchObject({ code: 0 });
    const read = await directory.run(["check", "--consumer", "nobl9", "--consumer", "sloth", "slo.yaml"]);
    expect(read.code).toBe(1);
    expect(read.out).toContain("`4w` is valid OpenSLO, but Nobl9 counts rolling windows");
    const mistyped = await directory.run(["check", "--consumer", "nobel9", "slo.yaml"]);
    expect(mistyped).toMatchObject({ code: 2 });
    expect(mistyped.err).toContain("did you mean nobl9?");
  });

  it("passes no control signs of a file on to the terminal", async () => {
    const name = '"Check\u001b[31mout"';
    directory.write("service.yaml", SERVICE.replace("checkout", name));
    const { out } = await directory.run(["check"]);
    expect(out).toContain("name-form");
    expect(out).toContain('  4 |   name: "Check\uFFFD[31mout"\n');
    expect(out).not.toContain("\u001b");
  });

  it("shows the place, the line, the mark and the words of an error, and exits 1", async () => {
    directory.write("slos/slo.yaml", slo("99.9"));
    const { code, out } = await directory.run(["check", "slos"]);
    expect(code).toBe(1);
    expect(out).toBe(
      [
        "slos/slo.yaml:13:15  error  target-range",
        "  13 |     - target: 99.9",
        "     |               ^^^^",
        "  `target` is 99.9: a ratio below 1 is wanted here. Tools refuse it.",
        "  Did you mean 0.999, or `targetPercent: 99.9`?",
        "",
        "1 file checked: 1 error, 0 warnings.",
        "",
      ].join("\n"),
    );
  });

  it("says the line of what a finding refers to", async () => {
    directory.write("slo.yaml", `${slo("0.999")}      targetPercent: 99.5\n`);
    const { out } = await directory.run(["check"]);
    expect(out).toContain("  see slo.yaml:13:7: `target`\n  see slo.yaml:14:7: `targetPercent`\n");
  });

  it("keeps its help within 80 columns", async () => {
    for (const { name, usage } of COMMANDS) {
      const { code, out, err } = await directory.run([name, "--help"]);
      expect({ code, out, err }).toEqual({ code: 0, out: usage, err: "" });
      expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
    }
  });

  it("writes JSON that counts from 1 and carries the fix", async () => {
    directory.write("slo.yaml", slo("99.9"));
    const { code, out } = await directory.run(["check", "--format", "json", "slo.yaml"]);
    const report = JSON.parse(out);
    expect(code).toBe(1);
    expect(report.summary).toEqual({ files: 1, error: 1, warning: 0, information: 0, hint: 0 });
    const [finding] = report.files[0].findings;
    expect(finding).toMatchObject({
      code: "target-range",
      severity: "error",
      range: { start: { line: 13, column: 15 }, end: { line: 13, column: 19 } },
      fixes: [{ safe: false, edits: [{ newText: "0.999" }] }],
    });
    expect(finding.url).toMatch(/docs\/rules\/target-range\.md$/);
  });

  it("reads standard input", async () => {
    const { code, out } = await directory.run(["check", "-"], slo("2"));
    expect(code).toBe(1);
    expect(out).toContain("-:13:15  error  target-range");
  });

  it("looks references up in the whole repository, and reports the named file only", async () => {
    directory.write(".git/HEAD", "").write("services.yaml", SERVICE);
    directory.write("slos/a.yaml", slo("99.9").replace("service: checkout", "service: chekout"));
    directory.write("slos/b.yaml", slo("5").replace("checkout-availability", "checkout-speed"));
    const { out } = await directory.run(["check", "slos/a.yaml"]);
    expect(out).toContain("dangling-reference");
    expect(out).toContain("`checkout`");
    expect(out).not.toContain("b.yaml:");
  });

  it("passes over files that hold no spec, whatever they hold", async () => {
    directory.write("a.yaml", "kind: Service\napiVersion: v1\n").write("b.yaml", "a: [\n");
    const { code, out } = await directory.run(["check"]);
    expect({ code, out }).toEqual({ code: 0, out: "No SLO specs found in 2 YAML files.\n" });
  });

  it("survives binary and broken files and still checks the others", async () => {
    directory
      .write("a.yaml", "apiVersion: openslo/v1\nkind: SLO\nspec: {\u0000\ud800\n")
      .write("b.yaml", slo("99.9"));
    const { code, out } = await directory.run(["check"]);
    expect(code).toBe(1);
    expect(out).toContain("a.yaml:");
    expect(out).toContain("b.yaml:13:15  error  target-range");
  });
});

describe("a wrong call", () => {
  const cases: [string[], string][] = [
    [[], `Name a command: ${COMMANDS.map(({ name }) => name).join(", ")}.`],
    [["chek"], 'There is no command "chek". Did you mean check?'],
    [["check", "--fromat", "json"], "Unknown flag --fromat. Did you mean --format?"],
    [
      ["check", "--format", "xml"],
      '--format does not know "xml": it takes pretty, json, sarif, junit, github, gitlab, checkstyle or markdown.',
    ],
    [["check", "nowhere.yaml"], 'There is no file or directory "nowhere.yaml".'],
    [["check", "--root", "nowhere"], '--root: there is no directory "nowhere".'],
    [["explain", "targt-range"], 'There is no rule "targt-range". Did you mean target-range?'],
    [["explain", "a", "b"], "Name one rule at a time."],
    [["budget", "nowhere.yaml"], 'There is no file or directory "nowhere.yaml".'],
  ];
  for (const [argv, message] of cases) {
    it(`slosmith ${argv.join(" ")}`, async () => {
      const { code, out, err } = await directory.run(argv);
      expect({ code, out, err }).toEqual({ code: 2, out: "", err: `slosmith: ${message}\n` });
    });
  }
});

describe("slosmith explain", () => {
  it("prints a rule by code and by number", async () => {
    const byCode = await directory.run(["explain", "target-range"]);
    const byNumber = await directory.run(["explain", "m06"]);
    expect(byCode.code).toBe(0);
    expect(byCode.out).toContain("- target: 99.9");
    expect(byNumber.out).toBe(byCode.out);
  });

  it("lists every rule, no line longer than the terminal", async () => {
    const { out } = await directory.run(["explain"]);
    expect(out).toContain("target-range");
    expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });
});

describe("slosmith help", () => {
  it.each(["version", "--version", "-v"])("%s prints the version", async (word) => {
    expect(await directory.run([word])).toEqual({ code: 0, out: "0.0.0-test\n", err: "" });
  });

  it("tells of every command", async () => {
    const { code, out } = await directory.run(["--help"]);
    expect(code).toBe(0);
    for (const { name, takes, does } of COMMANDS)
      expect(out).toMatch(new RegExp(`slosmith ${name} ${takes.replaceAll(/[[\]]/g, "\\$&")} +${does}\n`));
    expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect((await directory.run(["help", "check"])).out).toBe((await directory.run(["check", "--help"])).out);
    expect((await directory.run(["--version"])).out).toBe("0.0.0-test\n");
  });
});
