import { applyEdits, type TextEdit } from "../text/edits";
import { shortened } from "../text/shortened";
import { contains } from "../text/span";
import { isConstant } from "./counts";
import type { Aggregation, Expr, Placeholder, PromqlQuery, QueryDuration, Selector } from "./expr";
import { isLinear } from "./linear";
import { divisionOf } from "./ratio";
import { selectorsIn, unwrap, visit } from "./walk";

/**
 * A PromQL text in which every range that stands for the window asked about is {@link WINDOW}:
 * `sum(rate(requests_total[$__window]))`. Its values are counts or rates of events in that window, or a ratio of them.
 */
export type WindowedQuery = string;

/** Stands for the range in a {@link WindowedQuery}. */
export const WINDOW = "$__window";

/** How a query came to be asked over a window. */
export type Windowing =
  /** Its own range is the window: as a placeholder, or (`fixed`) as a length. */
  | { readonly kind: "range"; readonly fixed?: string }
  /** Its series are counters: their rate is taken. */
  | { readonly kind: "counter"; readonly stated: boolean }
  /** Each sample is a number of events, or a ratio: they are added up, or their mean is taken. */
  | { readonly kind: "samples"; readonly step?: string };

export type WindowResult =
  | { readonly ok: true; readonly text: WindowedQuery; readonly windowing: Windowing }
  /** Why not, and what to do, as whole sentences. */
  | { readonly ok: false; readonly what: string; readonly todo: string };

/** How often a value that has no range is looked at to take its mean over a window. */
export const STEP = "1m";

const COUNTER_NAME = /_(?:total|count|bucket|sum)$/;

/**
 * Turns a query into one that can be asked over any window.
 *
 * @param use whether the query counts events, or gives a ratio
 * @param counter whether the file says that its series are counters; undefined where it says nothing
 */
export function windowed(query: PromqlQuery, use: "count" | "ratio", counter?: boolean): WindowResult {
  const found = sound(query);
  if ("ok" in found) return found;
  const { expr, ranges } = found;
  const { text } = query;
  if (ranges.some(({ range }) => range.placeholder !== undefined)) return ofRanges(text, ranges);
  if (ranges.length > 0) {
    return isAdditive(expr, use) ? ofRanges(text, ranges) : ofSamples(text, use);
  }
  const made = use === "count" ? count(text, expr, counter) : ratio(text, expr, counter);
  if (made) return made;
  if (counter !== true && selectorsIn(expr).length > 0) return ofSamples(text, use);
  return no(
    `${quoted(onOneLine(text))} has no range, and no sum of series that one could be given to.`,
    "Write it with a range, such as sum(rate(requests_total[5m])).",
  );
}

/** The same with the query's values at steps of {@link STEP}, added up, whatever its own ranges are. */
export function sampled(query: PromqlQuery): WindowResult {
  const found = sound(query);
  return "ok" in found ? found : ofSamples(query.text, "count");
}

/** The query's parts, or why it cannot be asked elsewhere. */
function sound(
  query: PromqlQuery,
): WindowResult | { readonly expr: Expr; readonly ranges: readonly Range[] } {
  const { expr, faults } = query;
  if (!expr || faults.length > 0) {
    return no(faults[0]?.what ?? "The query is empty.", faults[0]?.todo ?? "Write a query.");
  }
  const ranges = rangesOf(expr);
  const stray = strayPlaceholder(query, ranges);
  if (stray) {
    return no(
      `The query holds ${quoted(stray.text)}, and what it stands for is not known here.`,
      "Fill in the template first, and convert the result.",
    );
  }
  return { expr, ranges };
}

/** Functions whose value over a long range is made of those over its parts. */
const ADDITIVE: ReadonlySet<string> = new Set(["rate", "increase", "sum_over_time", "count_over_time"]);

/** Whether a query says the same over another range: sums of what such functions give, or a ratio of two. */
function isAdditive(expr: Expr, use: "count" | "ratio"): boolean {
  const leaf = (at: Expr) => {
    const [range, ...more] = at.kind === "call" ? at.args : [];
    if (at.kind !== "call" || more.length > 0 || !ADDITIVE.has(at.name)) return false;
    return range?.kind === "selector" || range?.kind === "subquery";
  };
  if (use === "count") return isLinear(expr, leaf);
  const at = unwrap(expr);
  const quotient = at.kind === "binary" && at.op === "-" && isConstant(at.left) ? unwrap(at.right) : at;
  if (quotient.kind !== "binary" || quotient.op !== "/") return false;
  return isLinear(quotient.left, leaf) && isLinear(quotient.right, leaf);
}

/** A value at steps, added up or its mean taken. */
function ofSamples(text: string, use: "count" | "ratio"): WindowResult {
  const name = use === "count" ? "sum_over_time" : "avg_over_time";
  const made = `${name}(${inBrackets(text)}[${WINDOW}:${STEP}])`;
  return { ok: true, text: made, windowing: { kind: "samples", step: STEP } };
}

interface Range {
  readonly range: QueryDuration;
  readonly outermost: boolean;
}

function rangesOf(expr: Expr): Range[] {
  const ranges: Range[] = [];
  visit(expr, (at, ancestors) => {
    const range = at.kind === "selector" || at.kind === "subquery" ? at.range : undefined;
    if (range) ranges.push({ range, outermost: !ancestors.some(({ kind }) => kind === "subquery") });
  });
  return ranges;
}

/** A placeholder that is no range. */
function strayPlaceholder({ placeholders }: PromqlQuery, ranges: readonly Range[]): Placeholder | undefined {
  return placeholders.find(({ span }) => !ranges.some(({ range }) => contains(range.span, span)));
}

function ofRanges(text: string, ranges: readonly Range[]): WindowResult {
  const left = ranges.filter(({ range }) => range.placeholder !== undefined);
  const asked = left.length > 0 ? left : ranges.filter(({ outermost }) => outermost);
  const lengths = new Set(asked.map(({ range }) => lengthOf(range)));
  if (lengths.size > 1) {
    const written = [...new Set(asked.map(({ range }) => quoted(range.text)))].join(" and ");
    return no(
      `The query has the ranges ${written}: which one is the window is not plain.`,
      "Give all its selectors the same range.",
    );
  }
  const [first] = asked;
  const fixed = first && first.range.placeholder === undefined ? first.range.text : undefined;
  return {
    ok: true,
    text: applyEdits(
      text,
      asked.map(({ range }) => ({ span: range.span, newText: WINDOW })),
    ),
    windowing: { kind: "range", ...(fixed === undefined ? {} : { fixed }) },
  };
}

function lengthOf({ text, seconds }: QueryDuration): string {
  return seconds?.toFraction() ?? text.replaceAll(/\s/g, "");
}

/** Gives the series of a sum a range: counters their rate, other samples their sum. */
function count(text: string, expr: Expr, counter: boolean | undefined): WindowResult | undefined {
  const selectors = selectorsIn(expr);
  const named = selectors.every(({ metric }) => COUNTER_NAME.test(metric?.name ?? ""));
  if (counter ?? named) {
    if (!isLinear(expr)) return undefined;
    const edits = wrappings(text, selectors, "rate");
    return edits && made(text, expr, edits, { kind: "counter", stated: counter === true });
  }
  const counts: Aggregation[] = [];
  const linear = isLinear(expr, (at) => {
    if (at.kind === "aggregation" && at.op === "count" && unwrap(at.expr).kind === "selector") {
      counts.push(at);
      return true;
    }
    return at.kind === "selector";
  });
  if (!linear) return undefined;
  const counted = new Set<Expr>(counts.map((at) => unwrap(at.expr)));
  const edits = [
    ...counts.map((at) => ({ span: at.opSpan, newText: "sum" })),
    ...(wrappings(
      text,
      selectors.filter((selector) => counted.has(selector)),
      "count_over_time",
    ) ?? []),
    ...(wrappings(
      text,
      selectors.filter((selector) => !counted.has(selector)),
      "sum_over_time",
    ) ?? []),
  ];
  if (edits.length < selectors.length * 2) return undefined;
  return made(text, expr, edits, { kind: "samples" });
}

function made(text: string, expr: Expr, edits: readonly TextEdit[], windowing: Windowing): WindowResult {
  const written = applyEdits(text, edits);
  const bare = unwrap(expr).kind === "selector";
  return { ok: true, text: bare ? `sum(${written.trim()})` : written, windowing };
}

function ratio(text: string, expr: Expr, counter: boolean | undefined): WindowResult | undefined {
  const division = divisionOf(expr);
  const selectors = selectorsIn(expr);
  if (division && counter && isLinear(division.numerator) && isLinear(division.denominator)) {
    const edits = wrappings(text, selectors, "rate");
    if (edits)
      return { ok: true, text: applyEdits(text, edits), windowing: { kind: "counter", stated: true } };
  }
  if (selectors.length === 0) return undefined;
  if (unwrap(expr).kind === "selector") {
    const edits = wrappings(text, selectors, "avg_over_time");
    return edits && { ok: true, text: applyEdits(text, edits), windowing: { kind: "samples" } };
  }
  return ofSamples(text, "ratio");
}

/** A query inside of parentheses, over several lines where it is. */
export function inBrackets(text: string): string {
  const trimmed = text.trim();
  return trimmed.includes("\n") ? `(\n${indented(trimmed)}\n)` : `(${trimmed})`;
}

/** Every line two blanks further in. */
export function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, "  ");
}

/** The edits that put selectors with a range into a function; undefined where one is moved in time. */
function wrappings(text: string, selectors: readonly Selector[], name: string): TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const { span, offset } of selectors) {
    if (offset || /[@\]]\s*[^"}]*$/.test(text.slice(span.start, span.end))) return undefined;
    edits.push({ span: { start: span.start, end: span.start }, newText: `${name}(` });
    edits.push({ span: { start: span.end, end: span.end }, newText: `[${WINDOW}])` });
  }
  return edits;
}

function no(what: string, todo: string): WindowResult {
  return { ok: false, what, todo };
}

function quoted(text: string): string {
  return `\`${text}\``;
}

/** A query's text on one line, cut where it is long. */
function onOneLine(text: string): string {
  return shortened(text.trim().replaceAll(/\s+/g, " "), 80);
}
