import { formatDuration, formatPercent } from "../../math/format";
import { floorToBigInt, ONE, type Rational, ratio } from "../../math/rational";
import type { Rule } from "../rule";
import { type Advice, lowerTarget } from "./advice";
import { judgedTargets, type TargetBasis, targetWords, whereStated } from "./basis";
import { factsExample, THIRTY_DAYS, THRESHOLD_INDICATOR } from "./numeric-example";
import { SRE_BOOK_RISK } from "./references";
import { ENOUGH, resolutionOf, type SampleBudget } from "./resolution";

const UNIT_WORDS = {
  slice: { one: "slice", stands: "lasts" },
  probe: { one: "probe", stands: "stands for" },
  gauge: { one: "sample", stands: "stands for" },
  threshold: { one: "sample", stands: "stands for" },
} as const;

const parts = (target: string) => ({
  indicator: THRESHOLD_INDICATOR,
  window: THIRTY_DAYS,
  objectives: `- target: ${target}\n  op: gte\n  value: 1`,
});

export const rule: Rule = {
  code: "sample-resolution",
  alias: "M10",
  concern: "measurability",
  severity: "error",
  fix: "unsafe",
  judges: "resolution",
  docs: {
    summary: "A target whose error budget is shorter than one sample, probe or slice, or only a few of them.",
    why: "A gauge, a probe or a slice that is good or bad stands for all the time until the next one. A budget shorter than that is spent by a single bad one, and outages in between are not seen: an error. Below ten, each bad one costs more than a tenth of it. The sample interval is what `slosmith/sample-interval` says; slices are as long as `timeSliceWindow`. Counters lose nothing between two scrapes, so nothing is said of them.",
    bad: factsExample("slosmith/sample-interval: 5m", parts("0.9999")),
    good: factsExample("slosmith/sample-interval: 15s", parts("0.9999")),
    references: [SRE_BOOK_RISK],
  },
  checkInWorkspace(object, view, report, document) {
    for (const basis of judgedTargets(object, view, document)) {
      const verdict = resolutionOf(basis);
      if (verdict?.rule !== "sample-resolution") continue;
      const { todo, fixes } = coarser(basis, verdict);
      const { one, stands } = UNIT_WORDS[verdict.unit];
      const budget = formatDuration(verdict.seconds, "down");
      report({
        span: basis.span,
        severity: verdict.breaks ? "error" : "warning",
        message: {
          what: `One ${one} ${stands} ${verdict.unitWords}; the budget is ${budget}, at ${targetWords(basis)} over ${verdict.window.words}.`,
          why: verdict.breaks
            ? `The first bad ${one} breaks the promise${verdict.unit === "slice" ? "" : ", and what lies between two is not seen"}.`
            : costs(verdict, one),
          todo,
        },
        related: [
          ...whereStated(verdict.stated, "The sample interval"),
          ...(verdict.unit === "slice" && basis.objective.timeSliceWindow
            ? [{ message: "The slice", span: basis.objective.timeSliceWindow.span }]
            : []),
        ],
        fixes,
      });
    }
  },
};

function costs({ allowed }: SampleBudget, one: string): string {
  const count = floorToBigInt(allowed);
  const may = count === 1n ? `Only one ${one} may be bad` : `Only ${count} ${one}s may be bad`;
  return `${may}; each costs ${formatPercent(ONE.div(allowed))} of the budget.`;
}

function coarser(basis: TargetBasis, verdict: SampleBudget): Advice {
  const { unit, unitSeconds, window, seconds } = verdict;
  const holds = (target: Rational) =>
    ONE.sub(target).mul(window.shortest).compare(unitSeconds.mul(ENOUGH)) >= 0;
  const most = ONE.sub(unitSeconds.mul(ENOUGH).div(window.shortest));
  const shorter = seconds.div(ENOUGH);
  return lowerTarget(basis, { most, holds, orElse: orElse(unit, shorter) });
}

function orElse(unit: SampleBudget["unit"], shorter: Rational): string {
  if (unit !== "slice")
    return `${unit === "probe" ? "probe" : "sample"} every ${formatDuration(shorter, "down")} or more often`;
  // OpenSLO's shorthand has no seconds.
  const minutes = floorToBigInt(shorter.div(60));
  return minutes < 1n
    ? "count events instead of slices"
    : `use slices of ${formatDuration(ratio(minutes).mul(60), "down")} or less`;
}
