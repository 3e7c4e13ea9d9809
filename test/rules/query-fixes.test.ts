import { describe, expect, it } from "vitest";
import { type FileFinding, Workspace } from "../../server/src/core/workspace";

const URI = "file:///sli.yaml";

function sli(good: string, total: string): string {
  const metric = (role: string, query: string) => `    ${role}:
      metricSource:
        type: Prometheus
        spec:
          query: ${query}
`;
  return `apiVersion: openslo/v1
kind: SLI
metadata:
  name: answers
spec:
  ratioMetric:
    counter: false
${metric("good", good)}${metric("total", total)}`;
}

function check(text: string): readonly FileFinding[] {
  const { findings, faults } = Workspace.create()
    .apply([{ kind: "set", uri: URI, text }])
    .check(URI);
  expect(faults).toEqual([]);
  return findings;
}

/** The text after the first fix of the first finding with this code. */
function mended(text: string, code: string): string {
  const fix = check(text).find((finding) => finding.code === code)?.fixes?.[0];
  const edits = [...(fix?.edits ?? [])].sort((a, b) => b.span.start - a.span.start);
  expect(edits).not.toEqual([]);
  return edits.reduce(
    (now, { span, newText }) => now.slice(0, span.start) + newText + now.slice(span.end),
    text,
  );
}

const codes = (text: string) => check(text).map(({ code }) => code);
const GOOD = 'sum(rate(istio_requests_total{response_code!~"5..|429"}[5m]))';
const ALL = "sum(rate(istio_requests_total[5m]))";

describe("fixes of queries", () => {
  it("add the reporter to both sides, whatever they are quoted with", () => {
    for (const quoted of [
      sli(GOOD, ALL),
      sli(JSON.stringify(GOOD), `'${ALL}'`),
      sli(`|\n            ${GOOD}`, `>-\n            ${ALL}`),
    ]) {
      expect(codes(quoted)).toEqual(["mesh-reporter", "mesh-reporter"]);
      expect(codes(mended(quoted, "mesh-reporter"))).toEqual([]);
    }
  });

  it("leave an alias alone, which holds no text to change", () => {
    const unclosed = sli("&all sum(rate(orders_total[5m])", "*all");
    const findings = check(unclosed).filter(({ code }) => code === "promql-syntax");
    expect(findings.map(({ fixes }) => fixes?.length ?? 0)).toEqual([1, 0]);
    const twice = check(sli(`&all ${ALL}`, "*all")).filter(({ code }) => code === "mesh-reporter");
    expect(twice.map(({ fixes }) => fixes?.map(({ edits }) => edits.length))).toEqual([[1], undefined]);
  });

  it("say nothing of a query that is null", () => {
    expect(codes(sli("~", "null"))).not.toContain("promql-syntax");
  });
});
