import type { SpecObject } from "../../model/spec-object";
import type { PromqlFault } from "../../promql/expr";
import { metricQuery, queryFaults } from "../../resolve/query";
import type { WorkspaceView } from "../../resolve/workspace-view";
import { slisOf } from "../indicator/slis";
import type { Reporter } from "../rule";

/** What Prometheus does with a query that it refuses. */
const CONSEQUENCE = "Prometheus refuses the query, so the SLI has no data.";

/**
 * Reports what Prometheus would refuse an object's queries for, of these kinds. Only of queries that the file says go
 * to a Prometheus-like source.
 */
export function reportFaults(
  kinds: readonly PromqlFault["kind"][],
  object: SpecObject,
  view: WorkspaceView,
  report: Reporter,
): void {
  for (const sli of slisOf(object)) {
    for (const metric of sli.metrics) {
      const query = metricQuery(metric, view);
      if (!query?.certain) continue;
      for (const fault of queryFaults(query)) {
        if (!kinds.includes(fault.kind)) continue;
        const { fix } = fault;
        const edit = fix && query.queryText.change(fix.span, fix.newText);
        report({
          span: query.toSource(fault.span),
          message: { what: fault.what, why: CONSEQUENCE, todo: fault.todo },
          ...(edit ? { fixes: [{ title: fix.title, safe: false, edits: [edit] }] } : {}),
        });
      }
    }
  }
}
