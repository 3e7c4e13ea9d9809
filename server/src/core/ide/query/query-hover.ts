import { parseDecimal } from "../../math";
import { readText } from "../../model/located";
import type { Metric, Sli } from "../../model/sli";
import type { SpecObject } from "../../model/spec-object";
import { selectorsIn, unwrap } from "../../promql/walk";
import { ownFamilies } from "../../resolve/own-families";
import { signalsOfMetric } from "../../resolve/signal";
import { slisOf } from "../../rules/indicator/slis";
import { type Verdicts, verdictsFor } from "../../rules/query/families";
import { unitOf } from "../../rules/query/known-buckets";
import type { SignalUnit } from "../../signals/signal";
import { type Span, touches } from "../../text/span";
import { valueAt, type YamlMap } from "../../yaml/node";
import { boundWords } from "../bounds-words";
import type { Lookup } from "../lookup";
import { code, lines } from "../markdown";
import { listed } from "../words";
import { signalHover } from "./signal-hover";
import { sliWords } from "./sli-words";

/** What a hover inside a query says, and the stretch that it speaks of. */
export interface QueryHover {
  readonly span: Span;
  readonly markdown: string;
}

/**
 * On a metric's name: where it is measured and what it cannot see. Elsewhere in a query: what the SLI's queries
 * count, in words. Undefined outside of queries, and where nothing could be read.
 */
export function queryHover(lookup: Lookup): QueryHover | undefined {
  const { object, document, view, node, offset } = lookup;
  if (lookup.onKey || node.kind !== "scalar") return undefined;
  for (const sli of slisOf(object)) {
    const metric = sli.metrics.find(({ queryText }) => queryText?.scalar === node);
    const signals = (metric ? [metric] : sli.metrics).flatMap((one) =>
      signalsOfMetric(one, ownFamilies(object, view), document, view),
    );
    const under = signals.filter(({ span }) => touches(span, offset));
    // Between two names that touch, the one that begins here.
    const start = Math.max(...under.map(({ span }) => span.start));
    const named = under.filter(({ span }) => span.start === start);
    if (named[0]) return { span: named[0].span, markdown: signalHover(named, object, view) };
    if (!metric) continue;
    const verdicts = verdictsFor(object, view);
    const told = sliWords(sli, metric, verdicts, view, limitWords(object, sli, metric, verdicts));
    if (told.length > 0) return { span: node.span, markdown: lines(told) };
  }
  return undefined;
}

const LIMITS: Readonly<Record<string, string>> = {
  lte: "at most",
  lt: "below",
  gte: "at least",
  gt: "above",
};

/** When a threshold's value is good: by the objectives that are held against it. */
function limitWords({ body }: SpecObject, sli: Sli, metric: Metric, verdicts: Verdicts): readonly string[] {
  if (metric.role !== "threshold" || body.type !== "slo") return [];
  const unit = valueUnit(metric, verdicts);
  const limits = body.objectives.flatMap(({ form, op: stated, value: limit, indicator }) => {
    const own = indicator ?? body.indicator;
    if (own?.kind !== "inline" || own.sli !== sli) return [];
    const op = LIMITS[stated?.value ?? readText(valueAt(form?.map, "op"))?.value ?? ""];
    const value = limit ? boundWords(limit.value, unit) : numberAt(form?.map, "value", unit);
    return op !== undefined && value !== undefined ? [`${op} ${value}`] : [];
  });
  const each = [...new Set(limits)];
  return each.length === 0 || each.length > 4 ? [] : [`Good while it is ${listed(each, "or")}.`];
}

/** The unit of a histogram's quantile, where nothing is calculated with it. */
function valueUnit({ queryText }: Metric, verdicts: Verdicts): SignalUnit | undefined {
  const expr = queryText?.promql.expr && unwrap(queryText.promql.expr);
  if (expr?.kind !== "call" || expr.name.toLowerCase() !== "histogram_quantile") return undefined;
  const [selector, ...others] = selectorsIn(expr);
  return selector && others.length === 0 ? unitOf(selector, verdicts(selector)) : undefined;
}

/** A number as people write it, with its unit; a placeholder as it is written. */
function numberAt(map: YamlMap | undefined, key: string, unit: SignalUnit | undefined): string | undefined {
  const node = valueAt(map, key);
  if (node?.kind !== "scalar" || node.missing) return undefined;
  const value = node.templated ? undefined : parseDecimal(node.source);
  return value ? boundWords(value, unit) : code(node.source, 60);
}
