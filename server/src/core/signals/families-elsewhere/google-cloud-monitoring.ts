import type { SignalFamily } from "../signal";
import { elsewhereRows } from "./row";

const LISTS = "https://cloud.google.com/monitoring/api";

const requestResponse = elsewhereRows(
  "google-cloud-monitoring",
  {
    title: "Google Cloud Observability, request-response services",
    url: "https://cloud.google.com/stackdriver/docs/solutions/slo-monitoring/sli-metrics/req-resp-metrics",
  },
  [
    {
      id: "gcm-endpoints",
      title: "Cloud Endpoints and service APIs, as served",
      class: "edge",
      match:
        /^serviceruntime\.googleapis\.com\/api\/(request_count|request_latencies|request_latencies_overhead)$/,
      labels: [{ label: /^resource\.type$/, accepts: /^(api|produced_api)$/ }],
      measures: "requests that the proxy in front of an API answered",
      examples: ['serviceruntime.googleapis.com/api/request_count{resource.type="api"}'],
    },
    {
      id: "gcm-consumed-api",
      title: "Google APIs, as called",
      class: "dependency",
      match: /^serviceruntime\.googleapis\.com\/api\//,
      labels: [{ label: /^resource\.type$/, accepts: /^consumed_api$/ }],
      measures: "calls that a project makes to an API",
      examples: ['serviceruntime.googleapis.com/api/request_latencies{resource.type="consumed_api"}'],
    },
    {
      id: "gcm-load-balancer",
      title: "HTTP(S) load balancer, requests",
      class: "edge",
      match:
        /^loadbalancing\.googleapis\.com\/https\/((internal|external\/regional)\/)?(request_count|total_latencies)$/,
      measures: "requests that the load balancer answered",
      examples: [
        "loadbalancing.googleapis.com/https/request_count",
        "loadbalancing.googleapis.com/https/internal/total_latencies",
      ],
    },
    {
      id: "gcm-load-balancer-backend",
      title: "HTTP(S) load balancer, backends",
      class: "server",
      match:
        /^loadbalancing\.googleapis\.com\/https\/((internal|external\/regional)\/)?backend_(request_count|latencies)$/,
      measures: "requests that the load balancer sent on to a backend",
      companion:
        "The load balancer's own errors and answers from its cache reach no backend. Take `https/request_count` and `https/total_latencies`.",
      examples: ["loadbalancing.googleapis.com/https/backend_latencies"],
    },
    {
      id: "gcm-app-engine",
      title: "App Engine, responses",
      class: "server",
      match:
        /^appengine\.googleapis\.com\/http\/server\/(response_count|response_latencies|response_style_count)$/,
      measures: "answers that an App Engine service gave",
      examples: ["appengine.googleapis.com/http/server/response_count"],
    },
    {
      id: "gcm-istio-server",
      title: "Istio on GKE, requests received",
      class: "server",
      match: /^istio\.io\/service\/server\/(request_count|response_latencies|request_bytes|response_bytes)$/,
      measures: "requests that a service in the mesh received",
      examples: ["istio.io/service/server/request_count"],
    },
    {
      id: "gcm-istio-client",
      title: "Istio on GKE, requests made",
      class: "dependency",
      match: /^istio\.io\/service\/client\//,
      measures: "requests that a service in the mesh made",
      examples: ["istio.io/service/client/request_count"],
    },
  ],
);

const services = elsewhereRows(
  "google-cloud-monitoring",
  { title: "Google Cloud metrics", url: `${LISTS}/metrics_gcp` },
  [
    {
      id: "gcm-api-proxies",
      title: "API Gateway and Apigee, requests",
      class: "edge",
      match:
        /^(apigateway\.googleapis\.com\/proxy\/request_(count|latencies)|apigee\.googleapis\.com\/proxy(v2)?\/(request_count|response_count|latencies|latency\w*))$/,
      measures: "requests that the API's proxy answered",
      examples: ["apigateway.googleapis.com/proxy/request_count"],
    },
    {
      id: "gcm-cloud-run",
      title: "Cloud Run, requests",
      class: "server",
      match: /^run\.googleapis\.com\/request_(count|latencies)$/,
      measures: "requests that reached a revision",
      blindTo: "It misses requests that reach no container: refused, or no instance left to take them.",
      examples: ["run.googleapis.com/request_count"],
    },
    {
      id: "gcm-cloud-functions",
      title: "Cloud Functions, executions",
      class: "server",
      match: /^cloudfunctions\.googleapis\.com\/function\/execution_(count|times)$/,
      measures: "executions of a function",
      examples: ["cloudfunctions.googleapis.com/function/execution_count"],
    },
    {
      id: "gcm-managed-stores",
      title: "Managed stores and BigQuery",
      class: "dependency",
      match:
        /^(spanner|bigtable|firestore|datastore|storage|bigquery)\.googleapis\.com\/(api|server|query|request)\b/,
      measures: "calls to a managed store",
      ambiguous: true,
      examples: ["spanner.googleapis.com/api/request_count"],
    },
    {
      id: "gcm-uptime-checks",
      title: "Uptime checks",
      class: "synthetic",
      match: /^monitoring\.googleapis\.com\/uptime_check\//,
      measures: "Cloud Monitoring's own checks of an endpoint",
      examples: ["monitoring.googleapis.com/uptime_check/check_passed"],
    },
    {
      id: "gcm-background",
      title: "Pub/Sub, Cloud Tasks, Dataflow and Cloud Run jobs",
      class: "async",
      match:
        /^(pubsub\.googleapis\.com\/(subscription|topic|snapshot)|cloudtasks\.googleapis\.com\/queue|dataflow\.googleapis\.com\/job|run\.googleapis\.com\/job)\//,
      measures: "messages and jobs that wait or are done in the background",
      examples: [
        "pubsub.googleapis.com/subscription/oldest_unacked_message_age",
        "dataflow.googleapis.com/job/system_lag",
      ],
    },
    {
      id: "gcm-machines",
      title: "Machines, containers and databases",
      class: "internal",
      match:
        /^(compute|cloudsql|alloydb|redis|memcache|file|agent)\.googleapis\.com\/|^(run\.googleapis\.com\/container|cloudfunctions\.googleapis\.com\/function\/(active_instances|user_memory_bytes|instance_count)|appengine\.googleapis\.com\/(system|flex))(\/|$)/,
      measures: "machines, containers or databases",
      examples: [
        "compute.googleapis.com/instance/cpu/utilization",
        "run.googleapis.com/container/cpu/utilizations",
      ],
    },
  ],
);

const kubernetes = elsewhereRows(
  "google-cloud-monitoring",
  { title: "Kubernetes metrics", url: `${LISTS}/metrics_kubernetes` },
  [
    {
      id: "gcm-kubernetes",
      title: "GKE nodes, pods and containers",
      class: "internal",
      match:
        /^(kubernetes\.io\/(container|node|node_daemon|pod|autoscaler)|container\.googleapis\.com\/container)\//,
      measures: "nodes, pods and containers",
      examples: ["kubernetes.io/container/cpu/core_usage_time"],
    },
  ],
);

/** Metric types of Google Cloud. */
export const googleCloudFamilies: readonly SignalFamily[] = [...requestResponse, ...services, ...kubernetes];
