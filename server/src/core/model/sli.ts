import type { Span } from "../text/span";
import type { YamlScalar } from "../yaml/node";
import type { Form } from "./form";
import type { Located } from "./located";

/** One metric of an SLI: where it comes from and how it is asked for. */
export interface Metric {
  readonly role: "good" | "bad" | "total" | "raw" | "threshold";
  /** The key that introduces the metric. */
  readonly span: Span;
  /** `Prometheus`, `Datadog` …, as written. */
  readonly sourceType?: Located<string>;
  readonly sourceRef?: Located<string>;
  /** The query's text, where the source has one. */
  readonly query?: YamlScalar;
  /**
   * The whole source description as a comparable text: two metrics of one source with the same text are the
   * same series. Absent where a template fills in a part.
   */
  readonly fingerprint?: string;
  /** OpenSLO's `metricSource`. */
  readonly form?: Form;
}

/** A service level indicator. */
export interface Sli {
  readonly type: "sli";
  readonly shape?: "ratio" | "threshold";
  readonly rawType?: Located<string>;
  readonly metrics: readonly Metric[];
  /** All its queries in one text, white space aside, so that two SLIs can be compared; absent where one is unknown. */
  readonly asks?: string;
  /** OpenSLO's `spec` of the SLI. */
  readonly form?: Form;
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
