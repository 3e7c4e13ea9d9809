import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Fix } from "../../server/src/core/rules/rule";
import type { FileFinding } from "../../server/src/core/workspace";
import { type NamedText, splitFiles, uriOf, workspaceOf } from "../support/workspace";

const FIXTURES = join(__dirname, "fixtures");

interface Offer {
  readonly file: NamedText;
  readonly finding: FileFinding;
  readonly fix: Fix;
}

function offersOf(files: readonly NamedText[]): Offer[] {
  const workspace = workspaceOf(files);
  return files.flatMap((file) =>
    workspace
      .check(uriOf(file.name))
      .findings.flatMap((finding) => (finding.fixes ?? []).map((fix) => ({ file, finding, fix }))),
  );
}

function apply(text: string, { edits }: Fix): string {
  const backwards = [...edits].sort((a, b) => b.span.start - a.span.start);
  return backwards.reduce(
    (now, { span, newText }) => now.slice(0, span.start) + newText + now.slice(span.end),
    text,
  );
}

/** How often each rule speaks on a file. */
function countsOn(files: readonly NamedText[], name: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of workspaceOf(files).check(uriOf(name)).findings) {
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return counts;
}

describe("every fix on a fixture mends what it was offered for", () => {
  for (const name of readdirSync(FIXTURES)) {
    const files = splitFiles(readFileSync(join(FIXTURES, name), "utf8"));
    for (const [at, { file, finding, fix }] of offersOf(files).entries()) {
      it(`${name}, fix ${at + 1}: ${fix.title}`, () => {
        const text = apply(file.text, fix);
        expect(text).not.toBe(file.text);
        const after = files.map((other) => (other === file ? { ...other, text } : other));
        const before = countsOn(files, file.name);
        const now = countsOn(after, file.name);
        expect(now.get(finding.code) ?? 0).toBeLessThan(before.get(finding.code) ?? 0);
        // A safe fix leaves no other mistake behind; a guess may reveal one.
        const worse = [...now].filter(([code, count]) => count > (before.get(code) ?? 0));
        if (fix.safe) expect(worse).toEqual([]);
        expect(now.get("yaml-syntax") ?? 0).toBeLessThanOrEqual(before.get("yaml-syntax") ?? 0);
      });
    }
  }
});
