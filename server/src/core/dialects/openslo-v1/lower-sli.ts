import { readText } from "../../model/located";
import type { Metric, Sli } from "../../model/sli";
import { toData } from "../../yaml/data";
import { type Path, pairOf, valueAt, type YamlNode } from "../../yaml/node";
import type { ReferenceCollector } from "../common";

const RATIO_ROLES = ["good", "bad", "total", "raw"] as const;

/** Reads an SLI's `spec`, as an object of its own or inside an SLO. */
export function lowerSli(spec: YamlNode | undefined, path: Path, refs: ReferenceCollector): Sli {
  const ratioMetric = pairOf(spec, "ratioMetric");
  const thresholdMetric = pairOf(spec, "thresholdMetric");
  const rawType = readText(valueAt(ratioMetric?.value, "rawType"));
  const metrics: Metric[] = [];
  for (const role of RATIO_ROLES) {
    const metric = lowerMetric(ratioMetric?.value, role, role, [...path, "ratioMetric"], refs);
    if (metric) metrics.push(metric);
  }
  const threshold = lowerMetric(spec, "thresholdMetric", "threshold", path, refs);
  if (threshold) metrics.push(threshold);
  return {
    type: "sli",
    metrics,
    ...(ratioMetric ? { shape: "ratio" as const } : thresholdMetric ? { shape: "threshold" as const } : {}),
    ...(rawType ? { rawType } : {}),
  };
}

function lowerMetric(
  holder: YamlNode | undefined,
  key: string,
  role: Metric["role"],
  path: Path,
  refs: ReferenceCollector,
): Metric | undefined {
  const pair = pairOf(holder, key);
  if (!pair) return undefined;
  const source = valueAt(pair.value, "metricSource");
  const sourceRef = refs.read(source, [...path, key, "metricSource"], "metricSourceRef", "DataSource");
  const sourceType = readText(valueAt(source, "type"));
  const spec = valueAt(source, "spec");
  const query = valueAt(spec, "query");
  return {
    role,
    span: pair.key.span,
    ...(sourceType ? { sourceType } : {}),
    ...(sourceRef ? { sourceRef } : {}),
    ...(query?.kind === "scalar" ? { query } : {}),
    ...(spec?.kind === "map" && spec.pairs.length > 0 ? { fingerprint: JSON.stringify(toData(spec)) } : {}),
  };
}
