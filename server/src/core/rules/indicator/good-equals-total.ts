import { type Metric, metricName, metricOf, type Sli } from "../../model/sli";
import { indent, metric, sliExample } from "../openslo-example";
import type { Rule } from "../rule";
import { slisOf } from "./slis";

const ratio = (good: string) => `ratioMetric:
  counter: true
${indent(metric("good", good), 2)}
${indent(metric("total", "http_requests_total"), 2)}`;

export const rule: Rule = {
  code: "good-equals-total",
  concern: "indicator",
  severity: "warning",
  fix: "none",
  judges: "counting",
  docs: {
    summary: "The same query for good (or bad) events as for all events.",
    why: "An SLI whose good events are all events reads 100 % through every outage: no alert fires and no budget is ever spent. With bad events in place of all it reads 0 % from the first moment. Mostly a query was copied and its filter forgotten.",
    bad: sliExample(ratio("http_requests_total")),
    good: sliExample(ratio('http_requests_total{code!~"5.."}')),
    references: [{ title: "OpenSLO v1, SLI", url: "https://github.com/OpenSLO/OpenSLO#sli" }],
  },
  checkObject(object, report) {
    for (const sli of slisOf(object)) {
      const total = metricOf(sli, "total");
      for (const role of ["good", "bad"] as const) {
        const part = metricOf(sli, role);
        if (!part || !total || !isSame(part, total) || isStandIn(part)) continue;
        const refused = sli.refusesTwins !== undefined && part.queryText?.text === total.queryText?.text;
        report({
          span: part.span,
          ...(refused ? { severity: "error" as const } : {}),
          message: {
            what: `\`${metricName(part)}\` asks for the same as \`${metricName(total)}\`.`,
            why: refused
              ? `${sli.refusesTwins} refuses the SLO. ${consequence(sli, role)}`
              : consequence(sli, role),
            todo: `Narrow \`${metricName(part)}\` down to the events that went ${role === "good" ? "well" : "wrong"}.`,
          },
          related: [{ message: `\`${metricName(total)}\``, span: total.span }],
        });
      }
    }
  },
};

function consequence(sli: Sli, role: "good" | "bad"): string {
  if (metricOf(sli, role === "good" ? "bad" : "good")) return "Every event counts for both.";
  return role === "good"
    ? "The SLI is always 100 %: no outage will ever show in it."
    : "The SLI is always 0 %: every event counts as a failure.";
}

/** Whether two metrics are surely one: the same source, asked the same. Letter case of the type does not matter. */
function isSame(a: Metric, b: Metric): boolean {
  return (
    a.fingerprint !== undefined &&
    a.fingerprint === b.fingerprint &&
    a.sourceType?.value.toLowerCase() === b.sourceType?.value.toLowerCase() &&
    a.sourceRef?.value === b.sourceRef?.value
  );
}

/** Words that stand where somebody's query is to come: of an outline nothing follows. */
const STAND_IN =
  /^(?:any|todo|tbd|string|query|example|placeholder|x{3,}|\.{3}|…|<[^<>]*>|your[-_ ]?query)$/i;

function isStandIn({ query }: Metric): boolean {
  return query?.kind === "scalar" && STAND_IN.test(String(query.value).trim());
}
