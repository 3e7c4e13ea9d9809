import { type Form, given, isMistyped } from "../../model/form";
import type { Slo } from "../../model/slo";
import { fieldsOf } from "../../model/slo-fields";
import type { YamlPair } from "../../yaml/node";
import { sloExample } from "../openslo-example";
import type { Report, Rule } from "../rule";
import { choice, code } from "../schema/words";

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

/** A part of the SLO that may hold indicators, and the keys that do so there. */
interface Place {
  readonly form: Form;
  readonly keys: readonly string[];
}

/** `spec`, the objectives, and those among them that have an indicator. */
function placesOf(slo: Slo, spec: Form): { own: Place; all: Place[]; composite: Place[] } {
  const { indicators, ownIndicators } = fieldsOf(slo);
  const all = slo.objectives.flatMap(({ form }) => (form ? [{ form, keys: ownIndicators }] : []));
  const composite = all.filter((place) => indicatorsOf(place).length > 0);
  return { own: { form: spec, keys: indicators }, all, composite };
}

/** Indicators too many. */
function surplus(slo: Slo, spec: Form): Report[] {
  const reports: Report[] = [];
  const { own, all, composite } = placesOf(slo, spec);
  for (const place of [own, ...all]) {
    const indicators = indicatorsOf(place);
    if (indicators.length < 2) continue;
    const [inline = "", ref = ""] = place.keys;
    reports.push({
      span: place.form.span,
      message: {
        what: `${choice(place.keys, "and")} are both given.`,
        why: "Tools refuse it: they cannot tell which of the two is measured.",
        todo: `Keep ${code(ref)} to use an SLI by its name, or ${code(inline)} to write it here.`,
      },
      related: indicators.map(pointAt),
    });
  }
  if (indicatorsOf(own).length > 0 && composite.length > 0) {
    reports.push({
      span: spec.span,
      message: {
        what: `The SLO has an indicator of its own, and so ${composite.length === 1 ? "has 1 objective" : `have ${composite.length} objectives`}.`,
        why: "Tools refuse it: one indicator under `spec` measures all objectives, or each objective has one.",
        todo: "Remove the one under `spec`, or those in the objectives.",
      },
      related: [own, ...composite].flatMap(indicatorsOf).map(pointAt),
    });
  }
  return reports;
}

/** Indicators too few. */
function missing(slo: Slo, spec: Form): Report[] {
  const { own, all, composite } = placesOf(slo, spec);
  if (indicatorsOf(own).length > 0 || isNearlyThere(own)) return [];
  if (composite.length === 0) {
    if (all.some(isNearlyThere)) return [];
    return [
      {
        span: spec.span,
        message: {
          what: `The SLO has neither ${nor(own.keys, fieldsOf(slo).ownIndicators)}.`,
          why: "Tools refuse it: nothing says what is measured.",
          todo: howToAdd(own, fieldsOf(slo).ownIndicators),
        },
      },
    ];
  }
  return all
    .filter((place) => !composite.includes(place) && !isNearlyThere(place))
    .map(({ form, keys }) => ({
      span: form.span,
      message: {
        what: "This objective has no indicator.",
        why: "Nothing measures it: the SLO has none under `spec` either, since other objectives have their own.",
        todo: `Add ${choice([...keys].reverse())} to it.`,
      },
    }));
}

/** "`indicator` nor `indicatorRef`"; keys that only objectives have stand there too. */
function nor(keys: readonly string[], ofObjectives: readonly string[]): string {
  return [...new Set([...keys, ...ofObjectives])].map(code).join(" nor ");
}

function howToAdd({ keys }: Place, ofObjectives: readonly string[]): string {
  const [inline = "", ref] = keys;
  if (ref !== undefined) {
    return `Add ${code(ref)} with the name of an SLI, or ${code(inline)} with one written here.`;
  }
  return `Add ${choice(ofObjectives)} to each objective, or ${code(inline)} to \`spec\`.`;
}

/** A mistyped key of an indicator is reported as an unknown key; a lone `indicator:`, which is near one, is none. */
function isNearlyThere({ form: { map }, keys }: Place): boolean {
  const wanted = keys.at(-1) ?? "";
  const pairs = map.pairs.filter((pair) => !keys.includes(pair.key.source));
  return isMistyped({ ...map, pairs }, wanted);
}

function indicatorsOf({ form, keys }: Place): YamlPair[] {
  return keys.flatMap((key) => given(form.map, key) ?? []);
}

function pointAt(pair: YamlPair) {
  return { message: `\`${pair.key.source}\``, span: pair.key.span };
}
