import { type Metric, metricName, type SentQuery } from "../../model/sli";
import { checkPromql } from "../../promql/check";
import { parsePromql } from "../../promql/parse";
import { metricQuery, queryFaults } from "../../resolve/query";
import type { WorkspaceView } from "../../resolve/workspace-view";
import { slisOf } from "../indicator/slis";
import type { Report, Rule } from "../rule";
import { shown } from "../schema/words";
import { sloGeneratorExample } from "../slo-generator-example";

const EXPRESSION = 'browser_checkout_seconds_bucket{page="pay"}';

const cut = (expression: string) =>
  sloGeneratorExample({
    method: "distribution_cut",
    indicator: `expression: ${expression}\nthreshold_bucket: 0.25`,
  });

export const rule: Rule = {
  code: "sent-query",
  concern: "query",
  severity: "error",
  fix: "none",
  docs: {
    summary: "A query that is sound by itself, and no PromQL any more when its tool has built around it.",
    why: "slo-generator does not ask a filter as it stands: it puts `increase` and `sum` around it, or the functions under `operators`, the first one innermost. A filter that has them already, or a list such as `[sum, rate]`, gives text that Prometheus refuses, and the SLO has no report. For `distribution_cut` the bucket's `le` is written before each closing brace: without braces it is lost, and the events of all buckets count as good.",
    bad: cut(EXPRESSION.replace(/\{.*\}/, "")),
    good: cut(EXPRESSION),
    references: [
      {
        title: "slo-generator, Prometheus backend",
        url: "https://github.com/google/slo-generator/blob/master/docs/providers/prometheus.md",
      },
    ],
  },
  checkInWorkspace(object, view, report) {
    for (const sli of slisOf(object)) {
      for (const metric of sli.metrics) {
        const finding = metric.sent && judge(metric, metric.sent, view);
        if (finding) report(finding);
      }
    }
  },
};

function judge(metric: Metric, sent: SentQuery, view: WorkspaceView): Report | undefined {
  const query = metricQuery(metric, view);
  const span = metric.query?.span ?? metric.span;
  // Of a text with faults of its own its own rules speak.
  if (!query?.certain || queryFaults(query).length > 0) return undefined;
  if (sent.lost) {
    const { what, why, todo } = sent.lost;
    return { span, message: { what, why, todo } };
  }
  const promql = parsePromql(sent.text);
  const [fault] = promql.faults.length > 0 ? promql.faults : checkPromql(promql);
  if (!fault) return undefined;
  return {
    span,
    message: {
      what: `${sent.tool} asks \`${shown(sent.text, LONGEST)}\` for \`${metricName(metric)}\`, which is no PromQL.`,
      why: `${fault.what} The SLO has no report.`,
      todo: `${sent.how} Write what is left over: mostly the bare selector.`,
    },
  };
}

const LONGEST = 120;
