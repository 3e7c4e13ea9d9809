import { type BareSelector, metricName } from "../../model/sli";
import type { Expr, Selector } from "../../promql/expr";
import { selectorsIn, unwrap } from "../../promql/walk";
import type { MetricQuery } from "../../resolve/query";
import { capital } from "../../text/capital";
import { pyrraExample } from "../pyrra-example";
import type { Fix, Message, Rule, Severity } from "../rule";
import { code } from "../schema/words";
import { soundQueriesOf } from "./pairs";

const ratio = (errors: string) => `ratio:
  errors:
    metric: ${errors}
  total:
    metric: browser_checkout_attempts_total`;

export const rule: Rule = {
  code: "bare-selector",
  concern: "query",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "A query where the tool wants the name and labels of a series alone.",
    why: "Pyrra writes the queries itself: it puts `increase`, `rate` and `sum` around a series, over ranges that follow from the SLO's window. So a `metric` is a bare selector, a name and labels. A function, a sum or a range around it is refused. A selector that names its series only by the label `__name__` is worse: Pyrra takes it and makes no rules at all. An `offset` is dropped without a word. Labels that the sum is to keep go under `grouping`.",
    bad: pyrraExample({ indicator: ratio('sum(rate(browser_checkout_attempts_total{result="error"}[5m]))') }),
    good: pyrraExample({ indicator: ratio('browser_checkout_attempts_total{result="error"}') }),
    references: [
      { title: "Pyrra, indicators", url: "https://github.com/pyrra-dev/pyrra/tree/main/examples" },
    ],
  },
  checkInWorkspace(object, view, report) {
    for (const { metric, query, expr } of soundQueriesOf(object, view)) {
      if (!metric.bare) continue;
      const fault = faultOf(expr, metric.bare, code(metricName(metric)), query.promql.text);
      if (!fault) continue;
      report({
        span: query.toSource(fault.span),
        severity: fault.severity,
        message: fault.message,
        fixes: fixes(expr, query),
      });
    }
  },
};

interface Fault {
  readonly span: Expr["span"];
  readonly severity: Severity;
  readonly message: Message;
}

function faultOf(expr: Expr, { tool, adds }: BareSelector, key: string, text: string): Fault | undefined {
  const bare = bareText(expr, text);
  const todo = bare ? `Write ${code(bare)}.` : "Write the name and labels of one series.";
  if (expr.kind !== "selector" || expr.range) {
    return {
      span: expr.kind === "selector" && expr.range ? aroundRange(expr) : expr.span,
      severity: "error",
      message: {
        what: `${capital(key)} ${wordsFor(expr)}, no bare selector.`,
        why: `${tool} refuses the SLO: ${adds}.`,
        todo,
      },
    };
  }
  if (!expr.metric && !expr.open) {
    return {
      span: expr.span,
      severity: "error",
      message: {
        what: `${capital(key)} does not begin with a metric's name.`,
        why: `${tool} takes it, finds no name, and makes neither rules nor alerts of the SLO.`,
        todo,
      },
    };
  }
  if (!expr.offset) return undefined;
  return {
    span: expr.offset.span,
    severity: "warning",
    message: {
      what: `${capital(key)} has an \`offset\`.`,
      why: `${tool} keeps the name and the labels, and drops the rest without a word.`,
      todo,
    },
  };
}

function aroundRange({ span, range }: Selector): Expr["span"] {
  return range ? { start: range.span.start - 1, end: Math.min(range.span.end + 1, span.end) } : span;
}

function wordsFor(expr: Expr): string {
  switch (expr.kind) {
    case "call":
      return `is a call of \`${expr.name}\``;
    case "aggregation":
      return `is a \`${expr.op}\``;
    case "selector":
      return "has a range";
    case "parenthesis":
      return "stands in brackets";
    case "binary":
    case "unary":
      return "is a calculation";
    case "subquery":
      return "is a subquery";
    case "number":
      return "is a number";
    default:
      return "is something else";
  }
}

/** The name and labels of the one series that an expression is about; undefined where it is about several. */
function bareText(expr: Expr, text: string): string | undefined {
  const [only, ...more] = selectorsIn(expr);
  if (!only || more.length > 0 || only.open) return undefined;
  const named = only.matchers.find(({ label, op }) => label === "__name__" && op === "=");
  const name = only.metric?.name ?? named?.value;
  if (name === undefined || !/^[a-zA-Z_:][\w:]*$/.test(name)) return undefined;
  const matchers = only.matchers
    .filter((matcher) => matcher !== named)
    .map(({ span }) => text.slice(span.start, span.end));
  return matchers.length > 0 ? `${name}{${matchers.join(",")}}` : name;
}

function fixes(expr: Expr, query: MetricQuery): Fix[] {
  const text = bareText(expr, query.promql.text);
  const edit = text && query.queryText.change({ start: 0, end: query.promql.text.length }, text);
  if (!text || !edit) return [];
  return [{ title: `Change to ${code(text)}`, safe: isWhatTheToolAdds(expr), edits: [edit] }];
}

/** Whether nothing is lost without the functions around the series: the tool takes a sum of growth itself. */
function isWhatTheToolAdds(expr: Expr): boolean {
  const at = unwrap(expr);
  if (at.kind === "selector") return !at.offset && at.metric !== undefined;
  if (at.kind === "aggregation") return at.op === "sum" && !at.grouping && isWhatTheToolAdds(at.expr);
  if (at.kind !== "call" || !/^(?:rate|increase)$/.test(at.name) || at.args.length !== 1) return false;
  const [only] = at.args;
  return only !== undefined && unwrap(only).kind === "selector" && isWhatTheToolAdds(only);
}
