import type { Aggregation, Expr, Selector } from "../../promql/expr";
import { unwrap, visit } from "../../promql/walk";
import type { MetricQuery } from "../../resolve/query";
import { metric, sliExample } from "../openslo-example";
import type { Fix, Rule } from "../rule";
import { soundQueriesOf } from "./pairs";

const threshold = (grouping: string) =>
  sliExample(
    metric(
      "thresholdMetric",
      `histogram_quantile(0.99, sum${grouping} (rate(checkout_duration_seconds_bucket[5m])))`,
    ),
  );

/** VictoriaMetrics' own buckets carry theirs under `vmrange`. */
const BUCKET_LABELS = ["le", "vmrange"];

export const rule: Rule = {
  code: "quantile-without-le",
  concern: "query",
  severity: "error",
  fix: "unsafe",
  judges: "counting",
  docs: {
    summary: "`histogram_quantile` over buckets whose `le` was added away: it has no result, ever.",
    why: "`histogram_quantile` reads each bucket's bound from its label `le`. An aggregation without `by (le)` drops the label, and Prometheus leaves out series that lack it: the result is empty, without an error. Nothing is said of native histograms, which have no such label.",
    bad: threshold(""),
    good: threshold(" by (le)"),
    references: [
      {
        title: "Prometheus, histogram_quantile",
        url: "https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile",
      },
    ],
  },
  checkInWorkspace(object, view, report) {
    for (const { query, expr: whole } of soundQueriesOf(object, view)) {
      visit(whole, (expr) => {
        const aggregation = droppingIn(expr);
        if (!aggregation) return;
        report({
          span: query.toSource(aggregation.grouping?.span ?? aggregation.opSpan),
          message: {
            what: `\`${aggregation.op}\` drops the label \`le\` that \`histogram_quantile\` needs.`,
            why: "The result is empty at all times: the SLI has no data.",
            todo: "Write `by (le)`, with the labels that you want to keep.",
          },
          fixes: fixesFor(aggregation, query),
        });
      });
    }
  },
};

/** `le` among the labels that are kept. What else is kept stays as it is. */
function fixesFor({ grouping, opSpan }: Aggregation, { queryText }: MetricQuery): Fix[] {
  if (grouping?.kind === "without") return [];
  const edit = grouping
    ? queryText.change(grouping.span, `by (${["le", ...grouping.labels].join(", ")})`)
    : queryText.change({ start: opSpan.end, end: opSpan.end }, " by (le) ");
  return edit ? [{ title: "Keep `le`", safe: false, edits: [edit] }] : [];
}

/** The aggregation of classic buckets inside a `histogram_quantile` that leaves no bound. */
function droppingIn(expr: Expr): Aggregation | undefined {
  if (expr.kind !== "call" || expr.name.toLowerCase() !== "histogram_quantile") return undefined;
  const last = expr.args.at(-1);
  const inner = last && unwrap(last);
  if (inner?.kind !== "aggregation" || !["sum", "avg", "min", "max"].includes(inner.op)) return undefined;
  const { grouping } = inner;
  const named = grouping?.labels.some((label) => BUCKET_LABELS.includes(label)) ?? false;
  const dropped = grouping?.kind === "without" ? named : !named;
  return dropped && selectorOf(inner.expr)?.metric?.name.endsWith("_bucket") ? inner : undefined;
}

function selectorOf(expr: Expr): Selector | undefined {
  const at = unwrap(expr);
  if (at.kind === "selector") return at;
  const [first] =
    at.kind === "call" && ["rate", "increase", "irate", "delta"].includes(at.name) ? at.args : [];
  const inner = first && unwrap(first);
  return inner?.kind === "selector" ? inner : undefined;
}
