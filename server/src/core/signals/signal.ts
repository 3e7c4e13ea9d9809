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

/** A label that a family's row asks for: its name and the values that fit. */
export interface FamilyLabel {
  readonly label: RegExp;
  /** Tested against the value of `=`, and against every alternative of `=~`; `!=` and `!~` never fit. */
  readonly accepts: RegExp;
}

/** The unit of a family's values, where its names are of one unit. */
export type SignalUnit = "seconds" | "milliseconds" | "bytes";

/** One row of the catalogue: metrics that are measured in one place. */
export interface SignalFamily {
  /** Unique, in kebab case. */
  readonly id: string;
  readonly title: string;
  readonly source: SignalSource;
  readonly class: SignalClass;
  /** Tested against the metric's base name: suffixes `_total`, `_count`, `_bucket`, `_sum` stripped. */
  readonly match: RegExp;
  /** What the query must ask for besides the name: all of these. Such rows stand above the one for the bare name. */
  readonly labels?: readonly FamilyLabel[];
  /**
   * The name follows a custom, such as `(^|_)http_requests`, and stands in no product's document. Rows of this
   * kind are tested after all others.
   */
  readonly convention?: true;
  /** The class is likely, not certain: it may be shown, but no rule speaks because of it. */
  readonly ambiguous?: true;
  /** Names that this row is for, as `name` or `name{label="value"}`. */
  readonly examples?: readonly string[];
  /** What one unit of it is, in words that end a sentence: "requests that the ingress controller answered". */
  readonly measures: string;
  /** What users can suffer while this looks fine, where the class's own words are not precise enough. */
  readonly blindTo?: string;
  /** What to measure instead, where the class's own words are not precise enough. */
  readonly instead?: string;
  /**
   * What belongs to it and is counted elsewhere, two sentences: what the metric misses, and the metric to add or to
   * take in its place.
   */
  readonly companion?: string;
  /** Absent where the suffix alone tells. */
  readonly type?: MetricType;
  /** Absent where the row's names are of several units or of none. */
  readonly unit?: SignalUnit;
  /** The library's or product's default histogram bounds, in the metric's own unit, rising. */
  readonly defaultBuckets?: readonly Rational[];
  /**
   * Its users feel it, whatever its name says: a workspace or tier states so. Its class is then `unknown`, which
   * nothing is held against.
   */
  readonly userFacing?: true;
  /** `match` is tested against the whole name, suffix and all: families that a workspace or tier describes. */
  readonly wholeName?: true;
  /** Why this class, in the words of the workspace or tier that describes the family. */
  readonly why?: string;
  /** Where the names are documented; for a family that a workspace describes, that file. */
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
  /** The class is likely, not certain: rules keep silent. */
  readonly ambiguous?: true;
  /** Why this class, a whole sentence. */
  readonly why: string;
  /** What it cannot see, a whole sentence; absent for an unknown metric. */
  readonly blindTo?: string;
  /** What users would feel instead, and a family that measures it; absent where the class is as good as any. */
  readonly instead?: string;
}
