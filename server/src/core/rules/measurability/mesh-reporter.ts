import type { Expr, Matcher, Selector } from "../../promql/expr";
import { visit } from "../../promql/walk";
import { type MetricQuery, metricQuery } from "../../resolve/query";
import { slisOf } from "../indicator/slis";
import { ratioExample } from "../openslo-example";
import type { Fix, Rule } from "../rule";

const ISTIO =
  /^istio_(?:requests_total|request_duration_milliseconds(?:_bucket|_count|_sum)?|(?:request|response)_bytes(?:_bucket|_count|_sum)?)$/;
const SERVICE = 'destination_service="checkout.shop.svc.cluster.local"';

export const rule: Rule = {
  code: "mesh-reporter",
  alias: "M05",
  concern: "measurability",
  severity: "warning",
  fix: "unsafe",
  judges: "counting",
  docs: {
    summary: "An Istio metric that is asked for without saying whose report of it counts.",
    why: 'With sidecars on both ends Istio reports every request twice: by the caller\'s proxy (`reporter="source"`) and by the called one\'s (`reporter="destination"`). A sum over both counts each request two times, and a failure that only the caller saw counts once. The proxy of a gateway reports once: a selector of one is passed over. Where only one side has a proxy, or a waypoint reports, the label can be left out on purpose: then say so with `# slo-ignore M05: reason`.',
    bad: ratioExample(
      `sum(istio_requests_total{reporter="destination",${SERVICE},response_code!~"408|429|499|5.."})`,
      `sum(istio_requests_total{${SERVICE}})`,
    ),
    good: ratioExample(
      `sum(istio_requests_total{reporter="destination",${SERVICE},response_code!~"408|429|499|5.."})`,
      `sum(istio_requests_total{reporter="destination",${SERVICE}})`,
    ),
    references: [
      { title: "Istio standard metrics", url: "https://istio.io/latest/docs/reference/config/metrics/" },
    ],
  },
  checkInWorkspace(object, view, report) {
    for (const sli of slisOf(object)) {
      const found = sli.metrics.flatMap((metric) => {
        const query = metricQuery(metric, view);
        return query?.promql.expr
          ? unreported(query.promql.expr).map((selector) => ({ query, selector }))
          : [];
      });
      // One side of a ratio alone would count other requests than the other.
      const edits = distinct(found.flatMap(({ query, selector }) => insertion(selector, query) ?? []));
      for (const { query, selector } of found) {
        const named = selector.metric;
        if (!named) continue;
        report({
          span: query.toSource(named.span),
          message: {
            what: `\`${named.name}\` is asked for without \`reporter\`.`,
            why: "Where both ends of a call have a proxy, each request is counted twice.",
            todo: 'Add `reporter="destination"`, or `reporter="source"` to count what the callers saw.',
          },
          ...(insertion(selector, query)
            ? { fixes: [{ title: 'Add `reporter="destination"`', safe: false, edits }] }
            : {}),
        });
      }
    }
  },
};

/** Istio's selectors that neither ask for a reporter nor are told apart by it. */
function unreported(expr: Expr): Selector[] {
  const found: Selector[] = [];
  visit(expr, (one, ancestors) => {
    if (one.kind !== "selector" || one.open || !ISTIO.test(one.metric?.name ?? "")) return;
    if (one.matchers.some((matcher) => matcher.label === "reporter" || isGateway(matcher))) return;
    const kept = ancestors.some(
      (outer) =>
        outer.kind === "aggregation" &&
        outer.grouping?.kind === "by" &&
        outer.grouping.labels.includes("reporter"),
    );
    if (!kept) found.push(one);
  });
  return found;
}

/** Labels of the proxy that was scraped, not of the call's two ends. */
const SCRAPED = /^(?:job|app|pod|pod_name|instance|service|container|service_istio_io_canonical_name)$/;

/** A gateway's proxy is at the calls' beginning only, and reports each of them once. */
function isGateway({ label, op, value }: Matcher): boolean {
  return (op === "=" || op === "=~") && SCRAPED.test(label) && /gateway|ingress/i.test(value);
}

type Edit = Fix["edits"][number];

/** Where the matcher goes, and what is written there; undefined where a placeholder hides the braces, or an alias the query. */
function insertion(selector: Selector, query: MetricQuery): Edit | undefined {
  const [first] = selector.matchers;
  const written = 'reporter="destination"';
  const edit = (at: number, newText: string) => query.queryText.change({ start: at, end: at }, newText);
  if (first) return edit(first.span.start, `${written},`);
  const afterName = selector.metric?.span.end ?? selector.span.end;
  // `name{}` and `name` alone: an empty pair of braces may follow.
  if (selector.span.end > afterName && !selector.range && !selector.offset) return undefined;
  return edit(afterName, `{${written}}`);
}

/** An alias shows one text twice; it is changed once. */
function distinct(edits: readonly Edit[]): Edit[] {
  return [...new Map(edits.map((edit) => [edit.span.start, edit])).values()];
}
