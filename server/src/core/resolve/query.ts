import { readText } from "../model/located";
import type { QueryText } from "../model/query-text";
import type { Metric } from "../model/sli";
import type { PromqlFault, PromqlQuery } from "../promql/expr";
import { selectorsIn } from "../promql/walk";
import type { SignalSource } from "../signals/signal";
import { sourceOf, takesMetricsql } from "../signals/sources";
import type { Span } from "../text/span";
import { nodeAt, valueAt } from "../yaml/node";
import type { WorkspaceView } from "./workspace-view";

/** A metric's query in PromQL, with the way from its places to those of the YAML document. */
export interface MetricQuery {
  readonly promql: PromqlQuery;
  /**
   * Whether the file says that this query goes to a source that takes PromQL and nothing else. Where it does not, the
   * text was found to be PromQL by its looks, or MetricsQL allows more: it can be explained, but no fault can be found
   * with its syntax.
   */
  readonly certain: boolean;
  /** Where a part of the query stands in the YAML document. */
  toSource(span: Span): Span;
  readonly queryText: QueryText;
}

/** Where a metric's query goes, by what the file and the workspace say; undefined where neither says it. */
export function sourceOfMetric(metric: Metric, view: WorkspaceView): SignalSource | undefined {
  // Whatever the product is called, this key says in which language it is asked.
  if (metric.queryText && valueAt(metric.sourceSpec, "promql") === metric.queryText.scalar)
    return "prometheus";
  const type = typeOfSource(metric, view);
  return type === undefined ? undefined : sourceOf(type);
}

/** The type of a metric's source, as it or its DataSource names it. */
function typeOfSource(metric: Metric, view: WorkspaceView): string | undefined {
  if (metric.sourceType) return metric.sourceType.value;
  if (!metric.sourceRef) return undefined;
  const found = view.lookup("DataSource", metric.sourceRef.value)[0];
  return found && readText(nodeAt(found.object.root, ["spec", "type"]))?.value;
}

/** A metric's query, where it is PromQL; undefined where its source has another language, and where it has none. */
export function metricQuery(metric: Metric, view: WorkspaceView): MetricQuery | undefined {
  return view.once(metric, "query", () => readMetricQuery(metric, view));
}

function readMetricQuery(metric: Metric, view: WorkspaceView): MetricQuery | undefined {
  const { queryText } = metric;
  if (!queryText || queryText.text.trim() === "") return undefined;
  const source = sourceOfMetric(metric, view);
  if (source !== "prometheus" && (source !== undefined || !looksLikePromql(queryText))) return undefined;
  return {
    promql: queryText.promql,
    certain: source === "prometheus" && !takesMetricsql(typeOfSource(metric, view) ?? ""),
    queryText,
    toSource: (span) => queryText.toSource(span),
  };
}

/** All that Prometheus would refuse a query for, syntax first. */
export function queryFaults({ queryText }: MetricQuery): readonly PromqlFault[] {
  return queryText.faults;
}

/** Whether a text of unknown language is PromQL beyond doubt: it is sound, and names a metric inside a function. */
function looksLikePromql({ promql: { expr }, faults }: QueryText): boolean {
  if (!expr || faults.length > 0) return false;
  const called = expr.kind !== "selector" || expr.matchers.length > 0 || expr.range !== undefined;
  return called && selectorsIn(expr).some((selector) => selector.metric !== undefined);
}
