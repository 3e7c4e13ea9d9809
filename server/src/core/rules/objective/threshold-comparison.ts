import { absencePlace, type Form, given, lacks } from "../../model/form";
import type { Sli } from "../../model/sli";
import type { IndicatorUse, Slo } from "../../model/slo";
import { fieldsOf, type SloFields } from "../../model/slo-fields";
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
      const fields = fieldsOf(object.body);
      const severity: Severity = isCompared(use, object.body, fields) ? "error" : "warning";
      const related: Related[] = found.definedIn
        ? [
            {
              message: "The SLI",
              span: found.definedIn.object.name?.span ?? found.definedIn.object.headerSpan,
              document: found.definedIn.document,
            },
          ]
        : [];
      for (const finding of judge(form, found.sli, fields, object.partial, document.yaml.text)) {
        report({ severity, ...finding, ...(related.length > 0 ? { related } : {}) });
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

/** Whether the checker looks at this indicator: one that is written out, and for most versions under `spec` itself. */
function isCompared(use: IndicatorUse, slo: Slo, fields: SloFields): boolean {
  return use.kind === "inline" && (use === slo.indicator || fields.comparesOwnIndicators);
}

function judge(
  objective: Form,
  sli: Sli,
  fields: SloFields,
  partial: boolean,
  text: string,
): Omit<Report, "related">[] {
  const shape = shapeOf(sli);
  if (shape === "threshold") return partial ? [] : missing(objective);
  if (shape !== "ratio") return [];
  const { ratioHasValue, lenient } = fields;
  const useless = superfluous(objective, ratioHasValue ? ["op"] : ["op", "value"], text);
  return ratioHasValue && !partial ? [...useless, ...valueOfRatio(objective, lenient)] : useless;
}

/** An SLI that is both or neither is reported as such, and nothing follows from it. */
function shapeOf({ form, shape }: Sli): Sli["shape"] {
  if (!form) return shape;
  const ratio = given(form.map, "ratioMetric") !== undefined;
  const threshold = given(form.map, "thresholdMetric") !== undefined;
  if (ratio === threshold) return undefined;
  return ratio ? "ratio" : "threshold";
}

/** A `value` that means nothing and that the checker wants all the same. */
function valueOfRatio(objective: Form, lenient: string | undefined): Omit<Report, "related">[] {
  if (!lacks(objective.map, "value")) return [];
  return [
    {
      span: absencePlace(objective, ["value"]),
      ...(lenient === undefined ? {} : { severity: "information" as const }),
      message: {
        what: "This objective has no `value`.",
        why: `It has no effect on a ratio, but OpenSLO's own checker refuses the document without it${lenient === undefined ? "" : `; ${lenient} does not`}.`,
        todo: "Add `value: 1` if the checker reads the file; values must differ from objective to objective.",
      },
    },
  ];
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

function superfluous(objective: Form, keys: readonly string[], text: string): Report[] {
  return keys.flatMap((key): Report[] => {
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
