import { describe, expect, it } from "vitest";
import { sourceOf } from "../../../../server/src/core/signals/sources";

describe("the source that a type's name stands for", () => {
  it.each([
    [
      "prometheus",
      "Prometheus prometheus AmazonPrometheus azurePrometheus GoogleManagedPrometheus amazon_prometheus",
    ],
    ["prometheus", "Thanos Mimir Cortex VictoriaMetrics coralogix atlas PromQL"],
    ["datadog", "Datadog datadog DATADOG"],
    ["cloudwatch", "CloudWatch cloudWatch amazon-cloudwatch aws_cloudwatch"],
    [
      "google-cloud-monitoring",
      "gcm GCM GoogleCloudMonitoring cloud_monitoring cloud_monitoring/team2 cloud_monitoring_mql cloud_service_monitoring Stackdriver",
    ],
    ["dynatrace", "Dynatrace dynatrace"],
    ["splunk", "Splunk splunk splunkObservability SignalFx"],
    ["sumologic", "sumologic sumoLogic SumoLogic sumologic-logs sumologic-metrics"],
    ["sql", "BigQuery bigQuery Redshift redshift Snowflake PostgreSQL"],
    ["other", "newRelic appDynamics pingdom elasticsearch opentsdb grafanaLoki Any constructor __proto__"],
  ])("%s", (source, types) => {
    for (const type of types.split(" ")) expect([type, sourceOf(type)]).toEqual([type, source]);
    expect(sourceOf("")).toBe("other");
  });
});
