import { given } from "../../model/form";
import { queryAt } from "../../model/query-text";
import { askedQueries, type Metric, type Sli } from "../../model/sli";
import { pairOf, type YamlMap, type YamlNode } from "../../yaml/node";
import { queryFingerprint } from "../fingerprint";
import { type SlothWords, WINDOW } from "./words";

/** In which language the queries are checked: PromQL, unless a plugin of the chain checks them as MetricsQL. */
export type QueryLanguage = "promql" | "metricsql";

/** Reads an SLO's `sli`: two queries that count events, one that gives the ratio, or a plugin that nobody can see into. */
export function lowerSli(map: YamlMap, text: string, words: SlothWords, language: QueryLanguage): Sli {
  const events = given(map, "events")?.value;
  const raw = given(map, "raw")?.value;
  const metrics = [
    metricAt(events, words.errorQuery, "bad", text, language),
    metricAt(events, words.totalQuery, "total", text, language),
    metricAt(raw, words.errorRatioQuery, "raw", text, language),
  ].flatMap((metric) => metric ?? []);
  const asks = askedQueries(metrics);
  const rawKey = pairOf(raw, words.errorRatioQuery);
  return {
    type: "sli",
    metrics,
    ...(metrics.length > 0 ? { shape: "ratio" as const } : {}),
    // The key's own name says that it is the share of failures.
    ...(rawKey ? { rawType: { value: "failure", span: rawKey.key.span } } : {}),
    ...(asks === undefined ? {} : { asks }),
    refusesTwins: "Sloth",
  };
}

function metricAt(
  holder: YamlNode | undefined,
  key: string,
  role: Metric["role"],
  text: string,
  language: QueryLanguage,
): Metric | undefined {
  const pair = pairOf(holder, key);
  if (pair?.value.kind !== "scalar") return undefined;
  const query = pair.value;
  const fingerprint = queryFingerprint(query);
  return {
    role,
    key,
    span: pair.key.span,
    // What only MetricsQL has is no mistake in it: then the source is left open.
    ...(language === "promql" ? { sourceType: { value: "Prometheus", span: pair.key.span } } : {}),
    needs: WINDOW,
    ...queryAt(query, text),
    ...(fingerprint === undefined ? {} : { fingerprint }),
  };
}
