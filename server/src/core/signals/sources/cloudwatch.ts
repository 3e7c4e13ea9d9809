import { pairOf, type YamlMap, type YamlNode } from "../../yaml/node";
import type { SignalLabel } from "../signal";
import { metricObjects } from "./json-metrics";
import {
  append,
  groupStart,
  hasHole,
  type LocatedSignalReference,
  named,
  type QueryText,
  queryText,
  queryTexts,
} from "./query-text";

const TEXT_KEYS = /^(sql|json|query|queries|expression|search|metric_?math)/i;
/** `SELECT SUM(RequestCount) FROM SCHEMA("AWS/ApplicationELB", LoadBalancer)`. */
const INSIGHTS =
  /\bSELECT\s+(?:AVG|COUNT|MAX|MIN|SUM)\s*\(\s*(?:"([^"\n]{1,255})"|([\w.]{1,255}))\s*\)\s*FROM\s+(?:SCHEMA\s*\(\s*)?(?:"([^"\n]{1,255})"|([\w./-]{1,255}))/dgi;
/** `SEARCH('{AWS/ApplicationELB,LoadBalancer} MetricName="RequestCount"', 'Sum')`. */
const SEARCHED =
  /\{([^{},"'\n]{1,255})(?:,[^{}\n]{0,500})?\}[^{}'\n]{0,500}?\bMetricName\s*=\s*\\?"([^"\\\n]{1,255})/dgi;

/**
 * The metrics of a CloudWatch description: `namespace` with `metricName`, Metrics Insights' SQL, a JSON list of metric
 * data queries, and search expressions. A name is the namespace, a space and the metric's name. See
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html.
 */
export function cloudwatchReferences(spec: YamlNode, documentText: string): LocatedSignalReference[] {
  const found: LocatedSignalReference[] = [];
  inMaps(spec, undefined, documentText, found);
  for (const query of queryTexts(spec, documentText, TEXT_KEYS)) append(found, inText(query));
  return found;
}

/** Maps that name a metric by their keys; an outer map's namespace holds for the inner ones. */
function inMaps(
  node: YamlNode,
  outer: string | undefined,
  documentText: string,
  found: LocatedSignalReference[],
): void {
  if (node.kind === "seq") for (const item of node.items) inMaps(item, outer, documentText, found);
  if (node.kind !== "map") return;
  const namespace = textOf(node, ["namespace", "Namespace"], documentText)?.text ?? outer;
  const metric = textOf(node, ["metricName", "MetricName", "metric_name", "metricname"], documentText);
  if (metric && !hasHole(metric.text) && !(namespace && hasHole(namespace))) {
    const name = namespace ? `${namespace} ${metric.text}` : metric.text;
    found.push(named("cloudwatch", metric, { start: 0, written: metric.text, name }, dimensionsOf(node)));
  }
  for (const { value } of node.pairs) inMaps(value, namespace, documentText, found);
}

function textOf(map: YamlMap, keys: readonly string[], documentText: string): QueryText | undefined {
  for (const key of keys) {
    const value = pairOf(map, key)?.value;
    if (value?.kind === "scalar") return queryText(value, key, documentText);
  }
  return undefined;
}

/** `dimensions` as a list of `name` and `value`, or as a map. */
function dimensionsOf(map: YamlMap): SignalLabel[] {
  const dimensions = (pairOf(map, "dimensions") ?? pairOf(map, "Dimensions"))?.value;
  const labels: SignalLabel[] = [];
  const add = (label: unknown, value: unknown): void => {
    if (typeof label !== "string" || typeof value !== "string" || hasHole(label + value)) return;
    labels.push({ label, op: "=", value });
  };
  if (dimensions?.kind === "map") {
    for (const { key, value } of dimensions.pairs) if (value.kind === "scalar") add(key.source, value.value);
  }
  if (dimensions?.kind === "seq") {
    for (const item of dimensions.items) add(textAt(item, "name"), textAt(item, "value"));
  }
  return labels;
}

function textAt(node: YamlNode, key: string): unknown {
  const value = (pairOf(node, key) ?? pairOf(node, key[0]?.toUpperCase() + key.slice(1)))?.value;
  return value?.kind === "scalar" ? value.value : undefined;
}

function inText(query: QueryText): LocatedSignalReference[] {
  const found: LocatedSignalReference[] = [];
  const add = (start: number, written: string, namespace: string): void => {
    if (written === "" || namespace === "" || hasHole(written + namespace)) return;
    found.push(named("cloudwatch", query, { start, written, name: `${namespace} ${written}` }));
  };
  for (const match of query.text.matchAll(INSIGHTS)) {
    add(groupStart(match, match[1] ? 1 : 2), match[1] ?? match[2] ?? "", match[3] ?? match[4] ?? "");
  }
  for (const match of query.text.matchAll(SEARCHED)) {
    add(groupStart(match, 2), match[2] ?? "", (match[1] ?? "").trim());
  }
  for (const { metric, namespace } of metricObjects(query.text)) add(metric.start, metric.text, namespace);
  return found;
}
