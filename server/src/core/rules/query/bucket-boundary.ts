import { isZero, type Rational } from "../../math/rational";
import { boundsAsked, neighbours } from "../../promql/bounds";
import { selectorsIn } from "../../promql/walk";
import { indent, metric, sliExample } from "../openslo-example";
import type { Rule } from "../rule";
import { bucketsFor, type KnownBuckets, meantInOtherUnit, spoken } from "./known-buckets";
import { soundQueriesOf } from "./pairs";

const ratio = (le: string) => `ratioMetric:
  counter: true
${indent(metric("good", `sum(rate(traefik_service_request_duration_seconds_bucket{le="${le}"}[5m]))`), 2)}
${indent(metric("total", "sum(rate(traefik_service_request_duration_seconds_count[5m]))"), 2)}`;

export const rule: Rule = {
  code: "bucket-boundary",
  alias: "M15",
  concern: "query",
  severity: "warning",
  fix: "none",
  judges: "buckets",
  docs: {
    summary: "A latency threshold that is no bucket of its histogram.",
    why: "A histogram counts only up to its own bounds: `le` with any other value selects no series, and the SLI has no data, or reads 0 %. The bounds are those stated with `slosmith/buckets` (or by the tier or the workspace), else the documented default of the product. Of a library's default, which applications often replace, it is an information. Nothing is said of native histograms and of metrics whose buckets nobody states.",
    bad: sliExample(ratio("0.25")),
    good: sliExample(ratio("0.3")),
    references: [
      {
        title: "Prometheus, histograms and summaries",
        url: "https://prometheus.io/docs/practices/histograms/",
      },
    ],
  },
  checkInWorkspace(object, view, report) {
    const bucketsOf = bucketsFor(object, view);
    for (const { query, expr } of soundQueriesOf(object, view)) {
      for (const selector of selectorsIn(expr)) {
        const asked = boundsAsked(selector);
        const known = asked.length > 0 ? bucketsOf(selector) : undefined;
        const missing =
          known &&
          missed(
            asked.map(({ value }) => value),
            known,
          );
        const [first] = asked;
        if (!known || !missing || !first) continue;
        report({
          span: query.toSource(first.matcher.valueSpan),
          severity: known.severity,
          message: {
            what: `No ${spoken(missing, known.unit)} bucket; ${nearestOf(missing, known)}.`,
            why: `${known.whose} have no such bound: the selector finds nothing, and the SLI has no data.`,
            todo: "Take one of these, or add the bucket where the service is measured and state it with `slosmith/buckets`.",
          },
        });
      }
    }
  },
};

/** The value asked for, if none of its alternatives is a bound. What was written in another unit has its own rule. */
function missed(values: readonly (Rational | undefined)[], known: KnownBuckets): Rational | undefined {
  const numbers = values.filter((value) => value !== undefined);
  const [first] = numbers;
  if (!first || numbers.length < values.length || isZero(first)) return undefined;
  if (numbers.some((value) => known.bounds.some((bound) => bound.equals(value)))) return undefined;
  return numbers.some((value) => meantInOtherUnit(value, known)) ? undefined : first;
}

function nearestOf(value: Rational, { bounds, unit }: KnownBuckets): string {
  const { below, above } = neighbours(bounds, value);
  if (below && above) return `nearest are ${spoken(below, unit)} and ${spoken(above, unit)}`;
  const only = below ?? above;
  return only ? `the ${below ? "highest" : "lowest"} is ${spoken(only, unit)}` : "there is none";
}
