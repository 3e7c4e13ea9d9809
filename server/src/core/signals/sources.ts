import type { YamlNode } from "../yaml/node";
import type { SignalSource } from "./signal";
import { cloudwatchReferences } from "./sources/cloudwatch";
import { datadogReferences } from "./sources/datadog";
import { dynatraceReferences } from "./sources/dynatrace";
import { googleCloudReferences } from "./sources/google-cloud-monitoring";
import { otherReferences } from "./sources/other";
import type { LocatedSignalReference } from "./sources/query-text";
import { splunkReferences } from "./sources/splunk";
import { sqlReferences } from "./sources/sql";
import { sumologicReferences } from "./sources/sumologic";

export type { LocatedSignalReference } from "./sources/query-text";

/** The names that specs give to sources, in lower case, without what is no letter or digit. */
const NAMES: readonly (readonly [SignalSource, RegExp])[] = [
  [
    "prometheus",
    /prometheus|^(prom|promql|thanos|mimir|grafanamimir|cortex|victoriametrics|metricsql|coralogix|atlas|amp|gmp)$/,
  ],
  ["datadog", /^(datadog|dd|ddog)/],
  ["cloudwatch", /cloudwatch/],
  [
    "google-cloud-monitoring",
    /^(gcm|googlecloudmonitoring|cloudmonitoring|cloudmonitoringmql|cloudservicemonitoring|stackdriver|gcp(cloud)?monitoring)/,
  ],
  ["dynatrace", /^dynatrace/],
  ["splunk", /^(splunk|signalfx|signalflow)/],
  ["sumologic", /^sumo/],
  [
    "sql",
    /^(sql|bigquery|googlebigquery|redshift|amazonredshift|awsredshift|snowflake|athena|amazonathena|awsathena|postgres|postgresql|mysql|mariadb|sqlserver|mssql|clickhouse|databricks|trino|presto|duckdb|timescale|timescaledb)$/,
  ],
];

/**
 * The source that a type's name stands for, in any case and with any separators: OpenSLO's `metricSource.type` and
 * v1alpha `source`, Nobl9's metric source keys, slo-generator's backends (`cloud_monitoring/team`). `other` where
 * the name is not known.
 */
export function sourceOf(type: string): SignalSource {
  const name = (type.split("/", 1)[0] ?? "").toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  return NAMES.find(([, pattern]) => pattern.test(name))?.[0] ?? "other";
}

/** Whether a source that {@link sourceOf} counts among Prometheus' kind takes MetricsQL, which allows more than PromQL. */
export function takesMetricsql(type: string): boolean {
  return /^(victoriametrics|metricsql)$/.test(type.toLowerCase().replaceAll(/[^a-z0-9]/g, ""));
}

const READERS: Readonly<
  Record<SignalSource, (spec: YamlNode, documentText: string) => LocatedSignalReference[]>
> = {
  // PromQL has a parser of its own.
  prometheus: () => [],
  datadog: datadogReferences,
  cloudwatch: cloudwatchReferences,
  "google-cloud-monitoring": googleCloudReferences,
  dynatrace: dynatraceReferences,
  splunk: splunkReferences,
  sumologic: sumologicReferences,
  sql: sqlReferences,
  other: otherReferences,
};

/**
 * The metrics that a source's own description names, in the order of the text. None for Prometheus: see promql.
 *
 * @param spec the source's own map: OpenSLO's `metricSource.spec`, Nobl9's map below the source's key, slo-generator's
 *   `service_level_indicator`; or a bare query
 * @param documentText the text of the YAML document that `spec` was read from; spans are relative to it
 * @returns each metric with the span of its name, inside the scalar that names it; where a key alone names it, the
 *   key's. A name that a template fills in, in whole or in part, is left out. Never throws.
 */
export function referencesIn(
  source: SignalSource,
  spec: YamlNode,
  documentText: string,
): LocatedSignalReference[] {
  return READERS[source](spec, documentText).sort((a, b) => a.span.start - b.span.start);
}
