import { durationSeconds } from "../../math/duration";
import { formatRatio, shortDuration } from "../../math/format";
import { type BurnStep, type SoundStep, soundSteps } from "../../model/burn-steps";
import type { Located } from "../../model/located";
import type { Report, Rule } from "../rule";
import { sharedConfigExample } from "../slo-generator-example";

const HOUR = ["1 hour", 3_600] as const;
const WEEK = ["7 days", 604_800] as const;

export const rule: Rule = {
  code: "step-order",
  concern: "alert",
  severity: "warning",
  fix: "none",
  docs: {
    summary:
      "A budget step that asks for a faster burn than one over a shorter window, or has another's name.",
    why: "Short windows are for fast burns, long ones for slow burns. A burn that is above a threshold for the whole of a long window is above it in every short one within: where the short one asks for less, it has alerted long before, and the longer step says nothing that is not known. Two steps of one name cannot be told apart in the exported metrics, whose label it is.",
    bad: sharedConfigExample([
      [...HOUR, 2],
      [...WEEK, 9],
    ]),
    good: sharedConfigExample([
      [...HOUR, 9],
      [...WEEK, 2],
    ]),
    references: [
      { title: "SRE Workbook, alerting on SLOs", url: "https://sre.google/workbook/alerting-on-slos/" },
    ],
  },
  checkObject(object, report) {
    if (object.body.type !== "errorBudgetPolicy") return;
    const steps = soundSteps(object.body);
    for (const step of steps) {
      const rival = steps.find((other) => isShorter(other, step) && asksForLess(other, step));
      if (rival) report(risen(step, rival));
    }
    for (const finding of sameNames(object.body.steps)) report(finding);
  },
};

function isShorter(a: SoundStep, b: SoundStep): boolean {
  return durationSeconds(a.window.value).compare(durationSeconds(b.window.value)) < 0;
}

/** A step that only reports keeps no other from alerting. */
function asksForLess(short: SoundStep, long: SoundStep): boolean {
  const pages = short.alert?.value !== false || long.alert?.value === false;
  return pages && short.threshold.value.compare(long.threshold.value) < 0;
}

function risen(step: SoundStep, rival: SoundStep): Report {
  return {
    span: step.threshold.span,
    message: {
      what: `The threshold is ${formatRatio(step.threshold.value)} over ${shortDuration(step.window.value)}, and only ${formatRatio(rival.threshold.value)} over the shorter ${shortDuration(rival.window.value)}.`,
      why: "A burn that passes this one has passed the shorter step's before: it says nothing new.",
      todo: "Let thresholds fall as windows grow: 9 over 1h, 3 over 12h, 1.5 over 7d, 1 over 28d are usual.",
    },
    related: [{ message: "The shorter step", span: rival.threshold.span }],
  };
}

function sameNames(steps: readonly BurnStep[]): Report[] {
  const seen = new Map<string, Located<string>>();
  return steps.flatMap(({ name }): Report[] => {
    if (!name) return [];
    const first = seen.get(name.value);
    if (!first) {
      seen.set(name.value, name);
      return [];
    }
    return [
      {
        span: name.span,
        message: {
          what: `A second step is named \`${name.value}\`.`,
          why: "The name is the only label that tells one step's metrics from another's.",
          todo: "Name each step by its window.",
        },
        related: [{ message: "The first one", span: first.span }],
      },
    ];
  });
}
