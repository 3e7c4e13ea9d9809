import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { REASON, suppressionOf } from "../../../server/src/core/ide/actions/suppress";
import { EditedText } from "../../../server/src/core/ide/actions/text-edits";
import { applyEdits, type TextEdit } from "../../../server/src/core/text/edits";
import { uriOf, workspaceOf } from "../../support/workspace";

const URI = uriOf("a.yaml");

/** The text after the first finding of a rule was put aside. */
function suppressed(text: string, code: string): string | undefined {
  const workspace = workspaceOf([{ name: "a.yaml", text }]);
  const finding = workspace.check(URI).findings.find((one) => one.code === code);
  if (!finding) throw new Error(`${code} does not speak`);
  const found = suppressionOf(workspace, URI, finding);
  return found && applyEdits(text, [found.edit]);
}

const service = (name: string) => `apiVersion: openslo/v1
kind: Service
metadata:
  name: ${name}
`;

const sli = (query: string) => `apiVersion: openslo/v1
kind: SLI
metadata:
  name: sign-ins
spec:
  thresholdMetric:
    metricSource:
      type: Prometheus
      spec:
${query}
`;

describe("the comment that puts a finding aside", () => {
  it("stands above the line, at its column, and ends as the file's lines do", () => {
    const comment = `  # slo-ignore name-form: ${REASON}`;
    expect(suppressed(service("Shop"), "name-form")).toBe(
      service("Shop").replace("  name:", `${comment}\n  name:`),
    );
    const windows = service("Shop").replaceAll("\n", "\r\n");
    expect(suppressed(windows, "name-form")).toBe(windows.replace("  name:", `${comment}\r\n  name:`));
  });

  it("stands behind the first line, above which it would count for the whole document", () => {
    const text = service("shop").replace("openslo/v1", "openslo/v1.0");
    const end = `openslo/v1.0 # slo-ignore header: ${REASON}\n`;
    expect(suppressed(text, "header")).toBe(text.replace("openslo/v1.0\n", end));
    const second = `${service("shop")}---\n# Notes.\n${text}`;
    expect(suppressed(second, "header")).toBe(second.replace("openslo/v1.0\n", end));
    // A second comment there would be part of the first.
    expect(suppressed(text.replace("v1.0\n", "v1.0 # old\n"), "header")).toBeUndefined();
  });

  it.each([
    ["a block", "        query: |\n          sum(\n          rate(a[5m]\n"],
    ["a folded text in quotes", '        query: "sum(\n          rate(a[5m]"\n'],
  ])("stands above the key of %s", (_, query) => {
    const text = suppressed(sli(query.trimEnd()), "promql-syntax");
    expect(text).toContain(`      spec:\n        # slo-ignore promql-syntax: ${REASON}\n        query:`);
    expect(workspaceOf([{ name: "a.yaml", text: text ?? "" }]).check(URI).findings).toEqual([]);
  });
});

describe("several rounds of edits", () => {
  const round = fc.array(fc.tuple(fc.nat(12), fc.nat(4), fc.string({ maxLength: 4 })), { maxLength: 4 });

  /** Edits that do not touch each other. */
  function editsIn(text: string, parts: readonly [number, number, string][]): TextEdit[] {
    let from = 0;
    return parts.flatMap(([gap, length, newText]) => {
      const start = from + gap;
      if (start + length > text.length) return [];
      from = start + length + 1;
      return [{ span: { start, end: start + length }, newText }];
    });
  }

  it("are edits of the first text that give the same", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.array(round, { maxLength: 5 }), (text, rounds) => {
        const edited = new EditedText(text);
        let now = text;
        for (const parts of rounds) {
          const edits = editsIn(now, parts);
          now = applyEdits(now, edits);
          edited.apply(edits);
          expect(edited.text).toBe(now);
        }
        const all = edited.edits();
        expect(applyEdits(text, all)).toBe(now);
        for (const [at, { span }] of all.entries()) {
          const before = all[at - 1]?.span;
          if (before) expect(span.start).toBeGreaterThan(before.end);
        }
      }),
    );
  });
});
