import type { Duration } from "../../math/duration";
import { durationSeconds } from "../../math/duration";
import { formatFactor, formatPercent, shortDuration } from "../../math/format";
import { type Rational, ratio } from "../../math/rational";
import type { TierAlert } from "../../model/tier";
import { alertsOfSlo, type SloAlert } from "../../resolve/alerts";
import { type ResolvedTier, sloInTier, tierName } from "../../resolve/tier";
import type { Rule } from "../rule";
import { alertWords, burnOf } from "./alerts";
import { alertExample, sloExample, stream, tierExample } from "./example";
import { relatedTo } from "./fit";
import { ALERTING_ON_SLOS, TIERS_PAGE } from "./references";

const ALERTING =
  "- severity: page\n  budgetConsumedPercent: 5\n  longWindow: 6h\n  shortWindow: 30m\n- severity: ticket\n  burnRate: 1\n  longWindow: 3d\n  shortWindow: 6h";
const withAlert = (threshold: string) =>
  sloExample({
    labels: "team: discovery",
    annotations: "slosmith/tier: core\nslosmith/category: availability",
    alertPolicies: `${alertExample(threshold, "6h")}\n${alertExample("1", "3d", "ticket")}`,
  });

/** Thresholds closer than this to the tier's are the same for all purposes. */
const TOLERANCE = ratio(1, 10);

export const rule: Rule = {
  code: "tier-burn-alerts",
  alias: "TS10",
  concern: "tier",
  severity: "warning",
  fix: "unsafe",
  docs: {
    summary: "A burn alert whose threshold is more than 10 % off the one that its tier asks for.",
    why: "Tiers state alerts once for all SLOs, often as a share of the budget, and the burn rate follows from the SLO's own window: 5 % of a budget in 6 hours is 5.6 at 28 days and 18.2 at 13 weeks. A threshold copied from an SLO with another window fires too early or too late. Alerts are compared with those of the tier that look back equally far; others are left alone.",
    bad: stream(tierExample({ alerting: ALERTING }), withAlert("18.2")),
    good: stream(tierExample({ alerting: ALERTING }), withAlert("5.6")),
    references: [TIERS_PAGE, ALERTING_ON_SLOS],
  },
  checkInWorkspace(object, view, report) {
    const found = sloInTier(object, view);
    const window = found?.slo.window;
    if (!found || !window) return;
    for (const alert of alertsOfSlo(found.slo, view).alerts) {
      const { threshold } = alert.condition;
      const wanted = threshold && nearestAlert(alert, found, window.duration.value);
      if (!threshold || !wanted) continue;
      const off = threshold.value.sub(wanted.burn).abs().div(wanted.burn);
      if (off.compare(TOLERANCE) <= 0) continue;
      const over = alert.condition.lookback ? shortDuration(alert.condition.lookback.value) : "";
      const lower = threshold.value.compare(wanted.burn) < 0;
      const meant = formatFactor(wanted.burn).replace(/x$/, "");
      const { implied } = alert.condition;
      const here = alert.span === threshold.span;
      report({
        span: alert.span,
        message: {
          what: `${here ? "This alert" : `The alert \`${alert.condition.name ?? "behind it"}\``} over ${over} has the threshold ${formatFactor(threshold.value)}, ${formatPercent(off)} off the ${formatFactor(wanted.burn)} of tier \`${tierName(found.definition)}\`.`,
          why: `The tier asks for ${alertWords(wanted.alert)}; with a window of ${shortDuration(window.duration.value)} this one fires ${lower ? "earlier" : "later"}.`,
          todo: implied
            ? `Change the tier's \`alerting\`. ${found.slo.implied?.howToChange ?? ""}`.trimEnd()
            : `Use ${meant}, or change the tier's \`alerting\`.`,
        },
        related: [
          relatedTo(found, "What the tier asks for.", wanted.alert.span),
          ...(alert.definedIn && !here
            ? [{ message: "The threshold", span: threshold.span, document: alert.definedIn.document }]
            : []),
        ],
        ...(here && !implied
          ? {
              fixes: [
                {
                  title: `Change the threshold to ${meant}`,
                  safe: false,
                  edits: [{ span: threshold.span, newText: meant }],
                },
              ],
            }
          : {}),
      });
    }
  },
};

/** The tier's alert that looks back as far; of several the one with the nearest threshold. */
function nearestAlert(
  alert: SloAlert,
  found: ResolvedTier,
  window: Duration,
): { readonly alert: TierAlert; readonly burn: Rational } | undefined {
  const { lookback, threshold } = alert.condition;
  if (!lookback || !threshold) return undefined;
  const seconds = durationSeconds(lookback.value);
  let nearest: { alert: TierAlert; burn: Rational; distance: Rational } | undefined;
  for (const candidate of found.tier.alerting) {
    const burn = burnOf(candidate, window);
    if (!burn || burn.compare(0) <= 0 || !candidate.longWindow) continue;
    if (!durationSeconds(candidate.longWindow.value).equals(seconds)) continue;
    const distance = threshold.value.sub(burn).abs();
    if (!nearest || distance.compare(nearest.distance) < 0) nearest = { alert: candidate, burn, distance };
  }
  return nearest;
}
