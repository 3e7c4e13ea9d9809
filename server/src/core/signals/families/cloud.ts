import { document, prometheusRows } from "./row";

const CLOUDWATCH = document(
  "Prometheus CloudWatch Exporter",
  "https://github.com/prometheus/cloudwatch_exporter#readme",
);
const ALB = document(
  "AWS: CloudWatch metrics for your Application Load Balancer",
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
);
const MAPPING = document(
  "Google Cloud: PromQL for Cloud Monitoring, mapping metric names",
  "https://cloud.google.com/monitoring/promql/promql-mapping",
);
const STACKDRIVER = document(
  "Stackdriver exporter",
  "https://github.com/prometheus-community/stackdriver_exporter#readme",
);
/** The CloudWatch exporter and YACE both give each statistic a gauge of its own. */
const GAUGE = "gauge";

/** Metrics of cloud providers under the names that their exporters give them. */
export const cloudFamilies = prometheusRows([
  {
    id: "aws-alb-health",
    title: "AWS load balancer, targets and capacity",
    class: "internal",
    match:
      /^aws_(applicationelb|networkelb|elb)_(un_?healthy_host_count|healthy_host_count|consumed_lcus?|active_connection_count|new_connection_count|processed_bytes|peak_|estimated_)/,
    examples: [
      "aws_applicationelb_un_healthy_host_count_average",
      "aws_applicationelb_healthy_host_count_maximum",
    ],
    measures: "the load balancer's targets and its capacity",
    type: GAUGE,
    evidence: ALB,
  },
  {
    id: "aws-alb-target-time",
    title: "AWS Application Load Balancer, target's time",
    class: "server",
    match: /^aws_(applicationelb_target_response_time|elb_latency)/,
    examples: ["aws_applicationelb_target_response_time_average"],
    measures: "the time the targets behind the load balancer take",
    blindTo:
      "It leaves out the load balancer itself and requests that no target answered; an average hides slow ones.",
    type: GAUGE,
    unit: "seconds",
    evidence: ALB,
  },
  {
    id: "aws-alb-target",
    title: "AWS Application Load Balancer, target's answers",
    class: "edge",
    match: /^aws_(applicationelb_httpcode_target|elb_httpcode_backend)_/,
    examples: ["aws_applicationelb_httpcode_target_5_xx_count_sum", "aws_elb_httpcode_backend_5_xx_sum"],
    measures: "answers of the targets behind the load balancer",
    blindTo: "It leaves out the load balancer's own failures, `httpcode_elb_5_xx`.",
    instead: "Add the load balancer's own 5XX, `aws_applicationelb_httpcode_elb_5_xx_count_sum`.",
    companion:
      "It misses the load balancer's own errors. Add `aws_applicationelb_httpcode_elb_5_xx_count_sum`.",
    type: GAUGE,
    evidence: ALB,
  },
  {
    id: "aws-alb",
    title: "AWS load balancer",
    class: "edge",
    match:
      /^aws_(applicationelb|elb)_(request_count|httpcode_elb_|rejected_connection_count|target_connection_error_count|backend_connection_errors)/,
    examples: ["aws_applicationelb_request_count_sum", "aws_applicationelb_httpcode_elb_5_xx_count_sum"],
    measures: "requests that the load balancer answered",
    type: GAUGE,
    evidence: ALB,
  },
  {
    id: "aws-cloudfront",
    title: "AWS CloudFront",
    class: "edge",
    match: /^aws_cloudfront_/,
    examples: ["aws_cloudfront_requests_sum", "aws_cloudfront_5xx_error_rate_average"],
    measures: "requests that CloudFront answered",
    type: GAUGE,
    evidence: document(
      "AWS: CloudFront metrics",
      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html",
    ),
  },
  {
    id: "aws-api-gateway",
    title: "AWS API Gateway",
    class: "edge",
    match: /^aws_apigateway_/,
    examples: ["aws_apigateway_count_sum", "aws_apigateway_5_xxerror_sum"],
    measures: "requests that API Gateway answered",
    type: GAUGE,
    evidence: document(
      "AWS: API Gateway dimensions and metrics",
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html",
    ),
  },
  {
    id: "aws-synthetics",
    title: "AWS CloudWatch Synthetics",
    class: "synthetic",
    match: /^aws_(cloudwatch_?synthetics|synthetics)_/,
    examples: ["aws_cloudwatchsynthetics_success_percent_average"],
    measures: "canary runs",
    type: GAUGE,
    evidence: document(
      "AWS: CloudWatch metrics published by canaries",
      "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_metrics.html",
    ),
  },
  {
    id: "aws-sqs",
    title: "AWS SQS",
    class: "async",
    match: /^aws_sqs_/,
    examples: [
      "aws_sqs_approximate_age_of_oldest_message_maximum",
      "aws_sqs_approximate_number_of_messages_visible_average",
    ],
    measures: "messages that wait in a queue",
    type: GAUGE,
    evidence: document(
      "AWS: CloudWatch metrics for Amazon SQS",
      "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html",
    ),
  },
  {
    id: "aws-lambda",
    title: "AWS Lambda",
    class: "server",
    match: /^aws_lambda_/,
    ambiguous: true,
    examples: ["aws_lambda_errors_sum", "aws_lambda_duration_average"],
    measures: "function calls, by users and by queues alike",
    type: GAUGE,
    evidence: document(
      "AWS: Lambda function metrics",
      "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html",
    ),
  },
  {
    id: "aws-machinery",
    title: "AWS machines and stores",
    class: "internal",
    match:
      /^aws_(ec2|ebs|rds|elasticache|dynamodb|redshift|ecs|ecs_containerinsights|natgateway|autoscaling|es|kafka|docdb|neptune|efs)_/,
    examples: [
      "aws_rds_cpuutilization_average",
      "aws_ec2_cpuutilization_average",
      "aws_dynamodb_throttled_requests_sum",
    ],
    measures: "machines and stores at the cloud provider",
    type: GAUGE,
    evidence: CLOUDWATCH,
  },
  {
    id: "google-load-balancer",
    title: "Google Cloud load balancer",
    class: "edge",
    match:
      /^(loadbalancing_googleapis_com:https_|stackdriver_https_lb_rule_loadbalancing_googleapis_com_https_)(?!backend_)/,
    examples: [
      "loadbalancing_googleapis_com:https_request_count",
      "stackdriver_https_lb_rule_loadbalancing_googleapis_com_https_request_count",
    ],
    measures: "requests that the load balancer answered",
    evidence: MAPPING,
  },
  {
    id: "google-load-balancer-backend",
    title: "Google Cloud load balancer, backends",
    class: "server",
    match:
      /^(loadbalancing_googleapis_com:https_|stackdriver_https_lb_rule_loadbalancing_googleapis_com_https_)backend_/,
    examples: ["loadbalancing_googleapis_com:https_backend_request_count"],
    measures: "answers of the backends behind the load balancer",
    evidence: MAPPING,
  },
  {
    id: "google-cloud-run",
    title: "Google Cloud Run",
    class: "server",
    match: /^(run_googleapis_com:request|stackdriver_cloud_run_revision_run_googleapis_com_request)(_|$)/,
    examples: ["run_googleapis_com:request_count"],
    measures: "requests that reached the service",
    evidence: MAPPING,
  },
  {
    id: "google-machinery",
    title: "Google Cloud machines and stores",
    class: "internal",
    match:
      /^(compute|cloudsql|redis|kubernetes|storage)_(googleapis_com|io):|^stackdriver_(gce_instance|cloudsql_database|k_8_s_container)_/,
    examples: [
      "compute_googleapis_com:instance_cpu_utilization",
      "stackdriver_gce_instance_compute_googleapis_com_instance_cpu_utilization",
    ],
    measures: "machines and stores at the cloud provider",
    evidence: STACKDRIVER,
  },
  {
    id: "cloudflare",
    title: "Cloudflare",
    class: "edge",
    match: /^cloudflare_(zone_requests|zone_colocation_requests|zone_colocation_edge_response)/,
    examples: ["cloudflare_zone_requests_total", "cloudflare_zone_requests_status"],
    measures: "requests that Cloudflare answered",
    evidence: document(
      "Cloudflare Prometheus exporter",
      "https://github.com/lablabs/cloudflare-exporter#readme",
    ),
  },
]);
