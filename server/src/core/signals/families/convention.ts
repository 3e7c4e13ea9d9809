import { document, prometheusRows } from "./row";

const NAMING = document(
  "Prometheus: Metric and label naming",
  "https://prometheus.io/docs/practices/naming/",
);

/** Words in a name that say that the requests are not the service's own answers. */
const NOT_OWN = "(?!.*(client|outgoing|outbound|egress|external|upstream|downstream_call|probe|synthetic))";

/** Names that follow a custom and stand in no product's document: tried after all others. */
export const conventionFamilies = prometheusRows([
  {
    id: "http-requests",
    title: "HTTP requests, by their name",
    class: "server",
    convention: true,
    match: new RegExp(`^${NOT_OWN}(.*_)?http_(server_)?(requests?|responses?)(_|$)`),
    examples: [
      "http_requests_total",
      "http_request_duration_seconds_bucket",
      "myapp_http_requests_total",
      "http_server_requests_total",
      "http_request_duration_ms_count",
    ],
    measures: "requests that reached the service",
    evidence: NAMING,
  },
  {
    id: "server-requests",
    title: "Server's requests, by their name",
    class: "server",
    convention: true,
    match: new RegExp(`^${NOT_OWN}(.*_)?(server_requests?|grpc_requests?|grpc_server|rpc_server)(_|$|[A-Z])`),
    examples: ["api_server_requests_total", "localhost_server_requests", "myapp_grpc_requests_total"],
    measures: "requests that reached the service",
    evidence: NAMING,
  },
  {
    id: "client-requests",
    title: "Client's requests, by their name",
    class: "dependency",
    convention: true,
    ambiguous: true,
    match: /(^|_)(http|rest|grpc|rpc)_client_/,
    examples: ["myapp_http_client_requests_total"],
    measures: "calls that the service makes",
    evidence: NAMING,
  },
  {
    id: "freshness",
    title: "Lag, age and freshness, by their name",
    class: "async",
    convention: true,
    ambiguous: true,
    match: /(^|_)(lag|age|oldest|freshness|staleness|backlog)(_|$)/,
    examples: ["export_lag_seconds", "report_oldest_item_age_seconds", "feed_freshness_seconds"],
    measures: "how old or how far behind something is",
    evidence: NAMING,
  },
  {
    id: "messages",
    title: "Messaging, by its name",
    class: "async",
    convention: true,
    ambiguous: true,
    match: /^messaging_/,
    examples: ["messaging_messages_consumed_total"],
    measures: "messages",
    evidence: NAMING,
  },
]);
