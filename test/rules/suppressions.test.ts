import { describe, expect, it } from "vitest";
import { Workspace } from "../../server/src/core/workspace";

const URI = "file:///sli.yaml";

/** An SLI with these lines in place of `query`; what is said of signals and comments as `code line`, the first line being 1. */
function findings(...query: readonly string[]): string[] {
  const text = `apiVersion: openslo/v1
kind: SLI
metadata:
  name: sign-ins
spec:
  ratioMetric:
    rawType: success
    raw:
      metricSource:
        type: Prometheus
        spec:
${query.map((line) => `          ${line}`).join("\n")}
    counter: false
`;
  const { findings: found, faults } = Workspace.create()
    .apply([{ kind: "set", uri: URI, text }])
    .check(URI, { denominator: "off" });
  expect(faults).toEqual([]);
  return found.map(({ code, span }) => `${code} ${text.slice(0, span.start).split("\n").length - 11}`);
}

const RATE = "rate(etcd_server_proposals_failed_total[5m])";

describe("a suppression comment beside a value of several lines", () => {
  it("is not there", () => {
    const both = ["internal-signal 2", "internal-signal 3"];
    expect(findings("query: |", `  sum(${RATE}) /`, `  sum(${RATE})`)).toEqual(both);
  });

  it.each([
    ["a block", "query: |", `  sum(${RATE}) /`, `  sum(${RATE})`],
    ["a folded block", "query: >-", `  sum(${RATE}) /`, "", `  sum(${RATE})`],
    ["quotes", `query: "sum(${RATE}) /`, `  sum(${RATE})"`],
    ["a plain text", `query: sum(${RATE}) /`, `  sum(${RATE})`],
    ["a plain text below its key", "query:", `  sum(${RATE}) /`, `  sum(${RATE})`],
  ])("silences the whole of %s from above its key", (_, ...query) => {
    expect(findings("# slo-ignore internal-signal: the tenants' own database", ...query)).toEqual([]);
    expect(findings("# slo-ignore M01: the tenants' own database", "", ...query)).toEqual([]);
    expect(findings("# slo-ignore M02: another rule", ...query).length).toBe(2);
    expect(findings("# slo-ignore M01", ...query)).toContain("suppression 1");
  });

  it("silences the whole block from behind its key", () => {
    expect(findings("query: | # slo-ignore M01: tenants", `  sum(${RATE}) /`, `  sum(${RATE})`)).toEqual([]);
  });

  it("silences one line from inside of the query", () => {
    const above = ["query: |", "  # slo-ignore M01: tenants", `  sum(${RATE}) /`, `  sum(${RATE})`];
    expect(findings(...above)).toEqual(["internal-signal 4"]);
    const behind = ["query: |", `  sum(${RATE}) /`, `  sum(${RATE}) # slo-ignore M01: tenants`];
    expect(findings(...behind)).toEqual(["internal-signal 2"]);
  });

  it("ends with the value", () => {
    const after = [
      "# slo-ignore M01: tenants",
      "notes: |",
      "  Two lines",
      "  of notes",
      `query: sum(${RATE})`,
    ];
    expect(findings(...after)).toEqual(["internal-signal 5"]);
  });
});
