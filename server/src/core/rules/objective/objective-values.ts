import { formatRatio } from "../../math/format";
import { ZERO } from "../../math/rational";
import type { Objective } from "../../model/slo";
import { nobl9Example, nobl9Threshold } from "../nobl9-example";
import type { Report, Rule } from "../rule";
import { consequence } from "../schema/format-of";

const two = (value: string) =>
  nobl9Example({ objectives: `${nobl9Threshold()}\n${nobl9Threshold({ name: "bearable", value })}` });

export const rule: Rule = {
  code: "objective-values",
  concern: "objective",
  severity: "error",
  fix: "none",
  docs: {
    summary: "Two objectives with the same `value`, or two that are both `primary`.",
    why: "Nobl9 tells the objectives of an SLO apart by `value` and refuses two with the same; one that is left out counts as 0. It shows an SLO by its primary objective, so there can be one at most.",
    bad: two("  value: 2.50\n"),
    good: two("  value: 5\n"),
    references: [{ title: "Nobl9 YAML guide, SLO", url: "https://docs.nobl9.com/yaml-guide/#slo" }],
  },
  checkObject(object, report, document) {
    // In a template's branches two objectives may be alternatives.
    if (object.body.type !== "slo" || document.yaml.controlLines > 0) return;
    const { objectives, valuesDiffer } = object.body;
    const why = consequence(object);
    if (valuesDiffer) for (const finding of sameValues(objectives, why)) report(finding);
    for (const finding of primaries(objectives, why)) report(finding);
  },
};

function sameValues(objectives: readonly Objective[], why: string): Report[] {
  const seen = new Map<string, Objective>();
  return objectives.flatMap((objective): Report[] => {
    if (objective.valueOpen) return [];
    const value = formatRatio(objective.value?.value ?? ZERO);
    const first = seen.get(value);
    seen.set(value, first ?? objective);
    if (!first) return [];
    return [
      {
        span: objective.value?.span ?? objective.span,
        message: {
          what: objective.value
            ? `The \`value\` of this objective is ${value}, and another one's is too.`
            : "This objective has no `value`, which counts as 0, and another one's is 0 too.",
          why,
          todo: "Give each objective a `value` of its own.",
        },
        related: [{ message: "The other one", span: first.value?.span ?? first.span }],
      },
    ];
  });
}

function primaries(objectives: readonly Objective[], why: string): Report[] {
  const [first, ...others] = objectives.flatMap(({ primary }) => (primary?.value ? [primary] : []));
  return others.map(({ span }) => ({
    span,
    message: {
      what: "This objective is `primary`, and another one is too.",
      why,
      todo: "Keep one of them.",
    },
    related: first ? [{ message: "The other one", span: first.span }] : [],
  }));
}
