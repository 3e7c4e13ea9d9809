import { type Form, formAt, given } from "../../model/form";
import { readBoolean, readText } from "../../model/located";
import { queryAt } from "../../model/query-text";
import { askedQueries, type Metric, type Sli } from "../../model/sli";
import {
  nodeAt,
  type Path,
  pairOf,
  valueAt,
  type YamlMap,
  type YamlNode,
  type YamlPair,
} from "../../yaml/node";
import type { ReferenceCollector } from "../common";
import { fingerprintOf } from "../fingerprint";
import type { OpensloWords } from "./words";

/** OpenSLO leaves the source's own description free: these are the names under which tools look for a query. */
const QUERY_KEYS = ["query", "promql"] as const;

const RATIO_ROLES = ["good", "bad", "total", "raw"] as const;

/** What lowering an SLI reads beside the tree. */
export interface SliContext {
  readonly refs: ReferenceCollector;
  /** The YAML document's text. */
  readonly text: string;
  readonly words: OpensloWords;
}

/** Reads the `spec` of an SLI, which `holder` has at `path`: an object of its own, or an SLO's indicator. */
export function lowerSli(holder: YamlMap, path: Path, context: SliContext): Sli {
  const form = formAt(holder, "spec");
  const spec = form?.map;
  const ratioMetric = given(spec, "ratioMetric");
  const thresholdMetric = given(spec, "thresholdMetric");
  const rawType = readText(valueAt(ratioMetric?.value, "rawType"));
  const counter = readBoolean(valueAt(ratioMetric?.value, "counter"));
  const metrics: Metric[] = [];
  for (const role of RATIO_ROLES) {
    const metric = lowerMetric(ratioMetric?.value, role, role, [...path, "ratioMetric"], context);
    if (metric) metrics.push(metric);
  }
  const threshold = lowerMetric(spec, "thresholdMetric", "threshold", path, context);
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
  { refs, text, words }: SliContext,
): Metric | undefined {
  const pair = pairOf(holder, key);
  if (!pair) return undefined;
  const { key: sourceKey, ref, typeIn, hasForm } = words.source;
  const form = sourceForm(pair, sourceKey);
  const source = form?.map;
  const sourcePath = [...path, key, ...(sourceKey === undefined ? [] : [sourceKey])];
  const sourceRef = refs.read(source, sourcePath, ref, "DataSource");
  const sourceType = readText(nodeAt(source, [...(typeIn === undefined ? [] : [typeIn]), "type"]));
  const spec = valueAt(source, "spec");
  const query = QUERY_KEYS.map((name) => valueAt(spec, name)).find((node) => node?.kind === "scalar");
  const fingerprint = fingerprintOf(spec);
  return {
    role,
    span: pair.key.span,
    ...(sourceType ? { sourceType } : {}),
    ...(sourceRef ? { sourceRef } : {}),
    ...queryAt(query, text),
    ...(spec?.kind === "map" ? { sourceSpec: spec } : {}),
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(form && hasForm ? { form } : {}),
  };
}

/** The map that says what a metric is asked of: under a key of its own, or the metric itself. */
function sourceForm({ key, value }: YamlPair, sourceKey: string | undefined): Form | undefined {
  if (value.kind !== "map") return undefined;
  return sourceKey === undefined ? { map: value, span: key.span } : formAt(value, sourceKey);
}
