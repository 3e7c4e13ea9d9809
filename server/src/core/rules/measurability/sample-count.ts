import { unwrap, visit } from "../../promql/walk";
import { metricQuery } from "../../resolve/query";
import type { MetricSignal } from "../../resolve/signal";
import type { WorkspaceView } from "../../resolve/workspace-view";

/**
 * Whether a query only counts a metric's samples, whatever they say: `count_over_time(up[30d])` is how often there was
 * a scrape, and a fair divisor.
 */
export function isSampleCount({ metric, selector }: MetricSignal, view: WorkspaceView): boolean {
  const expr = selector && metricQuery(metric, view)?.promql.expr;
  if (!expr) return false;
  let found = false;
  visit(expr, (one) => {
    if (one.kind !== "call" || one.name.toLowerCase() !== "count_over_time") return;
    const [arg] = one.args;
    const inner = arg && unwrap(arg);
    found ||= inner?.kind === "selector" && inner.span.start === selector.span.start;
  });
  return found;
}
