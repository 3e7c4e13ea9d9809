import { formatPercent } from "../../math/format";
import { floorToBigInt, isPositive, ONE, type Rational, ratio } from "../../math/rational";
import type { Rule } from "../rule";
import { lowerTarget } from "./advice";
import { counted, judgedTargets, type TargetBasis, targetWords, whereStated } from "./basis";
import { factsExample, THIRTY_DAYS } from "./numeric-example";
import { LOW_TRAFFIC } from "./references";
import { ENOUGH, type EventBudget, resolutionOf } from "./resolution";

const TRAFFIC = 'slosmith/events-per-day: "1000"';

export const rule: Rule = {
  code: "budget-below-event",
  alias: "M07",
  concern: "measurability",
  severity: "error",
  fix: "unsafe",
  judges: "traffic",
  docs: {
    summary: "A target whose error budget is less than one event, or only a few.",
    why: "The budget is the events of a window times what the target lets fail. Where that is less than one, the first failure breaks the promise, so the target really says 100 %: an error. Where it is less than ten, each failure costs more than a tenth and chance decides. It takes stated traffic (`slosmith/events-per-day`); of a calendar window the shortest counts. For traffic that is still growing state what you expect, or leave it out until you know.",
    bad: factsExample('slosmith/events-per-day: "30"', {
      window: THIRTY_DAYS,
      objectives: "- target: 0.9999",
    }),
    good: factsExample(TRAFFIC, { window: THIRTY_DAYS, objectives: "- target: 0.999" }),
    references: [LOW_TRAFFIC],
  },
  checkInWorkspace(object, view, report, document) {
    for (const basis of judgedTargets(object, view, document)) {
      const verdict = resolutionOf(basis);
      if (verdict?.rule !== "budget-below-event") continue;
      const { todo, fixes } = fewerFailures(basis, verdict);
      const { breaks, allowed } = verdict;
      report({
        span: basis.span,
        severity: breaks ? "error" : "warning",
        message: {
          what: `${eventWords(basis, verdict)}${breaks ? ": the first one breaks it" : ""}.`,
          why: breaks
            ? "The target reads as 100 %, and nothing can be decided by its budget."
            : `Each failure costs ${formatPercent(ONE.div(allowed))} of the budget: chance decides.`,
          todo,
        },
        related: whereStated(verdict.stated, "The traffic"),
        fixes,
      });
    }
  },
};

/** "1,000 events in 30d at 99.99 % allow 0.1 failures". */
export function eventWords(basis: TargetBasis, { events, allowed, window }: EventBudget): string {
  const whole = allowed.compare(ONE) < 0 ? allowed : ratio(floorToBigInt(allowed));
  const allow = events.equals(ONE) ? "allows" : "allow";
  return `${counted(events, "event")} in ${window.words} at ${targetWords(basis)} ${allow} ${counted(whole, "failure")}`;
}

/** The way to a budget of ten events. */
export function fewerFailures(basis: TargetBasis, { events }: EventBudget) {
  const holds = (target: Rational) => ONE.sub(target).mul(events).compare(ENOUGH) >= 0;
  const most = ONE.sub(ENOUGH.div(events));
  return lowerTarget(basis, {
    ...(isPositive(most) ? { most } : {}),
    holds,
    orElse: "count over a longer window or several services together",
  });
}
