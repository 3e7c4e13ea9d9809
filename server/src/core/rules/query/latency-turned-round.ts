import { metricName } from "../../model/sli";
import { boundsAsked } from "../../promql/bounds";
import type { CountTerm } from "../../promql/counts";
import type { Matcher } from "../../promql/expr";
import { capital } from "../../text/capital";
import { slisOf } from "../indicator/slis";
import { indent, metric, sliExample } from "../openslo-example";
import type { Rule } from "../rule";
import { baseOf } from "./families";
import { type Pair, pairsOf } from "./pairs";

const FAST = 'sum(rate(checkout_duration_seconds_bucket{le="0.5"}[5m]))';
const ALL = "sum(rate(checkout_duration_seconds_count[5m]))";
const ratio = (bad: string) => `ratioMetric:
  counter: true
${indent(metric("bad", bad), 2)}
${indent(metric("total", ALL), 2)}`;

/** Names of histograms that measure how long something took: a small value is a good one. */
const OF_TIME =
  /(?:^|_)(?:seconds|milliseconds|microseconds|nanoseconds|ms|duration|latency|latencies)(?:_|$)/;

export const rule: Rule = {
  code: "latency-turned-round",
  concern: "query",
  severity: "warning",
  fix: "none",
  judges: "counting",
  docs: {
    summary: "Bad events that are the quick ones, or good events that are the slow ones.",
    why: 'The bucket `le="0.5"` counts what took half a second or less. As the bad events of an SLI it spends the budget while all is quick and spares it while all is slow, and burn alerts fire in the best of times. What took longer is the count less the bucket.',
    bad: sliExample(ratio(FAST)),
    good: sliExample(ratio(`${ALL} - ${FAST}`)),
    references: [
      {
        title: "Prometheus, histograms and summaries",
        url: "https://prometheus.io/docs/practices/histograms/",
      },
    ],
  },
  checkInWorkspace(object, view, report) {
    for (const sli of slisOf(object)) {
      for (const pair of pairsOf(sli, view)) {
        const bucket = quickOnes(pair);
        if (!bucket) continue;
        const { selector } = bucket;
        const { metric: one, query } = pair.part;
        const asked = pair.written === "apart" ? `\`${metricName(one)}\`` : pair.partWord;
        const [bound] = boundsAsked(selector);
        report({
          span: query.toSource(selector.metric?.span ?? selector.span),
          message: {
            what:
              pair.counts === "bad"
                ? `${capital(asked)} counts as bad what took no longer than \`le="${bound?.text}"\`.`
                : `${capital(asked)} counts as good what took longer than \`le="${bound?.text}"\`.`,
            why: "The SLI is turned round: it falls while all is quick, and rises while all is slow.",
            todo:
              pair.counts === "bad"
                ? "Take the bucket away from the histogram's count: what is left took longer."
                : "Ask for the bucket itself: it holds what was quick enough.",
          },
        });
      }
    }
  },
};

/** The bucket that a ratio's part holds, or is without, where that makes it hold the wrong ones; of the whole's own histogram. */
function quickOnes({ counts, part, whole }: Pair): CountTerm | undefined {
  const terms = part.terms ?? [];
  const all = whole.terms?.length === 1 ? whole.terms[0] : undefined;
  if (!all || all.sign < 0 || !isAll(all)) return undefined;
  if (counts === "bad") {
    const [bucket] = terms;
    return terms.length === 1 && bucket?.sign === 1 && isBucketOf(bucket, all) ? bucket : undefined;
  }
  const plus = terms.find(({ sign }) => sign > 0);
  const minus = terms.find(({ sign }) => sign < 0);
  if (counts !== "good" || terms.length !== 2 || !plus || !minus || !isAll(plus)) return undefined;
  return baseOf(plus.selector) === baseOf(all.selector) && isBucketOf(minus, all) ? minus : undefined;
}

/** Whether a series counts a histogram's every event. */
function isAll({ selector, filtered }: CountTerm): boolean {
  if (filtered || selector.open) return false;
  if (selector.metric?.name.endsWith("_count")) return true;
  const [only, ...more] = boundsAsked(selector);
  return only?.text === "+Inf" && more.length === 0;
}

/** Whether a series is one finite bucket of the other's histogram, asked alike but for the bound. */
function isBucketOf({ selector, filtered }: CountTerm, all: CountTerm): boolean {
  if (filtered || selector.open || !selector.metric?.name.endsWith("_bucket")) return false;
  const [bound, ...more] = boundsAsked(selector);
  const base = baseOf(selector);
  return (
    bound?.value !== undefined &&
    more.length === 0 &&
    base !== undefined &&
    OF_TIME.test(base) &&
    base === baseOf(all.selector) &&
    withoutBound(selector.matchers) === withoutBound(all.selector.matchers)
  );
}

function withoutBound(matchers: readonly Matcher[]): string {
  return matchers
    .filter(({ label }) => label !== "le")
    .map(({ label, op, value }) => `${label}${op}${JSON.stringify(value)}`)
    .sort()
    .join();
}
