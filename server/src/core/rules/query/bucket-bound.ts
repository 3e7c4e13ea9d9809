import { parseDecimal } from "../../math/rational";
import { metricName } from "../../model/sli";
import { decimalOf } from "../../promql/bounds";
import type { Matcher } from "../../promql/expr";
import type { MetricQuery } from "../../resolve/query";
import { capital } from "../../text/capital";
import { browserLatency, pyrraExample } from "../pyrra-example";
import type { Fix, Rule } from "../rule";
import { code } from "../schema/words";
import { soundQueriesOf } from "./pairs";

const BUCKET = "browser_checkout_duration_seconds_bucket";

export const rule: Rule = {
  code: "bucket-bound",
  concern: "query",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "A histogram's bucket that is asked for without a number in `le`, where the tool needs one.",
    why: "Quick events are those of one bucket, and `le` says which: its upper bound in the histogram's unit. Pyrra refuses a `success` without it, and one whose `le` is no number, such as a regular expression over two spellings. Prometheus' two spellings of whole numbers, `1` and `1.0`, it asks for by itself.",
    bad: pyrraExample({ indicator: browserLatency(BUCKET) }),
    good: pyrraExample({ indicator: browserLatency(`${BUCKET}{le="2.5"}`) }),
    references: [
      {
        title: "Pyrra, a latency SLO",
        url: "https://github.com/pyrra-dev/pyrra/blob/main/examples/nginx.yaml",
      },
    ],
  },
  checkInWorkspace(object, view, report) {
    for (const { metric, query, expr } of soundQueriesOf(object, view)) {
      if (metric.bare?.series !== "bucket" || expr.kind !== "selector" || expr.range || expr.open) continue;
      const key = code(metricName(metric));
      const why = `${metric.bare.tool} refuses the SLO: it cannot tell which events were quick enough.`;
      const bound = expr.matchers.find(({ label }) => label === "le");
      if (!bound) {
        report({
          span: query.toSource(expr.metric?.span ?? expr.span),
          message: {
            what: `${capital(key)} has no \`le\`.`,
            why,
            todo: 'Add the time limit as a number in the histogram\'s unit, such as `le="0.5"`.',
          },
        });
      } else if (!bound.templated && !isNumberText(bound.value)) {
        const meant = numberMeant(bound.value);
        report({
          span: query.toSource(bound.valueSpan),
          message: {
            what: `${code(`le${bound.op}"${bound.value}"`)} is no number.`,
            why,
            todo:
              meant === undefined
                ? 'Write the bound as a number, such as `le="0.5"`.'
                : `Did you mean \`le="${meant}"\`?`,
          },
          fixes: meant === undefined ? [] : fixes(bound, meant, query),
        });
      }
    }
  },
};

/** Whether Go reads a label's value as a number (strconv.ParseFloat), as tools do that want one bucket. */
export function isNumberText(text: string): boolean {
  return /^[+-]?(?:inf(?:inity)?|nan|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|0x[\da-f]+(?:\.[\da-f]*)?p[+-]?\d+)$/i.test(
    text,
  );
}

/** `500ms` as 0.5, and of `1|1.0` the first. */
function numberMeant(text: string): string | undefined {
  const [first = "", ...more] = text.split("|");
  const value = parseDecimal(first);
  if (value && more.every((one) => parseDecimal(one.replaceAll("\\", ""))?.equals(value))) return first;
  const [, digits = "", unit] = /^(\d+(?:\.\d+)?) ?(ms|s)$/.exec(text) ?? [];
  const seconds = parseDecimal(digits);
  return seconds && decimalOf(unit === "ms" ? seconds.div(1000) : seconds);
}

function fixes({ span }: Matcher, meant: string, query: MetricQuery): Fix[] {
  const written = query.queryText.change(span, `le="${meant}"`);
  return written ? [{ title: `Change to \`le="${meant}"\``, safe: false, edits: [written] }] : [];
}
