import { readText } from "../../model/located";
import { queryAt } from "../../model/query-text";
import { askedQueries, type Metric, type Sli } from "../../model/sli";
import type { Span } from "../../text/span";
import { pairOf, valueAt, type YamlMap, type YamlPair } from "../../yaml/node";
import { queryFingerprint } from "../fingerprint";
import { backendKind, type Method, methodOf } from "./backends";
import { operatorsOf, prometheusMetric } from "./prometheus-query";

/** An SLO's indicator, as far as it can be seen into. */
export interface LoweredSli {
  readonly sli?: Sli;
  /** Where the file says that events are counted. */
  readonly counts?: Span;
}

/** Reads `service_level_indicator` by the backend and the method that are to make an SLI of it. */
export function lowerSli(spec: YamlMap | undefined, text: string): LoweredSli {
  const map = valueAt(spec, "service_level_indicator");
  if (map?.kind !== "map") return {};
  const backend = readText(valueAt(spec, "backend"));
  const name = readText(valueAt(spec, "method"));
  const kind = backend && backendKind(backend.value);
  const method = kind === undefined || !name ? undefined : methodOf(kind, name.value);
  // What a class of somebody's own makes of it, only the class knows.
  if (!backend || kind === undefined || !name || !method) return { sli: { type: "sli", metrics: [] } };
  const metrics =
    name.value === "basic"
      ? basicMetrics(map, backend)
      : method.metrics.flatMap(([key, role]) => {
          const pair = pairOf(map, key);
          if (!pair || isPassedOver(key, method, map)) return [];
          const metric: Metric = { ...metricAt(pair, role, text), sourceType: backend };
          return [kind === "prometheus" ? prometheusMetric(metric, map, name.value) : metric];
        });
  const raw = method.metrics.find(([, role]) => role === "raw");
  const rawKey = raw && pairOf(map, raw[0])?.key;
  const asks = askedQueries(metrics);
  const counted = kind === "prometheus" && method.counts && countsByIncrease(map, name.value);
  return {
    sli: {
      type: "sli",
      metrics,
      ...(metrics.length > 0 ? { shape: "ratio" as const } : {}),
      ...(rawKey ? { rawType: { value: "success", span: rawKey.span } } : {}),
      ...(counted ? { counter: { value: true, span: name.span } } : {}),
      ...(asks === undefined ? {} : { asks }),
    },
    ...(method.counts ? { counts: name.span } : {}),
  };
}

/** Beside bad events nobody looks at the valid ones. */
function isPassedOver(key: string, { either }: Method, map: YamlMap): boolean {
  return either !== undefined && key === either[1] && pairOf(map, either[0]) !== undefined;
}

function metricAt({ key, value }: YamlPair, role: Metric["role"], text: string): Metric {
  const fingerprint = queryFingerprint(value);
  return {
    role,
    key: key.source,
    span: key.span,
    ...queryAt(value, text),
    sourceSpec: { kind: "map", pairs: [{ key, value, merged: false }], span: value.span },
    ...(fingerprint === undefined ? {} : { fingerprint }),
  };
}

/** What Google measures by itself is named by the service's kind and by what is to be good. */
function basicMetrics(map: YamlMap, sourceType: Metric["sourceType"]): Metric[] {
  const criterion = pairOf(map, "availability") ?? pairOf(map, "latency");
  if (!criterion || !sourceType) return [];
  return [{ role: "good", key: criterion.key.source, span: criterion.key.span, sourceType, sourceSpec: map }];
}

/** Whether the operators make the increase of a counter of the text, so that it is named as it is. */
function countsByIncrease(map: YamlMap, method: string): boolean {
  const operators = method === "distribution_cut" ? ["increase"] : operatorsOf(map);
  return operators?.some((name) => /^(?:increase|rate)$/.test(name)) === true;
}
