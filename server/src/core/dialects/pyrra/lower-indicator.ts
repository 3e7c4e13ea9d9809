import { isPositive } from "../../math/rational";
import { given } from "../../model/form";
import { readText } from "../../model/located";
import { queryAt } from "../../model/query-text";
import { askedQueries, type BareSelector, type Metric, type Sli } from "../../model/sli";
import { readDuration } from "../../promql/literals";
import type { Span } from "../../text/span";
import { pairOf, valueAt, type YamlMap, type YamlNode } from "../../yaml/node";
import { queryFingerprint } from "../fingerprint";
import { COUNTER, GAUGE, HISTOGRAM_BUCKET, HISTOGRAM_COUNT, INDICATOR_KEYS, NATIVE_HISTOGRAM } from "./words";

/** The way that Pyrra measures by; undefined where there is none. */
export function measuredKey(map: YamlMap): (typeof INDICATOR_KEYS)[number] | undefined {
  return INDICATOR_KEYS.find((key) => given(map, key));
}

/** Reads an SLO's `indicator`: of several, the one that Pyrra measures. */
export function lowerIndicator(map: YamlMap, text: string): Sli {
  const key = measuredKey(map);
  const pair = key && pairOf(map, key);
  if (!key || !pair) return { type: "sli", metrics: [] };
  const { value } = pair;
  if (key === "bool_gauge") return gaugeOf(value, pair.key.span, text);
  const metrics = (
    key === "ratio"
      ? [metricAt(value, "errors", "bad", COUNTER, text), metricAt(value, "total", "total", COUNTER, text)]
      : key === "latency"
        ? [
            metricAt(value, "success", "good", HISTOGRAM_BUCKET, text),
            metricAt(value, "total", "total", HISTOGRAM_COUNT, text),
          ]
        : [metricAt(value, "total", "total", NATIVE_HISTOGRAM, text)]
  ).flatMap((metric) => metric ?? []);
  const asks = askedQueries(metrics);
  return {
    type: "sli",
    metrics,
    ...(metrics.length > 0 ? { shape: "ratio" as const } : {}),
    // Pyrra takes the increase itself.
    counter: { value: true, span: pair.key.span },
    ...(key === "latencyNative" ? timeLimit(value) : {}),
    ...(asks === undefined ? {} : { asks }),
  };
}

/** How quick an event of a native histogram has to be. */
function timeLimit(holder: YamlNode): Pick<Sli, "timeLimit"> {
  const text = readText(valueAt(holder, "latency"));
  const reading = text && readDuration(text.value);
  if (!text || reading?.kind !== "ok" || !isPositive(reading.seconds)) return {};
  return { timeLimit: { value: reading.seconds, span: text.span } };
}

/** A gauge that is 1 while all is well, so that its mean is the share of good time. */
function gaugeOf(value: YamlNode, keySpan: Span, text: string): Sli {
  const metric = metricUnder(value, "raw", GAUGE, text);
  return {
    type: "sli",
    metrics: metric ? [metric] : [],
    ...(metric ? { shape: "ratio" as const } : {}),
    rawType: { value: "success", span: keySpan },
    counter: { value: false, span: keySpan },
  };
}

/** `errors: {metric: …}` */
function metricAt(
  holder: YamlNode,
  key: string,
  role: Metric["role"],
  bare: BareSelector,
  text: string,
): Metric | undefined {
  const pair = pairOf(holder, key);
  const metric = metricUnder(pair?.value, role, bare, text);
  return pair && metric && { ...metric, key, span: pair.key.span };
}

function metricUnder(
  holder: YamlNode | undefined,
  role: Metric["role"],
  bare: BareSelector,
  text: string,
): Metric | undefined {
  const pair = pairOf(holder, "metric");
  if (pair?.value.kind !== "scalar") return undefined;
  const query = pair.value;
  const fingerprint = queryFingerprint(query);
  return {
    role,
    key: "metric",
    span: pair.key.span,
    sourceType: { value: "Prometheus", span: pair.key.span },
    bare,
    ...queryAt(query, text),
    ...(fingerprint === undefined ? {} : { fingerprint }),
  };
}
