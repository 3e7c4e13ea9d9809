import { describe, expect, it } from "vitest";
import { categoryOf } from "../../../server/src/core/resolve/category";
import { type IndicatorText, query, read, sloOf } from "./indicator-text";

function categoryFor(text: IndicatorText, metadata?: string) {
  const { object, view } = read(sloOf(text, metadata));
  return categoryOf(object, view);
}

type Row = readonly [what: string, text: IndicatorText];

const REQUESTS = 'sum(rate(http_requests_total{job="shop"}[5m]))';
const requests = (matchers: string) => `sum(rate(http_requests_total{job="shop",${matchers}}[5m]))`;
const CLOUDWATCH = (metricName: string, namespace = "AWS/ApplicationELB") => ({
  type: "CloudWatch",
  spec: `{namespace: ${namespace}, metricName: ${metricName}}`,
});
const DATADOG = (text: string) => ({ type: "Datadog", spec: query(text) });

const AVAILABILITY: readonly Row[] = [
  ["all but 5xx", { good: requests('code!~"5.."'), total: REQUESTS }],
  ["5xx as bad", { bad: requests('code=~"5.."'), total: REQUESTS }],
  ["5xx and refusals as bad", { bad: requests('status=~"5..|429"'), total: REQUESTS }],
  ["only what succeeded", { good: requests('status_code=~"[23].."'), total: REQUESTS }],
  ["the one code 200", { good: requests('code="200"'), total: REQUESTS }],
  ["the total without crawlers", { bad: requests('code=~"5.."'), total: requests('code!="404"') }],
  ["a selector without functions", { good: 'http_requests_total{code!~"5.."}', total: "http_requests_total" }],
  ["classes", { bad: 'sum(haproxy_backend_http_responses_total{code="5xx"})', total: "sum(haproxy_backend_http_responses_total)" }],
  ["Envoy's class", { bad: 'sum(rate(envoy_http_downstream_rq_xx{envoy_response_code_class="5"}[5m]))', total: "sum(rate(envoy_http_downstream_rq_xx[5m]))" }],
  ["OpenTelemetry's label", {
    bad: 'sum(rate(http_server_request_duration_seconds_count{http_response_status_code=~"5.."}[5m]))',
    total: "sum(rate(http_server_request_duration_seconds_count[5m]))",
  }],
  ["all less 5xx", { good: `${REQUESTS} - ${requests('code=~"5.."')}`, total: REQUESTS }],
  ["two sums of good codes", { good: `${requests('code=~"2.."')} + ${requests('code=~"3.."')}`, total: REQUESTS }],
  ["no failures at all", { bad: `${requests('code=~"5.."')} or vector(0)`, total: REQUESTS }],
  ["a raw ratio", { raw: `${requests('code=~"5.."')} / ${REQUESTS}` }],
  ["a raw ratio turned round", { raw: `1 - (${requests('code=~"5.."')} / ${REQUESTS})` }],
  ["a ratio under a threshold", { threshold: `100 * ${requests('code!~"5.."')} / ${REQUESTS}` }],
  ["gRPC codes", {
    bad: 'sum(rate(grpc_server_handled_total{grpc_code=~"Internal|Unavailable|DataLoss"}[5m]))',
    total: "sum(rate(grpc_server_handled_total[5m]))",
  }],
  ["all gRPC codes but OK", {
    bad: 'sum(rate(rpc_server_duration_milliseconds_count{rpc_grpc_status_code!="0"}[5m]))',
    total: "sum(rate(rpc_server_duration_milliseconds_count[5m]))",
  }],
  ["Istio's gRPC status", {
    good: 'sum(rate(istio_requests_total{reporter="destination",grpc_response_status="0"}[5m]))',
    total: 'sum(rate(istio_requests_total{reporter="destination"}[5m]))',
  }],
  ["ConnectRPC's codes", {
    bad: 'sum(rate(connect_server_requests_total{code=~"unavailable|internal"}[5m]))',
    total: "sum(rate(connect_server_requests_total[5m]))",
  }],
  ["Micrometer's outcome", {
    bad: 'sum(rate(http_server_requests_seconds_count{outcome="SERVER_ERROR"}[5m]))',
    total: "sum(rate(http_server_requests_seconds_count[5m]))",
  }],
  ["Linkerd's classification", {
    good: 'sum(rate(response_total{direction="inbound",classification="success"}[5m]))',
    total: 'sum(rate(response_total{direction="inbound"}[5m]))',
  }],
  ["names that the DNS server failed to resolve", {
    bad: 'sum(rate(coredns_dns_responses_total{rcode="SERVFAIL"}[5m]))',
    total: "sum(rate(coredns_dns_responses_total[5m]))",
  }],
  ["probes", { good: "sum(probe_success)", total: "count(probe_success)" }],
  ["the mean of a probe", { threshold: 'avg_over_time(probe_success{job="web"}[5m])' }],
  ["a status in the metric's name", {
    bad: "sum(aws_applicationelb_httpcode_target_5_xx_count_sum)",
    total: "sum(aws_applicationelb_request_count_sum)",
  }],
  ["joined labels", {
    bad: 'sum(rate(http_requests_total{code=~"5.."}[5m]) * on(pod) group_left(team) kube_pod_labels)',
    total: "sum(rate(http_requests_total[5m]) * on(pod) group_left(team) kube_pod_labels)",
  }],
  ["a placeholder in the range", { bad: 'sum(rate(http_requests_total{code=~"5.."}[{{.window}}]))', total: "sum(rate(http_requests_total[{{.window}}]))" }],
  ["CloudWatch's 5XX of an ALB", { bad: CLOUDWATCH("HTTPCode_Target_5XX_Count"), total: CLOUDWATCH("RequestCount") }],
  ["CloudFront's error rate", { threshold: CLOUDWATCH("5xxErrorRate", "AWS/CloudFront") }],
  ["a canary", { threshold: CLOUDWATCH("SuccessPercent", "CloudWatchSynthetics") }],
  ["Datadog's status tag", {
    good: DATADOG("sum:trace.http.request.hits.by_http_status{service:shop,!http.status_class:5xx}.as_count()"),
    total: DATADOG("sum:trace.http.request.hits.by_http_status{service:shop}.as_count()"),
  }],
  ["Datadog's ALB metrics", {
    bad: DATADOG("sum:aws.applicationelb.httpcode_elb_5xx{*}.as_count() + sum:aws.applicationelb.httpcode_target_5xx{*}.as_count()"),
    total: DATADOG("sum:aws.applicationelb.request_count{*}.as_count()"),
  }],
]; // biome-ignore format: a table

const time = (name: string, more = "") => ({
  good: `sum(rate(${name}_bucket{${more}le="0.3"}[5m]))`,
  total: `sum(rate(${name}_count${more === "" ? "" : `{${more.slice(0, -1)}}`}[5m]))`,
});

const LATENCY: readonly Row[] = [
  ["a bound on a duration", time("http_request_duration_seconds")],
  ["a bound on answers that were good", time("http_request_duration_seconds", 'code=~"2..",')],
  ["a bound on a library's times, which no word says", time("http_server_requests_seconds")],
  ["a bound on gRPC handling", time("grpc_server_handling_seconds")],
  ["a bound that a template fills in", {
    good: 'sum(rate(http_request_duration_seconds_bucket{le="{{ .le }}"}[5m]))',
    total: "sum(rate(http_request_duration_seconds_count[5m]))",
  }],
  ["what was slower than a bound", {
    bad: 'sum(rate(http_request_duration_seconds_count[5m])) - sum(rate(http_request_duration_seconds_bucket{le="0.3"}[5m]))',
    total: "sum(rate(http_request_duration_seconds_count[5m]))",
  }],
  ["a raw ratio of buckets", {
    raw: '1 - sum(rate(traefik_service_request_duration_seconds_bucket{le="0.3"}[5m])) / sum(rate(traefik_service_request_duration_seconds_count[5m]))',
  }],
  ["a fraction of a native histogram", { raw: "histogram_fraction(0, 0.3, sum(rate(http_request_duration_seconds[5m])))" }],
  ["a percentile", { threshold: "histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))" }],
  ["a percentile in milliseconds", { threshold: "histogram_quantile(0.95, sum by (le) (rate(checkout_response_time_ms_bucket[5m])))" }],
  ["a ready-made percentile", { threshold: 'rpc_duration_seconds{quantile="0.99"}' }],
  ["a mean", { threshold: "sum(rate(http_request_duration_seconds_sum[5m])) / sum(rate(http_request_duration_seconds_count[5m]))" }],
  ["how long a probe took", { threshold: 'avg_over_time(probe_duration_seconds{job="web"}[5m])' }],
  ["looks at a gauge under a limit", { good: "sum(probe_duration_seconds < bool 0.5)", total: "count(probe_duration_seconds)" }],
  ["the largest content's paint", { threshold: "histogram_quantile(0.75, sum by (le) (rate(browser_web_vitals_lcp_milliseconds_bucket[5m])))" }],
  ["CloudWatch's response time", { threshold: CLOUDWATCH("TargetResponseTime") }],
  ["Google Cloud's latencies", {
    threshold: { type: "GoogleCloudMonitoring", spec: `{filter: 'metric.type="run.googleapis.com/request_latencies"'}` },
  }],
  ["Datadog's duration", { threshold: DATADOG("avg:trace.http.request.duration{service:shop}") }],
]; // biome-ignore format: a table

const FRESHNESS: readonly Row[] = [
  ["now less the last success", { threshold: "time() - max(export_last_success_timestamp_seconds)" }],
  ["when a job last succeeded", { threshold: 'time() - max(kube_cronjob_status_last_successful_time{cronjob="export"})' }],
  ["ages under a limit", {
    good: "sum(time() - import_last_update_timestamp_seconds < bool 3600)",
    total: "count(import_last_update_timestamp_seconds)",
  }],
  ["a bound on an age", time("feed_item_age_seconds")],
  ["a lag in seconds", { threshold: "max(export_lag_seconds)" }],
  ["a percentile of a lag", { threshold: "histogram_quantile(0.95, sum by (le) (rate(replica_lag_seconds_bucket[5m])))" }],
  ["the oldest message's age", { threshold: CLOUDWATCH("ApproximateAgeOfOldestMessage", "AWS/SQS") }],
]; // biome-ignore format: a table

const ERROR_RATE: readonly Row[] = [
  ["GraphQL errors", { bad: "sum(rate(graphql_errors_total[5m]))", total: "sum(rate(graphql_requests_total[5m]))" }],
  ["a label of GraphQL requests", {
    bad: 'sum(rate(graphql_requests_total{has_errors="true"}[5m]))',
    total: "sum(rate(graphql_requests_total[5m]))",
  }],
  ["of what was answered, the right answers", {
    good: 'sum(rate(searches_total{code="200",result="as_asked"}[5m]))',
    total: 'sum(rate(searches_total{code="200"}[5m]))',
  }],
]; // biome-ignore format: a table

const UNKNOWN: readonly Row[] = [
  ["the same statuses on both sides", { good: requests('code=~"2..",shard="a"'), total: requests('code=~"2.."') }],
  ["client errors alone", { bad: requests('code=~"4.."'), total: REQUESTS }],
  ["too many requests alone", { bad: requests('code="429"'), total: REQUESTS }],
  ["successes as bad", { bad: requests('code=~"2..|5.."'), total: REQUESTS }],
  ["a status that a template fills in", { good: requests('code=~"{{ .codes }}"'), total: REQUESTS }],
  ["two labels of statuses", { good: requests('code!~"5..",status="200"'), total: REQUESTS }],
  ["statuses under another label in the total", { good: requests('code!~"5.."'), total: requests('status!="404"') }],
  ["words that are no status", { good: requests('status="shipped"'), total: REQUESTS }],
  ["OK of something that is no RPC", { good: 'sum(rate(orders_total{status="OK"}[5m]))', total: "sum(rate(orders_total[5m]))" }],
  ["an outcome that may be either kind", { good: 'sum(rate(payments_total{result="success"}[5m]))', total: "sum(rate(payments_total[5m]))" }],
  ["exit codes", { bad: 'sum(rate(jobs_total{exit_code!="0"}[5m]))', total: "sum(rate(jobs_total[5m]))" }],
  ["errors of another metric", { bad: "sum(rate(checkout_errors_total[5m]))", total: "sum(rate(checkout_requests_total[5m]))" }],
  ["a total that is a constant", { good: requests('code!~"5.."'), total: "vector(1)" }],
  ["no total at all", { good: requests('code!~"5.."') }],
  ["a query with a fault", { good: 'sum(rate(http_requests_total{code!~"5.."}[5m])', total: REQUESTS }],
  ["good and fast: two signs", {
    good: 'sum(rate(http_request_duration_seconds_bucket{code!~"5..",le="0.3"}[5m]))',
    total: "sum(rate(http_request_duration_seconds_count[5m]))",
  }],
  ["failed or slow: two signs", {
    bad: `${requests('code=~"5.."')} + (sum(rate(http_request_duration_seconds_count[5m])) - sum(rate(http_request_duration_seconds_bucket{le="1"}[5m])))`,
    total: REQUESTS,
  }],
  ["a bucket that holds everything", {
    good: 'sum(rate(http_request_duration_seconds_bucket{le="+Inf"}[5m]))',
    total: "sum(rate(http_request_duration_seconds_count[5m]))",
  }],
  ["a bound on a size", time("http_response_size_bytes")],
  ["how long sessions last", time("session_duration_seconds")],
  ["how long background work takes", time("celery_task_runtime_seconds")],
  ["how long videos are", { threshold: "histogram_quantile(0.5, sum by (le) (rate(video_duration_seconds_bucket[5m])))" }],
  ["a percentile of sizes", { threshold: "histogram_quantile(0.9, sum by (le) (rate(upload_size_bytes_bucket[5m])))" }],
  ["a rate", { threshold: "sum(rate(http_requests_total[5m]))" }],
  ["how many requests a time histogram saw", { threshold: "sum(rate(http_request_duration_seconds_count[5m]))" }],
  ["CPU seconds", { threshold: "sum(rate(container_cpu_usage_seconds_total[5m]))" }],
  ["up", { good: "sum(up)", total: "count(up)" }],
  ["a lag in messages", { threshold: "sum(kafka_consumergroup_lag)" }],
  ["a queue's depth", { threshold: CLOUDWATCH("ApproximateNumberOfMessagesVisible", "AWS/SQS") }],
  ["an event loop's lag", { threshold: "max(nodejs_eventloop_lag_seconds)" }],
  ["when machinery was last reloaded", { threshold: "time() - prometheus_config_last_reload_success_timestamp_seconds" }],
  ["another protocol's codes", { bad: 'sum(rate(smtp_replies_total{code=~"5.."}[5m]))', total: "sum(rate(smtp_replies_total[5m]))" }],
  ["uptime", { threshold: "time() - process_start_time_seconds" }],
  ["time to a certificate's end", { threshold: "probe_ssl_earliest_cert_expiry - time()" }],
  ["when a series was last scraped", { threshold: "time() - timestamp(up)" }],
  ["a series without a name", { good: '{__name__=~"http.*",code!~"5.."}', total: '{__name__=~"http.*"}' }],
  ["a load balancer's client errors", { bad: CLOUDWATCH("HTTPCode_Target_4XX_Count"), total: CLOUDWATCH("RequestCount") }],
  ["traces with an error, which may be either kind", {
    bad: DATADOG("sum:trace.http.request.errors{service:shop}.as_count()"),
    total: DATADOG("sum:trace.http.request.hits{service:shop}.as_count()"),
  }],
  ["rows of a table", {
    good: { type: "Redshift", spec: query("SELECT value FROM answers WHERE status < 500") },
    total: { type: "Redshift", spec: query("SELECT value FROM answers") },
  }],
]; // biome-ignore format: a table

describe("an indicator's queries", () => {
  it.each(AVAILABILITY)("say availability: %s", (_what, text) => {
    expect(categoryFor(text)).toMatchObject({ category: "availability", stated: false, by: "queries" });
  });
  it.each(LATENCY)("say latency: %s", (_what, text) => {
    expect(categoryFor(text)).toMatchObject({ category: "latency", by: "queries" });
  });
  it.each(FRESHNESS)("say freshness: %s", (_what, text) => {
    expect(categoryFor(text)).toMatchObject({ category: "freshness", by: "queries" });
  });
  it.each(ERROR_RATE)("say errorRate: %s", (_what, text) => {
    expect(categoryFor(text)).toMatchObject({ category: "errorRate", by: "queries" });
  });
  it.each(UNKNOWN)("say nothing plainly: %s", (_what, text) => {
    expect(categoryFor(text)).toBeUndefined();
  });
});

describe("names beside queries", () => {
  const answered: IndicatorText = { good: requests('code!~"5.."'), total: REQUESTS };
  it("decide where the queries say nothing", () => {
    const text = {
      good: 'sum(rate(payments_total{result="success"}[5m]))',
      total: "sum(rate(payments_total[5m]))",
    };
    expect(categoryFor(text, "{name: payment-availability}")).toMatchObject({
      category: "availability",
      by: "name",
    });
  });
  it("may agree with the queries, and leave it open where they do not", () => {
    expect(categoryFor(answered, "{name: shop-availability}")?.by).toBe("queries");
    expect(categoryFor(answered, "{name: shop-latency}")).toBeUndefined();
  });
  it("do not settle what two signs in the queries leave open", () => {
    const both: IndicatorText = {
      good: 'sum(rate(http_request_duration_seconds_bucket{code!~"5..",le="0.3"}[5m]))',
      total: "sum(rate(http_request_duration_seconds_count[5m]))",
    };
    expect(categoryFor(both, "{name: shop-latency}")).toBeUndefined();
  });
});

describe("what is recorded", () => {
  const rules = (text: string) => [
    { name: "rules.yaml", text: `groups:\n  - name: shop\n    rules:\n${text}` },
  ];
  const rule = (record: string, expr: string) => `      - record: "${record}"\n        expr: '${expr}'\n`;
  const categoryWith = (text: IndicatorText, others: string) => {
    const { object, view } = read(sloOf(text), rules(others));
    return categoryOf(object, view)?.category;
  };

  it("counts as what its rule counts", () => {
    const recorded =
      rule("shop:errors:rate5m", requests('code=~"5.."')) + rule("shop:requests:rate5m", REQUESTS);
    const text = { bad: "shop:errors:rate5m", total: "shop:requests:rate5m" };
    expect(categoryWith(text, recorded)).toBe("availability");
    expect(categoryFor(text)).toBeUndefined();
  });
  it("keeps the labels that the query asks for", () => {
    const bucket = "sum by (le) (rate(http_request_duration_seconds_bucket[5m]))";
    const recorded = rule("shop:times:rate5m", bucket) + rule("shop:answers:rate5m", REQUESTS);
    const text = { good: 'shop:times:rate5m{le="0.3"}', total: "shop:answers:rate5m" };
    expect(categoryWith(text, recorded)).toBe("latency");
    expect(categoryFor(text)).toBeUndefined();
  });
  it("may be the ratio, or the percentile, as a whole", () => {
    const ratio = rule("shop:errors:ratio", `${requests('code=~"5.."')} / ${REQUESTS}`);
    expect(categoryWith({ raw: "shop:errors:ratio" }, ratio)).toBe("availability");
    const percentile = rule(
      "shop:latency:p99",
      "histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))",
    );
    expect(categoryWith({ threshold: "max(shop:latency:p99)" }, percentile)).toBe("latency");
  });
  it("is not followed in a circle", () => {
    const circle = rule("shop:a", "sum(shop:b)") + rule("shop:b", "sum(shop:a)");
    expect(categoryWith({ bad: "shop:a", total: "shop:b" }, circle)).toBeUndefined();
  });
});

describe("who states a category", () => {
  const queries: IndicatorText = { good: requests('code!~"5.."'), total: REQUESTS };
  it("may be the indicator that is written in the SLO", () => {
    const text = sloOf(queries).replace(
      "{name: asked}",
      "{name: asked, annotations: {slosmith/category: errorRate}}",
    );
    const { object, view } = read(text);
    expect(categoryOf(object, view)).toEqual({ category: "errorRate", stated: true, by: "annotation" });
  });
  it("is nobody for an SLI by itself, whose queries speak", () => {
    const { object, view } = read(
      `apiVersion: openslo/v1\nkind: SLI\nmetadata: {name: asked}\nspec:\n  ratioMetric:\n    counter: true\n    bad: {metricSource: {type: CloudWatch, spec: {namespace: AWS/ApplicationELB, metricName: HTTPCode_ELB_5XX_Count}}}\n    total: {metricSource: {type: CloudWatch, spec: {namespace: AWS/ApplicationELB, metricName: RequestCount}}}\n`,
    );
    expect(categoryOf(object, view)).toMatchObject({ category: "availability", by: "queries" });
  });
});
