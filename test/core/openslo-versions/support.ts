import { readSpecDocument } from "../../../server/src/core/dialects/spec-document";
import type { Slo } from "../../../server/src/core/model/slo";
import { uriOf, workspaceOf } from "../../support/workspace";

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

/** The first SLO of a text. */
export function sloIn(text: string): Slo {
  const body = readSpecDocument(text).objects[0]?.body;
  if (body?.type !== "slo") throw new Error("no SLO");
  return body;
}

/** What is found in a text: `code severity`. */
export function findingsOf(text: string): string[] {
  const { findings, faults } = workspaceOf([{ name: "main.yaml", text }]).check(uriOf("main.yaml"));
  if (faults.length > 0) throw new Error(faults.map(({ message }) => message).join("; "));
  return findings.map(({ code, severity }) => `${code} ${severity}`);
}

/** A text of one YAML document after the first fix of the first finding of this rule. */
export function applyFix(text: string, code: string): string {
  const { findings } = workspaceOf([{ name: "main.yaml", text }]).check(uriOf("main.yaml"));
  const fix = findings.find((finding) => finding.code === code)?.fixes?.[0];
  if (!fix) throw new Error(`no fix of ${code}`);
  const edits = [...fix.edits].sort((a, b) => b.span.start - a.span.start);
  return edits.reduce(
    (result, { span, newText }) => result.slice(0, span.start) + newText + result.slice(span.end),
    text,
  );
}
