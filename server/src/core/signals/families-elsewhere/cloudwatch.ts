import type { SignalFamily } from "../signal";
import { elsewhereRows } from "./row";

const AWS = "https://docs.aws.amazon.com";
// Sumo Logic writes the namespaces in lower case, so no row minds the case.
const loadBalancer = elsewhereRows(
  "cloudwatch",
  {
    title: "CloudWatch metrics for Application Load Balancers",
    url: `${AWS}/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html`,
  },
  [
    {
      id: "cloudwatch-alb-target-codes",
      title: "Application Load Balancer, answers of the targets",
      class: "edge",
      match: /^AWS\/ApplicationELB HTTPCode_Target_[2345]XX_Count$/i,
      measures: "answers that the load balancer's targets gave",
      companion:
        "`HTTPCode_Target_5XX_Count` misses the load balancer's own 502, 503 and 504. Add `HTTPCode_ELB_5XX_Count`.",
      type: "counter",
      examples: ["AWS/ApplicationELB HTTPCode_Target_5XX_Count"],
    },
    {
      id: "cloudwatch-alb-own-codes",
      title: "Application Load Balancer, its own answers",
      class: "edge",
      match: /^AWS\/ApplicationELB HTTPCode_ELB_\w+_Count$/i,
      measures: "answers that the load balancer itself gave, not its targets",
      companion:
        "`HTTPCode_ELB_5XX_Count` misses the errors that the targets answer. Add `HTTPCode_Target_5XX_Count`.",
      type: "counter",
      examples: ["AWS/ApplicationELB HTTPCode_ELB_5XX_Count", "AWS/ApplicationELB HTTPCode_ELB_503_Count"],
    },
    {
      id: "cloudwatch-alb-requests",
      title: "Application Load Balancer, requests",
      class: "edge",
      match: /^AWS\/ApplicationELB RequestCount(PerTarget)?$/i,
      measures: "requests that the load balancer passed to a target and got an answer for",
      companion:
        "`RequestCount` misses requests that were rejected before a target was chosen. Add `HTTPCode_ELB_5XX_Count` to the total.",
      type: "counter",
      examples: ["AWS/ApplicationELB RequestCount"],
    },
    {
      id: "cloudwatch-alb-refused",
      title: "Application Load Balancer, refused connections",
      class: "edge",
      match:
        /^AWS\/ApplicationELB (RejectedConnectionCount|TargetConnectionErrorCount|ClientTLSNegotiationErrorCount)$/i,
      measures: "connections that the load balancer could not accept or make",
      type: "counter",
      examples: ["AWS/ApplicationELB RejectedConnectionCount"],
    },
    {
      id: "cloudwatch-alb-target-time",
      title: "Application Load Balancer, targets' response time",
      class: "server",
      match: /^AWS\/ApplicationELB TargetResponseTime$/i,
      measures: "the time from the load balancer's request to a target until that begins to answer",
      blindTo: "It misses the time in the load balancer and requests that no target answered.",
      unit: "seconds",
      examples: ["AWS/ApplicationELB TargetResponseTime"],
    },
    {
      id: "cloudwatch-elb-hosts",
      title: "Load balancer, healthy targets",
      class: "internal",
      match: /^AWS\/(ApplicationELB|NetworkELB|GatewayELB|ELB) (Un)?HealthyHostCount$/i,
      measures: "how many targets pass the load balancer's health check",
      instead:
        "Count the answers at the load balancer, for example `HTTPCode_Target_5XX_Count` with `HTTPCode_ELB_5XX_Count`.",
      type: "gauge",
      examples: ["AWS/ApplicationELB HealthyHostCount", "AWS/NetworkELB UnHealthyHostCount"],
    },
  ],
);

const classic = elsewhereRows(
  "cloudwatch",
  {
    title: "CloudWatch metrics for Classic Load Balancers",
    url: `${AWS}/elasticloadbalancing/latest/classic/elb-cloudwatch-metrics.html`,
  },
  [
    {
      id: "cloudwatch-elb-backend-codes",
      title: "Classic Load Balancer, answers of the instances",
      class: "edge",
      match: /^AWS\/ELB HTTPCode_Backend_[2345]XX$/i,
      measures: "answers that the load balancer's instances gave",
      companion: "`HTTPCode_Backend_5XX` misses the load balancer's own errors. Add `HTTPCode_ELB_5XX`.",
      type: "counter",
      examples: ["AWS/ELB HTTPCode_Backend_5XX"],
    },
    {
      id: "cloudwatch-elb-own-codes",
      title: "Classic Load Balancer, its own answers",
      class: "edge",
      match: /^AWS\/ELB HTTPCode_ELB_[45]XX$/i,
      measures: "answers that the load balancer itself gave, not its instances",
      companion:
        "`HTTPCode_ELB_5XX` misses the errors that the instances answer. Add `HTTPCode_Backend_5XX`.",
      type: "counter",
      examples: ["AWS/ELB HTTPCode_ELB_5XX"],
    },
    {
      id: "cloudwatch-elb-requests",
      title: "Classic Load Balancer, requests",
      class: "edge",
      match: /^AWS\/ELB (RequestCount|BackendConnectionErrors|SpilloverCount)$/i,
      measures: "requests and connections at the load balancer",
      type: "counter",
      examples: ["AWS/ELB RequestCount"],
    },
    {
      id: "cloudwatch-elb-latency",
      title: "Classic Load Balancer, latency",
      class: "server",
      match: /^AWS\/ELB Latency$/i,
      measures: "the time from the load balancer's request to an instance until that begins to answer",
      blindTo: "It misses the time in the load balancer and requests that no instance answered.",
      unit: "seconds",
      examples: ["AWS/ELB Latency"],
    },
  ],
);

const gateways = [
  ...elsewhereRows(
    "cloudwatch",
    {
      title: "Amazon API Gateway dimensions and metrics",
      url: `${AWS}/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html`,
    },
    [
      {
        id: "cloudwatch-api-gateway",
        title: "API Gateway, requests",
        class: "edge",
        match: /^AWS\/ApiGateway (Count|[45]xx(Error)?|Latency)$/i,
        measures: "calls that API Gateway received and answered",
        examples: ["AWS/ApiGateway 5XXError", "AWS/ApiGateway 5xx", "AWS/ApiGateway Latency"],
      },
      {
        id: "cloudwatch-api-gateway-integration",
        title: "API Gateway, integration latency",
        class: "server",
        match: /^AWS\/ApiGateway IntegrationLatency$/i,
        measures: "the time from the gateway's request to the backend until its response",
        companion: "`IntegrationLatency` misses the time in the gateway. Take `Latency`, which includes it.",
        unit: "milliseconds",
        examples: ["AWS/ApiGateway IntegrationLatency"],
      },
    ],
  ),
  ...elsewhereRows(
    "cloudwatch",
    {
      title: "CloudFront metrics",
      url: `${AWS}/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html`,
    },
    [
      {
        id: "cloudwatch-cloudfront",
        title: "CloudFront, viewer requests",
        class: "edge",
        match: /^AWS\/CloudFront (Requests|TotalErrorRate|[45]xxErrorRate|(40[134]|50[234])ErrorRate)$/i,
        measures: "viewers' requests that CloudFront answered",
        examples: ["AWS/CloudFront 5xxErrorRate", "AWS/CloudFront Requests"],
      },
    ],
  ),
  ...elsewhereRows(
    "cloudwatch",
    { title: "AWS AppSync, CloudWatch metrics", url: `${AWS}/appsync/latest/devguide/monitoring.html` },
    [
      {
        id: "cloudwatch-appsync",
        title: "AppSync, requests",
        class: "edge",
        match: /^AWS\/AppSync (Requests|[45]XXError|Latency)$/i,
        measures: "GraphQL requests that AppSync answered",
        examples: ["AWS/AppSync 5XXError"],
      },
    ],
  ),
];

const users = [
  ...elsewhereRows(
    "cloudwatch",
    {
      title: "CloudWatch metrics that you can collect with CloudWatch RUM",
      url: `${AWS}/AmazonCloudWatch/latest/monitoring/CloudWatch-RUM-metrics.html`,
    },
    [
      {
        id: "cloudwatch-rum",
        title: "CloudWatch RUM",
        class: "rum",
        match: /^AWS\/RUM \S/i,
        measures: "page loads, errors and sessions in the users' browsers and apps",
        examples: ["AWS/RUM Http5xxCount"],
      },
    ],
  ),
  ...elsewhereRows(
    "cloudwatch",
    {
      title: "CloudWatch metrics published by canaries",
      url: `${AWS}/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_metrics.html`,
    },
    [
      {
        id: "cloudwatch-synthetics",
        title: "CloudWatch Synthetics canaries",
        class: "synthetic",
        match: /^CloudWatchSynthetics \S/i,
        measures: "runs of a canary script",
        examples: ["CloudWatchSynthetics SuccessPercent", "CloudWatchSynthetics 2xx"],
      },
    ],
  ),
  ...elsewhereRows(
    "cloudwatch",
    {
      title: "Monitoring health checks using CloudWatch",
      url: `${AWS}/Route53/latest/DeveloperGuide/monitoring-health-checks.html`,
    },
    [
      {
        id: "cloudwatch-route53-health",
        title: "Route 53 health checks",
        class: "synthetic",
        match:
          /^AWS\/Route53 (HealthCheck\w+|ConnectionTime|SSLHandshakeTime|TimeToFirstByte|ChildHealthCheck\w+)$/i,
        measures: "Route 53's own checks of an endpoint",
        examples: ["AWS/Route53 HealthCheckStatus"],
      },
    ],
  ),
];

const services = [
  ...elsewhereRows(
    "cloudwatch",
    {
      title: "Types of metrics for Lambda functions",
      url: `${AWS}/lambda/latest/dg/monitoring-metrics-types.html`,
    },
    [
      {
        id: "cloudwatch-lambda",
        title: "Lambda, invocations",
        class: "server",
        match: /^AWS\/Lambda (Invocations|Errors|Duration|Throttles)$/i,
        measures: "invocations of a function",
        companion: "Throttled calls are neither in `Invocations` nor in `Errors`. Add `Throttles` to both.",
        examples: ["AWS/Lambda Errors"],
      },
      {
        id: "cloudwatch-lambda-age",
        title: "Lambda, age of events",
        class: "async",
        match: /^AWS\/Lambda (IteratorAge|AsyncEventAge|AsyncEventsDropped|DeadLetterErrors|OffsetLag)$/i,
        measures: "events that wait for a function",
        examples: ["AWS/Lambda IteratorAge"],
      },
    ],
  ),
  ...elsewhereRows(
    "cloudwatch",
    {
      title: "Metrics collected by CloudWatch Application Signals",
      url: `${AWS}/AmazonCloudWatch/latest/monitoring/AppSignals-MetricsCollected.html`,
    },
    [
      {
        id: "cloudwatch-application-signals",
        title: "Application Signals, requests",
        class: "server",
        match: /^(AWS\/)?ApplicationSignals (Latency|Fault|Error)$/i,
        measures: "requests to an instrumented service, or its calls to a remote one",
        ambiguous: true,
        examples: ["ApplicationSignals Fault"],
      },
    ],
  ),
  ...elsewhereRows(
    "cloudwatch",
    {
      title: "AWS services that publish CloudWatch metrics",
      url: `${AWS}/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html`,
    },
    [
      {
        id: "cloudwatch-queues",
        title: "Queues, streams and workflows",
        class: "async",
        match:
          /^AWS\/(SQS \S|SNS NumberOfNotifications\w+$|States \S|Kinesis GetRecords\.IteratorAge|Kafka (\w*OffsetLag|EstimatedMaxTimeLag|EstimatedTimeLag)$)/i,
        measures: "messages and jobs that wait or are done in the background",
        examples: ["AWS/SQS ApproximateAgeOfOldestMessage", "AWS/Kinesis GetRecords.IteratorAgeMilliseconds"],
      },
      {
        id: "cloudwatch-stores",
        title: "DynamoDB and S3",
        class: "dependency",
        match: /^AWS\/(DynamoDB|S3) \S/i,
        measures: "calls to a managed store",
        ambiguous: true,
        examples: ["AWS/DynamoDB SystemErrors"],
      },
      {
        id: "cloudwatch-machines",
        title: "Machines, containers, disks and databases",
        class: "internal",
        match:
          /^(AWS\/(EC2|EBS|EFS|ECS|RDS|DocDB|Neptune|ElastiCache|AutoScaling|NATGateway|Redshift|ES)|(ECS\/)?ContainerInsights|CWAgent) \S/i,
        measures: "machines, containers, disks or databases",
        examples: [
          "AWS/EC2 CPUUtilization",
          "AWS/RDS DatabaseConnections",
          "ContainerInsights pod_cpu_utilization",
        ],
      },
    ],
  ),
];

/** What CloudWatch keeps: the namespace, a space, the metric's name. */
export const cloudwatchFamilies: readonly SignalFamily[] = [
  ...loadBalancer,
  ...classic,
  ...gateways,
  ...users,
  ...services,
];
