import type { Span } from "../text/span";
import type { YamlMap, YamlScalar } from "../yaml/node";
import type { Form } from "./form";
import type { Located } from "./located";
import type { QueryText } from "./query-text";

/** One metric of an SLI: where it comes from and how it is asked for. */
export interface Metric {
  readonly role: "good" | "bad" | "total" | "raw" | "threshold";
  /** The key that introduces the metric. */
  readonly span: Span;
  /** That key as written, where it is not the role. */
  readonly key?: string;
  /** `Prometheus`, `Datadog` …, as written. */
  readonly sourceType?: Located<string>;
  readonly sourceRef?: Located<string>;
  /** The query's text, where the source has one. */
  readonly query?: YamlScalar;
  /** The same, to be read in its language. */
  readonly queryText?: QueryText;
  /** The source's own description: OpenSLO's `metricSource.spec`. */
  readonly sourceSpec?: YamlMap;
  /**
   * The whole source description as a comparable text: two metrics of one source with the same text are the
   * same series. Absent where a template fills in a part.
   */
  readonly fingerprint?: string;
  /** What the tool puts into the query, and refuses it without. */
  readonly needs?: NeededPlaceholder;
  /** OpenSLO's `metricSource`. */
  readonly form?: Form;
}

/** A placeholder that a tool fills in before it asks a query. */
export interface NeededPlaceholder {
  /** As it is best written: `{{.window}}`. */
  readonly text: string;
  /** What the tool looks for. */
  readonly pattern: RegExp;
  /** The tool's name. */
  readonly tool: string;
}

/** A service level indicator. */
export interface Sli {
  readonly type: "sli";
  readonly shape?: "ratio" | "threshold";
  readonly rawType?: Located<string>;
  readonly metrics: readonly Metric[];
  /** Whether the metrics only ever grow, so that whoever reads the SLI takes their increase: OpenSLO's `counter`. */
  readonly counter?: Located<boolean>;
  /** All its queries in one text, white space aside, so that two SLIs can be compared; absent where one is unknown. */
  readonly asks?: string;
  /** The tool that refuses two metrics with the same query. */
  readonly refusesTwins?: string;
  /** OpenSLO's `spec` of the SLI. */
  readonly form?: Form;
}

/** What a metric is called where it is written: its key, or its role. */
export function metricName(metric: Metric): string {
  return metric.key ?? metric.role;
}

/** The metric in this role. */
export function metricOf(sli: Sli, role: Metric["role"]): Metric | undefined {
  return sli.metrics.find((metric) => metric.role === role);
}

/** The queries of at least two metrics in one text; undefined where one of them is not known. */
export function askedQueries(metrics: readonly Metric[]): string | undefined {
  if (metrics.length < 2) return undefined;
  const parts: string[] = [];
  for (const { role, query } of metrics) {
    if (!query || query.missing || query.templated) return undefined;
    parts.push(`${role}: ${String(query.value).replaceAll(/\s+/g, "")}`);
  }
  return parts.sort().join("\n");
}
