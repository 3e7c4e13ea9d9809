import { exhaustionSeconds } from "../../math/burn";
import { durationSeconds } from "../../math/duration";
import { formatDuration, formatFactor } from "../../math/format";
import { minOf, ONE, type Rational } from "../../math/rational";
import { burnNeeded } from "../../model/alert";
import { given } from "../../model/form";
import type { SloWindow } from "../../model/slo";
import { alertsOfSlo } from "../../resolve/alerts";
import { inlinePolicy, sloExample } from "../openslo-example";
import type { Rule } from "../rule";

const PAGE = inlinePolicy("op: gte\nthreshold: 14.4\nlookbackWindow: 1h");
const TICKET = PAGE.replaceAll("fast-burn", "slow-burn")
  .replace("severity: page", "severity: ticket")
  .replace("threshold: 14.4", "threshold: 1")
  .replace("lookbackWindow: 1h", "lookbackWindow: 3d");

export const rule: Rule = {
  code: "slow-burn-unseen",
  concern: "alert",
  severity: "warning",
  fix: "none",
  docs: {
    summary: "An SLO whose lowest burn alert is above 1: the budget can go without a word.",
    why: "At a burn rate of 1 the budget lasts exactly one window, and at anything above it the promise is broken before the window ends. If the slowest alert needs 14.4, a steady burn of 10 spends all of a 28-day budget in 2.8 days and nobody hears of it. Part of the published check M14. Nothing is said where a policy or condition of the SLO is not in the workspace.",
    bad: sloExample({ alertPolicies: PAGE }),
    good: sloExample({ alertPolicies: `${PAGE}\n${TICKET}` }),
    references: [
      { title: "SRE Workbook, alerting on SLOs", url: "https://sre.google/workbook/alerting-on-slos/" },
    ],
  },
  checkInWorkspace(object, view, report) {
    const { body } = object;
    if (body.type !== "slo" || object.partial) return;
    const place = body.alertsPlace ?? given(body.form?.map, "alertPolicies")?.key.span;
    const { alerts, complete } = alertsOfSlo(body, view);
    const burns = alerts.flatMap(({ condition }) => burnNeeded(condition) ?? []);
    const [first, ...others] = burns;
    if (!place || !complete || !first || burns.length < alerts.length) return;
    const lowest = others.reduce(minOf, first);
    if (lowest.compare(ONE) <= 0) return;
    report({
      span: place,
      message: {
        what: `The slowest burn alert of this SLO is at ${formatFactor(lowest)}.`,
        why: `Any burn between 1x and that breaks the promise${spentIn(lowest, body.window)}, and nobody is told.`,
        todo: "Add an alert at 1 or below with a long lookback, such as 1 over 3d.",
      },
    });
  },
};

function spentIn(burn: Rational, window: SloWindow | undefined): string {
  const seconds = window && exhaustionSeconds(burn, durationSeconds(window.duration.value));
  return seconds ? `, at the quickest in ${formatDuration(seconds, "down")}` : "";
}
