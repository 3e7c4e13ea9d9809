import { describe, expect, it } from "vitest";
import { baseName, classify } from "../../../server/src/core/signals/classify";
import type { SignalClass, SignalFamily } from "../../../server/src/core/signals/signal";
import { series } from "./reference";

const WELL_KNOWN: readonly (readonly [string, SignalClass])[] = [
  ["web_vitals_lcp_seconds_bucket", "rum"],
  ["nginx_ingress_controller_requests", "edge"],
  ["traefik_entrypoint_request_duration_seconds_bucket", "edge"],
  ["haproxy_frontend_http_responses_total", "edge"],
  ["envoy_http_downstream_rq_xx", "edge"],
  ["kong_http_requests_total", "edge"],
  ["aws_applicationelb_httpcode_target_5_xx_count_sum", "edge"],
  ['istio_requests_total{reporter="source",source_workload="istio-ingressgateway"}', "edge"],
  ['istio_requests_total{reporter="destination"}', "server"],
  ["http_requests_total", "server"],
  ["http_server_requests_seconds_count", "server"],
  ["http_server_request_duration_seconds_bucket", "server"],
  ["grpc_server_handled_total", "server"],
  ["nginx_ingress_controller_response_duration_seconds_bucket", "server"],
  ["apiserver_request_total", "platform"],
  ["coredns_dns_responses_total", "platform"],
  ["prometheus_http_requests_total", "platform"],
  ["http_client_request_duration_seconds_bucket", "dependency"],
  ["rest_client_requests_total", "dependency"],
  ["grpc_client_handled_total", "dependency"],
  ["prometheus_operator_kubernetes_client_http_requests_total", "dependency"],
  ["probe_success", "synthetic"],
  ["up_custom_query_duration_seconds_bucket", "synthetic"],
  ["probe_browser_web_vital_lcp", "synthetic"],
  ["kafka_consumergroup_lag", "async"],
  ["kube_job_status_failed", "async"],
  ["sidekiq_jobs_executed_total", "async"],
  ["up", "internal"],
  ["node_cpu_seconds_total", "internal"],
  ["container_cpu_usage_seconds_total", "internal"],
  ["kube_pod_status_ready", "internal"],
  ["jvm_memory_used_bytes", "internal"],
  ["process_cpu_seconds_total", "internal"],
  ["etcd_disk_wal_fsync_duration_seconds_bucket", "internal"],
  ["pg_stat_database_xact_commit", "internal"],
  ["hikaricp_connections_pending", "internal"],
  ["prometheus_tsdb_head_series", "internal"],
  ["promhttp_metric_handler_requests_total", "internal"],
];

/** An application's own names that begin like machinery's. */
const BUSINESS = [
  "orders_total",
  "checkout_success_total",
  "process_payments_total",
  "process_orders_duration_seconds_bucket",
  "container_shipments_total",
  "container_bookings_confirmed_total",
  "node_registrations_total",
  "node_requests_total",
  "scheduler_jobs_completed_total",
  "scheduler_appointments_booked_total",
  "db_exports_delivered_total",
  "go_live_events_total",
  "machine_orders_total",
  "windows_sold_total",
  "pilot_checkins_total",
  "vector_search_answers_total",
  "vm_provisionings_total",
  "executor_trades_total",
  "kube_sessions_total",
  "storage_operation_charges_total",
  "argocd_demo_visits_total",
  "redis_tickets_sold_total",
  "response_total",
  "request_total",
  "success",
  "total",
  "latency",
  "requests_duration_seconds_bucket",
  "job:slo_errors:ratio_rate5m",
];

describe("classify", () => {
  it.each(WELL_KNOWN)("%s is %s", (name, expected) => {
    expect(classify(series(name)).class).toBe(expected);
  });

  it.each(BUSINESS)("does not take %s for anything", (name) => {
    const verdict = classify(series(name));
    expect(verdict.class).toBe("unknown");
    expect(verdict.family).toBeUndefined();
    expect(verdict.blindTo).toBeUndefined();
    expect(verdict.instead).toBeUndefined();
    expect(verdict.why).toContain(`\`${name}\``);
  });

  it("takes an application's prefix before a customary name", () => {
    expect(classify(series("shop_http_requests_total"))).toMatchObject({
      class: "server",
      family: { convention: true },
    });
    expect(classify(series("shop_outgoing_http_requests_total")).class).toBe("unknown");
    expect(classify(series("shop_client_http_requests_total")).class).toBe("unknown");
  });

  it("gives what it misses and what to use instead, as whole sentences", () => {
    const verdict = classify(series("etcd_server_proposals_failed_total"));
    expect(verdict.blindTo).toBe("Users can suffer while it looks fine.");
    expect(verdict.instead).toMatch(/^Count requests at the edge, .*\.$/);
    expect(verdict.why).toBe(
      "`etcd_server_proposals_failed_total` is about the key-value store behind Kubernetes.",
    );
    expect(classify(series("nginx_ingress_controller_requests")).instead).toBeUndefined();
  });

  it("says of a likely class that it is one", () => {
    const verdict = classify(series("orders_export_lag_seconds"));
    expect(verdict).toMatchObject({ class: "async", ambiguous: true });
    expect(verdict.why).toContain("probably");
  });

  it("never throws, and knows nothing of odd names", () => {
    for (const name of [
      "",
      "_",
      "_total",
      ":",
      "a".repeat(100_000),
      "é",
      "http_requests\n",
      "{}",
      "__name__",
    ]) {
      expect(classify({ source: "prometheus", name, labels: [] }).class, name.slice(0, 20)).toBe("unknown");
    }
  });

  it("does not look up one source's names in another's rows", () => {
    expect(classify({ source: "other", name: "node_load1", labels: [] }).class).toBe("unknown");
  });
});

describe("labels", () => {
  const classOf = (text: string) => classify(series(text)).class;

  it("reads alternatives, and takes none unless all fit", () => {
    expect(classOf('traces_span_metrics_calls_total{span_kind=~"SPAN_KIND_CLIENT|SPAN_KIND_PRODUCER"}')).toBe(
      "dependency",
    );
    const mixed = classify(
      series('traces_span_metrics_calls_total{span_kind=~"SPAN_KIND_CLIENT|SPAN_KIND_SERVER"}'),
    );
    expect(mixed).toMatchObject({ class: "server", ambiguous: true });
  });

  it("takes no comfort from what a query leaves out", () => {
    const left = classify(series('istio_requests_total{reporter!="source"}'));
    expect(left.family?.id).toBe("istio");
  });

  it("tells the ends of a Linkerd connection apart", () => {
    expect(classOf('response_total{direction="inbound"}')).toBe("server");
    expect(classOf('response_total{direction="outbound",dst_service="shop"}')).toBe("server");
    expect(classOf('response_total{direction="outbound",classification="success"}')).toBe("dependency");
    expect(classify(series('response_total{classification="success"}')).ambiguous).toBe(true);
  });

  it("takes an egress gateway for no edge", () => {
    expect(classOf('istio_requests_total{source_workload="istio-egressgateway"}')).toBe("dependency");
  });
});

describe("own families", () => {
  const own: SignalFamily = {
    id: "workspace-1",
    title: "node_load1",
    source: "prometheus",
    class: "edge",
    match: /^node_load1$/,
    measures: "lorries at the gate",
    evidence: { title: "Workspace", url: "file:///.slosmith.yaml" },
  };

  it("win over the catalogue", () => {
    const verdict = classify(series("node_load1"), [own]);
    expect(verdict).toMatchObject({ class: "edge", family: { id: "workspace-1" } });
    expect(verdict.why).toBe("`node_load1` is about lorries at the gate.");
    expect(classify(series("node_load5"), [own]).class).toBe("internal");
  });

  it("bring no advice where they say that users feel it", () => {
    const felt: SignalFamily = { ...own, class: "unknown", userFacing: true, why: "Drivers wait for it." };
    const verdict = classify(series("node_load1"), [felt]);
    expect(verdict).toMatchObject({
      class: "unknown",
      why: "Drivers wait for it.",
      family: { userFacing: true },
    });
    expect(verdict.blindTo).toBeUndefined();
    expect(verdict.instead).toBeUndefined();
  });
});

describe("types", () => {
  const typeOf = (text: string) => {
    const { type, typeBy } = classify(series(text));
    return [type, typeBy];
  };

  it("come from the family where it states one", () => {
    expect(typeOf("up")).toEqual(["gauge", "family"]);
    expect(typeOf("traefik_service_requests_total")).toEqual(["counter", "family"]);
    expect(typeOf("grpc_server_handling_seconds_count")).toEqual(["histogram", "family"]);
    // The exporter makes a gauge of every statistic, whatever its name ends in.
    expect(typeOf("aws_applicationelb_request_count_sum")).toEqual(["gauge", "family"]);
    expect(typeOf("bullmq_job_count")).toEqual(["gauge", "family"]);
  });

  it("are guessed by the suffix otherwise", () => {
    expect(typeOf("shop_orders_total")).toEqual(["counter", "suffix"]);
    expect(typeOf("shop_orders_seconds_bucket")).toEqual(["histogram", "suffix"]);
    expect(typeOf("node_cpu_seconds_total")).toEqual(["counter", "suffix"]);
    expect(typeOf("shop_orders_waiting")).toEqual([undefined, undefined]);
  });
});

describe("baseName", () => {
  it("takes one suffix off", () => {
    expect(["a_total", "a_count", "a_bucket", "a_sum", "a", "a_total_count"].map(baseName)).toEqual([
      "a",
      "a",
      "a",
      "a",
      "a",
      "a_total",
    ]);
    expect(baseName("_total")).toBe("_total");
  });
});
