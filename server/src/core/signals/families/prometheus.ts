import { document, prometheusRows } from "./row";

const SCRAPE = document(
  "Prometheus: Jobs and instances, generated time series",
  "https://prometheus.io/docs/concepts/jobs_instances/#automatically-generated-labels-and-time-series",
);

/** Monitoring's own insides. */
export const prometheusFamilies = prometheusRows([
  {
    id: "up",
    title: "Scrape of a target",
    class: "internal",
    match: /^up$/,
    examples: ["up"],
    measures: "whether Prometheus could scrape a target",
    blindTo: "A process that lets itself be scraped may still fail every request.",
    type: "gauge",
    evidence: SCRAPE,
  },
  {
    id: "scrape",
    title: "Scrapes",
    class: "internal",
    match:
      /^scrape_(duration_seconds|samples_scraped|samples_post_metric_relabeling|series_added|timeout_seconds|sample_limit|body_size_bytes)$/,
    examples: ["scrape_duration_seconds"],
    measures: "how Prometheus scrapes a target",
    type: "gauge",
    evidence: SCRAPE,
  },
  {
    id: "promhttp",
    title: "The metrics page itself",
    class: "internal",
    match: /^promhttp_/,
    examples: ["promhttp_metric_handler_requests_total"],
    measures: "scrapes of the metrics page",
    blindTo: "It counts Prometheus' own visits, not users' requests.",
    evidence: document(
      "client_golang: promhttp",
      "https://pkg.go.dev/github.com/prometheus/client_golang/prometheus/promhttp",
    ),
  },
  {
    id: "prometheus",
    title: "Prometheus, itself",
    class: "internal",
    match:
      /^prometheus_(tsdb|rule|sd|notifications|target|engine|remote_storage|config|api_remote_read|build_info|ready|treecache|template|web|azure|agent|execution|wal|rules|interner)(_|$)/,
    examples: [
      "prometheus_rule_evaluation_failures_total",
      "prometheus_tsdb_head_series",
      "prometheus_notifications_errors_total",
    ],
    measures: "Prometheus' own work",
    evidence: document(
      "Prometheus: Storage and rules",
      "https://prometheus.io/docs/prometheus/latest/storage/",
    ),
  },
  {
    id: "alertmanager",
    title: "Alertmanager, itself",
    class: "internal",
    match: /^alertmanager_/,
    examples: ["alertmanager_cluster_members", "alertmanager_config_last_reload_successful"],
    measures: "Alertmanager's own work",
    evidence: document("Alertmanager", "https://github.com/prometheus/alertmanager#readme"),
  },
  {
    id: "metric-stores",
    title: "Thanos, Mimir, Cortex, Loki, Tempo, VictoriaMetrics: insides",
    class: "internal",
    match:
      /^(thanos|cortex|loki|tempo|mimir|pyroscope|vmagent|vmalert|vminsert|vmselect|vmstorage|grafana|pushgateway|pyrra|net_conntrack_(dialer|listener)|vm_(app|available|cache|concurrent|data|free|http|log|merge|missing|new|parts|persistentqueue|promscrape|request|requests|rows|rpc|slow|tcplistener|tenant|timeseries))(_|$)/,
    examples: [
      "thanos_compact_group_compactions_total",
      "cortex_ingester_memory_series",
      "loki_ingester_chunks_flushed_total",
      "vm_cache_requests_total",
    ],
    measures: "the insides of a store of metrics, logs or traces",
    evidence: document("Thanos: Components", "https://thanos.io/tip/components/sidecar.md/"),
  },
  {
    id: "collectors",
    title: "Collectors and log shippers",
    class: "internal",
    match:
      /^(otelcol|fluentd|fluentbit|promtail|telegraf|agent_wal|filebeat|logstash|jaeger|vector_(component|buffer|source|sink|events|processed|utilization|build|config)|alloy_(component|build|config|resources))_/,
    examples: [
      "otelcol_exporter_sent_spans_total",
      "fluentbit_output_errors_total",
      "promtail_sent_entries_total",
    ],
    measures: "the shipping of telemetry",
    evidence: document(
      "OpenTelemetry Collector: Internal telemetry",
      "https://opentelemetry.io/docs/collector/internal-telemetry/",
    ),
  },
]);
