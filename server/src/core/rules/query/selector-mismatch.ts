import type { CountTerm } from "../../promql/counts";
import type { Matcher, Selector } from "../../promql/expr";
import { accepts, implies, namedValues } from "../../promql/matching";
import { isOutcomeLabel, isPlaceLabel } from "../../promql/outcome-labels";
import { capital } from "../../text/capital";
import { nearest } from "../../text/nearest";
import { slisOf } from "../indicator/slis";
import { indent, metric, sliExample } from "../openslo-example";
import type { Reporter, Rule } from "../rule";
import { baseOf } from "./families";
import { type Pair, pairsOf } from "./pairs";

const ratio = (good: string, total: string) => `ratioMetric:
  counter: true
${indent(metric("good", `sum(rate(http_requests_total{${good}}[5m]))`), 2)}
${indent(metric("total", `sum(rate(http_requests_total{${total}}[5m]))`), 2)}`;

export const rule: Rule = {
  code: "selector-mismatch",
  alias: "M20",
  concern: "query",
  severity: "warning",
  fix: "none",
  judges: "counting",
  docs: {
    summary: "Good (or bad) events selected from more, or from others, than all events.",
    why: "Every good event has to be among all events too: a matcher of `total` belongs into `good` as well. Where it is missing, or names another job, the ratio compares two sets of requests. Good events may be fewer in any way; labels that hold the outcome (code, status, result, `le` …) may differ. Nothing is said where a template stands in a matcher, where a regular expression may or may not cover another, where the same value stands under another label, and of two different metrics.",
    bad: sliExample(ratio('code!~"5.."', 'job="checkout"')),
    good: sliExample(ratio('job="checkout",code!~"5.."', 'job="checkout"')),
    references: [
      {
        title: "Prometheus, time series selectors",
        url: "https://prometheus.io/docs/prometheus/latest/querying/basics/#time-series-selectors",
      },
    ],
  },
  checkInWorkspace(object, view, report) {
    for (const sli of slisOf(object)) for (const pair of pairsOf(sli, view)) check(pair, report);
  },
};

interface Difference {
  readonly wanted: Matcher;
  /** The part's matchers of the label. */
  readonly own: readonly Matcher[];
  /** A value that only the part lets through; absent where the part has no matcher. */
  readonly value?: string;
}

function check(pair: Pair, report: Reporter): void {
  const [part, whole] = [pair.part.terms, pair.whole.terms];
  if (!part || !whole) return;
  for (const term of part) {
    if (!isPlain(term)) continue;
    // What is taken away has to be among what it is taken from: `count - bucket`.
    const taken = term.sign === -1;
    const container = onlyOne((taken ? part : whole).filter((one) => one.sign === 1 && isAlike(one, term)));
    const difference = container && isPlain(container) && firstDifference(term.selector, container.selector);
    if (!container || !difference) continue;
    tell(pair, term, difference, taken, report);
    return;
  }
}

/** Of several services' series each could hold a share: nothing is said then. */
function onlyOne(terms: readonly CountTerm[]): CountTerm | undefined {
  return terms.length === 1 ? terms[0] : undefined;
}

function isPlain({ selector, filtered }: CountTerm): boolean {
  return !filtered && !selector.open && selector.metric !== undefined && !/_sum$/.test(selector.metric.name);
}

function isAlike(a: CountTerm, b: CountTerm): boolean {
  return baseOf(a.selector) !== undefined && baseOf(a.selector) === baseOf(b.selector);
}

function firstDifference(part: Selector, whole: Selector): Difference | undefined {
  for (const wanted of whole.matchers) {
    if (isOutcomeLabel(wanted.label) || wanted.label === "__name__") continue;
    const own = part.matchers.filter(({ label }) => label === wanted.label);
    const found = implies(own, wanted);
    if (found.kind !== "outside") continue;
    if (own.length === 0 && isRelabelled(wanted, part, whole)) continue;
    if (isStep(own, wanted)) continue;
    return { wanted, own, ...(found.value === undefined ? {} : { value: found.value }) };
  }
  return undefined;
}

/** The part says the same under a label that the whole lacks: `job="checkout"` for `service="checkout"`. */
function isRelabelled(wanted: Matcher, part: Selector, whole: Selector): boolean {
  return part.matchers.some(
    ({ label, value }) =>
      !isOutcomeLabel(label) &&
      !whole.matchers.some((one) => one.label === label) &&
      (accepts(wanted, value) !== false || isPlaceLabel(label) === isPlaceLabel(wanted.label)),
  );
}

/**
 * Two single values of a label that does not say where: they may be the last and the first step of a journey,
 * unless one is the other mistyped.
 */
function isStep(own: readonly Matcher[], wanted: Matcher): boolean {
  if (isPlaceLabel(wanted.label) || wanted.op !== "=") return false;
  const values = namedValues(own);
  const [only] = values ?? [];
  return values?.length === 1 && only !== undefined && nearest(only, [wanted.value]) === undefined;
}

function tell(
  pair: Pair,
  term: CountTerm,
  { wanted, own, value }: Difference,
  taken: boolean,
  report: Reporter,
): void {
  const { partWord } = pair;
  const wholeWord = taken ? "what it is taken from" : pair.wholeWord;
  const wholeQuery = taken ? pair.part.query : pair.whole.query;
  const [first] = own;
  const asked = `\`${wanted.label}${wanted.op}"${wanted.value}"\``;
  const subject = taken ? `The series taken away in ${partWord}` : capital(partWord);
  const what = first
    ? `${subject} has \`${own.map(textOf).join(", ")}\`, ${wholeWord} ${asked}.`
    : `${subject} has no matcher for \`${wanted.label}\`, ${wholeWord} has ${asked}.`;
  const span = first?.span ?? term.selector.metric?.span ?? term.selector.span;
  report({
    span: pair.part.query.toSource(span),
    message: {
      what,
      why: consequence(pair, taken, value === undefined ? undefined : `${wanted.label}="${value}"`),
      todo: first
        ? `Ask both for the same \`${wanted.label}\`.`
        : `Add ${asked} to ${partWord}, or drop it from ${wholeWord}.`,
    },
    related: [{ message: asked, span: wholeQuery.toSource(wanted.span) }],
  });
}

function consequence(pair: Pair, taken: boolean, example: string | undefined): string {
  if (taken) return "More may be taken away than was there: the difference can be below 0.";
  const events = example === undefined ? "It counts events" : `It counts events with \`${example}\``;
  const result =
    pair.counts === "good"
      ? "the SLI can pass 100 % and hide failures"
      : pair.counts === "bad"
        ? "failures of others spend this budget"
        : "the ratio compares two sets of events";
  return `${events} that are not among all events: ${result}.`;
}

function textOf({ label, op, value }: Matcher): string {
  return `${label}${op}"${value}"`;
}
