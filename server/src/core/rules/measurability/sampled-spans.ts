import { ratioExample } from "../openslo-example";
import type { Rule } from "../rule";
import { judgedSignals } from "./signals";

const SPANS = 'traces_spanmetrics_calls_total{service="checkout",span_kind="SPAN_KIND_SERVER"';
const REQUESTS = 'http_server_request_duration_seconds_count{job="checkout"';

export const rule: Rule = {
  code: "sampled-spans",
  alias: "M29",
  concern: "measurability",
  severity: "hint",
  fix: "none",
  judges: "counting",
  docs: {
    summary: "An SLI that counts spans, which may have been sampled before they were counted.",
    why: "Metrics that are made from spans count the spans that arrive. Behind a sampler these are a few, and a tail sampler keeps failures above all: the ratio is then that of the sample. No file says where the sampler stands, so this is a hint and no more; it is silent once `slosmith/signal` is stated.",
    bad: ratioExample(`sum(${SPANS},status_code!="STATUS_CODE_ERROR"})`, `sum(${SPANS}})`),
    good: ratioExample(`sum(${REQUESTS},http_response_status_code!~"408|429|499|5.."})`, `sum(${REQUESTS}})`),
    references: [
      {
        title: "OpenTelemetry Collector: span metrics connector",
        url: "https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/spanmetricsconnector",
      },
    ],
  },
  checkInWorkspace(object, view, report, document) {
    const spans = judgedSignals(object, document, view).filter(({ verdict }) =>
      verdict.family?.id.startsWith("span-metrics"),
    );
    const [first] = spans;
    if (!first) return;
    report({
      span: first.span,
      message: {
        what: `\`${first.reference.name}\` counts spans.`,
        why: "Where spans are sampled before they are counted, the ratio is that of the sample.",
        todo: "Make the metric before any sampling, and say so with `slosmith/signal`.",
      },
    });
  },
};
