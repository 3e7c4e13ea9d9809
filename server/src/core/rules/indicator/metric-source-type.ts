import { given } from "../../model/form";
import type { YamlMap } from "../../yaml/node";
import { sliExample } from "../openslo-example";
import type { Rule } from "../rule";
import { slisOf } from "./slis";

const QUERY = `    spec:
      query: max_over_time(export_age_seconds[5m])`;

export const rule: Rule = {
  code: "metric-source-type",
  concern: "indicator",
  severity: "warning",
  fix: "none",
  docs: {
    summary: "A metric source that names neither a type nor a data source.",
    why: "A query means something only to the system that it was written for. Without `type` or `metricSourceRef` every tool must guess where to run it. OpenSLO's checker lets this pass; tools that convert or evaluate the SLI do not.",
    bad: sliExample(`thresholdMetric:\n  metricSource:\n${QUERY}`),
    good: sliExample(`thresholdMetric:\n  metricSource:\n    type: Prometheus\n${QUERY}`),
    references: [{ title: "OpenSLO v1, SLI", url: "https://github.com/OpenSLO/OpenSLO#sli" }],
  },
  checkObject(object, report) {
    if (object.partial) return;
    for (const { metrics } of slisOf(object)) {
      for (const { form, role } of metrics) {
        if (!form || form.map.open || isNamed(form.map, "type") || isNamed(form.map, "metricSourceRef"))
          continue;
        report({
          span: form.span,
          message: {
            what: `The metric source of \`${role === "threshold" ? "thresholdMetric" : role}\` has neither \`type\` nor \`metricSourceRef\`.`,
            why: "No tool can tell where to run its query.",
            todo: "Add `type`, such as Prometheus, or `metricSourceRef` with the name of a DataSource.",
          },
        });
      }
    }
  },
};

function isNamed(map: YamlMap, key: string): boolean {
  const value = given(map, key)?.value;
  return value !== undefined && !(value.kind === "scalar" && value.value === "");
}
