import { describe, expect, it } from "vitest";
import { catalogue } from "../../server/src/core/rules/catalogue";
import { splitFiles, uriOf, workspaceOf } from "../support/workspace";

/** The codes that are reported on a rule's example, file by file. */
function codesOf(example: string): string[] {
  const files = splitFiles(example);
  const workspace = workspaceOf(files);
  const all = files.flatMap((file) => workspace.check(uriOf(file.name)).findings);
  return [...new Set(all.map((finding) => finding.code))];
}

describe("the examples on each rule's page", () => {
  for (const rule of catalogue) {
    it(`${rule.code}: bad reports exactly it`, () => {
      expect(codesOf(rule.docs.bad)).toEqual([rule.code]);
    });
    it(`${rule.code}: good reports nothing`, () => {
      expect(codesOf(rule.docs.good)).toEqual([]);
    });
    it(`${rule.code}: its page has all that a reader needs`, () => {
      expect(rule.docs.summary).toMatch(/^[^\n]{10,110}[.]$/);
      expect(rule.docs.why.length).toBeGreaterThan(60);
    });
  }
});
