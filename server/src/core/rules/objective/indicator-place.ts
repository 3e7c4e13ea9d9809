import { type Form, given } from "../../model/form";
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
  checkObject(object, report) {
    const { body } = object;
    if (body.type !== "slo" || !body.form || object.partial) return;
    for (const finding of judge(body, body.form)) report(finding);
  },
};

function judge(slo: Slo, spec: Form): Report[] {
  const reports: Report[] = [];
  const own = indicatorsOf(spec);
  const forms = slo.objectives.flatMap(({ form }) => form ?? []);
  const composite = forms.filter((form) => indicatorsOf(form).length > 0);
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
  if (own.length === 0 && composite.length === 0) {
    reports.push({
      span: spec.span,
      message: {
        what: "The SLO has neither `indicator` nor `indicatorRef`.",
        why: "Tools refuse it: nothing says what is measured.",
        todo: "Add `indicatorRef` with the name of an SLI, or `indicator` with one written here.",
      },
    });
  }
  if (own.length === 0 && composite.length > 0) {
    for (const form of forms) {
      if (composite.includes(form)) continue;
      reports.push({
        span: form.span,
        message: {
          what: "This objective of a composite SLO has no indicator.",
          why: "Nothing measures it: the SLO has none under `spec` either, since other objectives have their own.",
          todo: "Add `indicatorRef` or `indicator` to it.",
        },
      });
    }
  }
  return reports;
}

function indicatorsOf(form: Form): YamlPair[] {
  return ["indicator", "indicatorRef"].flatMap((key) => given(form.map, key) ?? []);
}

function pointAt(pair: YamlPair) {
  return { message: `\`${pair.key.source}\``, span: pair.key.span };
}
