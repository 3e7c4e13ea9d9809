import type { SpecObject } from "../../model/spec-object";
import { countTerms } from "../../promql/counts";
import type { Aggregation, Call, Expr, Selector } from "../../promql/expr";
import { isPlaceLabel } from "../../promql/outcome-labels";
import { percentileName, type Quantile, quantilesIn } from "../../promql/quantiles";
import { divisionOf } from "../../promql/ratio";
import { unwrap, visit } from "../../promql/walk";
import type { MetricQuery } from "../../resolve/query";
import { metric, sliExample } from "../openslo-example";
import type { Reporter, Rule } from "../rule";
import { baseOf } from "./families";
import { unitOf } from "./known-buckets";
import { soundQueriesOf } from "./pairs";

const threshold = (query: string) => sliExample(metric("thresholdMetric", query));

export const rule: Rule = {
  code: "non-aggregable",
  alias: "M17",
  concern: "query",
  severity: "warning",
  fix: "none",
  judges: "counting",
  docs: {
    summary:
      "An SLI made of percentiles or means that cannot be put together: averaged p99, `quantile=` series.",
    why: "The average of the 99th percentiles of ten instances is no percentile of anything: an instance with ten requests weighs as much as one with a million. A series with a `quantile` label was calculated inside one instance and cannot be combined with the others'. A mean (`_sum` over `_count`) lets one fast majority hide every slow request. Buckets can be added up over instances and time. Nothing is said where a percentile is compared with a limit first (good and bad slices), nor of `max`; in an SLO of Timeslices a mean or a ready-made percentile is an information.",
    bad: threshold('avg(checkout_duration_seconds{quantile="0.99"})'),
    good: threshold("histogram_quantile(0.99, sum by (le) (rate(checkout_duration_seconds_bucket[5m])))"),
    references: [
      {
        title: "Prometheus, histograms and summaries",
        url: "https://prometheus.io/docs/practices/histograms/",
      },
      {
        title: "SRE Workbook, chapter 2: latency SLIs",
        url: "https://sre.google/workbook/implementing-slos/",
      },
    ],
  },
  checkInWorkspace(object, view, report) {
    const bySlice = isBySlice(object);
    for (const { metric, query, expr } of soundQueriesOf(object, view)) {
      const isValue = metric.role === "threshold" || metric.role === "raw";
      for (const quantile of quantilesIn(expr)) checkQuantile(quantile, query, isValue, bySlice, report);
      if (isValue) checkMean(expr, query, bySlice, report);
      if (isValue) checkGauge(expr, query, report);
    }
  },
};

/** An SLO of time slices judges each slice by itself: a value per slice is then what was meant. */
function isBySlice({ body }: SpecObject): boolean {
  return body.type === "slo" && body.budgetingMethod?.value !== "Occurrences";
}

const COMPARISONS = new Set(["==", "!=", ">", "<", ">=", "<="]);

/** What is done with a percentile, innermost first, as far as it is still one. */
function* usesOf({ ancestors }: Quantile): Generator<Expr> {
  for (const ancestor of [...ancestors].reverse()) {
    if (ancestor.kind === "binary" && COMPARISONS.has(ancestor.op)) return;
    yield ancestor;
  }
}

function checkQuantile(
  quantile: Quantile,
  query: MetricQuery,
  isValue: boolean,
  bySlice: boolean,
  report: Reporter,
): void {
  const { from, value, expr } = quantile;
  if (from === "samples" || isOfOnePlace(expr)) return;
  const name = value ? percentileName(value) : "a percentile";
  const uses = [...usesOf(quantile)];
  const averaged = uses.find(isAveraging);
  if (averaged && !(averaged.kind === "aggregation" && isSingle(expr))) {
    const sum = opOf(averaged).startsWith("sum");
    report({
      span: query.toSource(averaged.kind === "aggregation" ? averaged.opSpan : averaged.nameSpan),
      severity: averaged.kind === "aggregation" && !sum ? "error" : "warning",
      message: {
        what: `\`${opOf(averaged)}\` ${sum ? "adds up" : "averages"} ${name}.`,
        why: `${sum ? "A sum" : "An average"} of percentiles is no percentile: ${averaged.kind === "call" ? "a quiet minute" : "an instance with ten requests"} weighs as much as ${averaged.kind === "call" ? "a busy one" : "one with a million"}.`,
        todo: `Add up buckets first: \`histogram_quantile(${decimal(quantile)}, sum by (le) (rate(..._bucket[5m])))\`, or count requests below the limit.`,
      },
    });
    return;
  }
  const isWhole = uses.length === quantile.ancestors.length;
  const combined = uses.some(({ kind }) => kind === "aggregation");
  if (from !== "series" || !isValue || !isWhole || combined || expr.kind !== "selector") return;
  const matcher = expr.matchers.find(({ label }) => label === "quantile");
  if (!matcher) return;
  report({
    span: query.toSource(matcher.span),
    severity: bySlice ? "information" : "warning",
    message: {
      what: `This ${name} was calculated inside one instance.`,
      why: "It cannot be combined with that of other instances, nor over time: the service's own percentile is not known.",
      todo: "Measure a histogram, and count the requests below the limit.",
    },
  });
}

function isAveraging(expr: Expr): expr is Aggregation | Call {
  if (expr.kind === "aggregation") return expr.op === "avg" || expr.op === "sum";
  return expr.kind === "call" && (expr.name === "avg_over_time" || expr.name === "sum_over_time");
}

function opOf(expr: Aggregation | Call): string {
  return expr.kind === "aggregation" ? expr.op : expr.name;
}

/** A selector of one instance, or a quantile of buckets that were added up to one series: there is nothing to average. */
function isOfOnePlace(expr: Call | Selector): boolean {
  if (expr.kind !== "selector") return false;
  return expr.matchers.some(
    ({ label, op }) =>
      op === "=" && /^(?:instance|pod|host|hostname|node)$/.test(label) && isPlaceLabel(label),
  );
}

function isSingle(expr: Call | Selector): boolean {
  if (expr.kind !== "call") return false;
  const last = expr.args.at(-1);
  const inner = last && unwrap(last);
  if (inner?.kind !== "aggregation") return false;
  return (
    inner.grouping?.kind === "by" &&
    inner.grouping.labels.every((label) => label === "le" || label === "vmrange")
  );
}

function decimal({ value }: Quantile): string {
  return value ? value.toString(10) : "0.99";
}

/** `rate(x_sum) / rate(x_count)` of a time. */
function checkMean(expr: Expr, query: MetricQuery, bySlice: boolean, report: Reporter): void {
  const division = divisionOf(expr);
  const [sum, ...moreSums] = (division && countTerms(division.numerator)) ?? [];
  const [count, ...moreCounts] = (division && countTerms(division.denominator)) ?? [];
  if (!division || division.complement || !sum || !count || moreSums.length + moreCounts.length > 0) return;
  const named = sum.selector.metric;
  if (!named?.name.endsWith("_sum") || !count.selector.metric?.name.endsWith("_count")) return;
  if (baseOf(sum.selector) !== baseOf(count.selector) || !isTime(sum.selector)) return;
  report({
    span: query.toSource(named.span),
    severity: bySlice ? "information" : "warning",
    message: {
      what: `\`${named.name}\` over \`${count.selector.metric.name}\` is a mean.`,
      why: "A mean hides the slow requests: 1 in 100 that takes 10s raises it by 100ms.",
      todo: `Count the requests below the limit: \`${baseOf(sum.selector)}_bucket{le="..."}\` over \`_count\`.`,
    },
  });
}

/** The average of a gauge that holds a time. */
function checkGauge(expr: Expr, query: MetricQuery, report: Reporter): void {
  let first: { readonly selector: Selector; readonly averaging: Aggregation | Call } | undefined;
  visit(expr, (at, ancestors) => {
    if (at.kind !== "selector" || first) return;
    const averaging = ancestors.at(-1);
    const stops = ancestors.some((one) => one.kind === "binary");
    if (!averaging || stops || !isAveraging(averaging) || opOf(averaging).startsWith("sum")) return;
    if (/_(?:bucket|sum|count|total)$/.test(at.metric?.name ?? "") || !isTime(at) || at.open) return;
    if (at.matchers.some(({ label }) => label === "quantile") || isOfOnePlace(at)) return;
    first = { selector: at, averaging };
  });
  const named = first?.selector.metric;
  if (!first || !named) return;
  report({
    span: query.toSource(named.span),
    severity: "information",
    message: {
      what: `\`${opOf(first.averaging)}\` takes the mean of \`${named.name}\`.`,
      why: "Each sample weighs the same, and the slow ones vanish in the mean.",
      todo: "Compare each sample with the limit first (`< bool 0.3`), or count the requests below it in a histogram.",
    },
  });
}

function isTime(selector: Selector): boolean {
  const unit = unitOf(selector);
  if (unit === "bytes") return false;
  const name = selector.metric?.name ?? "";
  return /duration|latency|response_time|request_time|handling/.test(name) && !/_(?:ratio|total)$/.test(name);
}
