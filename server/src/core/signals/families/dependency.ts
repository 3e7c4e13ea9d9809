import { document, OPENTELEMETRY_SDK, OPENTELEMETRY_SECONDS, prometheusRows } from "./row";

const HTTP = document(
  "OpenTelemetry: Semantic conventions for HTTP metrics",
  "https://opentelemetry.io/docs/specs/semconv/http/http-metrics/#http-client",
);
const RPC = document(
  "OpenTelemetry: Semantic conventions for RPC metrics",
  "https://opentelemetry.io/docs/specs/semconv/rpc/rpc-metrics/",
);
const SPRING = document(
  "Spring Boot: Metrics, supported metrics",
  "https://docs.spring.io/spring-boot/reference/actuator/metrics.html",
);

/** Calls that a service makes, as it sees them itself. */
export const dependencyFamilies = prometheusRows([
  {
    id: "otel-http-client",
    title: "OpenTelemetry, HTTP client, request time",
    class: "dependency",
    match: /^http_client_request_duration_seconds$/,
    examples: ["http_client_request_duration_seconds_bucket"],
    measures: "HTTP calls that the service makes, and how long they take",
    type: "histogram",
    unit: "seconds",
    defaultBuckets: OPENTELEMETRY_SECONDS,
    evidence: HTTP,
  },
  {
    id: "otel-http-client-milliseconds",
    title: "OpenTelemetry, HTTP client, older request time",
    class: "dependency",
    match: /^http_client_duration(_milliseconds)?$/,
    examples: ["http_client_duration_milliseconds_bucket"],
    measures: "HTTP calls that the service makes, and how long they take",
    type: "histogram",
    unit: "milliseconds",
    defaultBuckets: OPENTELEMETRY_SDK,
    evidence: HTTP,
  },
  {
    id: "http-client",
    title: "HTTP client (OpenTelemetry, Micrometer, .NET)",
    class: "dependency",
    match: /^(http_client|httpclient|httpcomponents_httpclient|okhttp_requests|ktor_http_client)_/,
    examples: ["http_client_requests_seconds_count", "httpclient_request_duration_seconds_bucket"],
    measures: "HTTP calls that the service makes",
    evidence: SPRING,
  },
  {
    id: "otel-rpc-client",
    title: "OpenTelemetry, RPC client",
    class: "dependency",
    match: /^rpc_client_/,
    examples: ["rpc_client_duration_milliseconds_bucket", "rpc_client_call_duration_seconds_bucket"],
    measures: "calls that the service makes",
    evidence: RPC,
  },
  {
    id: "grpc-client",
    title: "gRPC client",
    class: "dependency",
    match: /^(grpc_client|grpc_io_client|opencensus_io_http_client|connect_client)_/,
    examples: ["grpc_client_handled_total", "connect_client_requests_total"],
    measures: "calls that the service makes",
    evidence: document(
      "go-grpc-prometheus: Metrics",
      "https://github.com/grpc-ecosystem/go-grpc-prometheus#metrics",
    ),
  },
  {
    id: "kubernetes-client",
    title: "Kubernetes client",
    class: "dependency",
    match: /^(rest_client_|prometheus_operator_kubernetes_client_|kubernetes_client_http_)/,
    examples: ["rest_client_requests_total", "prometheus_operator_kubernetes_client_http_requests_total"],
    measures: "calls to the Kubernetes API",
    evidence: document(
      "Kubernetes: Metrics reference",
      "https://kubernetes.io/docs/reference/instrumentation/metrics/",
    ),
  },
  {
    id: "acme-client",
    title: "cert-manager, ACME client",
    class: "dependency",
    match: /^certmanager_http_acme_client_/,
    examples: ["certmanager_http_acme_client_request_count"],
    measures: "calls to the certificate authority",
    evidence: document(
      "cert-manager: Prometheus metrics",
      "https://cert-manager.io/docs/devops-tips/prometheus-metrics/",
    ),
  },
  {
    id: "envoy-upstream",
    title: "Envoy, upstream clusters",
    class: "dependency",
    match: /^envoy_cluster_(external_|internal_|canary_|zone_.+_)?upstream_rq/,
    ambiguous: true,
    examples: ["envoy_cluster_upstream_rq_xx", "envoy_cluster_upstream_rq_time_bucket"],
    measures: "calls from Envoy to the service behind it",
    blindTo:
      "It leaves out requests that Envoy could not pass on; in a sidecar it counts calls that the workload makes.",
    instead: "Count `envoy_http_downstream_rq_xx` at the gateway.",
    evidence: document(
      "Envoy: Cluster statistics",
      "https://www.envoyproxy.io/docs/envoy/latest/configuration/upstream/cluster_manager/cluster_stats",
    ),
  },
  {
    id: "nginx-upstream",
    title: "NGINX, upstream servers",
    class: "server",
    match:
      /^((nginx_ingress_)?nginxplus_upstream_server_(responses|requests|response_time|header_time|fails|unavail)|nginx_vts_upstream_(requests|response_seconds|request_seconds))$/,
    examples: ["nginxplus_upstream_server_responses", "nginx_vts_upstream_requests_total"],
    measures: "answers of the servers behind NGINX",
    blindTo: "It leaves out requests that NGINX could not pass to any server.",
    instead: "Count NGINX's own answers, such as `nginxplus_server_zone_responses`.",
    evidence: document(
      "NGINX Prometheus Exporter: Exported metrics",
      "https://github.com/nginx/nginx-prometheus-exporter#exported-metrics",
    ),
  },
  {
    id: "resilience4j",
    title: "Resilience4j",
    class: "dependency",
    match: /^resilience4j_(circuitbreaker|retry|timelimiter|bulkhead)_/,
    examples: ["resilience4j_circuitbreaker_calls_seconds_count", "resilience4j_retry_calls_total"],
    measures: "guarded calls that the service makes",
    evidence: document("Resilience4j: Micrometer", "https://resilience4j.readme.io/docs/micrometer"),
  },
  {
    id: "dapr-client",
    title: "Dapr, client",
    class: "dependency",
    match: /^dapr_(http_client|grpc_io_client)_/,
    examples: ["dapr_http_client_sent_bytes", "dapr_grpc_io_client_completed_rpcs"],
    measures: "calls that the sidecar makes",
    evidence: document(
      "Dapr: Metrics",
      "https://github.com/dapr/dapr/blob/master/docs/development/dapr-metrics.md",
    ),
  },
]);
