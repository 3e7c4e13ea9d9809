import type { SpecDocument } from "../dialects/spec-document";
import type { Metric } from "../model/sli";
import type { SpecObject } from "../model/spec-object";
import { boundsAsked } from "../promql/bounds";
import { type CountTerm, countTerms } from "../promql/counts";
import type { Expr, Matcher, Selector } from "../promql/expr";
import { classify } from "../signals/classify";
import type { SignalFamily, SignalLabel, SignalReference } from "../signals/signal";
import { referencesIn } from "../signals/sources";
import { isProbeResult, type TimeKind, timeOf } from "./category-signs";
import { metricQuery, sourceOfMetric } from "./query";
import { withRecorded } from "./recorded-expr";
import { referenceOf } from "./signal";
import type { WorkspaceView } from "./workspace-view";

/** Where an SLI is written, and what is known around it. */
export interface IndicatorPlace {
  readonly holder: SpecObject;
  readonly own: readonly SignalFamily[];
  readonly view: WorkspaceView;
  /** Absent where it cannot be told which document the SLI is written in: only PromQL is read then. */
  readonly document?: SpecDocument;
}

/** A series that a query names, as far as a category may follow from it. */
export interface Series {
  readonly name: string;
  readonly matchers: readonly Matcher[];
  /** What kind of time its values are, if any. */
  readonly time?: TimeKind;
  /** Work that nobody waits for at the other end: whether its time is latency or freshness is not plain. */
  readonly background: boolean;
  /** It measures machinery: what changed there last is nothing that users read. */
  readonly internal: boolean;
  readonly probe: boolean;
}

/** A series that a PromQL query adds up. */
export interface Term extends Series {
  readonly sign: CountTerm["sign"];
  /** Only the values up to a bound count: a histogram's `le`, or a comparison. */
  readonly bounded: boolean;
}

/** A metric's query, read. */
export type MetricReading =
  | { readonly kind: "promql"; readonly expr: Expr }
  | { readonly kind: "elsewhere"; readonly series: readonly Series[] };

/** Reads a metric in its source's language; undefined where that is not known, or where the query has faults. */
export function readMetric(metric: Metric | undefined, place: IndicatorPlace): MetricReading | undefined {
  if (!metric) return undefined;
  const query = metricQuery(metric, place.view);
  if (query) {
    const { expr, faults } = query.promql;
    return expr && faults.length === 0
      ? { kind: "promql", expr: withRecorded(expr, place.own, place.view) }
      : undefined;
  }
  const source = sourceOfMetric(metric, place.view);
  if (source === undefined || source === "prometheus" || !metric.sourceSpec || !place.document)
    return undefined;
  const references = referencesIn(source, metric.sourceSpec, place.document.yaml.text);
  return { kind: "elsewhere", series: references.map((reference) => seriesOf(reference, place)) };
}

/** The series that a query adds up; undefined where it does not add up series, or one has no plain name. */
export function termsOf(expr: Expr, place: IndicatorPlace): readonly Term[] | undefined {
  const found = countTerms(expr)?.map((term) => termOf(term, place));
  return found?.every((term) => term !== undefined) ? found : undefined;
}

function termOf({ selector, sign, filtered }: CountTerm, place: IndicatorPlace): Term | undefined {
  const series = seriesOfSelector(selector, place);
  if (!series) return undefined;
  const upTo = selector.matchers.some(
    (matcher) => matcher.label === "le" && matcher.op !== "!=" && matcher.op !== "!~",
  );
  const isBucket = upTo && series.name.endsWith("_bucket") && !isWhole(selector);
  return { ...series, sign, bounded: isBucket || filtered };
}

/** Whether a bucket holds all events: `le="+Inf"`. */
function isWhole(selector: Selector): boolean {
  const asked = boundsAsked(selector);
  return asked.length > 0 && asked.every(({ text }) => /^\+?inf$/i.test(text));
}

/** What the catalogue and its name say of a selector's series; undefined where it has no plain name. */
export function seriesOfSelector(selector: Selector, place: IndicatorPlace): Series | undefined {
  if (!selector.metric) return undefined;
  return { ...seriesOf(referenceOf(selector), place), matchers: selector.matchers };
}

function seriesOf(reference: SignalReference, { own }: IndicatorPlace): Series {
  const { name } = reference;
  const { family, class: signal } = classify(reference, own);
  const isTime = family?.unit === "seconds" || family?.unit === "milliseconds";
  const named = family?.unit === "bytes" ? undefined : timeOf(name, isTime);
  // A lag inside of machinery, such as an event loop's, is no age of anything that users read.
  const time = named === "age" && signal === "internal" ? "other" : named;
  return {
    name,
    matchers: reference.labels.map(asMatcher),
    ...(time ? { time } : {}),
    background: signal === "async",
    internal: signal === "internal",
    probe: isProbeResult(name, family?.id),
  };
}

const NOWHERE = { start: 0, end: 0 };

/** Another source's label as a matcher: its dots as underscores, and of a path only the last part. */
function asMatcher({ label, op, value }: SignalLabel): Matcher {
  const name = label.replaceAll(/[^A-Za-z0-9]+/g, "_");
  return { label: name, op, value, span: NOWHERE, labelSpan: NOWHERE, valueSpan: NOWHERE, templated: false };
}
