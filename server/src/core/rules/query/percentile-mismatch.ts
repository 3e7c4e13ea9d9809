import { formatPercent } from "../../math/format";
import { ONE, type Rational } from "../../math/rational";
import { metricOf, type Sli } from "../../model/sli";
import type { Expr } from "../../promql/expr";
import { percentileName, type Quantile, quantilesIn } from "../../promql/quantiles";
import { sliOfObjective } from "../../resolve/indicator";
import type { WorkspaceView } from "../../resolve/workspace-view";
import { indent, metric, sloExample } from "../openslo-example";
import type { Rule } from "../rule";
import { soundQuery } from "./pairs";

const P99 = "histogram_quantile(0.99, sum by (le) (rate(checkout_duration_seconds_bucket[5m])))";
const INDICATOR = `indicator:
  metadata:
    name: checkout-p99
  spec:
${indent(metric("thresholdMetric", P99), 4)}`;
const OBJECTIVE = "- target: 0.99\n  op: lte\n  value: 0.3";

export const rule: Rule = {
  code: "percentile-mismatch",
  alias: "M18",
  concern: "query",
  severity: "warning",
  fix: "none",
  judges: "counting",
  docs: {
    summary:
      "A percentile as the SLI under a target that is a percentage itself: slow requests are allowed twice.",
    why: "A 99th percentile below 300ms lets 1 % of requests be slow in every sample; a target of 99.9 % lets 0.1 % of the samples be worse than that. What users get is neither of the two, a sample of ten requests weighs as much as one of a million, and the budget is no number of requests. With Timeslices it is what was meant: good and bad slices.",
    bad: sloExample({ indicator: INDICATOR, objectives: OBJECTIVE }),
    good: sloExample({
      indicator: INDICATOR,
      method: "Timeslices",
      objectives: `${OBJECTIVE}\n  timeSliceTarget: 0.99\n  timeSliceWindow: 5m`,
    }),
    references: [
      {
        title: "SRE Workbook, chapter 2: latency SLIs",
        url: "https://sre.google/workbook/implementing-slos/",
      },
    ],
  },
  checkInWorkspace(object, view, report) {
    const { body } = object;
    if (body.type !== "slo" || body.budgetingMethod?.value !== "Occurrences") return;
    for (const objective of body.objectives) {
      const found = sliOfObjective(body, objective, view);
      const percentile = found && percentileOf(found.sli, view);
      const { target } = objective;
      if (!found || !percentile || !target || !isShare(target.value)) continue;
      const slow = formatPercent(ONE.sub(percentile.value));
      report({
        span: target.span,
        message: {
          what: `The SLI is ${percentileName(percentile.value)} already: ${slow} of requests may be slow in each sample, and ${formatPercent(ONE.sub(target.value))} of the samples may be worse.`,
          why: "Slow requests are allowed twice, and the budget is a count of samples, not of requests.",
          todo: `Count requests instead: those in the bucket of the limit over all, at ${formatPercent(percentile.value)}; or judge slices, with \`budgetingMethod: Timeslices\`.`,
        },
        related: [
          {
            message: percentileName(percentile.value),
            span: percentile.span,
            ...(found.definedIn ? { document: found.definedIn.document } : {}),
          },
        ],
      });
    }
  },
};

function isShare(value: Rational): boolean {
  return value.compare(0) > 0 && value.compare(ONE) < 0;
}

/** The percentile that a threshold metric is, if its value is one from end to end. */
function percentileOf(sli: Sli, view: WorkspaceView) {
  const query = soundQuery(metricOf(sli, "threshold"), view);
  const expr = query?.promql.expr;
  const [only, ...others] = expr ? quantilesIn(expr) : [];
  if (!query || !only?.value || others.length > 0 || only.from === "samples" || !isWhole(only))
    return undefined;
  const { expr: at } = only;
  return { value: only.value, span: query.toSource(at.kind === "call" ? at.nameSpan : at.span) };
}

function isWhole({ ancestors }: Quantile): boolean {
  return ancestors.every(keepsPercentile);
}

/** Brackets, a choice of one series, a change of unit. */
function keepsPercentile(expr: Expr): boolean {
  switch (expr.kind) {
    case "parenthesis":
      return true;
    case "aggregation":
      return ["max", "min", "avg", "sum"].includes(expr.op);
    case "binary":
      return (
        (expr.op === "*" || expr.op === "/") && (expr.left.kind === "number" || expr.right.kind === "number")
      );
    default:
      return false;
  }
}
