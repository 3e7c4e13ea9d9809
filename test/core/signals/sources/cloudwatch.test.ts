import { describe, expect, it } from "vitest";
import { classOf, familiesOf, namesOf, referencesOf } from "./read";

describe("CloudWatch descriptions", () => {
  it("name namespace and metric by their keys, with dimensions", () => {
    const yaml = `spec:
  region: eu-west-1
  namespace: AWS/ApplicationELB
  metricName: "HTTPCode_Target_5XX_Count"
  stat: Sum
  dimensions:
    - name: LoadBalancer
      value: app/shop/1
    - {name: TargetGroup, value: "\${GROUP}"}
`;
    const [reference, ...more] = referencesOf("CloudWatch", yaml);
    expect(more).toEqual([]);
    expect(reference?.name).toBe("AWS/ApplicationELB HTTPCode_Target_5XX_Count");
    expect(reference && yaml.slice(reference.span.start, reference.span.end)).toBe(
      "HTTPCode_Target_5XX_Count",
    );
    expect(reference?.labels).toEqual([{ label: "LoadBalancer", op: "=", value: "app/shop/1" }]);
  });

  it("name them in Metrics Insights' SQL", () => {
    const yaml = `spec:
  sql: >
    SELECT SUM(RequestCount)
    FROM SCHEMA("AWS/ApplicationELB", LoadBalancer)
    WHERE LoadBalancer = 'app/shop/1'
`;
    expect(namesOf("cloudwatch", yaml)).toEqual(["AWS/ApplicationELB RequestCount @ RequestCount"]);
    expect(namesOf("cloudwatch", `spec: {sql: 'select avg("CPU Use") from "Own/Shop"'}`)).toEqual([
      "Own/Shop CPU Use @ CPU Use",
    ]);
  });

  it("name them in JSON, also where it is broken off, and in search expressions", () => {
    const yaml = `spec:
  json: |
    [{"Id": "e1", "Expression": "m1 / m2"},
     {"Id": "m1", "MetricStat": {"Metric": {"Namespace": "AWS/Lambda", "MetricName": "Errors",
       "Dimensions": [{"Name": "FunctionName", "Value": "shop"}]}, "Period": 60, "Stat": "Sum"}},
     {"Id": "m2", "MetricStat": {"Metric": {"MetricName": "\${NAME}", "Namespace": "AWS/Lambda"}
`;
    expect(namesOf("cloudwatch", yaml)).toEqual(["AWS/Lambda Errors @ Errors"]);
    const search = `spec:
  expression: SEARCH('{AWS/ApiGateway,ApiName} MetricName="5XXError"', 'Sum', 60)
`;
    expect(namesOf("cloudwatch", search)).toEqual(["AWS/ApiGateway 5XXError @ 5XXError"]);
  });

  it("say what belongs to the targets' errors", () => {
    const [row] = familiesOf({
      source: "cloudwatch",
      name: "AWS/ApplicationELB HTTPCode_Target_5XX_Count",
      labels: [],
    });
    expect(row?.companion).toContain("`HTTPCode_ELB_5XX_Count`");
  });

  it.each([
    ["rum", "AWS/RUM", "Http5xxCount"],
    ["edge", "AWS/ApplicationELB", "HTTPCode_ELB_504_Count"],
    ["edge", "aws/applicationelb", "RequestCount"],
    ["edge", "AWS/ApiGateway", "Count"],
    ["edge", "AWS/CloudFront", "5xxErrorRate"],
    ["server", "AWS/ApplicationELB", "TargetResponseTime"],
    ["server", "AWS/ApiGateway", "IntegrationLatency"],
    ["server", "AWS/Lambda", "Throttles"],
    ["dependency?", "AWS/DynamoDB", "SystemErrors"],
    ["synthetic", "CloudWatchSynthetics", "2xx"],
    ["synthetic", "AWS/Route53", "HealthCheckStatus"],
    ["async", "AWS/SQS", "ApproximateAgeOfOldestMessage"],
    ["async", "AWS/Lambda", "IteratorAge"],
    ["internal", "AWS/ApplicationELB", "UnHealthyHostCount"],
    ["internal", "AWS/RDS", "CPUUtilization"],
    ["unknown", "AWS/ApplicationELB", "ConsumedLCUs"],
    ["unknown", "AWS/Route53", "DNSQueries"],
    ["unknown", "Shop", "RequestCount"],
  ])("%s: %s %s", (wanted, namespace, metric) => {
    const [reference] = referencesOf("CloudWatch", `spec: {namespace: ${namespace}, metricName: ${metric}}`);
    expect(reference && classOf(reference)).toBe(wanted);
  });
});
