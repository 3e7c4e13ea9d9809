import { describe, expect, it } from "vitest";
import { hoverAt } from "../../../server/src/core/ide/hover";
import { measurabilityOf } from "../../../server/src/core/ide/measurability/summary";
import { previewOf } from "../../../server/src/core/ide/preview";
import { uriOf, workspaceOf } from "../../support/workspace";
import { type IndicatorText, sloOf } from "../resolve/indicator-text";
import { linesOf, NOW } from "./support";

const ANSWERED: IndicatorText = { good: 'http_requests_total{code!~"5.."}', total: "http_requests_total" };
const PAID: IndicatorText = { threshold: "sum(payments_total)" };

function hoverOn(text: string, needle: string, more: readonly string[] = []): string {
  const others = more.map((other, at) => ({ name: `other-${at}.yaml`, text: other }));
  const workspace = workspaceOf([{ name: "main.yaml", text }, ...others]);
  const offset = text.indexOf(needle) + 1;
  return hoverAt(workspace, uriOf("main.yaml"), offset, { nowEpochMs: NOW })?.markdown ?? "";
}

const categoryRow = (text: string) => {
  const workspace = workspaceOf([{ name: "main.yaml", text }]);
  const preview = previewOf(workspace, uriOf("main.yaml"), { nowEpochMs: NOW });
  return preview.sections[0]?.parts[0]?.measurability?.rows[0];
};

const BY_QUERIES =
  "Category: availability, by its queries. What it asks for says so: `code` sets server errors apart.";

describe("the category of an SLO", () => {
  it("stands in the hover of its target and of what it measures, with how it is known", () => {
    for (const needle of ["0.99", "indicator:", "ratioMetric"]) {
      expect(linesOf(hoverOn(sloOf(ANSWERED), needle))).toContain(BY_QUERIES);
    }
  });

  it("is said to be stated where it is", () => {
    const annotated = sloOf(PAID, "{name: one, annotations: {slosmith/category: errorRate}}");
    expect(hoverOn(annotated, "thresholdMetric")).toContain(
      "Category: error rate, by its annotation. `slosmith/category` states it.",
    );
    const labelled = sloOf(PAID, "{name: one, labels: {category: coverage}}");
    expect(hoverOn(labelled, "0.99")).toContain("Category: coverage, by its label.");
    expect(hoverOn(sloOf(PAID, "{name: paid-latency}"), "0.99")).toContain("Category: latency, by its name.");
  });

  it("that is not known is said on what it measures, with what to do, and not on the target", () => {
    expect(hoverOn(sloOf(PAID), "thresholdMetric")).toMatch(
      /Category: not known\..*`slosmith\/category`\.$/m,
    );
    expect(hoverOn(sloOf(PAID), "0.99")).not.toContain("Category");
  });

  it("is read through a named SLI, and nothing is said of one that is not there", () => {
    const slo = sloOf(PAID).replace(/ {2}indicator:\n.*\n.*\n/, "  indicatorRef: answered\n");
    const spec =
      sloOf(ANSWERED)
        .split("\n")
        .find((line) => line.includes("ratioMetric")) ?? "";
    const sli = `apiVersion: openslo/v1\nkind: SLI\nmetadata: {name: answered}\n${spec.trim()}\n`;
    expect(hoverOn(slo, "indicatorRef", [sli])).toContain(BY_QUERIES);
    expect(hoverOn(slo, "indicatorRef")).not.toContain("Category");
    expect(hoverOn(sli, "ratioMetric")).toContain(BY_QUERIES);
  });

  it("does not push the target's alerts out of its hover", () => {
    const alert = (name: string, burn: number) =>
      `    - {kind: AlertPolicy, metadata: {name: ${name}}, spec: {alertWhenBreaching: true, conditions: [{kind: AlertCondition, metadata: {name: c}, spec: {severity: page, condition: {kind: burnrate, op: gte, threshold: ${burn}, lookbackWindow: 1h}}}], notificationTargets: [{targetRef: o}]}}\n`;
    const text = `${sloOf(ANSWERED)}  alertPolicies:\n${alert("a", 14)}${alert("b", 6)}${alert("c", 3)}`;
    const lines = linesOf(hoverOn(text, "0.99"));
    expect(lines.length).toBeLessThanOrEqual(8);
    expect(lines.filter((line) => /burn|over 1h/i.test(line)).length).toBeGreaterThanOrEqual(2);
  });

  it("is the first row of the summary", () => {
    expect(categoryRow(sloOf(ANSWERED))).toMatchObject({
      id: "category",
      cells: ["availability, by its queries", "What it asks for says so: `code` sets server errors apart."],
    });
    expect(categoryRow(sloOf(PAID))?.cells[0]).toBe("not known");
  });

  it("is the same in the summary that the command prints", () => {
    const workspace = workspaceOf([{ name: "main.yaml", text: sloOf(ANSWERED) }]);
    const [summary] = measurabilityOf(workspace, uriOf("main.yaml"), { nowEpochMs: NOW });
    expect(summary?.category).toBe("availability, by its queries");
  });
});
