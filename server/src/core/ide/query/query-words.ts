import { formatPercent, ONE, parseFineDuration, type Rational, shortDuration } from "../../math";
import type { Aggregation, Binary, Call, Expr, Matcher, QueryDuration, Selector } from "../../promql/expr";
import { unwrap } from "../../promql/walk";
import type { Verdicts } from "../../rules/query/families";
import { unitOf } from "../../rules/query/known-buckets";
import type { SignalVerdict } from "../../signals/signal";
import { code } from "../markdown";
import { listed } from "../words";
import { boundWithUnit, measuredEvents, measuredThings } from "./measures";

/** A deeper expression than this is not told in words: nobody would read them. */
const DEEPEST = 8;
/** Nor a longer text. */
const LONGEST = 400;

/**
 * What a PromQL expression is, in words: "requests that the ingress controller answered where `status` does not match
 * `5..`, per second over 5m, summed". Code stands in backticks. Undefined where parts could not be read or the
 * expression is too deep to be told. Operators between two vectors are left to `formulaOf`, which is easier to read.
 */
export function exprWords(expr: Expr | undefined, verdicts: Verdicts): string | undefined {
  const text = expr && words(expr, verdicts, DEEPEST);
  return text === undefined || text.length > LONGEST ? undefined : text;
}

type Inner = (expr: Expr | undefined) => string | undefined;

function words(expr: Expr, verdicts: Verdicts, depth: number): string | undefined {
  if (depth === 0) return undefined;
  const inner = (one: Expr | undefined) => (one ? words(one, verdicts, depth - 1) : undefined);
  switch (expr.kind) {
    case "number":
      return expr.text;
    case "string":
      return code(JSON.stringify(expr.value), 60);
    case "selector":
      return selectorWords(expr, verdicts);
    case "parenthesis":
      return words(expr.expr, verdicts, depth);
    case "unary":
      return expr.op === "-" ? before("minus ", inner(expr.expr)) : inner(expr.expr);
    case "subquery":
      return after(inner(expr.expr), `, evaluated again and again over ${length(expr.range)}`);
    case "call":
      return callWords(expr, inner, verdicts);
    case "aggregation":
      return aggregationWords(expr, inner);
    case "binary":
      return emptyAs(expr) === undefined
        ? undefined
        : after(inner(expr.left), `, ${emptyAs(expr)} where there is nothing`);
    case "unreadable":
      return undefined;
  }
}

function before(start: string, text: string | undefined): string | undefined {
  return text === undefined ? undefined : start + text;
}

function after(text: string | undefined, end: string): string | undefined {
  return text === undefined ? undefined : text + end;
}

/** What `or vector(0)` puts in the place of nothing: "0". Undefined for every other operator. */
export function emptyAs({ op, right }: Binary): string | undefined {
  const other = unwrap(right);
  if (op !== "or" || other.kind !== "call" || other.name.toLowerCase() !== "vector") return undefined;
  const [value] = other.args;
  return value?.kind === "number" ? value.text : undefined;
}

/** A length of time as people say it; a placeholder as it is written. */
export function length(duration: QueryDuration): string {
  if (duration.placeholder !== undefined) return code(duration.placeholder, 60);
  const parsed = parseFineDuration(duration.text);
  return parsed.ok ? shortDuration(parsed.duration) : code(duration.text, 60);
}

function selectorWords(selector: Selector, verdicts: Verdicts): string {
  const name = selector.metric?.name;
  const verdict = verdicts(selector);
  const where = conditions(selector.matchers, (bound) => boundWithUnit(bound, selector, verdict));
  const ago = selector.offset ? `, ${length(selector.offset)} earlier` : "";
  return `${subject(name, verdict)}${where === "" ? "" : ` where ${where}`}${ago}`;
}

/** What is asked for: events by their own name, all else by the metric's. */
function subject(name: string | undefined, verdict: SignalVerdict): string {
  if (name === undefined) return "series that a placeholder or their labels name";
  const events = measuredEvents(verdict);
  if (events !== undefined) return `${events} (${code(name, 120)})`;
  const things = measuredThings(verdict.family);
  return things === undefined ? code(name, 120) : `${code(name, 120)} (${things})`;
}

/** How many conditions are told one by one. */
const MOST_CONDITIONS = 4;

/**
 * Matchers as conditions: "`code` does not match `5..` and `job` is `api`". Empty where none is asked for.
 *
 * @param bound a histogram's bound with its unit
 */
export function conditions(matchers: readonly Matcher[], bound?: (text: string) => string): string {
  const told = matchers.filter(
    ({ label, op, value }) => label !== "__name__" && !(op === "=~" && value === ".*"),
  );
  const shown = told
    .slice(0, told.length === MOST_CONDITIONS + 1 ? told.length : MOST_CONDITIONS)
    .map((matcher) => condition(matcher, bound));
  const rest = told.length - shown.length;
  return listed(rest > 0 ? [...shown, `${rest} more`] : shown);
}

const COMPARISONS: Readonly<Record<Matcher["op"], string>> = {
  "=": "is",
  "!=": "is not",
  "=~": "matches",
  "!~": "does not match",
};

function condition({ label, op, value }: Matcher, bound?: (text: string) => string): string {
  const isEqual = op === "=" || op === "=~";
  if (value === "") return isEqual ? `${code(label)} is empty` : `${code(label)} is set`;
  if (value === ".+" && (op === "=~" || op === "!~")) {
    return op === "=~" ? `${code(label)} is set` : `${code(label)} is empty`;
  }
  const shown = `${code(label)} ${COMPARISONS[op]} ${code(value, 60)}`;
  const limit = label === "le" && op === "=" ? bound?.(value) : undefined;
  return limit === undefined || limit === code(value, 60) ? shown : `${shown} (${limit})`;
}

/** How functions over a range change what is counted. */
const OVER_RANGE: Readonly<Record<string, (range: string) => string>> = {
  rate: (range) => `, per second over ${range}`,
  irate: (range) => `, per second between the last two samples within ${range}`,
  increase: (range) => `, counted over ${range}`,
  delta: (range) => `, the change over ${range}`,
  idelta: (range) => `, the change between the last two samples within ${range}`,
  deriv: (range) => `, the slope over ${range}`,
  changes: (range) => `, how often it changed within ${range}`,
  resets: (range) => `, how often it fell within ${range}`,
  avg_over_time: (range) => `, the mean over ${range}`,
  sum_over_time: (range) => `, the samples of ${range} added up`,
  count_over_time: (range) => `, how many samples there are in ${range}`,
  min_over_time: (range) => `, the least in ${range}`,
  max_over_time: (range) => `, the greatest in ${range}`,
  last_over_time: (range) => `, the latest within ${range}`,
  present_over_time: (range) => `, 1 where there was any within ${range}`,
};

function callWords(call: Call, inner: Inner, verdicts: Verdicts): string | undefined {
  const name = call.name.toLowerCase();
  const overRange = Object.hasOwn(OVER_RANGE, name) ? OVER_RANGE[name] : undefined;
  const [first, second] = call.args;
  if (overRange && first && call.args.length === 1) {
    const ranged = withoutRange(first);
    if (ranged) return after(inner(ranged.expr), overRange(ranged.range));
  }
  if (name === "quantile_over_time" && second) {
    const ranged = withoutRange(second);
    if (ranged)
      return after(inner(ranged.expr), `, the ${percentile(first)} of its samples in ${ranged.range}`);
  }
  if (name === "histogram_quantile" && second && call.args.length === 2) {
    return (
      quantileWords(percentile(first), second, verdicts) ??
      before(`the ${percentile(first)} of `, inner(second))
    );
  }
  if ((name === "vector" || name === "scalar") && first) return inner(first);
  if (name === "time") return "the time of evaluation";
  if (name === "absent") return before("1 while there is nothing for ", inner(first));
  const args = call.args.flatMap((arg) => inner(arg) ?? []);
  if (args.length < call.args.length) return undefined;
  return args.length === 0 ? code(`${call.name}()`) : `${code(call.name)} of ${listed(args)}`;
}

/** A range selector as the selector without it, and its range. */
function withoutRange(expr: Expr): { readonly expr: Expr; readonly range: string } | undefined {
  const ranged = unwrap(expr);
  if (ranged.kind === "subquery") return { expr: ranged.expr, range: length(ranged.range) };
  if (ranged.kind !== "selector" || !ranged.range) return undefined;
  const { range, ...rest } = ranged;
  return { expr: rest, range: length(range) };
}

/** "the 95th percentile of how long requests that reached the service took, over 5m, for each `path`". */
function quantileWords(which: string, histogram: Expr, verdicts: Verdicts): string | undefined {
  let expr = unwrap(histogram);
  let each = "";
  if (expr.kind === "aggregation") {
    if (expr.op !== "sum") return undefined;
    const labels = expr.grouping?.kind === "by" ? expr.grouping.labels.filter((label) => label !== "le") : [];
    each = labels.length > 0 ? `, for each ${listed(labels.map((label) => code(label)))}` : "";
    expr = unwrap(expr.expr);
  }
  const [argument] = expr.kind === "call" && /^(?:rate|increase|irate)$/i.test(expr.name) ? expr.args : [];
  const ranged = argument && withoutRange(argument);
  if (ranged?.expr.kind !== "selector" || !ranged.expr.metric) return undefined;
  const { metric, matchers } = ranged.expr;
  const verdict = verdicts(ranged.expr);
  const events = unitOf(ranged.expr, verdict) === "bytes" ? undefined : measuredEvents(verdict);
  const name = code(metric.name, 120);
  const what = events === undefined ? name : `how long ${events} took (${name})`;
  const where = conditions(matchers);
  return `the ${which} of ${what}${where === "" ? "" : ` where ${where}`}, over ${ranged.range}${each}`;
}

function percentile(expr: Expr | undefined): string {
  const share = expr && unwrap(expr);
  if (share?.kind !== "number" || share.value === undefined) return "quantile";
  if (share.value.compare(0) < 0 || share.value.compare(ONE) > 0) return `${share.text} quantile`;
  return `${ordinal(share.value)} percentile`;
}

/** "95th", "99.9th", "91st". */
function ordinal(share: Rational): string {
  const percent = formatPercent(share).replace(/\s*%$/, "");
  if (percent.includes(".") || /1[123]$/.test(percent)) return `${percent}th`;
  return `${percent}${{ 1: "st", 2: "nd", 3: "rd" }[percent.slice(-1)] ?? "th"}`;
}

const AGGREGATIONS: Readonly<Record<string, string>> = {
  sum: "summed",
  avg: "the mean of all series",
  min: "the least of all series",
  max: "the greatest of all series",
  count: "the number of series",
  group: "1 for each group",
  stddev: "the standard deviation of all series",
  stdvar: "the variance of all series",
};

const ENDS: Readonly<Record<string, string>> = { topk: "greatest", bottomk: "least" };

function aggregationWords({ op, param, expr, grouping }: Aggregation, inner: Inner): string | undefined {
  const how = Object.hasOwn(AGGREGATIONS, op) ? AGGREGATIONS[op] : undefined;
  const labels = grouping?.labels.map((name) => code(name)) ?? [];
  const each =
    labels.length === 0
      ? ""
      : grouping?.kind === "by"
        ? ` for each ${listed(labels)}`
        : ` over ${listed(labels)}`;
  const least = param && unwrap(param);
  const ends = ENDS[op];
  const count = least?.kind === "number" ? ` ${least.text}` : "";
  const own = ends !== undefined && count !== "" ? `the${count} ${ends}` : `${code(op)}${count}`;
  return after(inner(expr), `, ${how ?? own}${each}`);
}
