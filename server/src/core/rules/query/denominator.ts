import type { Sli } from "../../model/sli";
import { canonical } from "../../promql/canonical";
import { constantValue, countTerms, isConstant } from "../../promql/counts";
import type { Expr } from "../../promql/expr";
import { divisionOf } from "../../promql/ratio";
import { selectorsIn, unwrap } from "../../promql/walk";
import type { WorkspaceView } from "../../resolve/workspace-view";
import { capital } from "../../text/capital";
import { slisOf } from "../indicator/slis";
import { indent, metric, sliExample } from "../openslo-example";
import type { Reporter, Rule } from "../rule";
import { type Verdicts, verdictsFor } from "./families";
import { type Pair, pairsOf, type Side, soundQuery } from "./pairs";

const ratio = (total: string) => `ratioMetric:
  counter: true
${indent(metric("good", 'sum(rate(http_requests_total{code!~"5.."}[5m]))'), 2)}
${indent(metric("total", total), 2)}`;

export const rule: Rule = {
  code: "denominator",
  alias: "M21",
  concern: "query",
  severity: "warning",
  fix: "none",
  judges: "counting",
  docs: {
    summary:
      "A total that counts no events: a constant, a ratio, the good events themselves, or none at all.",
    why: "An SLI is good events over all events. Counted over a constant it is a rate and follows the traffic, over a ratio it is no share of anything, and over itself it is always 100 %. `or vector(0)` belongs on the side that can be empty while all is well, the bad (or good) events: on the total it makes 0/0, which is NaN, and an average over the window that holds one NaN is NaN. A share divided by the constant 1 is fine, and so is `or vector(1)`.",
    bad: sliExample(ratio("sum(rate(http_requests_total[5m])) or vector(0)")),
    good: sliExample(ratio("sum(rate(http_requests_total[5m]))")),
    references: [
      {
        title: "Prometheus, logical binary operators",
        url: "https://prometheus.io/docs/prometheus/latest/querying/operators/#logical-set-binary-operators",
      },
    ],
  },
  checkInWorkspace(object, view, report) {
    const verdictOf = verdictsFor(object, view);
    for (const sli of slisOf(object)) {
      for (const pair of pairsOf(sli, view)) {
        checkConstant(pair, sli, verdictOf, report) ||
          checkRatio(pair, verdictOf, report) ||
          checkSame(pair, report) ||
          checkFilled(pair, report);
      }
      checkUndivided(sli, view, verdictOf, report);
    }
  },
};

/** Events over a constant. A share, a gauge or anything that is not surely a count of events may have one. */
function checkConstant(
  { part, whole, partWord, wholeWord }: Pair,
  { counter }: Sli,
  verdictOf: Verdicts,
  report: Reporter,
): boolean {
  if (!isConstant(whole.expr) || !countsEvents(part.expr, verdictOf, counter?.value)) return false;
  report({
    span: spanOf(whole),
    severity: "error",
    message: {
      what: `${capital(wholeWord)} is the constant \`${textOf(whole)}\`, ${partWord} counts events.`,
      why: "The result is a rate that follows the traffic, no share of good events: it is read as a ratio all the same.",
      todo: "Count all events there, without the outcome's matcher.",
    },
    related: [{ message: partWord, span: spanOf(part) }],
  });
  return true;
}

/** One side a share already, the other a count. */
function checkRatio(
  { part, whole, partWord, wholeWord, written }: Pair,
  verdictOf: Verdicts,
  report: Reporter,
): boolean {
  if (written === "together") return false;
  const [partShare, wholeShare] = [divisionOf(part.expr), divisionOf(whole.expr)];
  const [share, other] = partShare ? [part, whole] : [whole, part];
  if (!partShare === !wholeShare || !countsEvents(other.expr, verdictOf)) return false;
  const [shareWord, otherWord] = partShare ? [partWord, wholeWord] : [wholeWord, partWord];
  report({
    span: share.query.toSource((partShare ?? wholeShare)?.binary.opSpan ?? share.expr.span),
    message: {
      what: `${capital(shareWord)} is a ratio already, ${otherWord} counts events.`,
      why: "A ratio and a count divided by each other are no share of anything.",
      todo: `Count events in ${shareWord} too, without the division.`,
    },
    related: [{ message: otherWord, span: spanOf(other) }],
  });
  return true;
}

/** The same on both sides, in another spelling; two queries that are the same to the letter have a rule of their own. */
function checkSame({ part, whole, written, counts, partWord, wholeWord }: Pair, report: Reporter): boolean {
  const same = canonical(part.expr);
  if (same === undefined || same !== canonical(whole.expr)) return false;
  const sameLetters =
    part.metric.fingerprint !== undefined && part.metric.fingerprint === whole.metric.fingerprint;
  if (written === "apart" && sameLetters) return false;
  const bad = counts === "bad";
  report({
    span: spanOf(part),
    message: {
      what:
        written === "apart"
          ? `${capital(partWord)} asks for the same as ${wholeWord}.`
          : "Both sides of the division are the same.",
      why: bad
        ? "Every event counts as a failure: the SLI is always 0 %."
        : "The ratio is always 1: no outage will ever show in it.",
      todo: `Narrow ${written === "apart" ? partWord : "the dividend"} down to the events that went ${bad ? "wrong" : "well"}.`,
    },
    related: [{ message: "The same", span: spanOf(whole) }],
  });
  return true;
}

/** `or vector(0)` on the total as a whole. */
function checkFilled({ whole, wholeWord }: Pair, report: Reporter): void {
  const at = unwrap(whole.expr);
  if (at.kind !== "binary" || at.op !== "or" || constantValue(at.right)?.equals(0) !== true) return;
  if (!countTerms(at.left)) return;
  report({
    span: whole.query.toSource({ start: at.opSpan.start, end: at.right.span.end }),
    message: {
      what: `${capital(wholeWord)} falls back to 0 where there are no series.`,
      why: "Then the SLI is 0/0, which is NaN, and one NaN makes an average over the whole window NaN.",
      todo: `Drop \`or vector(0)\` here; it belongs on the side that may be empty while all is well.`,
    },
  });
}

/** A raw query that is to be a ratio and only counts events. */
function checkUndivided(sli: Sli, view: WorkspaceView, verdictOf: Verdicts, report: Reporter): void {
  for (const metricOfSli of sli.metrics) {
    const query = metricOfSli.role === "raw" ? soundQuery(metricOfSli, view) : undefined;
    const expr = query?.promql.expr;
    if (!query || !expr || !countsEvents(expr, verdictOf) || divisionOf(expr)) continue;
    const name = selectorsIn(expr)[0]?.metric;
    if (!name) continue;
    report({
      span: query.toSource(name.span),
      severity: "error",
      message: {
        what: "`raw` counts events and divides them by nothing.",
        why: "It is read as a ratio between 0 and 1: a count passes 1 as soon as there is traffic.",
        todo: "Divide by the count of all events, or write `total` and `good` (or `bad`) apart.",
      },
    });
  }
}

/**
 * Whether an expression surely adds up events of counters: each goes through a rate, and is known or named as one.
 *
 * @param increased whether the SLI's reader takes the increase itself (`counter: true`), so that no rate is needed
 */
function countsEvents(expr: Expr, verdictOf: Verdicts, increased = false): boolean {
  const terms = countTerms(expr);
  return (
    terms?.every(({ rated, filtered, selector }) => {
      if (filtered || !(rated || increased)) return false;
      if (/_(?:total|count|bucket)$/.test(selector.metric?.name ?? "")) return true;
      const { type, typeBy, ambiguous } = verdictOf(selector);
      return type === "counter" && typeBy === "family" && !ambiguous;
    }) === true
  );
}

function spanOf(side: Side) {
  return side.query.toSource(side.expr.span);
}

function textOf(side: Side): string {
  return side.query.promql.text.slice(side.expr.span.start, side.expr.span.end).trim();
}
