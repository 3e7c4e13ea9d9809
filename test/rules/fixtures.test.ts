import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../server/src/core/rules/catalogue";
import { readMarks, showRange } from "../support/fixture";
import { splitFiles, uriOf, workspaceOf } from "../support/workspace";

const FIXTURES = join(__dirname, "fixtures");

describe("every rule's fixture", () => {
  for (const rule of catalogue) {
    it(`${rule.code} has one, and it speaks there`, () => {
      const path = join(FIXTURES, `${rule.code}.yaml`);
      expect(existsSync(path), `test/rules/fixtures/${rule.code}.yaml is missing`).toBe(true);
      const marks = splitFiles(readFileSync(path, "utf8")).flatMap((file) => readMarks(file.text));
      expect(marks.some((mark) => mark.code === rule.code)).toBe(true);
    });
  }
});

describe("fixtures are reported as marked, and nothing else is", () => {
  for (const name of readdirSync(FIXTURES)) {
    it(name, () => {
      const files = splitFiles(readFileSync(join(FIXTURES, name), "utf8"));
      const workspace = workspaceOf(files);
      for (const file of files) {
        const { findings, faults } = workspace.check(uriOf(file.name));
        expect(faults).toEqual([]);
        const marks = readMarks(file.text);
        const show = (start: number, end: number, code: string) =>
          `${showRange(file.text, start, end)} ${code}`;
        const seen = findings.map((finding) => show(finding.span.start, finding.span.end, finding.code));
        expect(seen.sort()).toEqual(marks.map((mark) => show(mark.start, mark.end, mark.code)).sort());
        for (const mark of marks) {
          const finding = findings.find(
            (one) => one.code === mark.code && one.span.start === mark.start && one.span.end === mark.end,
          );
          const { what = "", why = "", todo = "" } = finding?.message ?? {};
          if (mark.severity)
            expect(`${mark.code} ${finding?.severity}`).toBe(`${mark.code} ${mark.severity}`);
          if (mark.words) expect(`${what} ${why} ${todo}`).toContain(mark.words);
        }
      }
    });
  }
});
