import { absencePlace, type Form, given, lacks } from "../../model/form";
import type { BudgetingMethod } from "../../model/slo";
import { fieldsOf } from "../../model/slo-fields";
import { sloExample } from "../openslo-example";
import { removePair } from "../removal";
import type { Report, Rule } from "../rule";

type Field = "timeSliceTarget" | "timeSliceWindow";

const FIELDS: readonly Field[] = ["timeSliceTarget", "timeSliceWindow"];

/** Which fields each budgeting method needs; the others have no effect. */
const NEEDED: Readonly<Record<BudgetingMethod, readonly Field[]>> = {
  Occurrences: [],
  Timeslices: FIELDS,
  RatioTimeslices: ["timeSliceWindow"],
};

const MEANING: Readonly<Record<Field, string>> = {
  timeSliceTarget: "from which share of good events on a slice counts as good",
  timeSliceWindow: "how long a slice is",
};

const EXAMPLE: Readonly<Record<Field, string>> = {
  timeSliceTarget: "`timeSliceTarget: 0.95`",
  timeSliceWindow: "`timeSliceWindow: 1m`",
};

export const rule: Rule = {
  code: "time-slice-fields",
  concern: "objective",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "`timeSliceTarget` or `timeSliceWindow` missing for the budgeting method, or without effect.",
    why: "Timeslices counts slices of time as good or bad: it needs to know how long one is and when it is good. RatioTimeslices averages the slices' ratios: it needs their length only. OpenSLO's checker refuses an SLO that lacks them. Under Occurrences both are ignored without a word, which may be a sign that another method was meant: a warning.",
    bad: sloExample({ method: "Timeslices", objectives: "- target: 0.999\n  timeSliceWindow: 1m" }),
    good: sloExample({
      method: "Timeslices",
      objectives: "- target: 0.999\n  timeSliceWindow: 1m\n  timeSliceTarget: 0.999",
    }),
    references: [{ title: "OpenSLO v1, SLO", url: "https://github.com/OpenSLO/OpenSLO#slo" }],
  },
  checkObject(object, report, document) {
    // In a template's branches the method and the fields may belong to different ones.
    if (object.body.type !== "slo" || document.yaml.controlLines > 0) return;
    if (!object.body.budgetingMethod) return;
    const method = object.body.budgetingMethod.value;
    const { slices } = fieldsOf(object.body);
    for (const { form } of object.body.objectives) {
      if (!form) continue;
      if (!object.partial) for (const finding of missing(form, method, slices)) report(finding);
      for (const finding of useless(form, method, slices, document.yaml.text)) report(finding);
    }
  },
};

function missing(form: Form, method: BudgetingMethod, known: readonly Field[]): Report[] {
  const absent = NEEDED[method].filter((key) => known.includes(key) && lacks(form.map, key));
  if (absent.length === 0) return [];
  return [
    {
      span: absencePlace(form, absent),
      message: {
        what: `This objective has no ${absent.map((key) => `\`${key}\``).join(" and no ")}, and the budgeting method is ${method}.`,
        why: `Tools refuse it: nothing says ${absent.map((key) => MEANING[key]).join(", nor ")}.`,
        todo: `Add ${absent.map((key) => EXAMPLE[key]).join(" and ")}, with your own figures.`,
      },
    },
  ];
}

function useless(form: Form, method: BudgetingMethod, known: readonly Field[], text: string): Report[] {
  const reports: Report[] = [];
  for (const key of known) {
    const pair = NEEDED[method].includes(key) ? undefined : given(form.map, key);
    if (!pair) continue;
    const edit = removePair(text, form.map, pair);
    reports.push({
      span: pair.key.span,
      severity: "warning",
      message: {
        what: `\`${key}\` has no effect under ${method}.`,
        why:
          method === "Occurrences"
            ? "Occurrences counts events and knows no slices: tools ignore the field."
            : "RatioTimeslices averages the ratios of all slices, and none is good or bad as a whole.",
        todo: `Remove it, or set \`budgetingMethod: Timeslices\`.`,
      },
      ...(edit ? { fixes: [{ title: `Remove \`${key}\``, safe: false, edits: [edit] }] } : {}),
    });
  }
  return reports;
}
