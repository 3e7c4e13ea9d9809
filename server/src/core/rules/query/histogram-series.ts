import { type BareSelector, metricName } from "../../model/sli";
import { capital } from "../../text/capital";
import { browserLatency, pyrraExample } from "../pyrra-example";
import type { Fix, Message, Rule } from "../rule";
import { code } from "../schema/words";
import { soundQueriesOf } from "./pairs";

const LATENCY = "browser_checkout_duration_seconds";

export const rule: Rule = {
  code: "histogram-series",
  concern: "query",
  severity: "warning",
  fix: "unsafe",
  docs: {
    summary: "A latency indicator that names another series of the histogram than the tool counts.",
    why: "A classic histogram has three kinds of series. `_bucket` counts what took up to a bound, `_count` counts everything, `_sum` adds up the times. Pyrra divides a `_bucket` by the `_count`: buckets in the total would count each event once for every bucket that it fits into. A native histogram is one series with the bare name, and its `_count` or `_bucket` are not there, or belong to a classic one beside it.",
    bad: pyrraExample({ indicator: browserLatency(`${LATENCY}_bucket{le="2.5"}`, `${LATENCY}_bucket`) }),
    good: pyrraExample({ indicator: browserLatency(`${LATENCY}_bucket{le="2.5"}`) }),
    references: [
      {
        title: "Prometheus: histograms and summaries",
        url: "https://prometheus.io/docs/practices/histograms/",
      },
    ],
  },
  checkInWorkspace(object, view, report) {
    for (const { metric, query, expr } of soundQueriesOf(object, view)) {
      const series = metric.bare?.series;
      if (!series || expr.kind !== "selector" || expr.open || !expr.metric) continue;
      const { name, span } = expr.metric;
      const [base, suffix] = parts(name);
      if (series === "whole" ? suffix === "" : suffix === `_${series}`) continue;
      const meant = series === "whole" ? base : suffix === "" ? undefined : `${base}_${series}`;
      const edit = meant && query.queryText.change(span, meant);
      const fixes: Fix[] = edit ? [{ title: `Change to ${code(meant)}`, safe: false, edits: [edit] }] : [];
      report({
        span: query.toSource(span),
        message: messageOf(code(metricName(metric)), name, series, meant),
        fixes,
      });
    }
  },
};

/** A series' name without what a histogram adds to it, and that. */
function parts(name: string): [string, string] {
  const suffix = /_(?:bucket|count|sum)$/.exec(name)?.[0] ?? "";
  return [name.slice(0, name.length - suffix.length), suffix];
}

function messageOf(
  key: string,
  name: string,
  series: NonNullable<BareSelector["series"]>,
  meant: string | undefined,
): Message {
  const todo = meant ? `Did you mean ${code(meant)}?` : `Name the histogram's \`_${series}\`.`;
  if (series === "whole")
    return {
      what: `${capital(key)} is ${code(name)}, a series of a classic histogram.`,
      why: "It is no native histogram, so that functions for these find nothing in it: the SLI has no data.",
      todo,
    };
  if (series === "count")
    return {
      what: `${capital(key)} is ${code(name)}, whose name does not end with \`_count\`.`,
      why: name.endsWith("_bucket")
        ? "Each event counts once for every bucket that it fits into, so the share of quick ones comes out too low."
        : "If it is not the count of the same histogram, the share of quick events is none.",
      todo,
    };
  return {
    what: `${capital(key)} is ${code(name)}, whose name does not end with \`_bucket\`.`,
    why: "Only buckets have `le`: of other series the selector finds nothing, and the SLI has no data.",
    todo,
  };
}
