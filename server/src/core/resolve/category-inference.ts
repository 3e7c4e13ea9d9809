import { metricOf, type Sli } from "../model/sli";
import type { Expr } from "../promql/expr";
import { quantilesIn } from "../promql/quantiles";
import { divisionOf } from "../promql/ratio";
import { selectorsIn, unwrap, visit } from "../promql/walk";
import { namesSetFailuresApart, onlyAnswered, setsFailuresApart, statusInName } from "./category-outcomes";
import {
  type Category,
  ERROR_RATE_NAME,
  isGraphql,
  isGraphqlError,
  isMovingMoment,
  OUTCOME_LABEL,
} from "./category-signs";
import {
  type IndicatorPlace,
  readMetric,
  type Series,
  seriesOfSelector,
  type Term,
  termsOf,
} from "./category-terms";

/** What an indicator's queries say of its category, and what in them says so: words that end a sentence. */
export interface CategorySign {
  readonly category: Category;
  readonly because: string;
}

const LIMIT = "it sets a limit to the time that an event may take";

/** All that an indicator's queries plainly say. Two that disagree leave the category open. */
export function categorySigns(sli: Sli, place: IndicatorPlace): readonly CategorySign[] {
  if (sli.timeLimit) return [{ category: "latency", because: LIMIT }];
  const whole = metricOf(sli, "raw") ?? metricOf(sli, "threshold");
  if (whole) {
    const reading = readMetric(whole, place);
    if (reading?.kind === "promql") return signsOfValue(reading.expr, place);
    return reading ? signsElsewhere([], reading.series, []) : [];
  }
  const counted = readMetric(metricOf(sli, "good") ?? metricOf(sli, "bad"), place);
  const total = readMetric(metricOf(sli, "total"), place);
  if (!counted) return [];
  if (counted.kind === "promql")
    return signsOfRatio(counted.expr, total?.kind === "promql" ? total.expr : undefined, place);
  return total?.kind === "elsewhere" ? signsElsewhere(counted.series, [], total.series) : [];
}

/** A query whose value is the indicator: a ratio, a percentile, a mean, an age. */
function signsOfValue(expr: Expr, place: IndicatorPlace): readonly CategorySign[] {
  const ageing = ageSign(expr, place);
  if (ageing) return [ageing];
  const inPercent = quantilesIn(expr);
  if (inPercent.length > 0 || callsShare(expr)) return timeSigns(allSeries(expr, place), "a percentile");
  const division = divisionOf(expr);
  if (!division) {
    const terms = termsOf(expr, place);
    if (terms?.every(({ probe }) => probe)) return [PROBE];
    return terms?.every(isValue) ? timeSigns(terms, "the value") : [];
  }
  const { numerator, denominator } = division;
  const sums = termsOf(numerator, place);
  const counts = termsOf(denominator, place);
  if (isMean(sums, counts)) return timeSigns(sums ?? [], "the mean");
  return signsOfRatio(numerator, denominator, place);
}

/** Counted events against all of them. */
function signsOfRatio(
  counted: Expr,
  total: Expr | undefined,
  place: IndicatorPlace,
): readonly CategorySign[] {
  const ageing = ageSign(counted, place);
  if (ageing) return [ageing];
  if (callsShare(counted)) return timeSigns(allSeries(counted, place), "a bound");
  const some = termsOf(counted, place);
  const all = total && termsOf(total, place);
  if (!some || some.length === 0) return [];
  if (some.every(({ probe }) => probe)) return [PROBE];
  const bounded = some.filter((term) => term.bounded && term.time !== undefined);
  // What is added to a bounded time is judged by itself: `errors + (count - bucket)`.
  const others = bounded.length > 0 ? some.filter((term) => !term.bounded && term.time === undefined) : [];
  const judged = bounded.length > 0 && others.length > 0 ? others : some;
  return [...timeSigns(bounded, "a bound"), ...(all ? outcomeSigns(judged, all) : [])];
}

function outcomeSigns(counted: readonly Term[], total: readonly Term[]): readonly CategorySign[] {
  const label = setsFailuresApart(counted, total);
  if (label !== undefined)
    return [{ category: "availability", because: `\`${label}\` sets server errors apart` }];
  if (namesSetFailuresApart(counted, total)) return [NAMED_ERRORS];
  const wrong = wrongAnswers(counted, total);
  return wrong === undefined ? [] : [{ category: "errorRate", because: wrong }];
}

/** Why what is counted is answered, and only right or wrong; undefined where that is not plain. */
function wrongAnswers(counted: readonly Term[], total: readonly Term[]): string | undefined {
  if (total.length === 0) return undefined;
  if (counted.every(({ name }) => isGraphqlError(name)) && total.every(({ name }) => isGraphql(name)))
    return "it counts GraphQL errors";
  const asked = counted.map((term) => outcomeLabel(term, total));
  const [label] = asked;
  if (label === undefined || asked.some((one) => one !== label)) return undefined;
  if (counted.every(({ name }) => isGraphql(name))) return `\`${label}\` sets GraphQL errors apart`;
  return onlyAnswered(total) && onlyAnswered(counted)
    ? `of what was answered, \`${label}\` sets the right answers apart`
    : undefined;
}

/** The outcome label by which a term asks for more than the total does. */
function outcomeLabel({ matchers }: Term, total: readonly Term[]): string | undefined {
  const own = matchers.find(({ label }) => OUTCOME_LABEL.test(label))?.label;
  if (own === undefined) return undefined;
  return total.some((term) => term.matchers.some(({ label }) => label === own)) ? undefined : own;
}

const PROBE: CategorySign = { category: "availability", because: "it counts whether probes got through" };
const NAMED_ERRORS: CategorySign = {
  category: "availability",
  because: "the metric counts server errors, or answers, alone",
};

/** Another source's metrics, by their names and labels; which is added and which taken away is not known there. */
function signsElsewhere(
  counted: readonly Series[],
  value: readonly Series[],
  total: readonly Series[],
): readonly CategorySign[] {
  const judged = counted.length > 0 ? counted : value;
  if (judged.length === 0) return [];
  if (judged.every(({ probe }) => probe)) return [PROBE];
  if (judged.every(({ time }) => time !== undefined)) return timeSigns(judged, "the metric");
  if (value.length > 0) return valueElsewhere(value);
  if (namesSetFailuresApart(counted, total)) return [NAMED_ERRORS];
  const asTerm = (series: Series): Term => ({ ...series, sign: 1, bounded: false });
  const label = setsFailuresApart(counted.map(asTerm), total.map(asTerm));
  return label === undefined
    ? []
    : [{ category: "availability", because: `\`${label}\` sets server errors apart` }];
}

/** One expression of several metrics: the ones that hold a status class against those that hold none. */
function valueElsewhere(value: readonly Series[]): readonly CategorySign[] {
  if (value.every(({ name }) => ERROR_RATE_NAME.test(name))) return [NAMED_ERRORS];
  const marked = value.filter(({ name }) => statusInName(name) !== undefined);
  const rest = value.filter(({ name }) => statusInName(name) === undefined);
  return namesSetFailuresApart(marked, rest) ? [NAMED_ERRORS] : [];
}

/** Latency or freshness, where all series hold such a time. */
function timeSigns(series: readonly Series[], what: string): readonly CategorySign[] {
  if (series.length === 0) return [];
  if (series.every(({ time }) => time === "age"))
    return [{ category: "freshness", because: `${what} is how old something is` }];
  const isAnswer = series.every(({ time, background }) => time === "answer" && !background);
  return isAnswer ? [{ category: "latency", because: `${what} is a time` }] : [];
}

/** A number that is a time by itself: no count, no sum, no bucket of any. */
function isValue({ name, time }: Term): boolean {
  return time !== undefined && !/_(?:total|count|bucket|sum)$/.test(name);
}

/** Time added up over the number of events: the mean. */
function isMean(sums: readonly Term[] | undefined, counts: readonly Term[] | undefined): boolean {
  const named = (terms: readonly Term[] | undefined, suffix: string) =>
    terms !== undefined && terms.length > 0 && terms.every(({ name }) => name.endsWith(suffix));
  return named(sums, "_sum") && named(counts, "_count");
}

/** Functions that calculate from a histogram's buckets without naming a bound in a label. */
const SHARES = new Set(["histogram_fraction", "histogram_share", "histogram_avg"]);

function callsShare(expr: Expr): boolean {
  let found = false;
  visit(expr, (one) => {
    if (one.kind === "call" && SHARES.has(one.name.toLowerCase())) found = true;
  });
  return found;
}

function allSeries(expr: Expr, place: IndicatorPlace): readonly Series[] {
  const all = selectorsIn(expr).map((selector) => seriesOfSelector(selector, place));
  return all.every((series) => series !== undefined) ? all : [];
}

/** `time() - x`, where x is when something last succeeded. */
function ageSign(expr: Expr, place: IndicatorPlace): CategorySign | undefined {
  let found: CategorySign | undefined;
  visit(expr, (one) => {
    if (one.kind !== "binary" || one.op !== "-" || !isNow(one.left)) return;
    const moments = allSeries(one.right, place);
    const moving = moments.every(({ name, internal }) => !internal && isMovingMoment(name));
    if (moments.length > 0 && moving && !callsTimestamp(one.right))
      found = { category: "freshness", because: "`time() -` a moment is how old something is" };
  });
  return found;
}

function isNow(expr: Expr): boolean {
  const inner = unwrap(expr);
  if (inner.kind !== "call") return false;
  const name = inner.name.toLowerCase();
  return name === "time" || (name === "vector" && inner.args.length === 1 && inner.args.every(isNow));
}

/** `timestamp(x)` is when x was last scraped: its age says nothing of the data. */
function callsTimestamp(expr: Expr): boolean {
  let found = false;
  visit(expr, (one) => {
    if (one.kind === "call" && one.name.toLowerCase() === "timestamp") found = true;
  });
  return found;
}
