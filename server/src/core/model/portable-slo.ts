import type { Duration } from "../math/duration";
import type { Rational } from "../math/rational";
import type { WindowedQuery } from "../promql/window-query";
import type { Span } from "../text/span";
import type { BudgetingMethod } from "./slo";

/**
 * An SLO on its way from one format to another: all that it says with every reference followed, in no format's words.
 * What reads a format fills it in, what writes one takes from it, and neither knows the other.
 */
export interface PortableSlo {
  /** As written; another format may refuse it. */
  readonly name: string;
  readonly displayName?: string;
  readonly description?: string;
  /** The Kubernetes namespace. */
  readonly namespace?: string;
  /** Absent where the format has none and no label says it. */
  readonly service?: PortableService;
  readonly labels: readonly PortableTag[];
  readonly annotations: readonly PortableTag[];
  readonly window: PortableWindow;
  /** Absent where the format does not say: of a ratio that a query gives. */
  readonly method?: BudgetingMethod;
  /** At least one. */
  readonly objectives: readonly PortableObjective[];
  /** The objectives have indicators of their own, and are kept or broken together. */
  readonly composite: boolean;
  readonly alerts: readonly PortableAlert[];
  /** The name that generated alerts carry. */
  readonly alertName?: string;
  /** Where it stands in the file that is converted. */
  readonly place: Span;
}

export interface PortableService {
  readonly name: string;
  /** The file that is converted holds an object for it, or another file does; absent where none does. */
  readonly defined?: "here" | "elsewhere";
  readonly displayName?: string;
  readonly description?: string;
  readonly labels: readonly PortableTag[];
  readonly annotations: readonly PortableTag[];
}

/** A label or an annotation; several values only where the format allows it. */
export interface PortableTag {
  readonly key: string;
  readonly values: readonly string[];
}

export interface PortableWindow {
  readonly kind: "rolling" | "calendar";
  readonly duration: Duration;
  /** Calendar windows: `YYYY-MM-DD HH:MM:SS`. */
  readonly startTime?: string;
  readonly timeZone?: string;
  /** Why it is assumed to be this one, as a phrase; absent where the file says it. */
  readonly assumption?: string;
}

export interface PortableObjective {
  readonly displayName?: string;
  /** The share of good events or slices: 999/1000 for 99.9 %. Above 0, at most 1. */
  readonly target: Rational;
  readonly indicator: PortableIndicator;
  /** Beside a threshold indicator: `lte`, `lt`, `gte`, `gt`, and the value compared with. */
  readonly op?: string;
  readonly value?: Rational;
  readonly timeSliceTarget?: Rational;
  readonly timeSliceWindow?: Duration;
  readonly weight?: Rational;
}

/** What is measured. The text in `name` and below is the indicator's own, where it has one. */
export interface PortableIndicator {
  readonly name?: string;
  readonly displayName?: string;
  readonly description?: string;
  readonly labels: readonly PortableTag[];
  readonly annotations: readonly PortableTag[];
  readonly measure: Measure;
  /** The metrics as they are written: for a format that asks them the same way, and for other languages than PromQL. */
  readonly written: WrittenIndicator;
}

/** An indicator in the words of the file: its metrics by role. */
export interface WrittenIndicator {
  readonly metrics: readonly WrittenMetric[];
  readonly counter?: boolean;
  readonly rawType?: "success" | "failure";
  /** The metrics are asked as they are written; false where a tool makes more of the text than it says. */
  readonly asIs: boolean;
}

export interface WrittenMetric {
  readonly role: "good" | "bad" | "total" | "raw" | "threshold";
  /** Absent where the source is described without a query. */
  readonly query?: string;
  readonly source: WrittenSource;
}

/** Where a query goes. */
export interface WrittenSource {
  /** `Prometheus`, `Datadog` …, as written. */
  readonly type?: string;
  /** The name of the source's own object. */
  readonly ref?: string;
  /** What the source's description holds beside or instead of a query, as plain data. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What an indicator says in PromQL; `other` where it is no PromQL, or cannot be asked over a window of one's choice. */
export type Measure =
  /** Counted events: of `good` and `bad` exactly one. */
  | {
      readonly kind: "events";
      readonly part: "good" | "bad";
      readonly counted: WindowedQuery;
      readonly total: WindowedQuery;
    }
  /** A ratio that one query gives. */
  | { readonly kind: "ratio"; readonly of: "success" | "failure"; readonly query: WindowedQuery }
  /** Values that are compared with a bound at each sample; the query's ranges are its own. */
  | { readonly kind: "threshold"; readonly query: string }
  | { readonly kind: "other"; readonly what: string; readonly todo: string };

/** A burn alert, or several under one name: any of its conditions fires it. */
export interface PortableAlert {
  readonly name?: string;
  readonly displayName?: string;
  readonly description?: string;
  /** `page`, `ticket` …, as written. */
  readonly severity?: string;
  readonly labels: readonly PortableTag[];
  readonly annotations: readonly PortableTag[];
  readonly conditions: readonly PortableCondition[];
  readonly whenNoData?: boolean;
  /** The tool makes it by itself: the file only leaves it on. */
  readonly implied: boolean;
}

export interface PortableCondition {
  readonly name?: string;
  readonly severity?: string;
  readonly op: string;
  readonly burn: Rational;
  readonly lookback: Duration;
  readonly shortLookback?: Duration;
  readonly alertAfter?: Duration;
}

/** Something that the result no longer says, or that it says and the source does not. */
export interface PortableNote {
  readonly kind: "lost" | "assumed";
  /** The fact, a whole sentence with its number: "The window of 28d is not in the file." */
  readonly what: string;
  /** What follows, or what to do, a whole sentence. */
  readonly why: string;
  /** The SLO's name; absent for what holds for all. */
  readonly slo?: string;
  /** Where in the file that was converted. */
  readonly place?: Span;
}

/** An SLO that the other format cannot say. */
export interface Refusal {
  readonly slo: string;
  /** Why, a whole sentence. */
  readonly what: string;
  /** What to do, a whole sentence. */
  readonly todo: string;
  readonly place?: Span;
}
