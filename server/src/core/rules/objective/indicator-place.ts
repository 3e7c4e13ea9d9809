import { type Form, given, isMistyped } from "../../model/form";
import type { Slo } from "../../model/slo";
import type { YamlPair } from "../../yaml/node";
import { sloExample } from "../openslo-example";
import type { Report, Rule } from "../rule";

export const rule: Rule = {
  code: "indicator-place",
  concern: "objective",
  severity: "error",
  fix: "none",
  docs: {
    summary: "An SLO whose indicator is missing, given twice, or given at both levels.",
    why: "An SLO is measured by one indicator under `spec`, or, as a composite, by one in every objective. It is written in place as `indicator` or named as `indicatorRef`. OpenSLO's checker refuses an SLO with none, with two in one place, or with some at both levels. It does let pass a composite with an objective that has none, which then measures nothing.",
    bad: sloExample({ objectives: "- target: 0.999\n  indicatorRef: payment-good-requests" }),
    good: sloExample({ objectives: "- target: 0.999" }),
    references: [{ title: "OpenSLO v1, SLO", url: "https://github.com/OpenSLO/OpenSLO#slo" }],
  },
  checkObject(object, report, document) {
    const { body } = object;
    // In a template's branches indicators may be alternatives.
    if (body.type !== "slo" || !body.form || document.yaml.controlLines > 0) return;
    const { map } = body.form;
    const whole = !object.partial && !map.open && !body.objectives.some(({ form }) => form?.map.open);
    for (const finding of surplus(body, body.form)) report(finding);
    if (whole) for (const finding of missing(body, body.form)) report(finding);
  },
};

/** The forms of the objectives, and those among them that have an indicator. */
function objectivesOf(slo: Slo): { forms: Form[]; composite: Form[] } {
  const forms = slo.objectives.flatMap(({ form }) => form ?? []);
  return { forms, composite: forms.filter((form) => indicatorsOf(form).length > 0) };
}

/** Indicators too many. */
function surplus(slo: Slo, spec: Form): Report[] {
  const reports: Report[] = [];
  const own = indicatorsOf(spec);
  const { forms, composite } = objectivesOf(slo);
  for (const form of [spec, ...forms]) {
    const indicators = indicatorsOf(form);
    if (indicators.length < 2) continue;
    reports.push({
      span: form.span,
      message: {
        what: "`indicator` and `indicatorRef` are both given.",
        why: "Tools refuse it: they cannot tell which of the two is measured.",
        todo: "Keep `indicatorRef` to use an SLI by its name, or `indicator` to write it here.",
      },
      related: indicators.map(pointAt),
    });
  }
  if (own.length > 0 && composite.length > 0) {
    reports.push({
      span: spec.span,
      message: {
        what: `The SLO has an indicator of its own, and so ${composite.length === 1 ? "has 1 objective" : `have ${composite.length} objectives`}.`,
        why: "Tools refuse it: one indicator under `spec` measures all objectives, or each objective has one.",
        todo: "Remove the one under `spec` to make a composite SLO, or those in the objectives.",
      },
      related: [own, ...composite.map(indicatorsOf)].flat().map(pointAt),
    });
  }
  return reports;
}

/** Indicators too few. */
function missing(slo: Slo, spec: Form): Report[] {
  const { forms, composite } = objectivesOf(slo);
  if (indicatorsOf(spec).length > 0 || isNearlyThere(spec)) return [];
  if (composite.length === 0) {
    if (forms.some(isNearlyThere)) return [];
    return [
      {
        span: spec.span,
        message: {
          what: "The SLO has neither `indicator` nor `indicatorRef`.",
          why: "Tools refuse it: nothing says what is measured.",
          todo: "Add `indicatorRef` with the name of an SLI, or `indicator` with one written here.",
        },
      },
    ];
  }
  return forms
    .filter((form) => !composite.includes(form) && !isNearlyThere(form))
    .map((form) => ({
      span: form.span,
      message: {
        what: "This objective of a composite SLO has no indicator.",
        why: "Nothing measures it: the SLO has none under `spec` either, since other objectives have their own.",
        todo: "Add `indicatorRef` or `indicator` to it.",
      },
    }));
}

/** A mistyped `indicatorRef` is reported as an unknown key; a lone `indicator:`, which is near it, is none. */
function isNearlyThere({ map }: Form): boolean {
  const pairs = map.pairs.filter((pair) => pair.key.source !== "indicator");
  return isMistyped({ ...map, pairs }, "indicatorRef");
}

function indicatorsOf(form: Form): YamlPair[] {
  return ["indicator", "indicatorRef"].flatMap((key) => given(form.map, key) ?? []);
}

function pointAt(pair: YamlPair) {
  return { message: `\`${pair.key.source}\``, span: pair.key.span };
}
