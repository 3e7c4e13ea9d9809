import type { Metric } from "../../../model/sli";
import { sourceOfMetric } from "../../../resolve/query";
import { slisOf } from "../../../rules/indicator/slis";
import { sourceOf } from "../../../signals/sources";
import { nodeAt } from "../../../yaml/node";
import { scalarText } from "../../../yaml/scalar-text";
import { type Context, schemaFor } from "../context";
import { childAt, keysIn, type OutlineNode, unquoted } from "../outline";
import { takesScalar } from "../schema-notes";

/** A cursor in a query. */
export interface QueryPlace {
  /** The query's text up to the cursor, as its reader sees it. */
  readonly before: string;
  /** The whole query; no more than {@link before} where the document is broken. */
  readonly whole: string;
  /** The quote that the YAML around it is written in. */
  readonly quote: "" | '"' | "'";
  /** What the tool fills in, and refuses the query without: `{{.window}}`. */
  readonly needs?: string;
}

/** OpenSLO leaves the source's own description free: under these names it has PromQL. */
const QUERY_KEYS: ReadonlySet<unknown> = new Set(["query", "promql"]);

/** The query that the cursor stands in, where it is PromQL; undefined elsewhere. */
export function queryPlace(context: Context): QueryPlace | undefined {
  const { place, document, text, offset, path } = context;
  const asWritten = document.yaml.text === text;
  const node = asWritten ? nodeAt(document.yaml.root, place.path) : undefined;
  const metrics = document.objects.flatMap((object) => slisOf(object).flatMap(({ metrics: own }) => own));
  const metric = metrics.find(({ query }) => query !== undefined && query === node);
  if (!(metric ? isPromql(metric, context) : isMarked(context))) return undefined;
  const scalar = node?.kind === "scalar" ? scalarText(node, text) : undefined;
  const at = scalar?.toText(offset);
  const { quote } = place;
  const raw = text.slice(place.start + quote.length, offset);
  const before = scalar && at !== undefined ? scalar.text.slice(0, at) : raw;
  // A query that nobody has begun has a placeholder to come all the same.
  const needs = (metric ?? metricBeside(metrics, path.at(-1)))?.needs?.text;
  return {
    before,
    whole: scalar && at !== undefined ? scalar.text : before,
    quote,
    ...(needs === undefined ? {} : { needs }),
  };
}

function isPromql(metric: Metric, { view }: Context): boolean {
  const source = sourceOfMetric(metric, view);
  return source === undefined || source === "prometheus";
}

function metricBeside(metrics: readonly Metric[], key: unknown): Metric | undefined {
  return metrics.find((metric) => metric.key === key) ?? metrics[0];
}

/** Whether the schema says that a metric's query stands here, and no source beside it speaks another language. */
function isMarked(context: Context): boolean {
  const { path } = context;
  const own = schemaFor(context, path);
  if (own?.["x-slosmith"]?.type === "metric-query") return takesScalar(own);
  const holder = schemaFor(context, path.slice(0, -1));
  if (holder?.["x-slosmith"]?.type !== "metric-query" || !QUERY_KEYS.has(path.at(-1))) return false;
  const type = typeBeside(context);
  return type === undefined || sourceOf(type) === "prometheus";
}

/** The source's type, which stands beside the map that holds the query. */
function typeBeside({ place, path, objectNode }: Context): string | undefined {
  let node: OutlineNode | undefined = objectNode;
  for (const segment of path.slice(0, -2)) node = node && childAt(node, segment);
  const type = node && keysIn(node).find(({ entry }) => entry.key === "type");
  const text = type && unquoted(place.outlineText(type.entry.value));
  return text === "" ? undefined : text;
}
