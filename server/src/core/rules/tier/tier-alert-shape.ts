import { budgetFractionAtFire } from "../../math/burn";
import { type Duration, durationSeconds } from "../../math/duration";
import { formatDuration, formatFactor, formatPercent, shortDuration } from "../../math/format";
import { ONE, type Rational } from "../../math/rational";
import type { Tier, TierAlert } from "../../model/tier";
import type { Reporter, Rule } from "../rule";
import { burnOf, speedSpan } from "./alerts";
import { tierExample } from "./example";
import { ALERTING_ON_SLOS, TIERS_PAGE } from "./references";
import { compareDurations } from "./words";

const PAGE = "- severity: page\n  burnRate: 6\n  longWindow: 6h\n  shortWindow: 30m";
const TICKET = "- severity: ticket\n  burnRate: 1\n  longWindow: 3d\n  shortWindow: 6h";

export const rule: Rule = {
  code: "tier-alert-shape",
  alias: "TR18",
  concern: "tier",
  severity: "error",
  fix: "none",
  docs: {
    summary: "A tier's burn alerts that fire too late, miss slow burns, or have odd windows.",
    why: "Errors: an alert that looks back over as much as a whole window, or fires only when the whole budget is spent. Warnings: alerts that all need a burn rate above 1, so that a steady slow burn spends the budget unseen; a short window that is not shorter than the long one. Hint: a short window other than a twelfth of the long one, the ratio that the SRE Workbook found to end alerts soon without flapping. This is M14 of the measurability checks.",
    bad: tierExample({ alerting: PAGE }),
    good: tierExample({ alerting: `${PAGE}\n${TICKET}` }),
    references: [TIERS_PAGE, ALERTING_ON_SLOS],
  },
  checkObject(object, report) {
    if (object.body.type !== "tier") return;
    const tier = object.body;
    for (const alert of tier.alerting) {
      checkWindows(alert, report);
      checkAgainstWindow(alert, tier, report);
    }
    if (!object.partial) checkSlowBurn(tier, report);
  },
};

function checkWindows(alert: TierAlert, report: Reporter): void {
  const { longWindow: long, shortWindow: short } = alert;
  // The same place means that the short window was left out: it is a twelfth then.
  if (!long || !short || long.span === short.span) return;
  const twelfth = durationSeconds(long.value).div(12);
  if (compareDurations(short.value, long.value) >= 0) {
    report({
      span: short.span,
      severity: "warning",
      message: {
        what: `The short window is ${shortDuration(short.value)}, the long one ${shortDuration(long.value)}.`,
        why: "A short window that is not shorter has no effect: the alert goes on long after the trouble is over.",
        todo: `Use a twelfth of the long window: ${formatDuration(twelfth)}.`,
      },
    });
  } else if (!durationSeconds(short.value).equals(twelfth)) {
    report({
      span: short.span,
      severity: "hint",
      message: {
        what: `The short window is ${shortDuration(short.value)}; a twelfth of ${shortDuration(long.value)} is ${formatDuration(twelfth)}.`,
        why: "A longer one ends the alert later, a shorter one lets it flap.",
        todo: `Use ${formatDuration(twelfth)}, unless you have a reason.`,
      },
    });
  }
}

function checkAgainstWindow(alert: TierAlert, tier: Tier, report: Reporter): void {
  const { longWindow: long } = alert;
  const usual = tier.window?.default;
  if (!long || !usual) return;
  const shortest = tier.window?.min ?? usual;
  if (compareDurations(long.value, shortest.value) >= 0) {
    const all = compareDurations(long.value, usual.value) >= 0;
    const window = all ? usual : shortest;
    report({
      span: long.span,
      ...(all ? {} : { severity: "warning" as const }),
      message: {
        what: `The alert looks back over ${shortDuration(long.value)}, and the ${all ? "usual" : "shortest"} window of the tier is ${shortDuration(window.value)}.`,
        why: `For ${all ? "such" : "such a short window's"} SLOs it tells no more than the SLO itself, when the window is over.`,
        todo: `Look back over less than ${shortDuration(window.value)}.`,
      },
      related: [{ message: "The window", span: window.span }],
    });
    return;
  }
  const burn = burnOf(alert, usual.value);
  const spent = burn && budgetFractionAtFire(burn, durationSeconds(long.value), durationSeconds(usual.value));
  if (!spent || spent.compare(ONE) < 0) return;
  report({
    span: speedSpan(alert),
    message: {
      what: `When this alert fires, ${formatPercent(spent)} of the budget is spent (window ${shortDuration(usual.value)}).`,
      why: "It comes when nothing is left to save.",
      todo: "Lower its threshold, or shorten its long window.",
    },
  });
}

function checkSlowBurn(tier: Tier, report: Reporter): void {
  const usual = tier.window?.default;
  if (!usual) return;
  const slowest = slowestAlert(tier.alerting, usual.value);
  if (!slowest || slowest.burn.compare(ONE) <= 0) return;
  const { burn, alert } = slowest;
  report({
    span: speedSpan(alert),
    severity: "warning",
    message: {
      what: `The most sensitive alert needs a burn rate of ${formatFactor(burn)}.`,
      why: `Errors just below that spend the budget in ${formatDuration(durationSeconds(usual.value).div(burn), "down")}, and nothing is said.`,
      todo: "Add a ticket alert at a burn rate of 1, such as over 3d and 6h.",
    },
  });
}

function slowestAlert(
  alerts: readonly TierAlert[],
  window: Duration,
): { readonly alert: TierAlert; readonly burn: Rational } | undefined {
  let slowest: { alert: TierAlert; burn: Rational } | undefined;
  for (const alert of alerts) {
    const burn = burnOf(alert, window);
    if (!burn) return undefined;
    if (!slowest || burn.compare(slowest.burn) < 0) slowest = { alert, burn };
  }
  return slowest;
}
