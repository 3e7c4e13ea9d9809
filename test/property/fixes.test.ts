import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { applyEdits } from "../../server/src/core/ide/actions/text-edits";
import { safeFixes } from "../../server/src/core/ide/actions/safe-fixes";
import { suppressionOf } from "../../server/src/core/ide/actions/suppress";
import { catalogue } from "../../server/src/core/rules/catalogue";
import { type NamedText, splitFiles, uriOf, workspaceOf } from "../support/workspace";

const FIXTURES = join(__dirname, "../rules/fixtures");

interface Sample {
  readonly name: string;
  readonly files: readonly NamedText[];
}

const SAMPLES: readonly Sample[] = [
  ...readdirSync(FIXTURES).map((name) => ({
    name,
    files: splitFiles(readFileSync(join(FIXTURES, name), "utf8")),
  })),
  ...catalogue.map((rule) => ({ name: `${rule.code}, docs.bad`, files: splitFiles(rule.docs.bad) })),
];

/** How often each rule speaks in each file. */
function countsOf(files: readonly NamedText[]): Map<string, number> {
  const workspace = workspaceOf(files);
  const counts = new Map<string, number>();
  for (const { name } of files) {
    for (const { code } of workspace.check(uriOf(name)).findings) {
      const key = `${name} ${code}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

/** What a rule says more often than before. */
function news(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): string[] {
  return [...after].filter(([key, count]) => count > (before.get(key) ?? 0)).map(([key]) => key);
}

function withText(files: readonly NamedText[], name: string, text: string): NamedText[] {
  return files.map((file) => (file.name === name ? { name, text } : file));
}

describe("a finding that is put aside with a reason", () => {
  it("is gone, and nothing else has changed", () => {
    const wrong: string[] = [];
    let offered = 0;
    const refused: string[] = [];
    for (const { name: sample, files } of SAMPLES) {
      const workspace = workspaceOf(files);
      const before = countsOf(files);
      for (const { name, text } of files) {
        for (const finding of workspace.check(uriOf(name)).findings) {
          const found = suppressionOf(workspace, uriOf(name), finding);
          if (!found) {
            refused.push(`${sample}: ${finding.code}`);
            continue;
          }
          offered++;
          const after = countsOf(withText(files, name, applyEdits(text, [found.edit])));
          const key = `${name} ${finding.code}`;
          if ((after.get(key) ?? 0) >= (before.get(key) ?? 0)) wrong.push(`${sample}: ${key} stays`);
          const changed = [...before].filter(([one, count]) => one !== key && after.get(one) !== count);
          for (const [one] of [...changed, ...news(before, after).map((one) => [one])])
            wrong.push(`${sample}: ${key} changes ${one}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    console.log(offered, refused);
    expect(offered).toBeGreaterThan(300);
  });
});

describe("all safe fixes of a file at once", () => {
  it("bring no new finding, leave no safe fix, and change nothing the second time", () => {
    const wrong: string[] = [];
    let made = 0;
    for (const { name: sample, files } of SAMPLES) {
      const workspace = workspaceOf(files);
      const before = countsOf(files);
      for (const { name, text } of files) {
        const fixed = safeFixes(workspace, uriOf(name));
        made += fixed.count;
        if (applyEdits(text, fixed.edits) !== fixed.text) wrong.push(`${sample}: the edits give another text`);
        if (fixed.count === 0) continue;
        const after = withText(files, name, fixed.text);
        for (const key of news(before, countsOf(after))) wrong.push(`${sample}: ${key} is new`);
        const again = safeFixes(workspaceOf(after), uriOf(name));
        if (again.count > 0 || again.edits.length > 0) wrong.push(`${sample}: not done at once`);
      }
    }
    expect(wrong).toEqual([]);
    expect(made).toBeGreaterThan(50);
  });
});
