import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { REPORT_USAGE } from "../../server/src/cli/workspace-report";
import { tierExample } from "../../server/src/core/rules/tier/example";
import { directoryInTier, type TestDirectory } from "../support/cli";
import { sloInCore } from "../support/specs";

let directory: TestDirectory;
beforeEach(() => {
  directory = directoryInTier(tierExample());
});
afterEach(() => directory.remove());

describe("slosmith report", () => {
  it("prints a page whose policy names the hash of its own style sheet", async () => {
    const { code, out, err } = await directory.run(["report", "--title", "Our <promises>"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^<!doctype html>\n/);
    expect(out).toMatch(/style-src 'sha256-[A-Za-z0-9+/]{43}='/);
    expect(out).toContain("<title>Our &lt;promises&gt;</title>");
    expect(out).toContain('as of <time datetime="2026-01-15">');
  });

  it("follows references out of the files that are named, and reports on these alone", async () => {
    directory.write("slos/other.yaml", sloInCore("other"));
    const { out } = await directory.run(["report", "slos/search.yaml", "--format", "markdown"]);
    expect(out).toContain("## Tier core\n");
    expect(out).toContain("#### search\n");
    expect(out).not.toContain("#### other");
  });

  it("writes a file and says what is in it", async () => {
    const run = await directory.run(["report", "--output", "report.html"]);
    expect(run).toEqual({ code: 0, out: "", err: "report.html: 1 promise of 3 YAML files.\n" });
    expect(readFileSync(join(directory.path, "report.html"), "utf8")).toContain(
      "<h1>Service level objectives</h1>",
    );
  });

  it("leaves out what a .slosmith.yaml excludes, and says so", async () => {
    directory
      .write(".slosmith.yaml", "apiVersion: slosmith/v1\nkind: Workspace\nspec: { exclude: [legacy/] }\n")
      .write("legacy/old.yaml", sloInCore("old"));
    const { out, err } = await directory.run(["report", "--format", "markdown"]);
    expect(out).toContain("#### search\n");
    expect(out).not.toContain("old");
    expect(err).toBe("slosmith: 1 file excluded by .slosmith.yaml.\n");
    const written = await directory.run(["report", "-o", "report.html"]);
    expect(written.err).toBe("report.html: 1 promise of 3 YAML files. 1 file excluded by .slosmith.yaml.\n");
  });

  it("says in one line that it cannot write", async () => {
    const run = await directory.run(["report", "--output", "no/where/report.html"]);
    expect(run).toEqual({
      code: 2,
      out: "",
      err: 'slosmith: "no/where/report.html" cannot be written (ENOENT).\n',
    });
    expect(existsSync(join(directory.path, "no"))).toBe(false);
  });

  it("refuses a format that it does not know", async () => {
    const run = await directory.run(["report", "--format", "pdf"]);
    expect(run).toMatchObject({
      code: 2,
      out: "",
      err: 'slosmith: --format takes html or markdown, not "pdf".\n',
    });
  });

  it("has help for 80 columns", () => {
    expect(REPORT_USAGE.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });
});
