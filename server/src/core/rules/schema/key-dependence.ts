import type { Dependence } from "../../model/dependence";
import { absencePlace, given, lacks } from "../../model/form";
import { NOBL9_COUNTS, nobl9Example } from "../nobl9-example";
import { indent } from "../openslo-example";
import { removePair } from "../removal";
import type { Report, Rule } from "../rule";
import { choice, code } from "./words";

const objective = (more: string) => `- name: availability
  target: 0.99
${more}${indent(NOBL9_COUNTS, 2)}`;

export const rule: Rule = {
  code: "key-dependence",
  concern: "schema",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "A key that another one asks for and that is missing, or one that has no place beside it.",
    why: "Some keys mean something only together with others, or in one way of measuring and not in the other. Nobl9 refuses a slice target under Occurrences and the lack of one under Timeslices, a threshold without `op` and `value`, a composite with an indicator of its own, and fields of a metric source that do not fit the way it is asked.",
    bad: nobl9Example({ objectives: objective("  timeSliceTarget: 0.95\n") }),
    good: nobl9Example({ objectives: objective("") }),
    references: [{ title: "Nobl9 YAML guide, SLO", url: "https://docs.nobl9.com/yaml-guide/#slo" }],
  },
  checkObject(object, report, document) {
    // In a template's branches the keys may belong to different ones.
    if (document.yaml.controlLines > 0) return;
    for (const dependence of object.dependences ?? []) {
      const finding = object.partial ? undefined : missing(dependence);
      if (finding) report(finding);
      for (const extra of surplus(dependence, document.yaml.text)) report(extra);
    }
  },
};

function missing({ form, subject, given: stated, needs = [], why }: Dependence): Report | undefined {
  const absent = needs.filter((key) => lacks(form.map, key));
  if (absent.length === 0) return undefined;
  return {
    span: absencePlace(form, absent),
    message: {
      what: `${subject} has no ${absent.map((key) => code(key)).join(" and no ")}, and ${stated}.`,
      why,
      todo: `Add ${choice(absent, "and")}.`,
    },
  };
}

function surplus({ form, subject, given: stated, refuses = [], why }: Dependence, text: string): Report[] {
  return refuses.flatMap((key): Report[] => {
    const pair = given(form.map, key);
    if (!pair) return [];
    const edit = removePair(text, form.map, pair);
    return [
      {
        span: pair.merged ? form.span : pair.key.span,
        message: {
          what: `${subject} has ${code(key)}, and ${stated}.`,
          why,
          todo: `Remove ${code(key)}, or change what it does not fit.`,
        },
        ...(edit ? { fixes: [{ title: `Remove \`${key}\``, safe: false, edits: [edit] }] } : {}),
      },
    ];
  });
}
