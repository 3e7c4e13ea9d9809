import type { Path } from "../../yaml/node";

/** Where a metric source keeps the text that asks for the data; empty where it is asked by names alone. */
type QueryPaths = readonly Path[];

const PROMQL: QueryPaths = [["promql"]];
const QUERY: QueryPaths = [["query"]];

/**
 * The metric sources by their keys below `query`, `good`, `bad`, `total` and `goodTotal`, with the fields that hold
 * their query. Source: nobl9-go, manifest/v1alpha/slo/metrics.go (MetricSpec) and metrics_*.go.
 */
const SOURCES: Readonly<Record<string, QueryPaths>> = {
  amazonPrometheus: PROMQL,
  appDynamics: [["metricPath"]],
  atlas: PROMQL,
  azureMonitor: [["kqlQuery"]],
  azurePrometheus: PROMQL,
  bigQuery: QUERY,
  cloudWatch: [["sql"], ["json"]],
  coralogix: PROMQL,
  dash0: PROMQL,
  datadog: QUERY,
  dynatrace: [["metricSelector"], ["dql", "query"]],
  elasticsearch: QUERY,
  gcm: [["promql"], ["query"]],
  generic: QUERY,
  grafanaLoki: [["logql"]],
  graphite: [["metricPath"]],
  honeycomb: [],
  influxdb: QUERY,
  instana: [],
  lightstep: [["uql"]],
  logicMonitor: [],
  newRelic: [["nrql"]],
  opentsdb: QUERY,
  pingdom: [],
  prometheus: PROMQL,
  redshift: QUERY,
  splunk: QUERY,
  splunkObservability: [["program"]],
  sumoLogic: QUERY,
  thousandEyes: [],
};

/** The keys of all metric sources. */
export const SOURCE_KEYS: readonly string[] = Object.keys(SOURCES);

/** The places of a source's query, below its key; undefined for a key that is no source's. */
export function queryPaths(source: string): QueryPaths | undefined {
  return Object.hasOwn(SOURCES, source) ? SOURCES[source] : undefined;
}

/**
 * The sources that can be asked for bad events, and those whose one query answers good and all events.
 * Source: nobl9-go, internal/manifest/v1alpha/slo/slo.go.
 */
export const BAD_SOURCES = ["cloudWatch", "appDynamics", "azureMonitor", "logicMonitor", "azurePrometheus"];
export const GOOD_TOTAL_SOURCES = ["splunk", "honeycomb", "sumoLogic", "atlas"];

/** Sources that can only be asked for both at once. Source: metrics_honeycomb.go, metrics_atlas.go. */
export const ONLY_GOOD_TOTAL = ["honeycomb", "atlas"];

/** Sources of values without counts. Source: metrics_thousand_eyes.go. */
export const ONLY_RAW = ["thousandEyes"];
