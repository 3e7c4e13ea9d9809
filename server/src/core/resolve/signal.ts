import type { SpecDocument } from "../dialects/spec-document";
import type { Metric, Sli } from "../model/sli";
import type { SpecObject } from "../model/spec-object";
import type { Binary, Expr, Selector } from "../promql/expr";
import { selectorsIn, visit } from "../promql/walk";
import { classify } from "../signals/classify";
import type { SignalFamily, SignalReference, SignalVerdict } from "../signals/signal";
import { referencesIn } from "../signals/sources";
import type { Span } from "../text/span";
import { ownFamilies } from "./own-families";
import { metricQuery, sourceOfMetric } from "./query";
import type { WorkspaceView } from "./workspace-view";

/** A metric that an SLI's query names, and what the catalogue says of it. */
export interface MetricSignal {
  readonly metric: Metric;
  readonly reference: SignalReference;
  /** The metric's name inside the query; in the YAML document that holds the SLI. */
  readonly span: Span;
  /** Of a recorded series the verdict on what its rule measures. */
  readonly verdict: SignalVerdict;
  /** The recorded series' name, where the verdict is on what stands behind it. */
  readonly recordedAs?: string;
  /** The selector, where the query is PromQL and the name stands in it. */
  readonly selector?: Selector;
  /** It only chooses or labels other series (`unless`, `and`, the one side of `group_left`): it is not what is counted. */
  readonly joined: boolean;
}

/** Rules may be recorded from recorded series; a deeper chain than this is not followed. */
const DEEPEST_RECORDING = 5;

/** A rule over more series than this says nothing about where users are. */
const MOST_RECORDED = 8;

function selectors(expr: Expr | undefined): readonly Selector[] {
  return expr ? selectorsIn(expr) : [];
}

/**
 * The metrics that an SLI names, in the order of its queries, with the families that the SLI's object, its tier
 * and its workspace bring along.
 *
 * @param holder the object that the SLI is written in
 */
export function signalsOf(
  sli: Sli,
  holder: SpecObject,
  document: SpecDocument,
  view: WorkspaceView,
): readonly MetricSignal[] {
  return view.once(sli, "signals", () => readSignalsOf(sli, holder, document, view));
}

function readSignalsOf(
  sli: Sli,
  holder: SpecObject,
  document: SpecDocument,
  view: WorkspaceView,
): readonly MetricSignal[] {
  const own = ownFamilies(holder, view);
  return sli.metrics.flatMap((metric) => signalsOfMetric(metric, own, document, view));
}

/** The metrics that one metric's query names. */
export function signalsOfMetric(
  metric: Metric,
  own: readonly SignalFamily[],
  document: SpecDocument,
  view: WorkspaceView,
): readonly MetricSignal[] {
  const query = metricQuery(metric, view);
  if (query) {
    const joined = joinedSelectors(query.promql.expr);
    return selectors(query.promql.expr).flatMap((selector) => {
      const { metric: named } = selector;
      if (!named) return [];
      const found = verdicts(selector, own, view, DEEPEST_RECORDING);
      return found.map(({ verdict, reference }) => ({
        metric,
        reference,
        span: query.toSource(named.span),
        verdict,
        selector,
        joined: joined.has(selector),
        ...(reference.name === named.name ? {} : { recordedAs: named.name }),
      }));
    });
  }
  const source = sourceOfMetric(metric, view);
  if (source === undefined || source === "prometheus" || !metric.sourceSpec) return [];
  return referencesIn(source, metric.sourceSpec, document.yaml.text).map(({ span, ...reference }) => {
    return { metric, reference, span, verdict: classify(reference, own), joined: false };
  });
}

/** The selectors that stand on the side of an operator that only chooses or labels the other side's series. */
function joinedSelectors(expr: Expr | undefined): ReadonlySet<Selector> {
  const joined = new Set<Selector>();
  if (!expr) return joined;
  visit(expr, (one) => {
    if (one.kind !== "binary") return;
    const side = choosingSide(one);
    for (const selector of side ? selectorsIn(side) : []) joined.add(selector);
  });
  return joined;
}

function choosingSide({ op, left, right, matching }: Binary): Expr | undefined {
  if (op === "and" || op === "unless") return right;
  if (op !== "*" || !matching?.group) return undefined;
  return matching.group === "left" ? right : left;
}

/** A selector's metric as a question to the catalogue. */
export function referenceOf(selector: Selector): SignalReference {
  const labels = selector.matchers.flatMap(({ label, op, value, templated }) =>
    templated ? [] : [{ label, op, value }],
  );
  return { source: "prometheus", name: selector.metric?.name ?? "", labels };
}

function verdicts(
  selector: Selector,
  own: readonly SignalFamily[],
  view: WorkspaceView,
  depth: number,
): { reference: SignalReference; verdict: SignalVerdict }[] {
  const reference = referenceOf(selector);
  const verdict = classify(reference, own);
  if (verdict.class !== "unknown" || depth === 0) return [{ reference, verdict }];
  const behind = recordedExpr(reference.name, view);
  const inner = selectors(behind).filter((one) => one.metric && one.metric.name !== reference.name);
  if (inner.length === 0 || inner.length > MOST_RECORDED) return [{ reference, verdict }];
  return inner.flatMap((one) => verdicts(one, own, view, depth - 1));
}

/** What the workspace's Prometheus rules record under a name; undefined where none does, or several do. */
export function recordedExpr(name: string, view: WorkspaceView): Expr | undefined {
  const rules = view.recordingRules(name).flatMap(({ object }) => {
    if (object.body.type !== "recordingRules") return [];
    return object.body.rules.filter(({ record }) => record.value === name);
  });
  // The same series may be recorded from several sources under different labels: then what it is depends on them.
  return rules.length === 1 ? rules[0]?.expr.promql.expr : undefined;
}
