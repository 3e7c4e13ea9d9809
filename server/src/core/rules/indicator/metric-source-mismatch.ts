import { nobl9Example } from "../nobl9-example";
import { indent } from "../openslo-example";
import type { Rule } from "../rule";
import { consequence } from "../schema/format-of";
import { code } from "../schema/words";
import { slisOf } from "./slis";

const counts = (total: string) =>
  nobl9Example({
    objectives: `- name: availability
  target: 0.99
  countMetrics:
    incremental: true
    good:
      prometheus:
        promql: sum(browser_checkout_attempts_total{result="ok"})
    total:
${indent(total, 6)}`,
  });

export const rule: Rule = {
  code: "metric-source-mismatch",
  concern: "indicator",
  severity: "error",
  fix: "none",
  docs: {
    summary: "Metrics of two kinds of source in an SLO whose data comes from one.",
    why: "Where an SLO names one source of metrics, all its queries go there, in that source's language. Nobl9 refuses an SLO whose good events come from Prometheus and whose total from Datadog.",
    bad: counts("datadog:\n  query: sum:browser.checkout.attempts{*}.as_count()"),
    good: counts("prometheus:\n  promql: sum(browser_checkout_attempts_total)"),
    references: [{ title: "Nobl9 YAML guide, SLO", url: "https://docs.nobl9.com/yaml-guide/#slo" }],
  },
  checkObject(object, report) {
    if (object.body.type !== "slo" || !object.body.metricSource) return;
    const metrics = slisOf(object).flatMap(({ metrics }) => metrics);
    const [first, ...others] = metrics.filter(({ sourceType }) => sourceType !== undefined);
    const own = first?.sourceType;
    if (!own) return;
    for (const { sourceType } of others) {
      if (!sourceType || sourceType.value === own.value) continue;
      report({
        span: sourceType.span,
        message: {
          what: `This metric comes from ${code(sourceType.value)}, and another one of the SLO from ${code(own.value)}.`,
          why: `${consequence(object)} All its queries go to one source, \`${object.body.metricSource.value}\`.`,
          todo: "Take both from one source.",
        },
        related: [{ message: "The other one", span: own.span }],
      });
    }
  },
};
