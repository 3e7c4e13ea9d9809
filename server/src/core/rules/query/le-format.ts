import { parseDecimal, type Rational } from "../../math/rational";
import type { BareSelector, Metric } from "../../model/sli";
import { type AskedBound, boundsAsked, decimalOf, spellingsOf } from "../../promql/bounds";
import type { Matcher, Selector } from "../../promql/expr";
import { selectorsIn } from "../../promql/walk";
import type { MetricQuery } from "../../resolve/query";
import { indent, metric, sliExample } from "../openslo-example";
import type { Fix, Message, Reporter, Rule, Severity } from "../rule";
import { isNumberText } from "./bucket-bound";
import { bucketsFor, type KnownBuckets, meantInOtherUnit, spoken } from "./known-buckets";
import { soundQueriesOf } from "./pairs";

const ratio = (le: string) => `ratioMetric:
  counter: true
${indent(metric("good", `sum(rate(checkout_duration_seconds_bucket{le="${le}"}[5m]))`), 2)}
${indent(metric("total", "sum(rate(checkout_duration_seconds_count[5m]))"), 2)}`;

export const rule: Rule = {
  code: "le-format",
  alias: "M16",
  concern: "query",
  severity: "warning",
  fix: "unsafe",
  judges: "buckets",
  docs: {
    summary:
      'A bucket bound in a spelling or unit that no series has: `le="0.50"`, `le="500ms"`, milliseconds for seconds.',
    why: 'Labels are compared letter by letter: `le="0.50"` does not find the bucket `le="0.5"`, and the SLI has no data. Whole numbers are a hint only: Prometheus 3 stores `le="1.0"` where version 2 kept `le="1"` as it was exposed, and `le=~"1|1.0"` finds both. Seconds and milliseconds are told apart where the buckets are known, and where a request would have to take 100 seconds or more.',
    bad: sliExample(ratio("0.50")),
    good: sliExample(ratio("0.5")),
    references: [
      {
        title: "Prometheus 3 migration guide: le and quantile label values",
        url: "https://prometheus.io/docs/prometheus/latest/migration/",
      },
    ],
  },
  checkInWorkspace(object, view, report) {
    const bucketsOf = bucketsFor(object, view);
    for (const { metric: holder, query, expr } of soundQueriesOf(object, view)) {
      for (const selector of selectorsIn(expr)) {
        // What its tool refuses at once, `bucket-bound` speaks of.
        if (holder.bare?.series === "bucket" && !selector.matchers.every(isReadByTools)) continue;
        check(selector, bucketsOf(selector), { query, holder, report });
      }
    }
  },
};

interface Verdict {
  readonly severity: Severity;
  readonly message: Message;
  /** The value that was meant, where it is plain. */
  readonly meant?: string;
  /** Nothing else can have been meant. */
  readonly sure?: true;
}

interface Place {
  readonly query: MetricQuery;
  readonly holder: Metric;
  readonly report: Reporter;
}

function isReadByTools({ label, value }: Matcher): boolean {
  return label !== "le" || isNumberText(value);
}

function check(selector: Selector, known: KnownBuckets | undefined, { query, holder, report }: Place): void {
  const asked = boundsAsked(selector);
  const [first] = asked;
  const verdicts = asked.map(
    (bound) => minutesLong(bound, selector, known) ?? judge(bound, known, holder.bare),
  );
  const [verdict] = verdicts;
  // One alternative that fits is enough.
  if (!first || !verdict || verdicts.includes(undefined)) return;
  report({
    span: query.toSource(first.matcher.valueSpan),
    severity: verdict.severity,
    message: verdict.message,
    fixes: verdict.meant === undefined ? [] : fixes(first, verdict.meant, verdict.sure === true, query),
  });
}

function judge(
  { text, value, matcher }: AskedBound,
  known: KnownBuckets | undefined,
  bare: BareSelector | undefined,
): Verdict | undefined {
  if (text === "+Inf") return undefined;
  if (!value) return notANumber(text);
  const intended = known && meantInOtherUnit(value, known);
  if (known && intended) return otherUnit(value, intended, known);
  const spellings = spellingsOf(value);
  if (spellings.length === 0) return undefined;
  const plain = decimalOf(value) ?? text;
  if (!spellings.includes(text)) {
    return {
      severity: "warning",
      message: {
        what: `No exporter writes the bound ${plain} as \`${text}\`.`,
        why: "Labels are compared letter by letter: the selector finds nothing, and the SLI has no data.",
        todo: `Write \`le="${plain}"\`.`,
      },
      meant: plain,
      // Of whole numbers Prometheus 3 has another spelling.
      ...(plain.includes(".") ? { sure: true } : {}),
    };
  }
  if (matcher.op !== "=" || !/^\d+$/.test(text) || bare?.bothSpellings) return undefined;
  return {
    severity: "hint",
    message: {
      what: `Prometheus 3 stores this bound as \`${text}.0\`.`,
      why: `After an upgrade from version 2, \`le="${text}"\` finds nothing.`,
      todo: `\`le=~"${text}|${text}.0"\` finds it in both.`,
    },
  };
}

/** From this bound on, a request's time in seconds is rather one in milliseconds. */
const LONG_REQUEST = 100;
const REQUEST_SECONDS = /(?:^|_)(?:http|grpc|rpc|requests?|response)_.*seconds_bucket$/;

/** `le="300"` on a request's seconds: five minutes, where nobody knows a bucket that long. */
function minutesLong(
  { text, value }: AskedBound,
  selector: Selector,
  known: KnownBuckets | undefined,
): Verdict | undefined {
  const name = selector.metric?.name ?? "";
  if (!value || value.compare(LONG_REQUEST) < 0 || !REQUEST_SECONDS.test(name)) return undefined;
  if (known && (known.bounds.some((bound) => bound.compare(value) >= 0) || meantInOtherUnit(value, known))) {
    return undefined;
  }
  const meant = decimalOf(value.div(1000)) ?? "";
  return {
    severity: "warning",
    message: {
      what: `\`${name}\` is in seconds: \`le="${text}"\` asks for answers within ${text} seconds.`,
      why: "Histograms of requests have no bucket that long: the selector finds nothing, or counts everything as quick.",
      todo: `If milliseconds were meant, write \`le="${meant}"\`.`,
    },
    meant,
  };
}

function notANumber(text: string): Verdict {
  const infinite = /^\+?inf(?:inity)?$/i.test(text);
  const seconds = secondsIn(text);
  return {
    severity: "warning",
    message: {
      what: infinite ? `The last bucket is \`+Inf\`, not \`${text}\`.` : `\`${text}\` is no number.`,
      why: "Bounds are stored as plain numbers: the selector finds nothing, and the SLI has no data.",
      todo: infinite
        ? 'Write `le="+Inf"`.'
        : `Write the bound as a number in the metric's unit${seconds === undefined ? "" : `: ${text} is ${seconds} in seconds`}.`,
    },
    ...(infinite ? { meant: "+Inf", sure: true } : {}),
  };
}

/** `500ms` as "0.5"; undefined for what is no such length of time. */
function secondsIn(text: string): string | undefined {
  const [, digits = "", unit] = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(text) ?? [];
  const value = parseDecimal(digits);
  return value && decimalOf(unit === "ms" ? value.div(1000) : value);
}

function otherUnit(value: Rational, intended: Rational, { bounds, unit }: KnownBuckets): Verdict {
  const plain = decimalOf(intended) ?? "";
  const hit = bounds.some((bound) => bound.equals(intended));
  const [low, high] = [bounds[0], bounds.at(-1)];
  const reach = low && high ? `from ${spoken(low, unit)} to ${spoken(high, unit)}` : "";
  return {
    severity: "warning",
    message: {
      what: `The metric is in ${unit}: \`${decimalOf(value)}\` is ${spoken(value, unit)}.`,
      why: `Its buckets run ${reach}: the selector finds nothing, and the SLI has no data.`,
      todo: `${spoken(intended, unit)} is \`le="${plain}"\`${hit ? "" : ", which is no bucket either"}.`,
    },
    ...(hit ? { meant: plain } : {}),
  };
}

function fixes({ matcher }: AskedBound, meant: string, safe: boolean, query: MetricQuery): Fix[] {
  if (matcher.op !== "=") return [];
  const inner = { start: matcher.valueSpan.start + 1, end: matcher.valueSpan.end - 1 };
  const span = query.toSource(inner);
  // An alias, or a value with escapes, stands elsewhere or otherwise: there is nothing to replace.
  if (query.promql.text.slice(inner.start, inner.end) !== matcher.value) return [];
  if (span.end - span.start !== matcher.value.length) return [];
  return [{ title: `Replace with ${meant}`, safe, edits: [{ span, newText: meant }] }];
}
