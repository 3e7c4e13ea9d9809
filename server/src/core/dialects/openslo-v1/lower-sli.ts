import { formAt, given } from "../../model/form";
import { readBoolean, readText } from "../../model/located";
import { QueryText } from "../../model/query-text";
import { askedQueries, type Metric, type Sli } from "../../model/sli";
import { type Path, pairOf, valueAt, type YamlMap, type YamlNode } from "../../yaml/node";
import type { ReferenceCollector } from "../common";
import { fingerprintOf } from "./fingerprint";

/** OpenSLO leaves the source's own description free: these are the names under which tools look for a query. */
const QUERY_KEYS = ["query", "promql"] as const;

const RATIO_ROLES = ["good", "bad", "total", "raw"] as const;

/** Reads the `spec` of an SLI, which `holder` has at `path`: an object of its own, or an SLO's indicator. */
export function lowerSli(holder: YamlMap, path: Path, refs: ReferenceCollector, text: string): Sli {
  const form = formAt(holder, "spec");
  const spec = form?.map;
  const ratioMetric = given(spec, "ratioMetric");
  const thresholdMetric = given(spec, "thresholdMetric");
  const rawType = readText(valueAt(ratioMetric?.value, "rawType"));
  const counter = readBoolean(valueAt(ratioMetric?.value, "counter"));
  const metrics: Metric[] = [];
  for (const role of RATIO_ROLES) {
    const metric = lowerMetric(ratioMetric?.value, role, role, [...path, "ratioMetric"], refs, text);
    if (metric) metrics.push(metric);
  }
  const threshold = lowerMetric(spec, "thresholdMetric", "threshold", path, refs, text);
  if (threshold) metrics.push(threshold);
  const asks = askedQueries(metrics);
  return {
    type: "sli",
    metrics,
    ...(asks === undefined ? {} : { asks }),
    ...(ratioMetric ? { shape: "ratio" as const } : thresholdMetric ? { shape: "threshold" as const } : {}),
    ...(rawType ? { rawType } : {}),
    ...(counter ? { counter } : {}),
    ...(form ? { form } : {}),
  };
}

function lowerMetric(
  holder: YamlNode | undefined,
  key: string,
  role: Metric["role"],
  path: Path,
  refs: ReferenceCollector,
  text: string,
): Metric | undefined {
  const pair = pairOf(holder, key);
  if (!pair) return undefined;
  const form = pair.value.kind === "map" ? formAt(pair.value, "metricSource") : undefined;
  const source = form?.map;
  const sourceRef = refs.read(source, [...path, key, "metricSource"], "metricSourceRef", "DataSource");
  const sourceType = readText(valueAt(source, "type"));
  const spec = valueAt(source, "spec");
  const query = QUERY_KEYS.map((name) => valueAt(spec, name)).find((node) => node?.kind === "scalar");
  const fingerprint = fingerprintOf(spec);
  return {
    role,
    span: pair.key.span,
    ...(sourceType ? { sourceType } : {}),
    ...(sourceRef ? { sourceRef } : {}),
    ...(query?.kind === "scalar" ? { query } : {}),
    ...(query?.kind === "scalar" && !query.missing && query.value !== null
      ? { queryText: new QueryText(query, text) }
      : {}),
    ...(spec?.kind === "map" ? { sourceSpec: spec } : {}),
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(form ? { form } : {}),
  };
}
