import type { Rational } from "../math/rational";
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
  /** What the tool looks for in the query, and refuses it without, or with. */
  readonly contract?: QueryContract;
  /** The tool takes the name and labels of a series here, and nothing else. */
  readonly bare?: BareSelector;
  /** The query as the tool sends it, where it builds more around the text than a placeholder's value. */
  readonly sent?: SentQuery;
  /** OpenSLO's `metricSource`. */
  readonly form?: Form;
}

/** What a tool asks of a query's text. */
export interface QueryContract {
  readonly clauses: readonly QueryClause[];
  /** The placeholders that it fills in itself: of any other nobody knows what it stands for. */
  readonly fillsIn: RegExp;
}

/** A text that a tool wants in a query, or does not. */
export interface QueryClause {
  readonly wanted: boolean;
  readonly pattern: RegExp;
  /** What it is, as the object of a sentence: "`n9value`", "a wildcard". */
  readonly what: string;
  /** Why the tool wants it, or does not, as a whole sentence. */
  readonly why: string;
}

/** What a tool makes of a query before it asks it. */
export interface SentQuery {
  /** In the source's language; placeholders stand in it as they are written. */
  readonly text: string;
  /** The tool's name. */
  readonly tool: string;
  /** What it does to the text, as a whole sentence. */
  readonly how: string;
  /** What was to be put into the text and finds no place there, as a whole sentence with what follows. */
  readonly lost?: { readonly what: string; readonly why: string; readonly todo: string };
}

/** A placeholder that a tool fills in before it asks a query. */
export interface NeededPlaceholder {
  /** As it is best written: `{{.window}}`. */
  readonly text: string;
  /** What the tool looks for. */
  readonly pattern: RegExp;
  /** The tool's name. */
  readonly tool: string;
  /** The text holds the range's brackets too: `[window]`. */
  readonly bracketed?: true;
  /** What the tool does with a query without it, as a whole sentence; if left out, it refuses the SLO. */
  readonly without?: string;
}

/** A series that a tool asks for in queries of its own. */
export interface BareSelector {
  /** The tool's name. */
  readonly tool: string;
  /** What it puts around the series, as a clause: "it puts `rate` around the series itself". */
  readonly adds: string;
  /** Of a histogram: its `_count`, its `_bucket` with a bound `le`, or the whole, which is named without either. */
  readonly series?: "count" | "bucket" | "whole";
  /** The tool asks for a bucket in both of Prometheus' spellings of its bound, `1` and `1.0`. */
  readonly bothSpellings?: true;
}

/** A service level indicator. */
export interface Sli {
  readonly type: "sli";
  readonly shape?: "ratio" | "threshold";
  readonly rawType?: Located<string>;
  readonly metrics: readonly Metric[];
  /** Whether the metrics only ever grow, so that whoever reads the SLI takes their increase: OpenSLO's `counter`. */
  readonly counter?: Located<boolean>;
  /** How the format writes that; OpenSLO's `counter: true` if left out. */
  readonly counterText?: string;
  /** The tool that takes the increase of such metrics itself, whatever else reads them. */
  readonly takesIncrease?: string;
  /** How long a good event takes at most, in seconds, where the file says it outside of the queries. */
  readonly timeLimit?: Located<Rational>;
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
