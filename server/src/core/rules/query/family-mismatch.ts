import type { CountTerm } from "../../promql/counts";
import { measurementFacts } from "../../resolve/measurement";
import { CLASS_TEXT } from "../../signals/classes";
import type { SignalClass, SignalVerdict } from "../../signals/signal";
import { capital } from "../../text/capital";
import { slisOf } from "../indicator/slis";
import { indent, metric, sliExample } from "../openslo-example";
import type { Reporter, Rule } from "../rule";
import { baseOf, type Verdicts, verdictsFor } from "./families";
import { type Pair, pairsOf } from "./pairs";

const ratio = (good: string) => `ratioMetric:
  counter: true
${indent(metric("good", good), 2)}
${indent(metric("total", "sum(rate(traefik_service_requests_total[5m]))"), 2)}`;

/** Classes in which a counter counts requests at one place, so that another place's differ. */
const PLACES: ReadonlySet<SignalClass> = new Set([
  "rum",
  "edge",
  "server",
  "synthetic",
  "dependency",
  "platform",
]);

export const rule: Rule = {
  code: "family-mismatch",
  alias: "M19",
  concern: "query",
  severity: "warning",
  fix: "none",
  judges: "counting",
  docs: {
    summary: "Good (or bad) events counted in one place, all events in another.",
    why: "A ratio means something only if every good event is also among all events. A load balancer sees requests that never reach the application, the application sees health checks and internal calls that never passed the load balancer: good from the one over total from the other drifts with traffic that nobody watches, and can pass 100 %. The same goes for buckets of one histogram over the count of another. `_bucket`, `_count` and `_sum` of one histogram are one family. Nothing is said of metrics that the catalogue does not know, unless both are histograms, and nothing where `slosmith/signal` is stated.",
    bad: sliExample(ratio(`sum(rate(http_server_request_duration_seconds_count{code!~"5.."}[5m]))`)),
    good: sliExample(ratio(`sum(rate(traefik_service_requests_total{code!~"5..|429"}[5m]))`)),
    references: [
      {
        title: "SRE Workbook, chapter 2: SLIs as the ratio of good events to all events",
        url: "https://sre.google/workbook/implementing-slos/",
      },
    ],
  },
  checkInWorkspace(object, view, report) {
    if (measurementFacts(object, view).signal) return;
    const verdictOf = verdictsFor(object, view);
    for (const sli of slisOf(object)) {
      for (const pair of pairsOf(sli, view))
        checkHistograms(pair, report) || checkPlaces(pair, verdictOf, report);
    }
  },
};

/** Buckets of one histogram over the count of another. */
function checkHistograms(pair: Pair, report: Reporter): boolean {
  const whole = pair.whole.terms;
  if (!whole?.every(({ selector }) => /_(?:bucket|count)$/.test(selector.metric?.name ?? ""))) return false;
  const bases = new Set(whole.map(({ selector }) => baseOf(selector)));
  const stray = pair.part.terms?.find((term) => {
    const { metric: named, matchers } = term.selector;
    const isBucket = named?.name.endsWith("_bucket") === true && matchers.some(({ label }) => label === "le");
    return isBucket && !bases.has(baseOf(term.selector));
  });
  const [other] = whole;
  if (!stray || !other) return false;
  tell(pair, stray, other, report, {
    what: `Two histograms: ${pair.partWord} has buckets of \`${nameOf(stray)}\`, ${pair.wholeWord} counts \`${nameOf(other)}\`.`,
    why: "A bucket is a share of its own histogram's count only: the ratio can pass 100 %.",
    todo: `Divide by \`${baseOf(stray.selector)}_count\`, or take the bucket from \`${baseOf(other.selector)}_bucket\`.`,
  });
  return true;
}

function checkPlaces(pair: Pair, verdictOf: Verdicts, report: Reporter): void {
  const [part, whole] = [pair.part.terms, pair.whole.terms];
  const [other] = whole ?? [];
  if (!part || !whole || !other) return;
  const seen = whole.map((term) => verdictOf(term.selector));
  if (!seen.every(isPlain)) return;
  const stray = part.find(({ selector, sign }) => {
    const verdict = verdictOf(selector);
    return sign === 1 && isPlain(verdict) && seen.every((one) => !isSamePlace(one, verdict));
  });
  const [wholeVerdict] = seen;
  if (!stray || !wholeVerdict) return;
  const verdict = verdictOf(stray.selector);
  tell(pair, stray, other, report, {
    what: `${capital(pair.partWord)} is about ${placeOf(verdict)}, ${pair.wholeWord} about ${placeOf(wholeVerdict)}.`,
    why: "Each counts events that the other does not see: the ratio drifts, and can pass 100 %.",
    todo: `Count both in one place, in \`${nameOf(stray)}\` or in \`${nameOf(other)}\`.`,
  });
}

function tell(
  pair: Pair,
  stray: CountTerm,
  other: CountTerm,
  report: Reporter,
  message: Parameters<Reporter>[0]["message"],
) {
  const place = stray.selector.metric?.span ?? stray.selector.span;
  const otherPlace = other.selector.metric?.span ?? other.selector.span;
  report({
    span: pair.part.query.toSource(place),
    message,
    related: [{ message: `\`${nameOf(other)}\``, span: pair.whole.query.toSource(otherPlace) }],
  });
}

/** Known, sure of its class, and of a place where requests are counted. */
function isPlain(verdict: SignalVerdict): boolean {
  return PLACES.has(verdict.class) && verdict.ambiguous !== true && verdict.family?.userFacing !== true;
}

/**
 * Of one class and one product. Products are told by their names' first word, which all metrics of a proxy or a
 * library share; names that only follow a custom may come from any library.
 */
function isSamePlace(a: SignalVerdict, b: SignalVerdict): boolean {
  // Of one metric the matchers tell what is counted, and they have a rule of their own.
  if (a.family?.id === b.family?.id || a.base === b.base) return true;
  if (a.class !== b.class) return false;
  return (
    a.family?.convention === true || b.family?.convention === true || firstWord(a.base) === firstWord(b.base)
  );
}

function firstWord(name: string): string {
  return name.split(/[_:]/)[0] ?? name;
}

function placeOf(verdict: SignalVerdict): string {
  return verdict.family?.measures ?? CLASS_TEXT[verdict.class].title;
}

function nameOf({ selector }: CountTerm): string {
  return selector.metric?.name ?? "";
}
