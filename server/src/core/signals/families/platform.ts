import { bounds, document, prometheusRows } from "./row";

const KUBERNETES = document(
  "Kubernetes: Metrics reference",
  "https://kubernetes.io/docs/reference/instrumentation/metrics/",
);
const APISERVER_BOUNDS = ".05 .1 .2 .4 .6 .8 1 1.25 1.5 2 3 4 5 6 8 10 15 20 30 45 60";

/** Platforms that others build on: user-facing where the platform's tenants are the users. */
export const platformFamilies = prometheusRows([
  {
    id: "kubernetes-api-time",
    title: "Kubernetes API server, request time",
    class: "platform",
    match: /^apiserver_request_duration_seconds$/,
    examples: ["apiserver_request_duration_seconds_bucket"],
    measures: "requests that the Kubernetes API answered, and how long that took",
    type: "histogram",
    unit: "seconds",
    evidence: KUBERNETES,
  },
  {
    id: "kubernetes-api-sli-time",
    title: "Kubernetes API server, request time without webhooks and queueing",
    class: "platform",
    match: /^apiserver_request_(sli|slo)_duration_seconds$/,
    examples: ["apiserver_request_sli_duration_seconds_bucket"],
    measures: "requests that the Kubernetes API answered, and its own part of the time",
    blindTo: "It leaves out the time in admission webhooks and in the API's priority queue.",
    type: "histogram",
    unit: "seconds",
    defaultBuckets: bounds(APISERVER_BOUNDS),
    evidence: KUBERNETES,
  },
  {
    id: "kubernetes-api",
    title: "Kubernetes API server",
    class: "platform",
    match:
      /^apiserver_request(_terminations|_aborts|_timestamp_comparison_time)?$|^apiserver_response_sizes$/,
    examples: ["apiserver_request_total"],
    measures: "requests that the Kubernetes API answered",
    evidence: KUBERNETES,
  },
  {
    id: "coredns-time",
    title: "CoreDNS, request time",
    class: "platform",
    match: /^coredns_dns_request_duration_seconds$/,
    examples: ["coredns_dns_request_duration_seconds_bucket"],
    measures: "names that CoreDNS looked up, and how long that took",
    type: "histogram",
    unit: "seconds",
    evidence: document("CoreDNS: prometheus plugin", "https://coredns.io/plugins/metrics/"),
  },
  {
    id: "coredns",
    title: "CoreDNS",
    class: "platform",
    match: /^coredns_dns_/,
    examples: ["coredns_dns_responses_total", "coredns_dns_requests_total"],
    measures: "names that CoreDNS looked up",
    evidence: document("CoreDNS: prometheus plugin", "https://coredns.io/plugins/metrics/"),
  },
  {
    id: "prometheus-http-time",
    title: "Prometheus, its own HTTP API, request time",
    class: "platform",
    match: /^prometheus_http_request_duration_seconds$/,
    examples: ["prometheus_http_request_duration_seconds_bucket"],
    measures: "queries and other requests that Prometheus answered, and how long that took",
    type: "histogram",
    unit: "seconds",
    defaultBuckets: bounds(".1 .2 .4 1 3 8 20 60 120"),
    evidence: document(
      "Prometheus: web handler",
      "https://github.com/prometheus/prometheus/blob/main/web/web.go",
    ),
  },
  {
    id: "prometheus-http",
    title: "Prometheus, its own HTTP API",
    class: "platform",
    match: /^prometheus_http_/,
    examples: ["prometheus_http_requests_total", "prometheus_http_response_size_bytes_sum"],
    measures: "queries and other requests that Prometheus answered",
    evidence: document("Prometheus: HTTP API", "https://prometheus.io/docs/prometheus/latest/querying/api/"),
  },
  {
    id: "alertmanager-requests",
    title: "Alertmanager, notifications and requests",
    class: "platform",
    match:
      /^alertmanager_(notifications(_failed|_suppressed)?|notification_(requests|requests_failed|latency_seconds)|http_.*)$/,
    examples: ["alertmanager_notifications_failed_total", "alertmanager_notification_latency_seconds_bucket"],
    measures: "notifications that Alertmanager sent",
    evidence: document("Alertmanager", "https://prometheus.io/docs/alerting/latest/management_api/"),
  },
  {
    id: "grafana-stores",
    title: "Loki, Mimir, Cortex, Tempo, Grafana: requests",
    class: "platform",
    match:
      /^(loki|cortex|tempo|tempo_query_frontend|pyroscope)_(request_duration_seconds|query_frontend_queries|queries)$|^grafana_http_request_duration_seconds$/,
    examples: [
      "loki_request_duration_seconds_bucket",
      "cortex_request_duration_seconds_count",
      "tempo_request_duration_seconds_bucket",
      "grafana_http_request_duration_seconds_count",
    ],
    measures: "requests that the store of logs, metrics or traces answered",
    evidence: document(
      "Grafana Mimir: Dashboards and alerts",
      "https://grafana.com/docs/mimir/latest/manage/monitor-grafana-mimir/",
    ),
  },
  {
    id: "thanos-requests",
    title: "Thanos, queries, writes and alerts",
    class: "platform",
    match:
      /^thanos_(query_api_instant_query|query_api_range_query|query_frontend_queries|receive_forward_requests|store_series_gate|alert_sender_alerts)/,
    examples: [
      "thanos_query_frontend_queries_total",
      "thanos_receive_forward_requests_total",
      "thanos_alert_sender_alerts_dropped_total",
    ],
    measures: "queries, writes and alerts that Thanos took in hand",
    evidence: document("Thanos: Components", "https://thanos.io/tip/components/query.md/"),
  },
  {
    id: "argo-cd-sync",
    title: "Argo CD, syncs",
    class: "platform",
    match: /^argocd_app_sync(_duration_seconds)?$/,
    examples: ["argocd_app_sync_total"],
    measures: "deployments that Argo CD carried out",
    evidence: document(
      "Argo CD: Metrics",
      "https://argo-cd.readthedocs.io/en/stable/operator-manual/metrics/",
    ),
  },
  {
    id: "argo-cd-internal",
    title: "Argo CD, itself",
    class: "internal",
    match:
      /^argocd_(app_(info|reconcile|k8s_request|condition|labels|orphaned_resources)|cluster_|git_|kubectl_|redis_|repo_|resource_events|notifications_|github_api_|login_request)/,
    examples: ["argocd_app_reconcile_bucket", "argocd_app_info", "argocd_git_request_total"],
    measures: "Argo CD's own work",
    evidence: document(
      "Argo CD: Metrics",
      "https://argo-cd.readthedocs.io/en/stable/operator-manual/metrics/",
    ),
  },
  {
    id: "minio-s3",
    title: "MinIO, S3 requests",
    class: "platform",
    match: /^minio_(s3|api)_requests/,
    examples: ["minio_s3_requests_total", "minio_s3_requests_errors_total"],
    measures: "requests that the object store answered",
    evidence: document(
      "MinIO: Metrics and alerts",
      "https://github.com/minio/minio/blob/master/docs/metrics/prometheus/list.md",
    ),
  },
  {
    id: "vault-requests",
    title: "HashiCorp Vault, requests",
    class: "platform",
    match: /^vault_(core_(handle_(request|login_request)|response_status_code)|route_.*)$/,
    examples: ["vault_core_handle_request_count", "vault_core_response_status_code"],
    measures: "requests that Vault answered",
    evidence: document(
      "Vault: Telemetry metrics",
      "https://developer.hashicorp.com/vault/docs/internals/telemetry/metrics",
    ),
  },
  {
    id: "keycloak",
    title: "Keycloak, user events",
    class: "platform",
    match:
      /^keycloak_(user_events|logins|failed_login_attempts|login_attempts|registrations|credentials_password_hashing_validations)$/,
    examples: ["keycloak_user_events_total", "keycloak_failed_login_attempts"],
    measures: "sign-ins that Keycloak handled",
    evidence: document("Keycloak: Event metrics", "https://www.keycloak.org/observability/event-metrics"),
  },
  {
    id: "cert-manager",
    title: "cert-manager",
    class: "internal",
    match: /^certmanager_(?!http_acme_client)/,
    examples: [
      "certmanager_certificate_ready_status",
      "certmanager_certificate_expiration_timestamp_seconds",
    ],
    measures: "the state of certificates",
    evidence: document(
      "cert-manager: Prometheus metrics",
      "https://cert-manager.io/docs/devops-tips/prometheus-metrics/",
    ),
  },
  {
    id: "keda",
    title: "KEDA",
    class: "internal",
    match: /^keda_/,
    examples: ["keda_scaler_errors_total", "keda_scaler_metrics_value"],
    measures: "the autoscaler's own work",
    evidence: document(
      "KEDA: Integrate with Prometheus",
      "https://keda.sh/docs/latest/integrations/prometheus/",
    ),
  },
  {
    id: "knative-control",
    title: "Knative, autoscaler and controllers",
    class: "internal",
    match:
      /^(autoscaler_(desired_pods|requested_pods|actual_pods|panic_mode|stable_request_concurrency|target_concurrency_per_pod|excess_burst_capacity)|activator_request_concurrency)$/,
    examples: ["autoscaler_desired_pods", "activator_request_concurrency"],
    measures: "the autoscaler's own work",
    type: "gauge",
    evidence: document(
      "Knative: Serving metrics",
      "https://knative.dev/docs/serving/observability/metrics/serving-metrics/",
    ),
  },
]);
