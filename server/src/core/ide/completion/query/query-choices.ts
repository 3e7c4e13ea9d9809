import { spokenDuration } from "../../../math";
import { parseFineDuration } from "../../../math/duration";
import { PROMQL_AGGREGATIONS, PROMQL_FUNCTIONS, type PromqlFunction } from "../../../promql/functions";
import { parsePromql } from "../../../promql/parse";
import { selectorsIn } from "../../../promql/walk";
import { ownFamilies } from "../../../resolve/own-families";
import { CLASS_TEXT } from "../../../signals/classes";
import { classify } from "../../../signals/classify";
import { holdsLetters } from "../../words";
import type { Choice } from "../choice";
import type { Context } from "../context";
import { type QueryCursor, queryCursor } from "./cursor";
import { type QueryPlace, queryPlace } from "./query-place";
import { type SeenMetric, seenMetrics } from "./seen";

/** What can be written in a query; undefined where the cursor stands in none. */
export function queryChoices(context: Context): Choice[] | undefined {
  const query = queryPlace(context);
  if (!query) return undefined;
  const cursor = queryCursor(query.before);
  if (!cursor) return [];
  const choices = choicesFor(cursor, query, context);
  const { text, offset, place } = context;
  const shown = text.slice(0, offset).endsWith(cursor.typed) ? cursor.typed.length : 0;
  const rest = /^[\w:]*/.exec(text.slice(offset))?.[0].length ?? 0;
  const isText = cursor.kind === "label-value" && cursor.quote !== "";
  const replace = {
    start: offset - shown,
    end: offset + (isText ? valueRest(text.slice(offset), cursor.quote) : rest),
  };
  const lead = query.before === "" ? place.lead : "";
  return choices.map((choice) => ({
    ...choice,
    replace,
    newText: lead + choice.newText,
    ...(choice.snippet === undefined ? {} : { snippet: lead + choice.snippet }),
  }));
}

/** Up to the closing quote of a label's value, if it has one on this line. */
function valueRest(after: string, quote: string): number {
  const end = after.search(/["'\r\n,}]/);
  return end >= 0 && after[end] === quote ? end : 0;
}

function choicesFor(cursor: QueryCursor, query: QueryPlace, context: Context): Choice[] {
  switch (cursor.kind) {
    case "duration":
      return durations(cursor.range ? query.needs : undefined);
    case "clause-label":
      return clauseLabels(cursor.taken, query, context);
    case "label":
      return labels(cursor, context);
    case "label-value":
      return labelValues(cursor, query, context);
    case "expr":
      return expressions(cursor, context);
  }
}

const RANGES = ["1m", "5m", "10m", "30m", "1h", "6h", "1d", "3d"];

function durations(needs: string | undefined): Choice[] {
  const needed: Choice[] =
    needs === undefined
      ? []
      : [{ label: needs, kind: "placeholder", detail: "the range that the tool fills in", newText: needs }];
  const fixed = RANGES.map((text): Choice => {
    const parsed = parseFineDuration(text);
    return {
      label: text,
      kind: "duration",
      newText: text,
      ...(parsed.ok ? { detail: spokenDuration(parsed.duration) } : {}),
    };
  });
  return [...needed, ...fixed];
}

/** Labels of the metrics that the query names. */
function clauseLabels(taken: readonly string[], { whole }: QueryPlace, { workspace }: Context): Choice[] {
  const seen = seenMetrics(workspace);
  const { expr } = parsePromql(whole);
  const names = (expr ? selectorsIn(expr) : []).flatMap(({ metric }) => metric?.name ?? []);
  const own = names.flatMap((name) => [...(seen.get(name)?.labels.keys() ?? [])]);
  return labelList(own.length > 0 ? own : commonLabels(seen), taken, "");
}

function labels(
  { metric, taken }: Extract<QueryCursor, { kind: "label" }>,
  { workspace }: Context,
): Choice[] {
  const seen = seenMetrics(workspace);
  const own = metric === undefined ? undefined : seen.get(metric);
  const names = own && own.labels.size > 0 ? [...own.labels.keys()] : commonLabels(seen);
  return labelList(names, taken, metric ?? "");
}

function labelList(names: readonly string[], taken: readonly string[], metric: string): Choice[] {
  const detail = metric === "" ? "label" : `label of ${metric}`;
  return [...new Set(names)]
    .filter((name) => !taken.includes(name) && name !== "__name__")
    .map((name) => ({ label: name, kind: "label", detail, newText: name }));
}

/** The labels that most metrics of the workspace are asked by. */
function commonLabels(seen: ReadonlyMap<string, SeenMetric>): string[] {
  const counts = new Map<string, number>();
  for (const { uses, labels: own } of seen.values()) {
    if (uses > 0) for (const label of own.keys()) counts.set(label, (counts.get(label) ?? 0) + uses);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([label]) => label);
}

function labelValues(
  { metric, label, op, quote }: Extract<QueryCursor, { kind: "label-value" }>,
  query: QueryPlace,
  { workspace }: Context,
): Choice[] {
  const seen = seenMetrics(workspace);
  const known = metric === undefined ? undefined : seen.get(metric)?.labels.get(label);
  const all = known ? [known] : [...seen.values()].flatMap((one) => one.labels.get(label) ?? []);
  const values = all.flatMap((one) => [...(op.endsWith("~") ? one.patterns : one.values)]);
  // Within YAML's own double quotes PromQL takes single ones.
  const own = quote !== "" ? "" : query.quote === '"' ? "'" : '"';
  return [...new Set(values)]
    .filter((value) => value !== "" && !/["'\\\n]/.test(value))
    .map((value) => ({
      label: value,
      kind: "value",
      detail: `${label}, seen here`,
      newText: `${own}${value}${own}`,
    }));
}

function expressions(cursor: Extract<QueryCursor, { kind: "expr" }>, context: Context): Choice[] {
  if (cursor.after === "operand") return keywords();
  const opened = context.text[context.offset] === "(" ? "" : "(";
  return [...metrics(cursor.typed, context), ...aggregations(opened), ...functions(opened)];
}

const AFTER_OPERAND = [
  "by",
  "without",
  "and",
  "or",
  "unless",
  "on",
  "ignoring",
  "group_left",
  "group_right",
  "offset",
  "bool",
];

function keywords(): Choice[] {
  return AFTER_OPERAND.map((word) => {
    const clause = /^(?:by|without|on|ignoring|group_)/.test(word);
    return {
      label: word,
      kind: "keyword",
      newText: clause ? `${word} (` : `${word} `,
      ...(clause ? { snippet: `${word} ($1)` } : {}),
    };
  });
}

/** Names that hold what is typed first, of these the workspace's; of the catalogue's hundreds those that it can become. */
function metrics(typed: string, { workspace, object, view }: Context): Choice[] {
  const own = object ? ownFamilies(object, view) : [];
  const found = [...seenMetrics(workspace).values()].filter(
    ({ name }) => holdsLetters(name, typed) && name !== typed,
  );
  const rank = (metric: SeenMetric) => Number(!isOwn(metric)) + (metric.name.includes(typed) ? 0 : 2);
  const inOrder = found.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
  return inOrder.map((metric) => {
    const verdict = classify({ source: "prometheus", name: metric.name, labels: [] }, own);
    const family = verdict.family ?? metric.family;
    const title = family
      ? CLASS_TEXT[family.userFacing ? "unknown" : family.class].title
      : CLASS_TEXT.unknown.title;
    const parts = [title, verdict.type ?? family?.type, isOwn(metric) ? "seen here" : undefined];
    const words = family
      ? [`${family.title}: ${family.measures}.`, family.blindTo ?? CLASS_TEXT[family.class].cannotSee]
      : [];
    const documentation = words.filter((word) => word !== undefined).join("\n\n");
    return {
      label: metric.name,
      kind: "metric",
      detail: parts.filter((part) => part !== undefined).join(" · "),
      ...(documentation === "" ? {} : { documentation }),
      newText: metric.name,
    };
  });
}

function isOwn({ uses, recorded }: SeenMetric): boolean {
  return uses > 0 || recorded === true;
}

function aggregations(opened: string): Choice[] {
  return [...PROMQL_AGGREGATIONS.values()].map(({ name, param, since, experimental }) => ({
    label: name,
    kind: "function",
    detail: `${name}(${param === undefined ? "" : `${param}, `}vector) -> vector`,
    ...version(since, experimental),
    newText: `${name}${opened}`,
    ...(opened === "" ? {} : { snippet: `${name}($1)` }),
  }));
}

function functions(opened: string): Choice[] {
  return [...PROMQL_FUNCTIONS.values()]
    .filter(({ until }) => until === undefined)
    .map((one) => ({
      label: one.name,
      kind: "function",
      detail: signature(one),
      ...version(one.since, one.experimental),
      newText: `${one.name}${opened}`,
      ...(opened === "" ? {} : { snippet: one.args.length === 0 ? `${one.name}()` : `${one.name}($1)` }),
    }));
}

function signature({ name, args, min, max, result }: PromqlFunction): string {
  const shown = args.map((type, at) => (at < min ? type : `[${type}]`));
  return `${name}(${[...shown, ...(max === undefined ? ["…"] : [])].join(", ")}) -> ${result}`;
}

function version(since: string, experimental: boolean): Pick<Choice, "documentation"> {
  if (experimental)
    return { documentation: `Experimental: Prometheus has to be told to allow it. Since ${since}.` };
  return since === "2.0" ? {} : { documentation: `Since Prometheus ${since}.` };
}
