import { type Metric, metricName, metricOf, type Sli } from "../../model/sli";
import type { SpecObject } from "../../model/spec-object";
import { type CountTerm, countTerms } from "../../promql/counts";
import type { Expr } from "../../promql/expr";
import { hasPlacedPlaceholders } from "../../promql/placed";
import { divisionOf } from "../../promql/ratio";
import { type MetricQuery, metricQuery, queryFaults } from "../../resolve/query";
import type { WorkspaceView } from "../../resolve/workspace-view";
import { slisOf } from "../indicator/slis";

/** One side of a ratio, read. */
export interface Side {
  readonly metric: Metric;
  readonly query: MetricQuery;
  readonly expr: Expr;
  /** The series it adds up; absent where it is anything else than a sum. */
  readonly terms?: readonly CountTerm[];
}

/** What an SLI divides by what. */
export interface Pair {
  /** What the part holds; absent where the query does not say it: in a division of a threshold metric. */
  readonly counts?: "good" | "bad";
  /** How messages call the two: `good` and `total`, or the sides of a division. */
  readonly partWord: string;
  readonly wholeWord: string;
  readonly part: Side;
  readonly whole: Side;
  /** Written as two queries, or as one with a division. */
  readonly written: "apart" | "together";
}

/** A metric's query, if it is PromQL that Prometheus would take. */
export function soundQuery(metric: Metric | undefined, view: WorkspaceView): MetricQuery | undefined {
  const query = metric && metricQuery(metric, view);
  if (!query?.promql.expr || queryFaults(query).length > 0) return undefined;
  return hasPlacedPlaceholders(query.promql) ? query : undefined;
}

/** Every query of the SLIs that an object writes out, where it is sound. */
export function* soundQueriesOf(object: SpecObject, view: WorkspaceView): Generator<SoundQuery> {
  for (const sli of slisOf(object)) {
    for (const metric of sli.metrics) {
      const query = soundQuery(metric, view);
      if (query?.promql.expr) yield { sli, metric, query, expr: query.promql.expr };
    }
  }
}

/** A query that Prometheus would take, and whose it is. */
export interface SoundQuery {
  readonly sli: Sli;
  readonly metric: Metric;
  readonly query: MetricQuery;
  readonly expr: Expr;
}

/**
 * The ratios that an SLI asks for: good (and bad) to total, and the division in a query that holds both.
 * Those with a part that is no sound PromQL are left out, and those whose two queries go to different sources.
 */
export function pairsOf(sli: Sli, view: WorkspaceView): readonly Pair[] {
  return view.once(sli, "pairs", () => readPairsOf(sli, view));
}

function readPairsOf(sli: Sli, view: WorkspaceView): readonly Pair[] {
  return [...apart(sli, view), ...sli.metrics.flatMap((metric) => together(metric, sli, view))];
}

function apart(sli: Sli, view: WorkspaceView): readonly Pair[] {
  const total = metricOf(sli, "total");
  const whole = sideOf(total, view);
  return (["good", "bad"] as const).flatMap((role) => {
    const metric = metricOf(sli, role);
    const part = sideOf(metric, view);
    if (!part || !whole || !metric || !total || !isOneSource(metric, total)) return [];
    const words = {
      counts: role,
      partWord: `\`${metricName(metric)}\``,
      wholeWord: `\`${metricName(total)}\``,
    };
    return [{ ...words, part, whole, written: "apart" }];
  });
}

function together(metric: Metric, sli: Sli, view: WorkspaceView): readonly Pair[] {
  if (metric.role !== "raw" && metric.role !== "threshold") return [];
  const query = soundQuery(metric, view);
  const division = query?.promql.expr && divisionOf(query.promql.expr);
  if (!query || !division) return [];
  const counts = countsOf(metric, sli, division.complement);
  return [
    {
      ...(counts ? { counts } : {}),
      partWord: "the dividend",
      wholeWord: "the divisor",
      part: side(metric, query, division.numerator),
      whole: side(metric, query, division.denominator),
      written: "together",
    },
  ];
}

/** A raw query is the share of good or of bad events; `1 - a / b` turns that round. */
function countsOf(metric: Metric, sli: Sli, complement: boolean): "good" | "bad" | undefined {
  if (metric.role !== "raw") return undefined;
  const type = sli.rawType?.value;
  if (type !== "success" && type !== "failure") return undefined;
  return (type === "success") === complement ? "bad" : "good";
}

function sideOf(metric: Metric | undefined, view: WorkspaceView): Side | undefined {
  const query = soundQuery(metric, view);
  const expr = query?.promql.expr;
  return metric && query && expr ? side(metric, query, expr) : undefined;
}

function side(metric: Metric, query: MetricQuery, expr: Expr): Side {
  const terms = countTerms(expr);
  return { metric, query, expr, ...(terms ? { terms } : {}) };
}

function isOneSource(a: Metric, b: Metric): boolean {
  return (
    a.sourceType?.value.toLowerCase() === b.sourceType?.value.toLowerCase() &&
    a.sourceRef?.value === b.sourceRef?.value
  );
}
