import { bounds, document, prometheusRows } from "./row";

const CONNECTOR = document(
  "OpenTelemetry Collector: Span Metrics Connector",
  "https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/spanmetricsconnector",
);
const TEMPO = document(
  "Grafana Tempo: Generate metrics from spans",
  "https://grafana.com/docs/tempo/latest/metrics-from-traces/span-metrics/span-metrics-metrics-generator/",
);
const GRAPH = document(
  "Grafana Tempo: Service graphs",
  "https://grafana.com/docs/tempo/latest/metrics-from-traces/service_graphs/",
);

const CALLS = /^traces_span_?metrics_(calls|size)$/;
const CONNECTOR_TIME = /^traces_span_metrics_duration_(milliseconds|seconds)$/;
const ANY = /^traces_span_?metrics_(calls|size|latency|duration_seconds|duration_milliseconds)$/;
const SAMPLED = "Where spans are dropped before the metrics are made of them, it misses those.";

const kind = (accepts: RegExp) => [{ label: /^span_?kind$/, accepts }];

/** Metrics made of spans; the span's kind tells which side of a call it is. */
export const spanFamilies = prometheusRows([
  {
    id: "span-metrics-server-time",
    title: "Span metrics, server spans, time in milliseconds",
    class: "server",
    match: /^traces_span_metrics_duration_milliseconds$/,
    labels: kind(/^(SPAN_KIND_)?SERVER$/i),
    examples: ['traces_span_metrics_duration_milliseconds_bucket{span_kind="SPAN_KIND_SERVER"}'],
    measures: "requests that reached the service, as its traces show them, and how long they took",
    blindTo: SAMPLED,
    type: "histogram",
    unit: "milliseconds",
    defaultBuckets: bounds("2 4 6 8 10 50 100 200 400 800 1000 1400 2000 5000 10000 15000"),
    evidence: CONNECTOR,
  },
  {
    id: "span-metrics-server",
    title: "Span metrics, server spans",
    class: "server",
    match: ANY,
    labels: kind(/^(SPAN_KIND_)?SERVER$/i),
    examples: ['traces_spanmetrics_calls_total{span_kind="SPAN_KIND_SERVER"}'],
    measures: "requests that reached the service, as its traces show them",
    blindTo: SAMPLED,
    evidence: CONNECTOR,
  },
  {
    id: "span-metrics-consumer",
    title: "Span metrics, consumer spans",
    class: "async",
    match: ANY,
    labels: kind(/^(SPAN_KIND_)?CONSUMER$/i),
    examples: ['traces_span_metrics_calls_total{span_kind="SPAN_KIND_CONSUMER"}'],
    measures: "messages that the service took from a queue",
    blindTo: "It says how long the work took, not how long the message had waited.",
    evidence: CONNECTOR,
  },
  {
    id: "span-metrics-client",
    title: "Span metrics, client and producer spans",
    class: "dependency",
    match: ANY,
    labels: kind(/^(SPAN_KIND_)?(CLIENT|PRODUCER)$/i),
    examples: ['traces_span_metrics_calls_total{span_kind="SPAN_KIND_CLIENT"}'],
    measures: "calls that the service makes",
    evidence: CONNECTOR,
  },
  {
    id: "span-metrics-internal",
    title: "Span metrics, internal spans",
    class: "internal",
    match: ANY,
    labels: kind(/^(SPAN_KIND_)?INTERNAL$/i),
    ambiguous: true,
    examples: ['traces_span_metrics_calls_total{span_kind="SPAN_KIND_INTERNAL"}'],
    measures: "steps inside the service",
    evidence: CONNECTOR,
  },
  {
    id: "span-metrics-time",
    title: "Span metrics, any kind, time",
    class: "server",
    match: CONNECTOR_TIME,
    ambiguous: true,
    examples: [
      "traces_span_metrics_duration_milliseconds_bucket",
      "traces_span_metrics_duration_seconds_count",
    ],
    measures: "spans of all kinds: requests taken, calls made, steps inside",
    blindTo: SAMPLED,
    instead: 'Ask for `span_kind="SPAN_KIND_SERVER"`: the other kinds are not what users wait for.',
    type: "histogram",
    evidence: CONNECTOR,
  },
  {
    id: "tempo-span-metrics-time",
    title: "Tempo span metrics, any kind, time",
    class: "server",
    match: /^traces_spanmetrics_(latency|duration_seconds)$/,
    ambiguous: true,
    examples: ["traces_spanmetrics_latency_bucket"],
    measures: "spans of all kinds: requests taken, calls made, steps inside",
    blindTo: SAMPLED,
    instead: 'Ask for `span_kind="SPAN_KIND_SERVER"`: the other kinds are not what users wait for.',
    type: "histogram",
    evidence: TEMPO,
  },
  {
    id: "span-metrics",
    title: "Span metrics, any kind",
    class: "server",
    match: CALLS,
    ambiguous: true,
    examples: ["traces_span_metrics_calls_total", "traces_spanmetrics_calls_total"],
    measures: "spans of all kinds: requests taken, calls made, steps inside",
    blindTo: SAMPLED,
    instead: 'Ask for `span_kind="SPAN_KIND_SERVER"`: the other kinds are not what users wait for.',
    evidence: CONNECTOR,
  },
  {
    id: "service-graph-client",
    title: "Service graph, the caller's side",
    class: "dependency",
    match: /^traces_service_graph_request_client(_seconds)?$/,
    examples: ["traces_service_graph_request_client_seconds_bucket"],
    measures: "calls between services, as the caller saw them",
    type: "histogram",
    evidence: GRAPH,
  },
  {
    id: "service-graph",
    title: "Service graph",
    class: "server",
    match: /^traces_service_graph_request(_failed|_server|_server_seconds)?$/,
    examples: ["traces_service_graph_request_total", "traces_service_graph_request_server_seconds_bucket"],
    measures: "requests between services, as their traces show them",
    blindTo: SAMPLED,
    evidence: GRAPH,
  },
]);
