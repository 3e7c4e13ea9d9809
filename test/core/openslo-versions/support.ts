export { codesIn as findingsOf, mended as applyFix, sloIn } from "../../support/reading";

/** A v1alpha SLO with these lines of `spec` in place of the usual ones, by their key. */
export function v1alpha(parts: { windows?: string; objectives?: string; more?: string } = {}): string {
  const {
    windows = "[{ unit: Day, count: 30, isRolling: true }]",
    objectives = `[{ target: 0.999, value: 1, ratioMetrics: { incremental: true, good: ${metric("done")}, total: ${metric("asked")} } }]`,
    more = "",
  } = parts;
  return `apiVersion: openslo/v1alpha
kind: SLO
metadata: { name: search-answered, displayName: Searches answered }
spec:
  service: search
  budgetingMethod: Occurrences
  timeWindows: ${windows}
  objectives: ${objectives}
${more}`;
}

/** A v1alpha metric that asks Prometheus for this. */
export function metric(name: string, queryType = "promql", source = "prometheus"): string {
  return `{ source: ${source}, queryType: ${queryType}, query: "sum(browser_search_${name}_total)" }`;
}

/** A v2alpha SLO with these lines under `spec`. */
export function v2alpha(spec: string): string {
  return `apiVersion: openslo.com/v2alpha
kind: SLO
metadata: { name: returns-announced }
spec:
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 4w, isRolling: true }]
  objectives: [{ target: 0.99 }]
${spec.replaceAll(/^/gm, "  ")}
`;
}
