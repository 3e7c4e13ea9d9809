import { describe, expect, it } from "vitest";
import { LineIndex } from "../../server/src/core/text/line-index";
import { Workspace } from "../../server/src/core/workspace";

const URI = "file:///a.yaml";

const SLO = `apiVersion: openslo/v1
kind: SLO
metadata:
  name: checkout-availability
spec:
  service: checkout
  indicatorRef: checkout-good-requests
  budgetingMethod: Occurrences
  timeWindow:
    - duration: 28d
      isRolling: true
  objectives:
    - target: 0.999
`;
const WRONG = SLO.replace("0.999", "99.9");

/** Line and code of all that is said of a text. */
function said(text: string): string[] {
  const { findings, faults } = Workspace.create()
    .apply([{ kind: "set", uri: URI, text }])
    .check(URI);
  expect(faults).toEqual([]);
  const lines = new LineIndex(text);
  return findings.map(({ code, span }) => `${lines.positionAt(span.start).line + 1} ${code}`);
}

describe("a mistake in YAML", () => {
  it.each([
    ["a second value on the line", "service: checkout", "service: checkout: x"],
    ["a quote that is not closed", "service: checkout", 'service: "checkout'],
    ["a bracket that is not closed", "indicatorRef: checkout-good-requests", "indicatorRef: [checkout"],
    ["a brace that is not closed", "service: checkout", "service: {a: b"],
    ["a tab before one line", "  budgetingMethod", "\tbudgetingMethod"],
  ])("does not hide the rest of its document: %s", (_, from, to) => {
    expect(said(WRONG.replace(from, to))).toContain("13 target-range");
    const alone = said(SLO.replace(from, to)).map((one) => one.split(" ")[1]);
    expect(new Set(alone)).toEqual(new Set(["yaml-syntax"]));
  });

  it("does not, where tabs indent every line", () => {
    const text =
      "apiVersion: openslo/v1\nkind: SLO\nmetadata:\n\tname: a\nspec:\n\tservice: Shop\n\tobjectives: [{target: 99.9}]\n";
    for (const tabbed of [text, text.replaceAll("\n", "\r\n")]) {
      expect(said(tabbed)).toContain("7 target-range");
    }
  });

  it("leaves no line out that others may hang on", () => {
    for (const key of ["metadata:", "spec:", "timeWindow:", "objectives:"]) {
      const codes = said(SLO.replace(key, `${key} a: b`)).map((one) => one.split(" ")[1]);
      expect(new Set(codes), key).toEqual(new Set(["yaml-syntax"]));
    }
  });
});

describe("a list's entry that was merged in whole", () => {
  it("is spoken of where it stands", () => {
    const entries = SLO.replace("    - target: 0.999", "    - &o {target: 0.999, od: 1}\n    - <<: *o");
    expect(said(entries)).toEqual(["13 unknown-key", "14 unknown-key"]);
  });
});
