import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../server/src/core/rules/catalogue";
import { uriOf, workspaceOf } from "../support/workspace";

const EXAMPLES = join(__dirname, "../../examples");
const REFERENCE = join(__dirname, "../../../shared/reference");
const tierCodes = new Set(catalogue.filter((rule) => rule.concern === "tier").map((rule) => rule.code));

/** What tier rules say of files that stand together, as `file: code`. */
function tierFindings(paths: readonly string[]): { code: string; severity: string; file: string }[] {
  const files = paths.map((path) => ({ name: basename(path), text: readFileSync(path, "utf8") }));
  const workspace = workspaceOf(files);
  return files.flatMap((file) => {
    const { findings, faults } = workspace.check(uriOf(file.name));
    expect(faults).toEqual([]);
    return findings
      .filter((finding) => tierCodes.has(finding.code))
      .map(({ code, severity }) => ({ code, severity, file: file.name }));
  });
}

const tiers = readdirSync(join(EXAMPLES, "tiers")).map((name) => join(EXAMPLES, "tiers", name));

describe("tiers that are right", () => {
  it("the example tiers are clean, alone and together", () => {
    expect(tiers.length).toBeGreaterThan(1);
    expect(tierFindings(tiers)).toEqual([]);
  });

  it("the example SLOs keep their tiers", () => {
    const slos = ["checkout.yaml", "export.yaml", "calendar.yaml"].map((name) => join(EXAMPLES, name));
    const serious = tierFindings([...tiers, ...slos]).filter((finding) => finding.severity !== "information");
    expect(serious).toEqual([]);
  });

  const shared = ["tier-critical.yaml", "tier-low.yaml"].map((name) => join(REFERENCE, name));
  const present = shared.every((path) => existsSync(path));
  if (!present) console.log("Left out: the shared reference tiers are not there.");
  it.runIf(present)("the reference tiers are clean together", () => {
    expect(tierFindings(shared)).toEqual([]);
  });
});

describe("the list in docs/tiers.md", () => {
  const page = readFileSync(join(__dirname, "../../docs/tiers.md"), "utf8");
  const rows = [...page.matchAll(/^\| (T[RXS]\d\d) \| `([\w-]+)` \| ([EWIH]) \|/gm)];

  it("names every rule of the tiers with its identifier and severity, in order", () => {
    const letters = { error: "E", warning: "W", information: "I", hint: "H" };
    const listed = rows.map(([, alias, code, severity]) => `${alias} ${code} ${severity}`);
    const rules = catalogue.filter((rule) => /^T[RXS]\d\d$/.test(rule.alias ?? ""));
    expect(listed.toSorted()).toEqual(
      rules.map((rule) => `${rule.alias} ${rule.code} ${letters[rule.severity]}`).sort(),
    );
    for (const group of ["TR", "TX", "TS"]) {
      const numbers = rows.flatMap(([, alias = ""]) =>
        alias.startsWith(group) ? [Number(alias.slice(2))] : [],
      );
      expect(numbers).toEqual(numbers.map((_, at) => at + 1));
    }
  });

  it("begins with a tier that is clean", () => {
    const example = /```yaml\n(apiVersion: slosmith[\s\S]*?)```/.exec(page)?.[1] ?? "";
    const { findings } = workspaceOf([{ name: "main.yaml", text: example }]).check(uriOf("main.yaml"));
    expect(example).toContain("kind: ReliabilityTier");
    expect(findings).toEqual([]);
  });
});
