import { pairOf, type YamlNode } from "../../yaml/node";
import type { SignalLabel } from "../signal";
import {
  groupStart,
  hasHole,
  type LocatedSignalReference,
  labelOf,
  named,
  type QueryText,
  queryTexts,
  runsIntoHole,
} from "./query-text";

/** `metric.type="run.googleapis.com/request_count"` in a monitoring filter, perhaps inside of JSON. */
const FILTERED = /(?<![\w.])metric\.type\s*(?:==?|:)\s*(?:starts_with\(\s*)?\\?["']([\w./-]{1,300})/dg;
/** `metric 'run.googleapis.com/request_count'` and `fetch run::run.googleapis.com/request_count` in MQL. */
const QUERIED =
  /(?:(?<![\w.])metric\s{1,20}\\?["']?|(?<=\w)::\s{0,20}["']?)((?:[\w-]{1,100}\.){1,10}[\w-]{1,100}\/[\w./-]{1,300})/dg;
const RESOURCE = /(?<![\w.])(?:resource\.type\s*==?\s*\\?["']|fetch\s{1,20})([a-z][\w-]{0,100})/;
/** `metric.labels.response_code_class = "2xx"`, `metric.label."status"="ok"`, MQL's `metric.response_code == '200'`. */
const LABELLED =
  /(?<![\w.])(?:metric|resource)\.(?:labels?\.)?\\?"?([A-Za-z_]\w{0,100})\\?"?\s*(!?)==?\s*(?:\\?["']([^"'\\\n]{0,300})\\?["']|(\d{1,20}))/g;
/** Metrics of Managed Service for Prometheus: what stands between is the metric's own name. */
const PROMETHEUS =
  /^(?:prometheus\.googleapis\.com|external\.googleapis\.com\/prometheus)\/([A-Za-z_:][\w:]*)/;

/** What Cloud Service Monitoring counts for a well-known service type: its API's BasicSli. */
const WELL_KNOWN: Readonly<Record<string, { readonly availability: string; readonly latency: string }>> = {
  app_engine: {
    availability: "appengine.googleapis.com/http/server/response_count",
    latency: "appengine.googleapis.com/http/server/response_latencies",
  },
  cluster_istio: {
    availability: "istio.io/service/server/request_count",
    latency: "istio.io/service/server/response_latencies",
  },
  mesh_istio: {
    availability: "istio.io/service/server/request_count",
    latency: "istio.io/service/server/response_latencies",
  },
  cloud_endpoints: {
    availability: "serviceruntime.googleapis.com/api/request_count",
    latency: "serviceruntime.googleapis.com/api/request_latencies",
  },
};

/**
 * The metrics of Google Cloud descriptions: monitoring filters, MQL, and the service types of Cloud Service
 * Monitoring. A Prometheus metric kept there is named as Prometheus names it. See
 * https://cloud.google.com/monitoring/api/v3/filters and https://cloud.google.com/monitoring/mql/reference.
 */
export function googleCloudReferences(spec: YamlNode, documentText: string): LocatedSignalReference[] {
  const found = wellKnown(spec);
  for (const query of queryTexts(spec, documentText)) {
    if (query.key.toLowerCase() === "promql") continue;
    const labels = labelsOf(query.text);
    for (const pattern of [FILTERED, QUERIED]) {
      for (const match of query.text.matchAll(pattern)) {
        const written = (match[1] ?? "").replace(/[./-]+$/, "");
        const start = groupStart(match, 1);
        if (written !== "" && !runsIntoHole(query.text, start + (match[1] ?? "").length))
          found.push(metricAt(query, start, written, labels));
      }
    }
  }
  return found;
}

function metricAt(
  query: QueryText,
  start: number,
  written: string,
  labels: readonly SignalLabel[],
): LocatedSignalReference {
  const name = PROMETHEUS.exec(written)?.[1];
  if (name === undefined) return named("google-cloud-monitoring", query, { start, written }, labels);
  const inner = { start: start + written.indexOf(`/${name}`) + 1, written: name };
  return named("prometheus", query, inner, labels);
}

/** All comparisons of a text with `=` or `!=`; where alternatives are joined with OR, only the resource's type. */
function labelsOf(text: string): SignalLabel[] {
  const labels: SignalLabel[] = [];
  const resource = RESOURCE.exec(text);
  if (resource) labels.push({ label: "resource.type", op: "=", value: resource[1] ?? "" });
  if (/\bOR\b|\|\|/i.test(text)) return labels;
  for (const match of text.matchAll(LABELLED)) {
    const [, label = "", negation, quoted, digits] = match;
    const value = quoted ?? digits ?? "";
    if (label !== "type" && !hasHole(value)) labels.push(labelOf(label, value, negation === "!"));
  }
  return labels;
}

function wellKnown(spec: YamlNode): LocatedSignalReference[] {
  const criterion = pairOf(spec, "availability") ?? pairOf(spec, "latency");
  if (spec.kind !== "map" || !criterion) return [];
  for (const { key } of spec.pairs) {
    if (!Object.hasOwn(WELL_KNOWN, key.source)) continue;
    const names = WELL_KNOWN[key.source];
    const name = criterion.key.source === "latency" ? names?.latency : names?.availability;
    // Cloud Endpoints serves an API; who consumes one is another resource.
    const labels: SignalLabel[] =
      key.source === "cloud_endpoints" ? [{ label: "resource.type", op: "=", value: "api" }] : [];
    if (name) return [{ source: "google-cloud-monitoring", name, labels, span: key.span }];
  }
  return [];
}
