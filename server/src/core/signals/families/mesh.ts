import { document, ENVOY, prometheusRows } from "./row";

const ISTIO = document("Istio: Standard metrics", "https://istio.io/latest/docs/reference/config/metrics/");
const LINKERD = document("Linkerd: Proxy metrics", "https://linkerd.io/2/reference/proxy-metrics/");
const HUBBLE = document("Cilium: Metrics", "https://docs.cilium.io/en/stable/observability/metrics/");

const REQUESTS = /^istio_(requests|request_bytes|response_bytes|request_messages|response_messages)$/;
const DURATION = /^istio_request_duration_(milliseconds|seconds)$/;
const GATEWAY = {
  label: /^(source_(workload|app|canonical_service|workload_namespace)|app|pod|job|container|namespace)$/,
  accepts: /^(?!.*egress).*(gateway|ingress)/,
};
const EGRESS = { label: GATEWAY.label, accepts: /egress-?gateway/ };
const DESTINATION = { label: /^reporter$/, accepts: /^(destination|waypoint)$/ };
const SOURCE = { label: /^reporter$/, accepts: /^source$/ };

const LINKERD_PROXY = /^(route_)?(request|response|response_latency_ms|actual_response_latency_ms)$/;
const INBOUND = { label: /^direction$/, accepts: /^inbound$/ };
const OUTBOUND = { label: /^direction$/, accepts: /^outbound$/ };
const TO_A_WORKLOAD = { label: /^(dst|dst_.+|authority|target_addr)$/, accepts: /./ };
const LINKERD_ONLY = {
  label: /^(classification|dst|dst_.+|rt_route|srv_name|srv_kind|authority)$/,
  accepts: /./,
};

/** Metrics of a mesh's proxies; labels tell who reports. */
export const meshFamilies = prometheusRows([
  {
    id: "istio-egress",
    title: "Istio egress gateway",
    class: "dependency",
    match: /^istio_(requests|request_duration_milliseconds|request_bytes|response_bytes)$/,
    labels: [EGRESS],
    examples: ['istio_requests_total{source_workload="istio-egressgateway"}'],
    measures: "calls that leave the mesh",
    evidence: ISTIO,
  },
  {
    id: "istio-gateway-duration",
    title: "Istio ingress gateway, request time",
    class: "edge",
    match: DURATION,
    labels: [GATEWAY],
    examples: [
      'istio_request_duration_milliseconds_bucket{source_workload="istio-ingressgateway",reporter="source"}',
    ],
    measures: "requests that the gateway answered, and how long that took",
    type: "histogram",
    unit: "milliseconds",
    defaultBuckets: ENVOY,
    evidence: ISTIO,
  },
  {
    id: "istio-gateway",
    title: "Istio ingress gateway",
    class: "edge",
    match: REQUESTS,
    labels: [GATEWAY],
    examples: ['istio_requests_total{source_workload=~"istio-ingressgateway.*",reporter="source"}'],
    measures: "requests that the gateway answered",
    evidence: ISTIO,
  },
  {
    id: "istio-destination-duration",
    title: "Istio, reported by the service's proxy, request time",
    class: "server",
    match: DURATION,
    labels: [DESTINATION],
    examples: ['istio_request_duration_milliseconds_bucket{reporter="destination"}'],
    measures: "requests that reached the service's own proxy, and how long that took",
    type: "histogram",
    unit: "milliseconds",
    defaultBuckets: ENVOY,
    evidence: ISTIO,
  },
  {
    id: "istio-destination",
    title: "Istio, reported by the service's proxy",
    class: "server",
    match: REQUESTS,
    labels: [DESTINATION],
    examples: ['istio_requests_total{reporter="destination",destination_service="shop"}'],
    measures: "requests that reached the service's own proxy",
    evidence: ISTIO,
  },
  {
    id: "istio-source-duration",
    title: "Istio, reported by the callers' proxies, request time",
    class: "server",
    match: DURATION,
    labels: [SOURCE],
    examples: ['istio_request_duration_milliseconds_bucket{reporter="source"}'],
    measures: "calls as the proxies of those who call saw them",
    blindTo: "It misses requests from outside the mesh, and callers without a proxy.",
    type: "histogram",
    unit: "milliseconds",
    defaultBuckets: ENVOY,
    evidence: ISTIO,
  },
  {
    id: "istio-source",
    title: "Istio, reported by the callers' proxies",
    class: "server",
    match: REQUESTS,
    labels: [SOURCE],
    examples: ['istio_requests_total{reporter="source",destination_service="shop"}'],
    measures: "calls as the proxies of those who call saw them",
    blindTo: "It misses requests from outside the mesh, and callers without a proxy.",
    evidence: ISTIO,
  },
  {
    id: "istio-duration",
    title: "Istio, any reporter, request time",
    class: "server",
    match: DURATION,
    examples: ["istio_request_duration_milliseconds_bucket"],
    measures: "requests between workloads of the mesh, reported by both ends",
    blindTo: "Where both ends have a proxy, each request counts twice.",
    instead:
      'Ask for `reporter="destination"`, or for the gateway\'s own report: `reporter="source"` and its `source_workload`.',
    type: "histogram",
    unit: "milliseconds",
    defaultBuckets: ENVOY,
    evidence: ISTIO,
  },
  {
    id: "istio",
    title: "Istio, any reporter",
    class: "server",
    match: REQUESTS,
    examples: ["istio_requests_total"],
    measures: "requests between workloads of the mesh, reported by both ends",
    blindTo: "Where both ends have a proxy, each request counts twice.",
    instead:
      'Ask for `reporter="destination"`, or for the gateway\'s own report: `reporter="source"` and its `source_workload`.',
    evidence: ISTIO,
  },
  {
    id: "istio-tcp",
    title: "Istio, TCP",
    class: "server",
    match: /^istio_tcp_(sent_bytes|received_bytes|connections_opened|connections_closed)$/,
    examples: ["istio_tcp_connections_opened_total"],
    measures: "connections between workloads of the mesh",
    blindTo: "A connection that opens says nothing of the answers on it.",
    type: "counter",
    evidence: ISTIO,
  },
  {
    id: "istio-control-plane",
    title: "Istio, control plane",
    class: "internal",
    match:
      /^(pilot_(xds|proxy|conflict|duplicate|eds|virt_services|vservice|services|k8s|info|endpoint|no_ip|inbound_updates|jwks|debounce|pushcontext|worker_queue|total_xds|push_triggers)|citadel_server|galley_(validation|istio|runtime)|istiod|istio_agent|sidecar_injection)(_|$)/,
    examples: ["pilot_proxy_convergence_time_bucket", "pilot_xds_pushes"],
    measures: "the mesh's control plane",
    evidence: document(
      "Istio: pilot-discovery, exported metrics",
      "https://istio.io/latest/docs/reference/commands/pilot-discovery/#metrics",
    ),
  },
  {
    id: "linkerd-inbound",
    title: "Linkerd, inbound",
    class: "server",
    match: LINKERD_PROXY,
    labels: [INBOUND],
    examples: [
      'response_total{direction="inbound",classification="success"}',
      'response_latency_ms_bucket{direction="inbound"}',
    ],
    measures: "requests that reached the service's own proxy",
    evidence: LINKERD,
  },
  {
    id: "linkerd-outbound-to",
    title: "Linkerd, outbound to one workload",
    class: "server",
    match: LINKERD_PROXY,
    labels: [OUTBOUND, TO_A_WORKLOAD],
    examples: ['response_total{direction="outbound",dst_service="shop"}'],
    measures: "calls as the proxies of those who call saw them",
    blindTo: "It misses requests from outside the mesh, and callers without a proxy.",
    evidence: LINKERD,
  },
  {
    id: "linkerd-outbound",
    title: "Linkerd, outbound",
    class: "dependency",
    match: LINKERD_PROXY,
    labels: [OUTBOUND],
    examples: ['response_total{direction="outbound",deployment="shop"}'],
    measures: "calls that the workload makes through its proxy",
    evidence: LINKERD,
  },
  {
    id: "linkerd",
    title: "Linkerd, any direction",
    class: "server",
    match: LINKERD_PROXY,
    labels: [LINKERD_ONLY],
    ambiguous: true,
    examples: ['response_total{classification="success"}'],
    measures: "requests that Linkerd's proxies handled, inbound and outbound",
    blindTo: "Where both ends have a proxy, each request counts twice.",
    instead: 'Ask for `direction="inbound"`.',
    evidence: LINKERD,
  },
  {
    id: "linkerd-policy-outbound",
    title: "Linkerd, outbound routes",
    class: "dependency",
    match: /^outbound_(http|grpc)_route_/,
    examples: ["outbound_http_route_request_statuses_total", "outbound_http_route_backend_requests_total"],
    measures: "calls that the workload makes through its proxy",
    evidence: LINKERD,
  },
  {
    id: "hubble-http",
    title: "Cilium Hubble, HTTP",
    class: "server",
    match: /^hubble_http_(requests|responses|request_duration_seconds)$/,
    examples: ["hubble_http_requests_total", "hubble_http_request_duration_seconds_bucket"],
    measures: "HTTP requests that the network layer saw between workloads",
    evidence: HUBBLE,
  },
  {
    id: "cilium-internal",
    title: "Cilium and Hubble, flows and agents",
    class: "internal",
    match: /^(hubble_(drop|flows|tcp|dns|icmp|port|lost|metrics|kafka|policy|relay)|cilium)(_|$)/,
    examples: ["hubble_drop_total", "cilium_endpoint_state"],
    measures: "the network layer's own state",
    evidence: HUBBLE,
  },
]);
