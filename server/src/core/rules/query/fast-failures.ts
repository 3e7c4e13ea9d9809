import type { Selector } from "../../promql/expr";
import { isOutcomeLabel } from "../../promql/outcome-labels";
import { slisOf } from "../indicator/slis";
import { browserLatency, pyrraExample } from "../pyrra-example";
import type { Rule } from "../rule";
import { code } from "../schema/words";
import { type Pair, pairsOf } from "./pairs";

const BUCKET = "nginx_ingress_controller_request_duration_seconds_bucket";
const COUNT = "nginx_ingress_controller_request_duration_seconds_count";
const latency = (labels: string) =>
  browserLatency(`${BUCKET}{ingress="checkout",${labels}le="1"}`, `${COUNT}{ingress="checkout"}`);

/** Histograms that are known to carry the outcome, and a matcher that leaves server errors out. */
const OUTCOMES: readonly (readonly [RegExp, string])[] = [
  [/^nginx_ingress_controller_(?:request|response)_duration_seconds$/, 'status!~"429|5.."'],
  [/^traefik_(?:service|entrypoint|router)_request_duration_seconds$/, 'code!~"429|5.."'],
  [/^caddy_http_(?:request|response)_duration_seconds$/, 'code!~"429|5.."'],
  [/^istio_request_duration_(?:milliseconds|seconds)$/, 'response_code!~"5.."'],
  [/^http_server_requests_seconds$/, 'status!~"429|5.."'],
  [/^http_server_request_duration(?:_seconds)?$/, 'http_response_status_code!~"5.."'],
];

export const rule: Rule = {
  code: "fast-failures",
  concern: "query",
  severity: "information",
  fix: "unsafe",
  judges: "counting",
  docs: {
    summary: "A latency SLI in which failures that come back quickly count as good.",
    why: "A service that is down often answers at once, with an error. If quick answers are good whatever they hold, the latency SLI gets better while users get nothing. Either leave server errors out of the good events, or leave them out on both sides and let an availability SLO count them. Said only where a tool divides the bucket that stands there by the count (Pyrra), and of histograms that are known to carry the status.",
    bad: pyrraExample({ indicator: latency("") }),
    good: pyrraExample({ indicator: latency('status!~"429|5..",') }),
    references: [
      {
        title: "SRE Workbook, implementing SLOs",
        url: "https://sre.google/workbook/implementing-slos/",
      },
    ],
  },
  checkInWorkspace(object, view, report) {
    for (const sli of slisOf(object)) {
      for (const pair of pairsOf(sli, view)) {
        const found = quickOnes(pair);
        if (!found?.metric) continue;
        const { query } = pair.part;
        const name = found.metric.name;
        const matcher = outcomeOf(name);
        if (!matcher) continue;
        const at = found.matchers[0]?.span.start;
        const edit = at !== undefined && query.queryText.change({ start: at, end: at }, `${matcher},`);
        report({
          span: query.toSource(found.metric.span),
          message: {
            what: `${code(name)} is asked for without its outcome: a failure that comes back quickly counts as good.`,
            why: "An outage in which errors are returned at once makes this SLI better.",
            todo: `Add ${code(matcher)} to the quick ones, or the same on both sides.`,
          },
          fixes: edit ? [{ title: `Add ${code(matcher)}`, safe: false, edits: [edit] }] : [],
        });
      }
    }
  },
};

/** The bucket that is all of a ratio's good events, where neither side asks how they went. */
function quickOnes({ counts, part, whole }: Pair): Selector | undefined {
  const [one, ...more] = part.terms ?? [];
  const [all, ...others] = whole.terms ?? [];
  if (part.metric.bare?.series !== "bucket") return undefined;
  if (counts !== "good" || !one || !all || more.length > 0 || others.length > 0) return undefined;
  if (one.filtered || one.sign < 0 || one.selector.open || all.selector.open) return undefined;
  const asked = [...one.selector.matchers, ...all.selector.matchers].filter(({ label }) => label !== "le");
  return asked.some(({ label }) => isOutcomeLabel(label)) ? undefined : one.selector;
}

function outcomeOf(name: string): string | undefined {
  if (!name.endsWith("_bucket")) return undefined;
  const base = name.slice(0, -"_bucket".length);
  return OUTCOMES.find(([pattern]) => pattern.test(base))?.[1];
}
