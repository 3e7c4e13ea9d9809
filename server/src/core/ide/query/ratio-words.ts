import type { Binary, Expr, Matcher, Selector } from "../../promql/expr";
import { selectorsIn, unwrap, visit } from "../../promql/walk";
import type { Verdicts } from "../../rules/query/families";
import { unitOf } from "../../rules/query/known-buckets";
import { baseName } from "../../signals/classify";
import { code } from "../markdown";
import { boundWithUnit, measuredEvents } from "./measures";
import { conditions, emptyAs } from "./query-words";

/**
 * A ratio of two queries as a share of events: "Of requests that the ingress controller answered, the share where
 * `status` does not match `5..`".
 *
 * @param isBad the first counts what is bad: the ratio is what is left
 * @returns undefined where the two do not ask one family in one way, or the first is no part of the second
 */
export function ratioWords(
  counted: Expr | undefined,
  total: Expr | undefined,
  isBad: boolean,
  verdicts: Verdicts,
): string | undefined {
  if (!counted || !total) return undefined;
  const rest = restOf(counted, total);
  if (rest) return ratioWords(rest, total, !isBad, verdicts);
  const [parts, wholes] = [summands(counted), summands(total)];
  if (parts.length !== wholes.length) return undefined;
  const each = new Set(parts.map((part, at) => shareWords(part, wholes[at], isBad, verdicts)));
  const [words] = each;
  if (each.size !== 1 || words === undefined) return undefined;
  return parts.length === 1 ? words : `${words}; each side adds up ${parts.length} parts`;
}

/** What is taken off the whole: the `b` of a counted `total - b`, which is all but those. */
function restOf(counted: Expr, total: Expr): Expr | undefined {
  const inner = unwrap(counted);
  if (inner.kind !== "binary" || inner.op !== "-" || inner.matching?.group) return undefined;
  const [from, whole] = [onlySelector(inner.left), onlySelector(total)];
  const isWhole = from && whole && chainOf(inner.left) === chainOf(total) && asksTheSame(from, whole);
  return isWhole ? inner.right : undefined;
}

function asksTheSame(a: Selector, b: Selector): boolean {
  return (
    a.metric?.name === b.metric?.name &&
    a.matchers.length === b.matchers.length &&
    a.matchers.every((matcher) => b.matchers.some((one) => same(one, matcher)))
  );
}

/** What `+` adds up, in the order of the text. */
function summands(expr: Expr): Expr[] {
  const inner = unwrap(expr);
  return inner.kind === "binary" && inner.op === "+" && !inner.matching
    ? [...summands(inner.left), ...summands(inner.right)]
    : [inner];
}

function shareWords(
  counted: Expr,
  total: Expr | undefined,
  isBad: boolean,
  verdicts: Verdicts,
): string | undefined {
  const [part, whole] = [onlySelector(counted), total && onlySelector(total)];
  if (!total || !part?.metric || !whole?.metric) return undefined;
  if (baseName(part.metric.name) !== baseName(whole.metric.name) || part.open || whole.open) return undefined;
  const mean = meanWords(counted, total, part, whole, isBad);
  if (mean !== undefined) return mean;
  if (chainOf(counted) !== chainOf(total) || verdicts(whole).type === "gauge") return undefined;
  const asks = whole.matchers.filter(
    ({ label, op, value }) => !(label === "le" && op === "=" && value === "+Inf"),
  );
  const own = part.matchers.filter((matcher) => !asks.some((one) => same(one, matcher)));
  const dropped = asks.filter((matcher) => !part.matchers.some((one) => same(one, matcher)));
  // Where the whole asks for more than the part, the ratio is no share of it.
  if (own.length === 0 || !dropped.every((matcher) => isWider(matcher, own))) return undefined;
  const what = measuredEvents(verdicts(whole)) ?? code(whole.metric.name, 120);
  const asked = askedWords(own, part, verdicts);
  if (asked === undefined) return undefined;
  return isBad ? `Of ${what}, the share left without those ${asked}` : `Of ${what}, the share ${asked}`;
}

/** The same for a ratio in one query: `a / b`, `1 - a / b`, either times 100. */
export function ratioInQuery(expr: Expr, verdicts: Verdicts): string | undefined {
  const outer = unwrap(expr);
  if (outer.kind !== "binary" || outer.bool) return undefined;
  const [left, right] = [unwrap(outer.left), unwrap(outer.right)];
  if (outer.op === "*") {
    const [factor, rest] = left.kind === "number" ? [left, right] : [right, left];
    if (factor.kind !== "number" || factor.value?.equals(100) !== true) return undefined;
    const share = ratioInQuery(rest, verdicts);
    return share && `${share}, in percent`;
  }
  if (outer.op === "/") return division(outer, false, verdicts);
  const isRest = outer.op === "-" && left.kind === "number" && left.value?.equals(1) === true;
  return isRest && right.kind === "binary" && right.op === "/" ? division(right, true, verdicts) : undefined;
}

function division({ left, right, matching }: Binary, isBad: boolean, verdicts: Verdicts): string | undefined {
  return matching?.group ? undefined : ratioWords(left, right, isBad, verdicts);
}

/** "where `code` is `200`", "that took at most 0.25 s where `method` is `GET`"; undefined for a range of times. */
function askedWords(own: readonly Matcher[], part: Selector, verdicts: Verdicts): string | undefined {
  const bounds = own.filter(({ label }) => label === "le");
  const [bound] = bounds;
  if (bounds.length > 1 || (bound && bound.op !== "=")) return undefined;
  const where = conditions(own.filter(({ label }) => label !== "le"));
  const within = bound && boundWords(bound.value, part, verdicts);
  return [within, where === "" ? undefined : `where ${where}`]
    .filter((text) => text !== undefined)
    .join(", ");
}

function boundWords(bound: string, part: Selector, verdicts: Verdicts): string {
  const verdict = verdicts(part);
  const unit = unitOf(part, verdict);
  const limit = boundWithUnit(bound, part, verdict);
  return unit === undefined || unit === "bytes" ? `of at most ${limit}` : `that took at most ${limit}`;
}

/** `sum_over_time` divided by `count_over_time` of the same samples. */
function meanWords(
  counted: Expr,
  total: Expr,
  part: Selector,
  whole: Selector,
  isBad: boolean,
): string | undefined {
  const [above, below] = [chainOf(counted), chainOf(total)];
  if (!above.includes("sum_over_time") || above.replace("sum_over_time", "count_over_time") !== below)
    return undefined;
  if (!asksTheSame(part, whole)) return undefined;
  const name = code(part.metric?.name ?? "", 120);
  return isBad
    ? `1 minus the mean of all samples of ${name}: where they are 0 or 1, the share of 0`
    : `The mean of all samples of ${name}: where they are 0 or 1, the share of 1`;
}

/** What is done to the one selector, in one text: equal for two expressions that treat it alike. */
function chainOf(expr: Expr): string {
  const steps: string[] = [];
  visit(expr, (one) => {
    if (one.kind === "call" && one.name.toLowerCase() !== "vector") steps.push(one.name.toLowerCase());
    if (one.kind === "aggregation") {
      const labels = (one.grouping?.labels ?? []).filter((label) => label !== "le");
      steps.push(
        `${one.op} ${labels.length > 0 ? `${one.grouping?.kind} ${[...labels].sort().join()}` : ""}`,
      );
    }
    if (one.kind === "selector") steps.push(`[${one.range?.text ?? ""}] ${one.offset?.text ?? ""}`);
    if (one.kind === "subquery") steps.push(`[${one.range.text}:${one.step?.text ?? ""}]`);
    if (one.kind === "unary") steps.push(one.op);
  });
  return steps.join("|");
}

/** The selector of an expression that has one and no operator, `or vector(0)` apart. */
function onlySelector(expr: Expr): Selector | undefined {
  const found = selectorsIn(expr);
  let isPlain = found.length === 1;
  visit(expr, (one) => {
    if (one.kind === "binary" && emptyAs(one) === undefined) isPlain = false;
    if (one.kind === "unreadable") isPlain = false;
  });
  return isPlain ? found[0] : undefined;
}

/** Whether all that one of the part's own matchers takes is taken by this one of the whole's. */
function isWider(whole: Matcher, own: readonly Matcher[]): boolean {
  return own.some((part) => {
    if (part.label !== whole.label) return false;
    const some = whole.value === "" ? whole.op === "!=" : whole.op === "=~" && /^\.[+*]$/.test(whole.value);
    const named = namesOf(part);
    if (some) return named !== undefined;
    const taken = namesOf(whole);
    return named !== undefined && taken !== undefined && named.every((name) => taken.includes(name));
  });
}

/** The values that a matcher names one by one. */
function namesOf({ op, value, templated }: Matcher): readonly string[] | undefined {
  if (templated || value === "" || op === "!=" || op === "!~") return undefined;
  return op === "=" ? [value] : value.replace(/^\((?:\?:)?([^()]*)\)$/, "$1").split("|");
}

function same(a: Matcher, b: Matcher): boolean {
  return a.label === b.label && a.op === b.op && a.value === b.value;
}
