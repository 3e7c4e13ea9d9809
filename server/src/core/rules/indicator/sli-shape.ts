import { given, lacks } from "../../model/form";
import { indent, metric, sliExample } from "../openslo-example";
import { removalFixes } from "../removal";
import type { Rule } from "../rule";
import { slisOf } from "./slis";

const RATIO = `ratioMetric:
  counter: true
${indent(metric("good", 'http_requests_total{code!~"5.."}'), 2)}
${indent(metric("total", "http_requests_total"), 2)}`;

export const rule: Rule = {
  code: "sli-shape",
  concern: "indicator",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "An SLI with both `ratioMetric` and `thresholdMetric`, or with neither.",
    why: "A ratio counts good events out of all; a threshold compares one value with a limit that the objective gives. The two are evaluated differently, so OpenSLO's checker refuses an SLI that is both, and one that is neither measures nothing.",
    bad: sliExample(`${RATIO}\n${metric("thresholdMetric", "http_latency_seconds_p99")}`),
    good: sliExample(RATIO),
    references: [{ title: "OpenSLO v1, SLI", url: "https://github.com/OpenSLO/OpenSLO#sli" }],
  },
  checkObject(object, report, document) {
    for (const { form } of slisOf(object)) {
      if (!form) continue;
      const ratio = given(form.map, "ratioMetric");
      const threshold = given(form.map, "thresholdMetric");
      if (ratio && threshold) {
        // In a template's branches the two may be alternatives.
        if (document.yaml.controlLines > 0) continue;
        report({
          span: form.span,
          message: {
            what: "This SLI has both `ratioMetric` and `thresholdMetric`.",
            why: "Tools refuse it: it is a share of events or a value against a limit, not both.",
            todo: "Keep one of the two, or make two SLIs.",
          },
          fixes: [ratio, threshold].flatMap(({ key }) =>
            removalFixes(document.yaml.text, form.map, key.span),
          ),
          related: [
            { message: "`ratioMetric`", span: ratio.key.span },
            { message: "`thresholdMetric`", span: threshold.key.span },
          ],
        });
      } else if (!object.partial && lacks(form.map, "ratioMetric") && !threshold) {
        report({
          span: form.span,
          message: {
            what: "This SLI has neither `ratioMetric` nor `thresholdMetric`.",
            why: "Tools refuse it: it measures nothing.",
            todo: "Add `ratioMetric` for good events out of all, or `thresholdMetric` for a value against a limit.",
          },
        });
      }
    }
  },
};
