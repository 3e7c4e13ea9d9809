import { readBoolean } from "../../model/located";
import { queryAt } from "../../model/query-text";
import { askedQueries, type Metric, type Sli } from "../../model/sli";
import { nodeAt, pairOf, valueAt, type YamlMap, type YamlPair } from "../../yaml/node";
import { fingerprintOf } from "../fingerprint";
import { clausesOf, FILLED_IN } from "./query-contract";
import { queryPaths, SOURCE_KEYS } from "./sources";
import { COUNTS } from "./words";

/** Reads `countMetrics`: counts of good (or bad) and of all events. */
export function lowerCounts(map: YamlMap, text: string): Sli {
  const metrics = COUNTS.flatMap((key) => {
    const pair = pairOf(map, key);
    // `goodTotal` is one query that answers good and all events.
    const role = key === "goodTotal" ? "raw" : key;
    return pair ? (lowerMetric(pair, pair.value, role, text) ?? []) : [];
  });
  const incremental = readBoolean(valueAt(map, "incremental"));
  const asks = askedQueries(metrics);
  return {
    type: "sli",
    shape: "ratio",
    metrics,
    ...(incremental ? { counter: incremental } : {}),
    counterText: "incremental: true",
    takesIncrease: "Nobl9",
    ...(asks === undefined ? {} : { asks }),
  };
}

/**
 * Reads a metric whose values are held against a limit.
 *
 * @param pair the key that introduces it, an objective's `rawMetric` or the `rawMetric` of the whole SLO
 * @param spec the map with the source's key
 */
export function lowerRaw(pair: YamlPair, spec: YamlPair["value"] | undefined, text: string): Sli {
  const metric = lowerMetric(pair, spec, "threshold", text);
  return { type: "sli", shape: "threshold", metrics: metric ? [metric] : [] };
}

function lowerMetric(
  pair: YamlPair,
  spec: YamlPair["value"] | undefined,
  role: Metric["role"],
  text: string,
): Metric | undefined {
  if (spec?.kind !== "map") return undefined;
  const source = spec.pairs.find(({ key }) => SOURCE_KEYS.includes(key.source));
  if (!source) return undefined;
  const name = source.key.source;
  const query = (queryPaths(name) ?? [])
    .map((path) => nodeAt(source.value, path))
    .find((node) => node?.kind === "scalar");
  // Pingdom's transactions are asked for alike: Nobl9 tells good ones from others by the key they stand under.
  const fingerprint = name === "pingdom" ? undefined : fingerprintOf(source.value);
  const clauses = clausesOf(name, source.value, pair.key.source === "goodTotal");
  return {
    role,
    key: pair.key.source,
    span: pair.key.span,
    sourceType: { value: name, span: source.key.span },
    ...queryAt(query, text),
    ...(source.value.kind === "map" ? { sourceSpec: source.value } : {}),
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(clauses.length > 0 ? { contract: { clauses, fillsIn: FILLED_IN } } : {}),
  };
}
