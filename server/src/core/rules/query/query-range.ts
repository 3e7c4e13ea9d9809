import { durationSeconds } from "../../math/duration";
import { formatDuration, shortDuration } from "../../math/format";
import type { Rational } from "../../math/rational";
import { ratio } from "../../math/rational";
import type { Slo } from "../../model/slo";
import type { SpecObject } from "../../model/spec-object";
import type { Call, QueryDuration } from "../../promql/expr";
import { unwrap, visit } from "../../promql/walk";
import { measurementFacts } from "../../resolve/measurement";
import type { WorkspaceView } from "../../resolve/workspace-view";
import { factsExample } from "../measurability/numeric-example";
import { indent, metric } from "../openslo-example";
import type { Message, Rule, Severity } from "../rule";
import { monthMeant } from "../window/month-meant";
import { soundQueriesOf } from "./pairs";

/** Functions that need at least two samples in their range. */
const GROWTH = new Set(["rate", "increase", "irate", "delta", "idelta", "deriv"]);
const TWO = ratio(2);
const FOUR = ratio(4);

const indicator = (range: string) =>
  `indicator:\n  metadata:\n    name: good-requests\n  spec:\n    ratioMetric:\n      counter: false\n${indent(
    [
      metric(
        "good",
        `sum(rate(nginx_ingress_controller_requests{ingress="checkout",status!~"408|429|499|5.."}[${range}]))`,
      ),
      metric("total", `sum(rate(nginx_ingress_controller_requests{ingress="checkout"}[${range}]))`),
    ].join("\n"),
    6,
  )}`;

export const rule: Rule = {
  code: "query-range",
  alias: "M25",
  concern: "query",
  severity: "warning",
  fix: "unsafe",
  judges: "counting",
  docs: {
    summary: "A range in a query that is too short for the scrapes, or longer than the SLO's window.",
    why: "`rate` needs two samples: over less than two scrape intervals it gives nothing, and the SLI has no data. Over less than four, one lost scrape is enough for a gap. A range that is longer than the SLO's window counts failures that the window has let go. The interval is what `slosmith/sample-interval` states, or the tier's or the workspace's `sampleInterval`; without it only the window is held against.",
    bad: factsExample('slosmith/sample-interval: "1m"', { indicator: indicator("2m") }),
    good: factsExample('slosmith/sample-interval: "1m"', { indicator: indicator("5m") }),
    references: [
      {
        title: "Prometheus: rate",
        url: "https://prometheus.io/docs/prometheus/latest/querying/functions/#rate",
      },
    ],
  },
  checkInWorkspace(object, view, report) {
    const interval = measurementFacts(object, view).sampleInterval?.value;
    const scrape = interval && { seconds: durationSeconds(interval), text: shortDuration(interval) };
    const window = windowOf(object, view);
    for (const { query, expr } of soundQueriesOf(object, view)) {
      visit(expr, (call) => {
        const range = call.kind === "call" ? rangeOf(call) : undefined;
        if (call.kind !== "call" || !range?.seconds) return;
        const found =
          (scrape && tooShort(call, range.seconds, range, scrape)) ??
          (window && tooLong(range.seconds, range, window));
        if (!found) return;
        const { wanted, ...said } = found;
        const edit = query.queryText.change(range.span, wanted);
        report({
          span: query.toSource(range.span),
          ...said,
          fixes: edit ? [{ title: `Change the range to ${wanted}`, safe: false, edits: [edit] }] : [],
        });
      });
    }
  },
};

interface Verdict {
  readonly severity: Severity;
  readonly message: Message;
  /** The range that would do. */
  readonly wanted: string;
}

/** The range of a function's own selector. */
function rangeOf(call: Call): QueryDuration | undefined {
  const last = call.args.at(-1);
  const arg = last && unwrap(last);
  return arg?.kind === "selector" ? arg.range : undefined;
}

function tooShort(
  call: Call,
  seconds: Rational,
  range: QueryDuration,
  scrape: { readonly seconds: Rational; readonly text: string },
): Verdict | undefined {
  if (!GROWTH.has(call.name.toLowerCase())) return undefined;
  const needed = scrape.seconds.mul(FOUR);
  if (seconds.compare(needed) >= 0) return undefined;
  const none = seconds.compare(scrape.seconds.mul(TWO)) < 0;
  const wanted = formatDuration(needed).replaceAll(" ", "");
  return {
    wanted,
    severity: none ? "error" : "warning",
    message: {
      what: `\`${range.text}\` holds ${none ? "fewer than two samples" : "fewer than four samples"} at one every ${scrape.text}.`,
      why: none
        ? `\`${call.name}\` needs two: it gives nothing, and the SLI has no data.`
        : "One lost scrape is enough for a gap in the SLI.",
      todo: `Use at least \`${wanted}\`.`,
    },
  };
}

function tooLong(
  seconds: Rational,
  range: QueryDuration,
  window: { readonly seconds: Rational; readonly text: string },
): Verdict | undefined {
  if (seconds.compare(window.seconds) <= 0) return undefined;
  return {
    wanted: window.text,
    severity: "error",
    message: {
      what: `The query looks back \`${range.text}\`, the SLO's window is ${window.text}.`,
      why: "Failures count on after the window has let them go.",
      todo: `Use a range of at most ${window.text}.`,
    },
  };
}

/** The window of an SLO, or the longest of the SLOs that use an SLI; undefined where one is not known. */
function windowOf(object: SpecObject, view: WorkspaceView) {
  const name = object.name?.value;
  const users: readonly Slo[] =
    object.body.type === "slo"
      ? [object.body]
      : name === undefined
        ? []
        : view.slosOfIndicator(name).flatMap(({ object: { body } }) => (body.type === "slo" ? [body] : []));
  let longest: { seconds: Rational; text: string } | undefined;
  for (const slo of users) {
    if (slo.window?.kind !== "rolling") return undefined;
    const { value } = slo.window.duration;
    // A minute that was meant as a month: that is what has to be said.
    if (monthMeant(value) !== undefined) return undefined;
    const seconds = durationSeconds(value);
    if (!longest || seconds.compare(longest.seconds) > 0) longest = { seconds, text: shortDuration(value) };
  }
  return longest;
}
