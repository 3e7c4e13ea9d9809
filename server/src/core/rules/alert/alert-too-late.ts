import { budgetFractionAtFire } from "../../math/burn";
import { durationSeconds } from "../../math/duration";
import { formatDuration, formatPercent, formatRatio } from "../../math/format";
import { ONE } from "../../math/rational";
import type { SloWindow } from "../../model/slo";
import { alertsOfSlo, type SloAlert } from "../../resolve/alerts";
import { madeSlo } from "../../resolve/made-slo";
import { inlinePolicy, sloExample } from "../openslo-example";
import type { Message, Rule } from "../rule";
import { monthMeant } from "../window/month-meant";
import { whereDefined } from "./words";

export const rule: Rule = {
  code: "alert-too-late",
  alias: "M14",
  concern: "alert",
  severity: "error",
  fix: "none",
  judges: "response",
  docs: {
    summary: "A burn alert that fires only when the whole error budget is spent.",
    why: "When a burn of b over a lookback L fires, b x L / window of the budget is gone, however quick the outage was: 2 % for 14.4 over 1h of 30d, and all of it for 2 over 15d. From there on the alert reports a broken promise and protects nothing. A lookback beyond the window counts failures that the SLO has forgotten. OpenSLO's checker compares neither. The published check M14 has further parts: alert-inverted and slow-burn-unseen.",
    bad: sloExample({ alertPolicies: inlinePolicy("op: gte\nthreshold: 1\nlookbackWindow: 30d") }),
    good: sloExample({ alertPolicies: inlinePolicy("op: gte\nthreshold: 1\nlookbackWindow: 3d") }),
    references: [
      { title: "SRE Workbook, alerting on SLOs", url: "https://sre.google/workbook/alerting-on-slos/" },
    ],
  },
  checkInWorkspace(object, view, report, document) {
    const { body } = object;
    // In a template's branches a window and an alert may belong to different ones.
    if (body.type !== "slo" || document.yaml.controlLines > 0) return;
    const { window } = madeSlo(body, view);
    if (!window) return;
    // Against a month that was written `1m` every lookback is too long.
    if (monthMeant(window.duration.value)) return;
    for (const alert of alertsOfSlo(body, view).alerts) {
      // Each step of a policy has a budget of its own: what the SLO's window is, is only a reading of ours.
      if (alert.condition.ownBudget) continue;
      const message = judge(alert, window);
      if (!message) continue;
      const span = alert.definedIn ? alert.span : (alert.condition.lookback?.span ?? alert.span);
      report({
        span,
        message,
        related: [...whereDefined(alert), { message: "The SLO's window", span: window.duration.span }],
      });
    }
  },
};

function judge({ condition }: SloAlert, window: SloWindow): Message | undefined {
  const { lookback, threshold, op } = condition;
  if (!lookback) return undefined;
  const looks = durationSeconds(lookback.value);
  const whole = durationSeconds(window.duration.value);
  if (looks.compare(whole) > 0) {
    return {
      what: `The lookback is ${lookback.value.text}, and the SLO's window only ${window.duration.value.text}.`,
      why: "The alert counts failures that the SLO no longer counts.",
      todo: "Look back over a part of the window: 1h for a page, 3d for a ticket are usual.",
    };
  }
  if (!threshold || threshold.value.compare(0) <= 0 || op?.value === "lt" || op?.value === "lte") {
    return undefined;
  }
  const spent = budgetFractionAtFire(threshold.value, looks, whole);
  if (!spent || spent.compare(ONE) < 0) return undefined;
  const longest = whole.div(threshold.value);
  return {
    what: `Burn rate ${formatRatio(threshold.value)} over ${lookback.value.text} fires when ${formatPercent(spent, "down")} of the ${window.duration.value.text} budget is spent.`,
    why: "Nothing is left to save by then.",
    todo: `Look back over less than ${formatDuration(longest, "down")}, or lower the threshold.`,
  };
}
