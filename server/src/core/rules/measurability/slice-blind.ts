import { canFire, failuresToFire, thresholdErrorRatio } from "../../math/burn";
import { durationSeconds } from "../../math/duration";
import { formatDuration, formatFactor, formatPercent, shortDuration } from "../../math/format";
import { minOf, ONE, type Rational } from "../../math/rational";
import { whereDefined } from "../alert/words";
import { inlinePolicy, sloExample } from "../openslo-example";
import type { Message, Reporter, Rule } from "../rule";
import { judgedTargets, type TargetBasis, targetWords } from "./basis";
import { type BurnAlert, burnAlerts } from "./pages";

const slices = (sliceTarget: string) =>
  sloExample({
    method: "Timeslices",
    objectives: `- target: 0.99\n  timeSliceTarget: ${sliceTarget}\n  timeSliceWindow: 1m`,
    alertPolicies: `${inlinePolicy("op: gt\nthreshold: 6\nlookbackWindow: 6h")}\n- alertPolicyRef: slow-burn`,
  });

export const rule: Rule = {
  code: "slice-blind",
  alias: "M11",
  concern: "measurability",
  severity: "information",
  fix: "none",
  judges: "resolution",
  docs: {
    summary:
      "Slices that let more errors pass than the target, or an alert that a single bad slice sets off.",
    why: "A slice is good or bad as a whole. With `timeSliceTarget` at 95 % a service may lose 5 % of its requests for ever and every slice is good, whatever the target says: an information, for a contract may want it so. And where one bad slice is a larger share of the look back than an alert waits for, the alert's threshold means nothing: a warning.",
    bad: slices("0.95"),
    good: slices("0.99"),
    references: [{ title: "OpenSLO v1, budgeting methods", url: "https://github.com/OpenSLO/OpenSLO#slo" }],
  },
  checkInWorkspace(object, view, report, document) {
    const bases = judgedTargets(object, view, document).filter(
      ({ slo }) => slo.budgetingMethod?.value === "Timeslices",
    );
    for (const basis of bases) freeErrors(basis, report);
    const [first] = bases;
    if (!first || first.composite) return;
    for (const alert of burnAlerts(first)) oneSlice(alert, bases, report);
  },
};

/** 1 - tau > e0. */
function freeErrors(basis: TargetBasis, report: Reporter): void {
  const { objective, share, target, span } = basis;
  const tau = objective.timeSliceTarget;
  if (!tau || tau.value.compare(0) <= 0 || tau.value.compare(ONE) >= 0) return;
  const free = ONE.sub(tau.value);
  if (free.compare(share) <= 0) return;
  report({
    span,
    message: {
      what: `A slice is good with ${formatPercent(free)} errors (\`timeSliceTarget\` ${formatPercent(tau.value)}); the target leaves ${formatPercent(share)} bad slices.`,
      why: `${formatPercent(free)} of all events can fail for ever and spend nothing of the budget.`,
      todo: `Raise \`timeSliceTarget\` to ${formatPercent(target)} or more, or count events (\`Occurrences\`), unless a contract says it so.`,
    },
    related: [{ message: "The slices' own target", span: tau.span }],
  });
}

/** s / L > b * e0 (at `gte`, also if equal): said once for an alert, of the first target that it is true for. */
function oneSlice(
  { alert, burn, longSeconds, op }: BurnAlert,
  bases: readonly TargetBasis[],
  report: Reporter,
) {
  for (const basis of bases) {
    const { objective, target, span } = basis;
    const slice = objective.timeSliceWindow?.value;
    if (!slice || !canFire(target, burn, op)) continue;
    const ofLookback = durationSeconds(slice).div(longSeconds);
    if (failuresToFire(burn, target, ONE.div(ofLookback), op) !== 1n) continue;
    const needed = thresholdErrorRatio(burn, target);
    report({
      span: alert.span,
      severity: "warning",
      message: messageOf(basis, {
        slice: shortDuration(slice),
        over: formatDuration(longSeconds),
        share: minOf(ofLookback, ONE),
        needed,
        longer: longSeconds.mul(ofLookback).div(needed),
        burn,
      }),
      related: [...whereDefined(alert), { message: "The target", span }],
    });
    return;
  }
}

interface OneSlice {
  readonly slice: string;
  readonly over: string;
  readonly share: Rational;
  readonly needed: Rational;
  /** The shortest look back that one bad slice does not fill up to the threshold. */
  readonly longer: Rational;
  readonly burn: Rational;
}

function messageOf(basis: TargetBasis, { slice, over, share, needed, longer, burn }: OneSlice): Message {
  const fits = basis.window && longer.mul(burn).compare(basis.window.shortest) < 0;
  return {
    what: `One bad slice of ${slice} is ${formatPercent(share, "down")} of a look back of ${over}; at ${targetWords(basis)} ${formatFactor(burn)} waits for ${formatPercent(needed, "up")}.`,
    why: "A single bad slice sets this alert off; what lies between one slice and none it cannot tell.",
    todo: fits
      ? `Look back over more than ${formatDuration(longer, "up")}, or use shorter slices.`
      : "Use shorter slices, or count events (`Occurrences`).",
  };
}
