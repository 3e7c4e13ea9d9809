import type { Rational } from "../math/rational";

/** Where a metric is measured, seen from the user. */
export type SignalClass =
  | "rum"
  | "edge"
  | "server"
  | "synthetic"
  | "async"
  | "platform"
  | "dependency"
  | "internal"
  | "unknown";

/** Where queries go: the languages and stores whose names the catalogue knows. */
export type SignalSource =
  | "prometheus"
  | "datadog"
  | "cloudwatch"
  | "google-cloud-monitoring"
  | "dynatrace"
  | "splunk"
  | "sumologic"
  | "sql"
  | "other";

/** What kind of number a metric is. */
export type MetricType = "counter" | "gauge" | "histogram" | "summary";

/** A label that a query asks for, as far as it tells two families apart. */
export interface SignalLabel {
  readonly label: string;
  readonly op: "=" | "!=" | "=~" | "!~";
  readonly value: string;
}

/** A metric that a query names. */
export interface SignalReference {
  readonly source: SignalSource;
  /** As the source spells it: `http_requests_total`, `trace.http.request.hits`, `AWS/ApplicationELB HTTPCode_Target_5XX_Count`. */
  readonly name: string;
  readonly labels: readonly SignalLabel[];
}

/** One row of the catalogue: metrics that are measured in one place. */
export interface SignalFamily {
  /** Unique, in kebab case. */
  readonly id: string;
  readonly title: string;
  readonly source: SignalSource;
  readonly class: SignalClass;
  /** Tested against the metric's base name: suffixes `_total`, `_count`, `_bucket`, `_sum` stripped. */
  readonly match: RegExp;
  /** What one unit of it is, in words that end a sentence: "requests that the ingress controller answered". */
  readonly measures: string;
  /** What users can suffer while this looks fine, where the class's own words are not precise enough. */
  readonly blindTo?: string;
  /** What to measure instead, where the class's own words are not precise enough. */
  readonly instead?: string;
  /** Absent where the suffix alone tells. */
  readonly type?: MetricType;
  /** The library's or product's default histogram bounds, in the metric's own unit, rising. */
  readonly defaultBuckets?: readonly Rational[];
  /** Where the names are documented. */
  readonly evidence: { readonly title: string; readonly url: string };
}

/** What the catalogue says of a metric. */
export interface SignalVerdict {
  readonly class: SignalClass;
  /** Absent for an unknown metric. */
  readonly family?: SignalFamily;
  /** The name without `_total`, `_count`, `_bucket`, `_sum`. */
  readonly base: string;
  readonly type?: MetricType;
  /** Whether the type is known from the catalogue, or guessed by the suffix alone. */
  readonly typeBy?: "family" | "suffix";
  /** Why this class, a whole sentence. */
  readonly why: string;
  /** What it cannot see, a whole sentence; absent for an unknown metric. */
  readonly blindTo?: string;
  /** What users would feel instead, and a family that measures it; absent where the class is as good as any. */
  readonly instead?: string;
}
