import { execFileSync } from "node:child_process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { replaced, SHOP } from "../core/change/specs";
import { TestDirectory } from "../support/cli";
import { TestRepository } from "../support/git";
import { splitFiles } from "../support/workspace";

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
  writeShop(SHOP);
  repository.commit("base");
});
afterEach(() => repository.remove());

function writeShop(text: string): void {
  for (const file of splitFiles(text)) repository.write(file.name, file.text);
}

const LOOSER = replaced(SHOP, "threshold: 14.4", "threshold: 20");
const TIGHTER = replaced(SHOP, "target: 0.999", "target: 0.9995");

async function verdicts(...argv: string[]): Promise<string[]> {
  const { out, err } = await repository.run(["diff", "--format", "json", ...argv]);
  expect(err).toBe("");
  return JSON.parse(out).changes.map(
    (change: { slo: string; verdict: string }) => `${change.slo} ${change.verdict}`,
  );
}

describe("slosmith diff", () => {
  it("says that nothing has changed", async () => {
    expect(await repository.run(["diff"])).toEqual({
      code: 0,
      out: "No promise has changed from HEAD to the working tree (2 objectives).\n",
      err: "",
    });
  });

  it("passes over what a .slosmith.yaml excludes on both sides, and over nothing that it begins to exclude", async () => {
    const exclude = (pattern: string) =>
      repository.write(
        ".slosmith.yaml",
        `apiVersion: slosmith/v1\nkind: Workspace\nspec: { exclude: ["${pattern}"] }\n`,
      );
    exclude("/slos/");
    writeShop(TIGHTER);
    expect(await verdicts()).toEqual(["checkout tightened"]);
    repository.commit("tighter, excluded");
    writeShop(SHOP);
    expect(await verdicts()).toEqual([]);
    exclude("/nothing/");
    expect(await verdicts()).toEqual(["checkout loosened"]);
  });

  it("prints what an edit does, at 80 columns", async () => {
    writeShop(TIGHTER);
    const { code, out } = await repository.run(["diff"]);
    expect(code).toBe(0);
    expect(out).toBe(
      [
        "slos/checkout.yaml:17  tightened",
        "  checkout",
        "  99.9 % -> 99.95 %: budget 40m 19.2s -> 20m 9.6s (28,000 -> 14,000 events),",
        "  page now at 0.72 % errors",
        "  tighter  target: 99.9 % -> 99.95 %",
        "  tighter  page over 1h, 14.4x: over 1.44 % failing (601 of 41,666) -> over",
        "           0.72 % failing (301 of 41,666), a total outage fires it after 51.84s",
        "           -> 25.92s, with 2.1 % of the budget spent",
        "",
        "From HEAD to the working tree: 1 tightened.",
        "",
      ].join("\n"),
    );
  });

  it("compares commits, ranges and the point where two branches parted", async () => {
    repository.git("checkout", "-q", "-b", "topic");
    writeShop(TIGHTER);
    repository.commit();
    repository.git("checkout", "-q", "main");
    repository.write("slis.yaml", "");
    repository.commit("the indicator is elsewhere now");
    repository.git("checkout", "-q", "topic");
    expect(await verdicts("main..topic")).toEqual(["checkout tightened"]);
    expect(await verdicts("topic..main")).toEqual(["checkout loosened"]);
    expect(await verdicts("main...topic")).toEqual(["checkout tightened"]);
    expect(await verdicts("main...")).toEqual(["checkout tightened"]);
    expect(await verdicts("HEAD~1")).toEqual(["checkout tightened"]);
    expect(await verdicts("HEAD~1..")).toEqual(["checkout tightened"]);
    const { out } = await repository.run(["diff", "main...topic", "--format", "json"]);
    expect(JSON.parse(out).changes[0].aspects.map(({ aspect }: { aspect: string }) => aspect)).toEqual([
      "target",
      "alert",
    ]);
  });

  it("compares across a merge", async () => {
    repository.git("checkout", "-q", "-b", "topic");
    writeShop(TIGHTER);
    repository.commit();
    repository.git("checkout", "-q", "main");
    repository.write("README.yaml", "a: 1\n");
    repository.commit();
    repository.git("merge", "-q", "--no-ff", "-m", "merge", "topic");
    expect(await verdicts("HEAD^1..HEAD")).toEqual(["checkout tightened"]);
    expect(await verdicts("HEAD^2..HEAD")).toEqual([]);
  });

  it("takes renamed files, other line ends and untracked files as they are meant", async () => {
    repository.git("mv", "slos/checkout.yaml", "moved.yml");
    expect(await verdicts()).toEqual([]);
    for (const file of splitFiles(SHOP)) repository.write(file.name, file.text.replaceAll("\n", "\r\n"));
    repository.delete("moved.yml");
    expect(await verdicts()).toEqual([]);
    repository.write(
      "new/slo.yaml",
      splitFiles(SHOP)[0]?.text.replaceAll("name: checkout", "name: pay") ?? "",
    );
    expect(await verdicts()).toEqual(["pay added", "search added"]);
  });

  it("leaves ignored files and folders of others out", async () => {
    const text = splitFiles(SHOP)[0]?.text.replaceAll("name: checkout", "name: pay") ?? "";
    repository
      .write(".gitignore", "private/\n")
      .write("private/slo.yaml", text)
      .write("vendor/slo.yaml", text);
    expect(await verdicts()).toEqual([]);
    expect(await verdicts("HEAD", "vendor")).toEqual(["pay added", "search added"]);
  });

  it("tells of deleted files", async () => {
    repository.delete("slos/checkout.yaml");
    const { code, out } = await repository.run(["diff", "--fail-on", "loosened"]);
    expect(code).toBe(1);
    expect(out).toContain(
      "slos/checkout.yaml:17  removed\n  checkout\n  99.9 % over a rolling 28d: budget 28,000 of 28M",
    );
    expect(out).toContain("From HEAD to the working tree: 2 removed.\n");
  });

  it("follows references into other files, whatever paths are asked for", async () => {
    writeShop(LOOSER);
    expect(await verdicts("HEAD", "slos")).toEqual(["checkout loosened"]);
    expect(await verdicts("HEAD", "alerts.yaml")).toEqual([]);
  });

  it("reads links in the repository, and none that lead out of it", async () => {
    repository.link("link.yaml", "slos/checkout.yaml").link("out.yaml", "/etc/hostname").commit("links");
    repository.write("outside.txt", "x");
    expect(await verdicts()).toEqual([]);
    writeShop(TIGHTER);
    expect(await verdicts()).toEqual(["checkout tightened", "checkout tightened"]);
  });

  it("does not enter submodules", async () => {
    const other = new TestRepository();
    try {
      other.write("slo.yaml", splitFiles(SHOP)[0]?.text ?? "").commit();
      repository.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", other.path, "sub");
      repository.commit("a submodule");
      expect(await verdicts("HEAD~1")).toEqual([]);
      expect(await verdicts("HEAD~1..HEAD")).toEqual([]);
    } finally {
      other.remove();
    }
  });

  it("passes over files that are no UTF-8 or too large, and says so of these", async () => {
    repository.write("big.yaml", `apiVersion: openslo/v1\nkind: SLO\n#${"x".repeat(5_000_001)}\n`);
    execFileSync(
      "sh",
      ["-c", "printf 'apiVersion: openslo/v1\\nkind: SLO\\nmetadata: {name: \\377\\376}\\n' > latin.yaml"],
      { cwd: repository.path },
    );
    const { code, out } = await repository.run(["diff"]);
    expect(code).toBe(0);
    expect(out).toBe(
      "big.yaml is larger than 5 MB and was passed over.\nNo promise has changed from HEAD to the working tree (2 objectives).\n",
    );
  });

  it("says that a file may only be unreadable", async () => {
    const text = splitFiles(SHOP)[0]?.text ?? "";
    repository.write(
      "slos/checkout.yaml",
      `${text.slice(0, text.indexOf("---"))}---\nkind: SLO\n  apiVersion: [openslo/v1\n`,
    );
    const { out } = await repository.run(["diff"]);
    expect(out).toContain("search\n");
    expect(out).toMatch(/slos\/checkout\.yaml is no sound YAML after the change/);
  });

  it("reads what a sparse checkout leaves out", async () => {
    repository.git("sparse-checkout", "set", "--no-cone", "/slos/");
    expect(await verdicts()).toEqual([]);
  });

  it("works from a folder below, with paths from there", async () => {
    writeShop(TIGHTER);
    const { out, err, code } = await repository.runIn("slos", ["diff", "HEAD", "checkout.yaml"]);
    expect({ err, code }).toEqual({ err: "", code: 0 });
    expect(out).toContain("slos/checkout.yaml:17  tightened");
  });

  it("compares two commits of a bare repository", async () => {
    writeShop(TIGHTER);
    repository.commit();
    repository.git("clone", "-q", "--bare", ".", "bare.git");
    const { out, err } = await repository.runIn("bare.git", ["diff", "HEAD~1..HEAD"]);
    expect(err).toBe("");
    expect(out).toContain("1 tightened");
  });
});

describe("slosmith diff --fail-on", () => {
  it("fails on what is loosened, mixed included, and says which", async () => {
    writeShop(LOOSER);
    const failed = await repository.run(["diff", "--fail-on", "untiered,loosened"]);
    expect(failed.code).toBe(1);
    expect(failed.err).toBe("slosmith: --fail-on loosened: 1 objective (checkout).\n");
    writeShop(TIGHTER);
    expect(await repository.run(["diff", "--fail-on", "loosened"])).toMatchObject({ code: 0, err: "" });
  });

  it("fails on what has lost its tier, not on what never had one", async () => {
    writeShop(replaced(SHOP, "target: 0.95", "target: 0.96"));
    expect(await repository.run(["diff", "--fail-on", "untiered"])).toMatchObject({ code: 0 });
    writeShop(replaced(SHOP, "    slosmith/tier: gold\n", ""));
    expect(await repository.run(["diff", "--fail-on", "untiered"])).toMatchObject({ code: 1 });
  });

  it("fails on what cannot be measured any more", async () => {
    writeShop(replaced(SHOP, "threshold: 14.4", "threshold: 2000"));
    const { code, err, out } = await repository.run(["diff", "--fail-on", "unmeasurable"]);
    expect(out).toContain("never-fires");
    expect({ code, err }).toEqual({
      code: 1,
      err: "slosmith: --fail-on unmeasurable: 1 objective (checkout).\n",
    });
  });
});

describe("slosmith diff in other formats", () => {
  it("writes JSON", async () => {
    writeShop(TIGHTER);
    const { out } = await repository.run(["diff", "--format", "json", "--fail-on", "loosened"]);
    const report = JSON.parse(out);
    expect(report).toMatchObject({
      version: 1,
      base: { name: "HEAD", commit: repository.git("rev-parse", "HEAD") },
      head: { name: "working tree", commit: null },
      summary: { objectives: 2, tightened: 1, loosened: 0, untiered: 0 },
      failed: [],
      notes: [],
    });
    expect(report.changes).toHaveLength(1);
    expect(report.changes[0]).toMatchObject({
      kind: "changed",
      verdict: "tightened",
      direction: "tighter",
      slo: "checkout",
      untiered: false,
      before: {
        path: "slos/checkout.yaml",
        line: 17,
        target: 0.999,
        budgetSeconds: 2419.2,
        budgetEvents: 28000,
        tier: "gold",
      },
      after: {
        target: 0.9995,
        windowSeconds: 2419200,
        alerts: [{ severity: "page", burnRate: 14.4, errorShare: 0.0072, firesAfterSeconds: 25.92 }],
      },
    });
  });

  it("writes Markdown that a file cannot break out of", async () => {
    const bad = replaced(SHOP, "slosmith/tier: gold", 'slosmith/tier: "a|b @all <img src=x> #1 `c`"');
    writeShop(replaced(bad, "target: 0.999", "target: 0.99"));
    const { out } = await repository.run(["diff", "--format", "markdown", "--fail-on", "loosened"]);
    const row = out.split("\n").find((line) => line.startsWith("| **loosened**")) ?? "";
    expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
    const outsideOfCode = out.replaceAll(/(`+)(?!`).*?(?<!`)\1(?!`)/g, "");
    expect(outsideOfCode).not.toMatch(/(?<!\\)<img/);
    expect(outsideOfCode).not.toMatch(/@\w/);
    expect(out).toContain("**Not allowed here: loosened** (1 objective).");
    expect(out).toMatch(/^### What this change does to SLOs\n/);
    expect(out).toContain("<details>\n<summary>Details</summary>\n\n#### `checkout`");
  });

  it("writes a line of Markdown where nothing has changed", async () => {
    expect((await repository.run(["diff", "--format", "markdown"])).out).toBe(
      "### What this change does to SLOs\n\nNo promise has changed from HEAD to the working tree (2 objectives).\n",
    );
  });

  it("keeps its help within 80 columns", async () => {
    const { out } = await repository.run(["diff", "--help"]);
    expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });
});

describe("a wrong call of slosmith diff", () => {
  const cases: [string, string[], string][] = [
    [
      "a commit that is not there",
      ["nowhere"],
      'There is no commit "nowhere" in this repository. Paths follow behind the commit.',
    ],
    [
      "one of two",
      ["main..nowhere"],
      'There is no commit "nowhere" in this repository. Paths follow behind the commit.',
    ],
    [
      "a flag in a commit's place",
      ["--", "--output=x"],
      'There is no commit "--output=x" in this repository. Paths follow behind the commit.',
    ],
    [
      "a path that is not there",
      ["main", "nowhere.yaml"],
      'There is no file or directory "nowhere.yaml" on either side.',
    ],
    ["a path outside", ["main", "../x"], '"../x" lies outside of the repository.'],
    [
      "an unknown failure",
      ["--fail-on", "losened"],
      '--fail-on does not know "losened": did you mean loosened?',
    ],
    ["an unknown format", ["--format", "xml"], '--format takes pretty, json or markdown, not "xml".'],
  ];
  for (const [what, argv, message] of cases)
    it(what, async () => {
      expect(await repository.run(["diff", ...argv])).toEqual({
        code: 2,
        out: "",
        err: `slosmith: ${message}\n`,
      });
    });

  it("no repository", async () => {
    const directory = new TestDirectory();
    try {
      const { code, err } = await directory.run(["diff"]);
      expect(code).toBe(2);
      expect(err).toBe(`slosmith: This folder is not in a git repository: ${directory.path}\n`);
    } finally {
      directory.remove();
    }
  });

  it("no commit yet", async () => {
    const empty = new TestRepository();
    try {
      expect(await empty.run(["diff"])).toEqual({
        code: 2,
        out: "",
        err: "slosmith: The repository has no commit yet.\n",
      });
    } finally {
      empty.remove();
    }
  });

  it("no git", async () => {
    const path = process.env.PATH;
    process.env.PATH = "/nowhere";
    try {
      expect(await repository.run(["diff"])).toEqual({
        code: 2,
        out: "",
        err: "slosmith: git was not found: it has to be installed and on the PATH.\n",
      });
    } finally {
      process.env.PATH = path;
    }
  });

  it("a shallow clone without the base", async () => {
    const base = repository.git("rev-parse", "HEAD");
    writeShop(TIGHTER);
    repository.commit();
    const clone = new TestDirectory();
    try {
      repository.git("clone", "-q", "--depth", "1", `file://${repository.path}`, `${clone.path}/c`);
      const { code, err } = await clone.runIn("c", ["diff", base]);
      expect(code).toBe(2);
      expect(err).toContain("in this clone, which is shallow: fetch it first");
    } finally {
      clone.remove();
    }
  });
});
