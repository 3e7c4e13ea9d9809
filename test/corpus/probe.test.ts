import { it } from "vitest";
import { Workspace } from "../../server/src/core/workspace";
it("speed", () => {
  const doc = (i: number) => `apiVersion: openslo/v1\nkind: SLO\nmetadata:\n  name: slo-${i}\nspec:\n  service: shop-${i}\n  indicatorRef: good-requests-of-${i}x\n  budgetingMethod: Occurrences\n  timeWindow:\n    - duration: 28d\n      isRolling: true\n  objectives:\n    - target: 0.999\n---\napiVersion: openslo/v1\nkind: SLI\nmetadata:\n  name: latency-of-number-${i}\nspec:\n  ratioMetric:\n    rawType: success\n    raw:\n      metricSource:\n        type: Prometheus\n        spec:\n          query: a\n`;
  const text = Array.from({ length: 2000 }, (_, i) => doc(i)).join("---\n");
  const ws = Workspace.create().apply([{ kind: "set", uri: "file:///a/a.yaml", text }]);
  const t1 = performance.now();
  const r = ws.check("file:///a/a.yaml");
  console.log("check", performance.now() - t1, r.findings.length);
});
