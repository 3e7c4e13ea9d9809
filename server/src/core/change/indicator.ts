import { formatDuration } from "../math/format";
import { parseDecimal, type Rational } from "../math/rational";
import { readText } from "../model/located";
import { type Metric, metricName, type Sli } from "../model/sli";
import type { Objective, Slo } from "../model/slo";
import { decimalOf } from "../promql/bounds";
import { canonical } from "../promql/canonical";
import { sliOfObjective } from "../resolve/indicator";
import { metricQuery, sourceOfMetric } from "../resolve/query";
import type { WorkspaceView } from "../resolve/workspace-view";
import { valueAt } from "../yaml/node";
import { type AspectChange, type Direction, moreIsLooser, named, textChange } from "./aspect";
import { comparable } from "./plain-data";

/** One metric of an indicator, so that it can be compared with another's. */
interface ReadMetric {
  readonly role: Metric["role"];
  readonly name: string;
  /** As it is shown: the query on one line, or the source's description. */
  readonly shown: string;
  /** Equal where both ask for the same. */
  readonly asks: string;
  /** The same with every bucket's bound left out, and the one bound that was: undefined where there is not just one. */
  readonly shape?: string;
  readonly bound?: Rational;
  /** "Prometheus (`main`)". */
  readonly source?: string;
  /** All that the source's own object says. */
  readonly sourceData: string;
}

/** What is measured, with every reference followed. */
export interface ReadIndicator {
  /** The name that leads nowhere, where it does. */
  readonly missing?: string;
  readonly metrics: readonly ReadMetric[];
  /** What else the SLI says, as lines that people can read. */
  readonly traits: string;
  /** How long a good event takes at most, in seconds, where the file says it outside of the queries. */
  readonly timeLimit?: Rational;
}

/** Reads what measures an objective. */
export function readIndicator(slo: Slo, objective: Objective, view: WorkspaceView): ReadIndicator {
  const use = objective.indicator ?? slo.indicator;
  const found = sliOfObjective(slo, objective, view);
  if (!found) return { metrics: [], traits: "", ...(use?.kind === "ref" ? { missing: use.name.value } : {}) };
  const { sli } = found;
  return {
    metrics: sli.metrics.map((metric) => readMetric(metric, slo, view)),
    traits: traitsOf(sli),
    ...(sli.timeLimit ? { timeLimit: sli.timeLimit.value } : {}),
  };
}

function traitsOf({ shape, rawType, counter }: Sli): string {
  return [
    shape,
    rawType && `a ratio of ${rawType.value}`,
    counter && (counter.value ? "of counters" : "of gauges"),
  ]
    .filter((word) => word !== undefined)
    .join(", ");
}

function readMetric(metric: Metric, slo: Slo, view: WorkspaceView): ReadMetric {
  const ref = metric.sourceRef?.value ?? slo.metricSource?.value;
  const holder = ref === undefined ? undefined : view.lookup("DataSource", ref)[0];
  // How a metric is asked depends on its source's type, which that object may state.
  const type = metric.sourceType?.value ?? sourceOfMetric(metric, view);
  const source = [type, ref && named(ref)].filter((word) => word !== undefined).join(" ");
  const text = metric.queryText?.text.trim().replaceAll(/\s+/g, " ");
  const written = text ?? metric.fingerprint ?? comparable(metric.sourceSpec ?? metric.query);
  const query = metricQuery(metric, view)?.promql.expr;
  const asks = (query && canonical(query)) ?? written;
  return {
    role: metric.role,
    name: metricName(metric),
    shown: written,
    // Beside the query the source's description may hold more: an account, an index, a filter.
    asks: text === undefined ? asks : `${asks} ${comparable(metric.sourceSpec, metric.query)}`,
    ...withoutBound(asks),
    ...(source === "" ? {} : { source }),
    sourceData: comparable(holder && valueAt(holder.object.root, "spec")),
  };
}

/** A query without the bounds of its buckets, and the bound, if all of them are the same. */
function withoutBound(asks: string): Pick<ReadMetric, "shape" | "bound"> {
  const bounds = new Set<string>();
  const shape = asks.replaceAll(/\ble="([^"]+)"/g, (_all, bound: string) => {
    const value = parseDecimal(bound);
    bounds.add((value && decimalOf(value)) ?? bound);
    return "le";
  });
  const [only, ...others] = bounds;
  const bound = only === undefined || others.length > 0 ? undefined : parseDecimal(only);
  return bound ? { shape, bound } : {};
}

/** What is measured differently. */
export function indicatorChanges(before: ReadIndicator, after: ReadIndicator): AspectChange[] {
  const missing = (one: ReadIndicator) =>
    one.missing === undefined ? undefined : `${named(one.missing)}, which is not in these files`;
  if (before.missing !== undefined || after.missing !== undefined) {
    const shown = (one: ReadIndicator) => missing(one) ?? queriesOf(one);
    return textChange("indicator", "indicator", shown(before), shown(after));
  }
  const roles = [...new Set([...before.metrics, ...after.metrics].map(({ role }) => role))];
  return [
    ...textChange("indicator", "kind of indicator", before.traits, after.traits),
    ...roles.flatMap((role) =>
      metricChanges(
        before.metrics.filter((metric) => metric.role === role),
        after.metrics.filter((metric) => metric.role === role),
      ),
    ),
    ...textChange(
      "threshold",
      "time limit",
      before.timeLimit && formatDuration(before.timeLimit),
      after.timeLimit && formatDuration(after.timeLimit),
      moreIsLooser(before.timeLimit, after.timeLimit),
    ),
  ];
}

function queriesOf({ metrics }: ReadIndicator): string | undefined {
  return metrics.length === 0 ? undefined : metrics.map(({ name, shown }) => `${name}: ${shown}`).join("; ");
}

function metricChanges(before: readonly ReadMetric[], after: readonly ReadMetric[]): AspectChange[] {
  const all = (metrics: readonly ReadMetric[], part: (metric: ReadMetric) => string | undefined) =>
    metrics.length === 0 ? undefined : metrics.map((metric) => part(metric) ?? "").join("; ");
  const name = (after[0] ?? before[0])?.name ?? "";
  const changes: AspectChange[] = [];
  if (all(before, ({ asks }) => asks) !== all(after, ({ asks }) => asks)) {
    const shown = ({ shown }: ReadMetric) => shown;
    changes.push(
      ...textChange(
        "indicator",
        `${name} query`,
        all(before, shown),
        all(after, shown),
        boundDirection(before, after),
      ),
    );
  }
  changes.push(
    ...textChange(
      "source",
      `source of ${name}`,
      all(before, ({ source }) => source),
      all(after, ({ source }) => source),
    ),
  );
  const data = ({ sourceData }: ReadMetric) => sourceData;
  if (before.length > 0 && after.length > 0 && changes.every(({ aspect }) => aspect !== "source"))
    if (all(before, data) !== all(after, data))
      changes.push({ aspect: "source", label: `what the source of ${name} says`, direction: "neither" });
  return changes;
}

/** Where nothing but the bound of a good event's bucket has changed: a higher one lets slower answers pass. */
function boundDirection(before: readonly ReadMetric[], after: readonly ReadMetric[]): Direction {
  const [one, ...more] = before;
  const [other, ...others] = after;
  if (!one || !other || more.length + others.length > 0 || one.role !== "good") return "neither";
  if (one.shape === undefined || one.shape !== other.shape) return "neither";
  return moreIsLooser(one.bound, other.bound);
}

/** How a threshold indicator's values are compared, and with what. */
export interface Comparison {
  readonly op?: string;
  readonly value?: Rational;
  /** As it is written. */
  readonly valueText?: string;
}

/** An objective's comparison: in the model, or in OpenSLO's own keys. */
export function readComparison({ op, value, form }: Objective): Comparison {
  const opText = op?.value ?? readText(valueAt(form?.map, "op"))?.value;
  const text = readText(valueAt(form?.map, "value"))?.value;
  const number = value?.value ?? (text === undefined ? undefined : parseDecimal(text));
  const valueText = number ? decimalOf(number) : text;
  return {
    ...(opText === undefined ? {} : { op: opText }),
    ...(number ? { value: number } : {}),
    ...(valueText === undefined ? {} : { valueText }),
  };
}

const SIGNS: Readonly<Record<string, string>> = { lt: "<", lte: "<=", gt: ">", gte: ">=" };

/** A value that more of the measured ones pass is looser. */
export function comparisonChanges(before: Comparison, after: Comparison): AspectChange[] {
  const text = ({ op, valueText }: Comparison) =>
    valueText === undefined ? undefined : `${op === undefined ? "" : `${SIGNS[op] ?? op} `}${valueText}`;
  const upwards = moreIsLooser(before.value, after.value);
  const side = (op: string | undefined) => op?.[0];
  const direction =
    side(before.op) !== side(after.op)
      ? "neither"
      : side(before.op) === "l"
        ? upwards
        : side(before.op) === "g"
          ? moreIsLooser(after.value, before.value)
          : "neither";
  return textChange("threshold", "threshold", text(before), text(after), direction);
}
