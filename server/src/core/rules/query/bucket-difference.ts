import { boundsAsked } from "../../promql/bounds";
import { type CountTerm, countTerms } from "../../promql/counts";
import type { Expr, Matcher } from "../../promql/expr";
import { childrenOf } from "../../promql/walk";
import { indent, metric, sliExample } from "../openslo-example";
import type { Rule } from "../rule";
import { baseOf } from "./families";
import { soundQueriesOf } from "./pairs";

const FAST = 'sum(rate(checkout_duration_seconds_bucket{le="0.5"}[5m]))';
const ALL = "sum(rate(checkout_duration_seconds_count[5m]))";
const ratio = (bad: string) => `ratioMetric:
  counter: true
${indent(metric("bad", bad), 2)}
${indent(metric("total", ALL), 2)}`;

export const rule: Rule = {
  code: "bucket-difference",
  concern: "query",
  severity: "error",
  fix: "none",
  judges: "counting",
  docs: {
    summary: "A difference of two buckets the wrong way round: it is never above 0.",
    why: "Buckets are cumulative: the bucket of 0.5s holds all that the smaller ones hold, and `_count` and `+Inf` hold everything. What took longer than 0.5s is the count less the bucket; the bucket less the count is 0 or negative, so that slow requests never spend any budget and no alert fires.",
    bad: sliExample(ratio(`${FAST} - ${ALL}`)),
    good: sliExample(ratio(`${ALL} - ${FAST}`)),
    references: [
      {
        title: "Prometheus, histograms and summaries",
        url: "https://prometheus.io/docs/practices/histograms/",
      },
    ],
  },
  checkInWorkspace(object, view, report) {
    for (const { query, expr } of soundQueriesOf(object, view)) {
      const inverted = invertedIn(expr);
      if (!inverted) continue;
      const [smaller, larger] = inverted;
      report({
        span: query.toSource(smaller.selector.metric?.span ?? smaller.selector.span),
        message: {
          what: `A bucket less ${larger.selector.metric?.name.endsWith("_count") ? "its histogram's count" : "a larger one"} is never above 0.`,
          why: "Slow requests count for nothing: the budget is never spent, and no alert fires.",
          todo: "Turn it round: the larger less the smaller is what took longer.",
        },
        related: [
          {
            message: "The larger",
            span: query.toSource(larger.selector.metric?.span ?? larger.selector.span),
          },
        ],
      });
    }
  },
};

/** The outermost difference in which all that is taken away holds what it is taken from. */
function invertedIn(expr: Expr): readonly [CountTerm, CountTerm] | undefined {
  const terms = countTerms(expr);
  if (!terms) {
    for (const child of childrenOf(expr)) {
      const found = invertedIn(child);
      if (found) return found;
    }
    return undefined;
  }
  const [first, second] = terms;
  if (terms.length !== 2 || !first || !second || first.sign === second.sign) return undefined;
  const [plus, minus] = first.sign === 1 ? [first, second] : [second, first];
  return isIn(plus, minus) ? [plus, minus] : undefined;
}

/** Whether one series is a bucket within the other: of one histogram, asked alike but for the bound. */
function isIn(smaller: CountTerm, larger: CountTerm): boolean {
  if (smaller.filtered || larger.filtered || smaller.selector.open || larger.selector.open) return false;
  const [low, ...others] = boundsAsked(smaller.selector);
  if (!low?.value || others.length > 0 || baseOf(smaller.selector) !== baseOf(larger.selector)) return false;
  if (withoutBound(smaller.selector.matchers) !== withoutBound(larger.selector.matchers)) return false;
  if (larger.selector.metric?.name.endsWith("_count")) return true;
  const [high, ...more] = boundsAsked(larger.selector);
  if (!high || more.length > 0) return false;
  return high.text === "+Inf" || (high.value !== undefined && high.value.compare(low.value) > 0);
}

function withoutBound(matchers: readonly Matcher[]): string {
  const others = matchers.filter(({ label }) => label !== "le");
  return others
    .map(({ label, op, value }) => `${label}${op}${JSON.stringify(value)}`)
    .sort()
    .join();
}
