import { describe, expect, it } from "vitest";
import { classOf, namesOf, referencesOf } from "./read";

describe("Google Cloud queries", () => {
  it("name the metric type of a monitoring filter", () => {
    const yaml = `spec:
  filter_good: >
    project="\${PROJECT}"
    metric.type="run.googleapis.com/request_count"
    metric.labels.response_code_class = "2xx"
    resource.labels.service_name!="shop"
`;
    expect(namesOf("cloud_monitoring", yaml)).toEqual(["run.googleapis.com/request_count"]);
    expect(referencesOf("cloud_monitoring", yaml)[0]?.labels).toEqual([
      { label: "response_code_class", op: "=", value: "2xx" },
      { label: "service_name", op: "!=", value: "shop" },
    ]);
  });

  it("name it in MQL, quoted, bare, and in the short form", () => {
    const mql = (query: string) =>
      namesOf("gcm", `spec:\n  query: |-\n    ${query.replaceAll("\n", "\n    ")}\n`);
    expect(
      mql("fetch gae_app\n| metric 'appengine.googleapis.com/http/server/response_count'\n| align rate(1m)"),
    ).toEqual(["appengine.googleapis.com/http/server/response_count"]);
    expect(
      mql("fetch gae_app | metric appengine.googleapis.com/http/server/response_count | every 1m"),
    ).toEqual(["appengine.googleapis.com/http/server/response_count"]);
    expect(mql("fetch gce_instance::compute.googleapis.com/instance/cpu/utilization | mean")).toEqual([
      "compute.googleapis.com/instance/cpu/utilization",
    ]);
  });

  it("name a metric of Managed Prometheus as Prometheus does", () => {
    const yaml = `spec: {filter: 'metric.type="prometheus.googleapis.com/http_requests_total/counter"'}`;
    expect(namesOf("gcm", yaml)).toEqual(["http_requests_total"]);
    expect(referencesOf("gcm", yaml)[0]?.source).toBe("prometheus");
  });

  it("name what Cloud Service Monitoring counts, on the key that says it", () => {
    const yaml = `spec:
  latency: {threshold: 300}
  app_engine: {project_id: shop, module_id: web}
`;
    expect(namesOf("cloud_service_monitoring", yaml)).toEqual([
      "appengine.googleapis.com/http/server/response_latencies @ app_engine",
    ]);
    expect(namesOf("cloud_service_monitoring", "spec: {availability: {}, constructor: {}}")).toEqual([]);
  });

  it("leave out PromQL and what a template fills in", () => {
    expect(namesOf("gcm", "spec: {promql: 'metric.type=\"a.b/c\"'}")).toEqual([]);
    expect(namesOf("gcm", "spec: {filter: 'metric.type=\"run.googleapis.com/${METRIC}\"'}")).toEqual([]);
    expect(namesOf("gcm", "spec: {filter: 'metric.type=\"${METRIC}\"'}")).toEqual([]);
  });

  it.each([
    ["edge", "loadbalancing.googleapis.com/https/request_count", "https_lb_rule"],
    ["edge", "serviceruntime.googleapis.com/api/request_count", "api"],
    ["dependency", "serviceruntime.googleapis.com/api/request_count", "consumed_api"],
    ["unknown", "serviceruntime.googleapis.com/api/request_count", "other"],
    ["server", "loadbalancing.googleapis.com/https/backend_latencies", "https_lb_rule"],
    ["server", "run.googleapis.com/request_latencies", "cloud_run_revision"],
    ["server", "istio.io/service/server/request_count", "k8s_container"],
    ["dependency", "istio.io/service/client/request_count", "k8s_container"],
    ["dependency?", "spanner.googleapis.com/api/request_count", "spanner_instance"],
    ["synthetic", "monitoring.googleapis.com/uptime_check/check_passed", "uptime_url"],
    ["async", "pubsub.googleapis.com/subscription/ack_message_count", "pubsub_subscription"],
    ["internal", "kubernetes.io/container/cpu/core_usage_time", "k8s_container"],
    ["internal", "run.googleapis.com/container/cpu/utilizations", "cloud_run_revision"],
    ["unknown", "custom.googleapis.com/shop/requests", "global"],
    ["unknown", "loadbalancing.googleapis.com/https/frontend_tcp_rtt", "https_lb_rule"],
  ])("%s: %s of %s", (wanted, type, resource) => {
    const [reference] = referencesOf(
      "cloud_monitoring",
      `spec: {filter_valid: 'metric.type="${type}" resource.type="${resource}"'}`,
    );
    expect(reference && classOf(reference)).toBe(wanted);
  });
});
