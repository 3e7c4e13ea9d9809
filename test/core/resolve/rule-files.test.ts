import { describe, expect, it } from "vitest";
import { hoverAt } from "../../../server/src/core/ide/hover";
import { documentSymbols } from "../../../server/src/core/ide/symbols";
import { uriOf, workspaceOf } from "../../support/workspace";
import { sloOf } from "./indicator-text";

const rules = (expr: string) => `groups:
  - name: shop
    rules:
      - record: shop:answered:rate5m
        expr: ${expr}
      - alert: ShopIsDown
        expr: up == 0
`;
const object = (expr: string) =>
  `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: shop}\nspec:\n${rules(expr).replace(/^(?=.)/gm, "  ")}`;

const INTERNAL = "sum(rate(node_cpu_seconds_total[5m]))";
const SERVER = "sum(rate(http_server_request_duration_seconds_count[5m]))";
const SLO = sloOf({ good: 'shop:answered:rate5m{shard="a"}', total: "shop:answered:rate5m" });

function workspaceWith(ruleText: string) {
  return workspaceOf([
    { name: "main.yaml", text: SLO },
    { name: "rules.yaml", text: ruleText },
  ]);
}

const codes = (workspace: ReturnType<typeof workspaceWith>, name = "main.yaml") =>
  workspace.check(uriOf(name)).findings.map(({ code }) => code);

describe.each([
  ["a Prometheus rule file", rules],
  ["a PrometheusRule", object],
])("%s in the workspace", (_what, write) => {
  it("gives its series to the SLOs", () => {
    expect(codes(workspaceWith(write(INTERNAL)))).toContain("internal-signal");
    expect(codes(workspaceWith(write(SERVER)))).not.toContain("internal-signal");
  });

  it("gets no findings, sound or not", () => {
    for (const expr of [INTERNAL, "sum(rate(", "rate(node_cpu_seconds_total)", '""', "", "[1, 2]"]) {
      expect(codes(workspaceWith(write(expr)), "rules.yaml")).toEqual([]);
    }
  });

  it("gets no outline and no hover", () => {
    const workspace = workspaceWith(write(INTERNAL));
    const text = write(INTERNAL);
    expect(documentSymbols(workspace, uriOf("rules.yaml"))).toEqual([]);
    for (const word of ["record", "shop:answered", "expr", "node_cpu"]) {
      expect(
        hoverAt(workspace, uriOf("rules.yaml"), text.indexOf(word) + 1, { nowEpochMs: 0 }),
      ).toBeUndefined();
    }
  });

  it("is checked anew with what it records: the SLO's findings come and go", () => {
    const first = workspaceWith(write(SERVER));
    expect(codes(first)).not.toContain("internal-signal");
    const uri = uriOf("rules.yaml");
    const second = first.apply([{ kind: "set", uri, text: write(INTERNAL) }]);
    expect(codes(second)).toContain("internal-signal");
    expect(codes(second.apply([{ kind: "set", uri, text: write(SERVER) }]))).not.toContain("internal-signal");
    expect(codes(second.apply([{ kind: "delete", uri }]))).not.toContain("internal-signal");
    // What was made before is as it was.
    expect(codes(first)).not.toContain("internal-signal");
  });
});
