import type { Matcher } from "../../promql/expr";
import { selectorsIn } from "../../promql/walk";
import { ratioExample } from "../openslo-example";
import type { Rule } from "../rule";
import { soundQueriesOf } from "./pairs";

const ALL = 'nginx_ingress_controller_requests{ingress="checkout"';

/** What nobody's label holds as it stands: `5..`, `[45]..`, `(a|b)`. */
const PATTERN = /^(?:\[?[1-5]{1,5}\]?\.\.\|?)+$|^\(?[\w-]+(?:\|[\w-]+)+\)?$/;
const WILDCARD = /\.[*+]/;
/** Routers write their patterns into such labels as they are. */
const ROUTE_LABEL = /path|route|handler|uri|url|endpoint|rule|pattern|method/i;

export const rule: Rule = {
  code: "literal-pattern",
  concern: "query",
  severity: "warning",
  fix: "unsafe",
  judges: "counting",
  docs: {
    summary: "A regular expression behind `=` or `!=`, which compare letter by letter.",
    why: '`code!="5.."` leaves out a status that is written with two dots, which there is none of: nothing is left out, and no failure ever counts. With `=` nothing is found at all. Regular expressions want `=~` and `!~`.',
    bad: ratioExample(`sum(${ALL},status!="5.."})`, `sum(${ALL}})`),
    good: ratioExample(`sum(${ALL},status!~"408|429|499|5.."})`, `sum(${ALL}})`),
    references: [
      {
        title: "Prometheus: label matchers",
        url: "https://prometheus.io/docs/prometheus/latest/querying/basics/#instant-vector-selectors",
      },
    ],
  },
  checkInWorkspace(object, view, report) {
    for (const { query, expr } of soundQueriesOf(object, view)) {
      for (const matcher of selectorsIn(expr).flatMap(({ matchers }) => matchers.filter(isLiteralPattern))) {
        const wanted = matcher.op === "=" ? "=~" : "!~";
        const edit = query.queryText.change(operatorSpan(matcher), wanted);
        report({
          span: query.toSource(matcher.span),
          message: {
            what: `\`${matcher.op}\` takes \`${matcher.value}\` letter by letter, not as a regular expression.`,
            why:
              matcher.op === "="
                ? "No series has such a label: the selector finds nothing."
                : "No series has such a label: nothing is left out, and what was to be left out counts.",
            todo: `Write \`${matcher.label}${wanted}"${matcher.value}"\`.`,
          },
          ...(edit && { fixes: [{ title: `Use \`${wanted}\``, safe: false, edits: [edit] }] }),
        });
      }
    }
  },
};

function isLiteralPattern({ op, label, value, templated }: Matcher): boolean {
  if ((op !== "=" && op !== "!=") || templated || ROUTE_LABEL.test(label)) return false;
  return PATTERN.test(value) || WILDCARD.test(value);
}

/** The operator, which stands right before the value but for blanks. */
function operatorSpan({ labelSpan, valueSpan }: Matcher) {
  return { start: labelSpan.end, end: valueSpan.start };
}
