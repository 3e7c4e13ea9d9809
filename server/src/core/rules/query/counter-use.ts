import type { Metric, Sli } from "../../model/sli";
import type { Call, Expr, Selector } from "../../promql/expr";
import { selectorsIn, unwrap, visit } from "../../promql/walk";
import type { SignalVerdict } from "../../signals/signal";
import { ratioExample } from "../openslo-example";
import type { Message, Rule, Severity } from "../rule";
import { type Verdicts, verdictsFor } from "./families";
import { soundQueriesOf } from "./pairs";

const GOOD = 'nginx_ingress_controller_requests{ingress="checkout",status!~"408|429|499|5.."}';
const ALL = 'nginx_ingress_controller_requests{ingress="checkout"}';

/** Functions that take a counter's growth over a range. */
const GROWTH = new Set(["rate", "increase", "irate"]);
/** Functions that any range can be given to, a counter's too, and that answer something about it. */
const ABOUT_A_RANGE = new Set([
  "resets",
  "changes",
  "absent_over_time",
  "present_over_time",
  "count_over_time",
  "last_over_time",
]);
/** Functions whose answer does not hang on how high a counter has climbed. */
const ABOUT_PRESENCE = new Set(["absent", "timestamp", "count", "group", "topk", "vector"]);

export const rule: Rule = {
  code: "counter-use",
  alias: "M23",
  concern: "query",
  severity: "warning",
  fix: "none",
  judges: "counting",
  docs: {
    summary: "A counter that is read as a gauge, a gauge that is read as a counter, or `irate` in an SLI.",
    why: "A counter grows from the start of its process and falls back to 0 at each restart: a sum of bare counters is a history of restarts, and only `rate` or `increase` make events in a window of it. `rate` of a gauge counts every fall as a restart. `rate` over a subquery of a sum no longer sees which counter was reset. `irate` looks at the last two samples of the range and passes over all others. Where the format takes the increase itself (`counter: true`), a bare counter is right, and a rate is wrong for a tool that surely does (Nobl9's `incremental: true`). What is known by the suffix alone is a hint.",
    bad: ratioExample(`sum(irate(${GOOD}[5m]))`, `sum(rate(${ALL}[5m]))`),
    good: ratioExample(`sum(rate(${GOOD}[5m]))`, `sum(rate(${ALL}[5m]))`),
    references: [
      {
        title: "Prometheus: rate",
        url: "https://prometheus.io/docs/prometheus/latest/querying/functions/#rate",
      },
      {
        title: "Robust Perception: rate then sum",
        url: "https://www.robustperception.io/rate-then-sum-never-sum-then-rate/",
      },
    ],
  },
  checkInWorkspace(object, view, report) {
    const verdictOf = verdictsFor(object, view);
    for (const { sli, metric, query, expr } of soundQueriesOf(object, view)) {
      for (const { span, severity, message } of misuses(expr, sli, metric, verdictOf)) {
        report({ span: query.toSource(span), severity, message });
      }
    }
  },
};

interface Misuse {
  readonly span: { readonly start: number; readonly end: number };
  readonly severity: Severity;
  readonly message: Message;
}

function misuses(expr: Expr, sli: Sli, metric: Metric, verdictOf: Verdicts): Misuse[] {
  const found: Misuse[] = [];
  visit(expr, (one, ancestors) => {
    if (one.kind === "call") {
      found.push(...callMisuse(one, verdictOf));
      if (!ancestors.some(isGrowth)) found.push(...twiceTaken(one, sli));
    }
    if (one.kind !== "selector" || one.range || one.open || !one.metric) return;
    const bare = bareCounter(one, ancestors, sli, metric, verdictOf);
    if (bare) found.push(bare);
  });
  return found;
}

function isGrowth(expr: Expr): boolean {
  return expr.kind === "call" && GROWTH.has(expr.name.toLowerCase());
}

/** The growth of a counter, where the tool takes the growth of what the query answers. */
function twiceTaken(call: Call, { counter, counterText, takesIncrease }: Sli): Misuse[] {
  if (!isGrowth(call) || counter?.value !== true || takesIncrease === undefined) return [];
  return [
    {
      span: call.nameSpan,
      severity: "warning",
      message: {
        what: `\`${call.name}\` is taken here, and \`${counterText ?? "counter: true"}\` says that the query gives a counter.`,
        why: `${takesIncrease} takes the increase of the answer once more: each rise of the traffic counts as events, each fall as a restart.`,
        todo: `Take \`${call.name}\` out, or say that it is no counter.`,
      },
    },
  ];
}

function callMisuse(call: Call, verdictOf: Verdicts): Misuse[] {
  const name = call.name.toLowerCase();
  if (!GROWTH.has(name)) return [];
  const [first] = call.args;
  const arg = first && unwrap(first);
  if (name === "irate") {
    return [
      {
        span: call.nameSpan,
        severity: "warning",
        message: {
          what: "`irate` looks at the last two samples of its range only.",
          why: "Failures between the others are never counted, so the SLI misses most of what happens.",
          todo: "Use `rate` with the same range.",
        },
      },
    ];
  }
  if (arg?.kind === "subquery") {
    const inner = unwrap(arg.expr);
    if (inner.kind !== "aggregation" || inner.op !== "sum") return [];
    const [selector] = selectorsIn(inner.expr);
    // A sum of rates is a gauge, and a placeholder may be anything.
    if (!selector?.metric || hasGrowth(inner.expr)) return [];
    return [
      {
        span: call.nameSpan,
        severity: "warning",
        message: {
          what: `\`${call.name}\` is taken of a sum.`,
          why: "When one of the counters restarts, the sum falls a little, which counts as a restart of all of them: a spike of events that never were.",
          todo: `Take \`${call.name}\` of \`${selector.metric.name}\` first, then the sum.`,
        },
      },
    ];
  }
  if (arg?.kind !== "selector" || !arg.metric) return [];
  const verdict = verdictOf(arg);
  if (verdict.type !== "gauge" || verdict.typeBy !== "family" || verdict.ambiguous) return [];
  return [
    {
      span: arg.metric.span,
      severity: "warning",
      message: {
        what: `\`${arg.metric.name}\` is a gauge, and \`${call.name}\` is for counters.`,
        why: "Every fall of the gauge is taken for a restart, so the result grows whenever it swings.",
        todo: "Use the gauge itself, or `avg_over_time`; `delta` gives its change.",
      },
    },
  ];
}

function bareCounter(
  selector: Selector,
  ancestors: readonly Expr[],
  sli: Sli,
  metric: Metric,
  verdictOf: Verdicts,
): Misuse | undefined {
  if (sli.counter?.value === true || !selector.metric) return undefined;
  if (ancestors.some((outer) => isReadWell(outer))) return undefined;
  const verdict = verdictOf(selector);
  if (verdict.ambiguous || !growsForEver(selector.metric.name, verdict)) return undefined;
  const known = verdict.typeBy === "family";
  const inRatio = metric.role === "good" || metric.role === "bad" || metric.role === "total";
  // Where `counter` is left out, whoever reads the SLI may take the increase all the same.
  const open = inRatio && sli.counter === undefined;
  return {
    span: selector.metric.span,
    severity: !known ? "hint" : open ? "information" : "warning",
    message: {
      what: known
        ? `\`${selector.metric.name}\` is a counter, and its bare value is used.`
        : `\`${selector.metric.name}\` is named like a counter, and its bare value is used.`,
      why: "That counts from each process's start, and falls back to 0 at its restart.",
      todo: metric.bare
        ? "Name a gauge here, or count events by their own keys."
        : inRatio
          ? `Use \`increase\` or \`rate\` over a range, or state \`${sli.counterText ?? "counter: true"}\` for a tool that takes the increase itself.`
          : "Use `increase` or `rate` over a range.",
    },
  };
}

/** A counter, or one of the counters that a histogram or summary is made of. */
function growsForEver(name: string, { type }: SignalVerdict): boolean {
  if (type === "counter") return true;
  return (type === "histogram" || type === "summary") && /_(?:count|bucket|sum)$/.test(name);
}

/** Whether a bare counter inside of this is read for its growth, its presence or its age. */
function isReadWell(outer: Expr): boolean {
  if (outer.kind === "call") {
    const name = outer.name.toLowerCase();
    return (
      GROWTH.has(name) || ABOUT_A_RANGE.has(name) || ABOUT_PRESENCE.has(name) || /_over_time$/.test(name)
    );
  }
  if (outer.kind === "aggregation") return ABOUT_PRESENCE.has(outer.op);
  // What it is compared with, or what it chooses, and `x - x offset 1h`: growth by hand.
  return outer.kind === "binary" && !["/", "*", "+", "or"].includes(outer.op);
}

function hasGrowth(expr: Expr): boolean {
  let found = false;
  visit(expr, (one) => {
    found ||= one.kind === "call" && (GROWTH.has(one.name.toLowerCase()) || /_over_time$/.test(one.name));
  });
  return found;
}
