import { absencePlace, type Form, given, lacks } from "../../model/form";
import type { Sli } from "../../model/sli";
import type { IndicatorUse, Slo } from "../../model/slo";
import { sliOf } from "../../resolve/indicator";
import { indent, metric, sloExample } from "../openslo-example";
import { removePair } from "../removal";
import type { Related, Report, Rule, Severity } from "../rule";

const THRESHOLD = `indicator:
  metadata:
    name: export-age
  spec:
${indent(metric("thresholdMetric", "max(export_age_seconds)"), 4)}`;

export const rule: Rule = {
  code: "threshold-comparison",
  concern: "objective",
  severity: "error",
  fix: "safe",
  docs: {
    summary: "`op` and `value` missing for a threshold SLI, or given for a ratio SLI.",
    why: "A threshold SLI is one value; only `op` and `value` in the objective say when it is good. A ratio SLI already says what is good, so the two have no meaning there. OpenSLO's checker refuses both mistakes where the SLI is written in the SLO (OpenSLO's own examples make the second one). Where the SLI is named, or stands in an objective, it does not look, and this is a warning.",
    bad: sloExample({ indicator: THRESHOLD, objectives: "- target: 0.99" }),
    good: sloExample({ indicator: THRESHOLD, objectives: "- target: 0.99\n  op: lte\n  value: 7200" }),
    references: [{ title: "OpenSLO v1, objectives", url: "https://github.com/OpenSLO/OpenSLO#slo" }],
  },
  checkInWorkspace(object, view, report, document) {
    // In a template's branches an indicator and the comparison may belong to different ones.
    if (object.body.type !== "slo" || document.yaml.controlLines > 0) return;
    for (const { form, use } of measuredObjectives(object.body)) {
      const found = sliOf(use, view);
      if (!found || found.definedIn?.object.partial) continue;
      // Only an indicator that stands under `spec` itself is what the checker looks at.
      const severity: Severity = use === object.body.indicator && use.kind === "inline" ? "error" : "warning";
      const related: Related[] = found.definedIn
        ? [
            {
              message: "The SLI",
              span: found.definedIn.object.name?.span ?? found.definedIn.object.headerSpan,
              document: found.definedIn.document,
            },
          ]
        : [];
      for (const finding of judge(form, found.sli, object.partial, document.yaml.text)) {
        report({ ...finding, severity, ...(related.length > 0 ? { related } : {}) });
      }
    }
  },
};

/** Each objective with the indicator that measures it. */
function measuredObjectives(slo: Slo): { form: Form; use: IndicatorUse }[] {
  return slo.objectives.flatMap(({ form, indicator }) => {
    const use = indicator ?? slo.indicator;
    return form && use ? [{ form, use }] : [];
  });
}

function judge(objective: Form, sli: Sli, partial: boolean, text: string): Report[] {
  const ratio = given(sli.form?.map, "ratioMetric") !== undefined;
  const threshold = given(sli.form?.map, "thresholdMetric") !== undefined;
  // An SLI that is both or neither is reported as such, and nothing follows from it.
  if (ratio === threshold) return [];
  if (ratio) return superfluous(objective, text);
  return partial ? [] : missing(objective);
}

function missing(objective: Form): Report[] {
  const absent = ["op", "value"].filter((key) => lacks(objective.map, key));
  if (absent.length === 0) return [];
  return [
    {
      span: absencePlace(objective, absent),
      message: {
        what: `This objective has no ${absent.map((key) => `\`${key}\``).join(" and no ")}, and its SLI is a threshold.`,
        why: "Nothing says which values are good.",
        todo: "Add both, such as `op: lte` and `value: 0.3`: good while the value is at most 0.3.",
      },
    },
  ];
}

function superfluous(objective: Form, text: string): Report[] {
  return ["op", "value"].flatMap((key): Report[] => {
    const pair = given(objective.map, key);
    if (!pair) return [];
    const edit = removePair(text, objective.map, pair);
    return [
      {
        span: pair.key.span,
        message: {
          what: `\`${key}\` stands in an objective whose SLI is a ratio.`,
          why: "It has no effect on a ratio, and OpenSLO's checker refuses it where the SLI is written in the SLO.",
          todo: `Remove \`${key}\`.`,
        },
        ...(edit ? { fixes: [{ title: `Remove \`${key}\``, safe: true, edits: [edit] }] } : {}),
      },
    ];
  });
}
