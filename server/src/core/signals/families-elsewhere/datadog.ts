import type { SignalFamily } from "../signal";
import { elsewhereRows } from "./row";

const DOCS = "https://docs.datadoghq.com";

// Operation names of Datadog's own tracing libraries, then those made from OpenTelemetry's span kinds.
const SERVER_OPERATION =
  "(?:web|rack|rails|sinatra|grape|hanami|django|flask|fastapi|starlette|tornado|pylons|pyramid|bottle|falcon|cherrypy|wsgi|asgi|express|koa|hapi|fastify|restify|servlet|spring|netty|jetty|tomcat|undertow|vertx|play|aspnet|aspnet_core|laravel|symfony|gin|echo|fiber|chi|mux|server)\\.request|(?:http|grpc|rpc|graphql)\\.server(?:\\.request)?";
const CLIENT_OPERATION =
  "(?:http|grpc|rpc)\\.client(?:\\.request)?|client\\.request|(?:redis|memcached|aws|s3|dynamodb)\\.command|(?:sql|mysql|mysql2|mysqli|pg|postgres|postgresql|mariadb|sqlite|sql-server|oracle|mongo|mongodb|cassandra|elasticsearch|opensearch|redis|dynamodb|database)\\.query|(?:requests|okhttp|urllib3|aiohttp\\.client|faraday|httpx)\\.request";
const BACKGROUND_OPERATION =
  "(?:kafka|amqp|rabbitmq|sqs|pubsub|kinesis)\\.(?:consume|receive|process)|sidekiq\\.job|celery\\.run|resque\\.job|delayed_job|active_job\\.perform|que\\.job|rq\\.perform_job";
const SUFFIX = "\\.(?:hits|errors|apdex|duration)(?:\\.|$)|$";

function traceOf(operation: string): RegExp {
  return new RegExp(`^trace\\.(?:${operation})(?:${SUFFIX})`);
}

const traces = elsewhereRows(
  "datadog",
  { title: "Datadog, trace metrics", url: `${DOCS}/tracing/metrics/metrics_namespace/` },
  [
    {
      id: "datadog-trace-server",
      title: "Traces, requests received",
      class: "server",
      match: traceOf(SERVER_OPERATION),
      measures: "requests that an instrumented service received",
      examples: ["trace.rack.request.hits", "trace.http.server.request.errors", "trace.servlet.request"],
    },
    {
      id: "datadog-trace-http",
      title: "Traces, HTTP requests",
      class: "server",
      match: traceOf("http\\.request"),
      measures: "HTTP requests of an instrumented service; some libraries name received and sent ones alike",
      ambiguous: true,
      examples: ["trace.http.request.hits", "trace.http.request.hits.by_http_status"],
    },
    {
      id: "datadog-trace-client",
      title: "Traces, calls made",
      class: "dependency",
      match: traceOf(CLIENT_OPERATION),
      measures: "calls that an instrumented service makes",
      examples: [
        "trace.redis.command.duration",
        "trace.http.client.request.errors",
        "trace.postgres.query.hits",
      ],
    },
    {
      id: "datadog-trace-background",
      title: "Traces, background work",
      class: "async",
      match: traceOf(BACKGROUND_OPERATION),
      measures: "messages and jobs that an instrumented service works off",
      examples: ["trace.kafka.consume.hits", "trace.sidekiq.job.errors"],
    },
  ],
);

const users = [
  ...elsewhereRows(
    "datadog",
    { title: "Datadog, RUM", url: `${DOCS}/real_user_monitoring/platform/dashboards/` },
    [
      {
        id: "datadog-rum",
        title: "Datadog RUM",
        class: "rum",
        match: /^rum\.measure\./,
        measures: "views, actions and sessions in the users' browsers and apps",
        examples: ["rum.measure.session.error", "rum.measure.view.loading_time"],
      },
    ],
  ),
  ...elsewhereRows(
    "datadog",
    { title: "Datadog, Synthetic Monitoring metrics", url: `${DOCS}/synthetics/metrics/` },
    [
      {
        id: "datadog-synthetics",
        title: "Datadog Synthetic tests",
        class: "synthetic",
        match: /^synthetics\./,
        measures: "runs of a synthetic test",
        examples: ["synthetics.test_runs", "synthetics.http.response.time"],
      },
    ],
  ),
  ...elsewhereRows("datadog", { title: "Datadog, HTTP check", url: `${DOCS}/integrations/http_check/` }, [
    {
      id: "datadog-http-check",
      title: "HTTP, TCP and DNS checks of the Agent",
      class: "synthetic",
      match:
        /^(network\.(http|tcp)\.(can_connect|cant_connect|response_time)|dns\.response_time|aws\.route53\.health_check_\w+)$/,
      measures: "checks that an Agent makes from where it runs",
      examples: ["network.http.can_connect"],
    },
  ]),
];

const edges = [
  ...elsewhereRows("datadog", { title: "Datadog, Amazon ELB", url: `${DOCS}/integrations/amazon_elb/` }, [
    {
      id: "datadog-alb-target-codes",
      title: "AWS load balancers, answers of the targets",
      class: "edge",
      match: /^aws\.(applicationelb\.httpcode_target_[2345]xx|elb\.httpcode_backend_[2345]xx)(\.|$)/,
      measures: "answers that the load balancer's targets gave",
      companion:
        "The targets' errors miss the load balancer's own 502, 503 and 504. Add `httpcode_elb_5xx` of the same namespace.",
      examples: ["aws.applicationelb.httpcode_target_5xx", "aws.elb.httpcode_backend_5xx"],
    },
    {
      id: "datadog-alb-own-codes",
      title: "AWS load balancers, their own answers",
      class: "edge",
      match: /^aws\.(application)?elb\.httpcode_elb_\w+$/,
      measures: "answers that the load balancer itself gave, not its targets",
      companion:
        "`httpcode_elb_5xx` misses the errors that the targets answer. Add `httpcode_target_5xx`, or of a classic load balancer `httpcode_backend_5xx`.",
      examples: ["aws.applicationelb.httpcode_elb_5xx"],
    },
    {
      id: "datadog-alb-requests",
      title: "AWS load balancers, requests",
      class: "edge",
      match:
        /^aws\.(applicationelb|elb)\.(request_count|rejected_connection_count|backend_connection_errors|spillover_count)$/,
      measures: "requests and connections at the load balancer",
      examples: ["aws.applicationelb.request_count", "aws.elb.request_count"],
    },
    {
      id: "datadog-alb-target-time",
      title: "AWS load balancers, targets' response time",
      class: "server",
      match: /^aws\.(applicationelb\.target_response_time|elb\.latency)(\.|$)/,
      measures: "the time from the load balancer's request to a target until that begins to answer",
      unit: "seconds",
      examples: ["aws.applicationelb.target_response_time.average"],
    },
    {
      id: "datadog-alb-hosts",
      title: "AWS load balancers, healthy targets",
      class: "internal",
      match: /^aws\.(applicationelb|networkelb|elb)\.(un_?)?healthy_host_count/,
      measures: "how many targets pass the load balancer's health check",
      examples: ["aws.applicationelb.healthy_host_count"],
    },
  ]),
  ...elsewhereRows(
    "datadog",
    { title: "Datadog, AWS integrations", url: `${DOCS}/integrations/amazon_web_services/` },
    [
      {
        id: "datadog-aws-gateways",
        title: "API Gateway and CloudFront",
        class: "edge",
        match:
          /^aws\.(apigateway\.(count|[45]xxerror|[45]xx|latency)|cloudfront\.(requests|total_error_rate|[45]xx_error_rate|50[234]_error_rate))(\.|$)/,
        measures: "requests that the gateway or CDN answered",
        examples: ["aws.apigateway.5xxerror", "aws.cloudfront.5xx_error_rate"],
      },
      {
        id: "datadog-aws-lambda",
        title: "Lambda, invocations",
        class: "server",
        match: /^aws\.lambda\.(enhanced\.)?(invocations|errors|duration|throttles)(\.|$)/,
        measures: "invocations of a function",
        companion:
          "Throttled calls are neither in `invocations` nor in `errors`. Add `aws.lambda.throttles` to both.",
        examples: ["aws.lambda.errors"],
      },
      {
        id: "datadog-aws-queues",
        title: "Queues and streams of AWS",
        class: "async",
        match: /^aws\.(sqs\.|states\.|lambda\.iterator_age|kinesis\.get_records_iterator_age)/,
        measures: "messages and jobs that wait or are done in the background",
        examples: ["aws.sqs.approximate_age_of_oldest_message"],
      },
      {
        id: "datadog-aws-machines",
        title: "Machines and databases of AWS",
        class: "internal",
        match: /^aws\.(ec2|ecs|ebs|rds|elasticache|autoscaling|natgateway|redshift)\./,
        measures: "machines, disks or databases",
        examples: ["aws.rds.cpuutilization"],
      },
    ],
  ),
  ...elsewhereRows(
    "datadog",
    { title: "Datadog, Google Cloud integrations", url: `${DOCS}/integrations/google_cloud_loadbalancing/` },
    [
      {
        id: "datadog-gcp-load-balancer",
        title: "Google Cloud load balancer, requests",
        class: "edge",
        match:
          /^gcp\.loadbalancing\.https\.(internal\.|external\.regional\.)?(request_count|total_latencies)(\.|$)/,
        measures: "requests that the load balancer answered",
        examples: ["gcp.loadbalancing.https.request_count"],
      },
      {
        id: "datadog-gcp-backends",
        title: "Google Cloud load balancer's backends, Cloud Run",
        class: "server",
        match:
          /^gcp\.(loadbalancing\.https\.(internal\.|external\.regional\.)?backend_(request_count|latencies)|run\.request_(count|latencies))(\.|$)/,
        measures: "requests that reached a backend",
        examples: ["gcp.loadbalancing.https.backend_latencies.p95", "gcp.run.request_count"],
      },
    ],
  ),
  ...elsewhereRows(
    "datadog",
    { title: "Datadog, NGINX Ingress Controller", url: `${DOCS}/integrations/nginx_ingress_controller/` },
    [
      {
        id: "datadog-proxies",
        title: "Ingress controllers and proxies",
        class: "edge",
        match:
          /^(nginx_ingress\.controller\.(requests|request\.duration)|haproxy\.(frontend|backend)\.(requests|response|session|errors)|envoy\.http\.downstream_rq)/,
        measures: "requests that the proxy answered",
        examples: ["nginx_ingress.controller.requests", "haproxy.frontend.response.5xx"],
      },
    ],
  ),
];

const machines = elsewhereRows("datadog", { title: "Datadog, integrations", url: `${DOCS}/integrations/` }, [
  {
    id: "datadog-lag",
    title: "Kafka consumers and RabbitMQ queues",
    class: "async",
    match: /^(kafka\.(consumer_lag|estimated_consumer_lag)|kafka\.consumer\.lag|rabbitmq\.queue\.messages)/,
    measures: "messages that wait",
    examples: ["kafka.consumer_lag", "rabbitmq.queue.messages_ready"],
  },
  {
    id: "datadog-machines",
    title: "Machines and containers",
    class: "internal",
    match:
      /^(system|docker|container|containerd|kubernetes|kubernetes_state|process|ntp|ecs\.fargate|datadog\.(agent|trace_agent|dogstatsd))\./,
    measures: "machines, containers or their orchestrator",
    examples: [
      "system.cpu.user",
      "kubernetes.cpu.usage.total",
      "kubernetes_state.deployment.replicas_available",
    ],
  },
  {
    id: "datadog-runtimes",
    title: "Runtimes",
    class: "internal",
    match: /^(jvm|runtime\.(go|jvm|java|node|python|ruby|dotnet))\./,
    measures: "a runtime's memory, threads and collections",
    examples: ["jvm.heap_memory", "runtime.go.num_goroutine"],
  },
  {
    id: "datadog-stores",
    title: "Databases and caches",
    class: "internal",
    match:
      /^(postgresql|mysql|sqlserver|oracle|mongodb|redis|memcache|elasticsearch|cassandra|etcd|zookeeper)\./,
    measures: "a database or cache, seen from inside",
    examples: ["postgresql.connections", "redis.mem.used"],
  },
]);

/** Metric names of Datadog: its traces, RUM and Synthetics, and its integrations. */
export const datadogFamilies: readonly SignalFamily[] = [...users, ...edges, ...traces, ...machines];
