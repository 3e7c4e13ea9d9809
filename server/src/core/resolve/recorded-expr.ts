import type { Expr, Selector } from "../promql/expr";
import { selectorsIn } from "../promql/walk";
import { classify } from "../signals/classify";
import type { SignalFamily } from "../signals/signal";
import { recordedExpr, referenceOf } from "./signal";
import type { WorkspaceView } from "./workspace-view";

/** Rules may be recorded from recorded series; a deeper chain than this is not followed. */
const DEEPEST = 3;
/** A rule over more series than this says nothing plain. */
const MOST_SERIES = 8;

/**
 * A query with what the workspace's Prometheus rules record in place of recorded series, and without the series that
 * only add labels. What the query asks of a recorded series' labels is asked of the series behind it. Its spans are
 * those of several texts: they say nothing.
 */
export function withRecorded(expr: Expr, own: readonly SignalFamily[], view: WorkspaceView): Expr {
  return replaced(expr, own, view, DEEPEST);
}

function replaced(expr: Expr, own: readonly SignalFamily[], view: WorkspaceView, depth: number): Expr {
  const inside = (inner: Expr) => replaced(inner, own, view, depth);
  switch (expr.kind) {
    case "selector": {
      const behind = depth > 0 ? behindSelector(expr, own, view) : undefined;
      return behind ? replaced(behind, own, view, depth - 1) : expr;
    }
    case "subquery":
    case "unary":
    case "parenthesis":
      return { ...expr, expr: inside(expr.expr) };
    case "call":
      return { ...expr, args: expr.args.map(inside) };
    case "aggregation":
      return { ...expr, expr: inside(expr.expr) };
    case "binary":
      // `x * on(pod) group_left(team) kube_pod_info` is x with a label more.
      if (expr.op === "*" && expr.matching?.group)
        return inside(expr.matching.group === "left" ? expr.left : expr.right);
      return { ...expr, left: inside(expr.left), right: inside(expr.right) };
    default:
      return expr;
  }
}

function behindSelector(
  selector: Selector,
  own: readonly SignalFamily[],
  view: WorkspaceView,
): Expr | undefined {
  const { metric } = selector;
  if (!metric || classify(referenceOf(selector), own).class !== "unknown") return undefined;
  const behind = recordedExpr(metric.name, view);
  if (!behind) return undefined;
  const series = selectorsIn(behind);
  if (series.length === 0 || series.length > MOST_SERIES) return undefined;
  if (series.some((one) => one.metric?.name === metric.name)) return undefined;
  return narrowed(behind, selector);
}

/** An expression whose selectors ask for what another selector asks for too. */
function narrowed(expr: Expr, by: Selector): Expr {
  if (by.matchers.length === 0) return expr;
  const inside = (inner: Expr) => narrowed(inner, by);
  switch (expr.kind) {
    case "selector":
      return { ...expr, matchers: [...expr.matchers, ...by.matchers] };
    case "subquery":
    case "unary":
    case "parenthesis":
      return { ...expr, expr: inside(expr.expr) };
    case "call":
      return { ...expr, args: expr.args.map(inside) };
    case "aggregation":
      return { ...expr, expr: inside(expr.expr) };
    case "binary":
      return { ...expr, left: inside(expr.left), right: inside(expr.right) };
    default:
      return expr;
  }
}
