import { type BurnOperator, canFire, maxBurn, thresholdErrorRatio } from "../../math/burn";
import { formatPercent, formatRatio } from "../../math/format";
import { ONE, type Rational, ratio } from "../../math/rational";
import { burnNeeded } from "../../model/alert";
import type { Objective, Slo } from "../../model/slo";
import { alertsOfSlo, type SloAlert } from "../../resolve/alerts";
import { inlinePolicy, sloExample } from "../openslo-example";
import type { Report, Rule } from "../rule";
import { madeAlertsThatNeverFire } from "./made-never-fires";
import { isComposite, whereDefined } from "./words";

const HALF = ratio(1, 2);
const TICKET = "\n- alertPolicyRef: slow-burn";

export const rule: Rule = {
  code: "never-fires",
  alias: "M13",
  concern: "alert",
  severity: "error",
  fix: "unsafe",
  judges: "response",
  docs: {
    summary: "A burn threshold that not even a total outage reaches, or only one of half the traffic.",
    why: "The burn rate is the share of failures divided by the error budget, so a total outage burns at 1 / (1 - target): 10 at 90 %, 1,000 at 99.9 %. An alert at that or above (`gt`), or above it (`gte`), can never fire, and nothing else says so. From half of it on, an outage must take half the traffic before anybody is told. The same bounds hold where slices are counted. Sloth makes a page and a ticket of two pairs of windows each, quick and slow: at a period of 30d the quick page cannot fire at 93.05 % or less, the slow one at 83.33 % or less. Pyrra's fast alert (14x) cannot at 92.85 % or less, its medium one (7x) at 85.71 %. Where one of a severity is left it is a warning.",
    bad: sloExample({
      objectives: "- target: 0.9",
      alertPolicies: inlinePolicy("op: gte\nthreshold: 14.4\nlookbackWindow: 1h") + TICKET,
    }),
    good: sloExample({
      objectives: "- target: 0.9",
      alertPolicies: inlinePolicy("op: gte\nthreshold: 4\nlookbackWindow: 6h") + TICKET,
    }),
    references: [
      { title: "SRE Workbook, alerting on SLOs", url: "https://sre.google/workbook/alerting-on-slos/" },
    ],
  },
  checkInWorkspace(object, view, report, document) {
    const { body } = object;
    // In a template's branches a target and an alert may belong to different ones.
    if (document.yaml.controlLines > 0) return;
    // A composite SLO burns by its objectives' weights together: what one of them can reach is not known.
    if (body.type !== "slo" || isComposite(body)) return;
    for (const finding of madeAlertsThatNeverFire(body, view)) report(finding);
    for (const alert of alertsOfSlo(body, view).alerts) {
      if (alert.condition.implied) continue;
      for (const finding of judge(alert, body)) report(finding);
    }
  },
};

function judge(alert: SloAlert, slo: Slo): Report[] {
  const { op } = alert.condition;
  const burn = burnNeeded(alert.condition);
  if (!burn || burn.compare(0) <= 0 || op?.value === "lt" || op?.value === "lte") return [];
  // An operator that cannot be read gets the benefit of the doubt.
  const operator: BurnOperator = op?.value === "gt" ? "gt" : "gte";
  const promises = slo.objectives.flatMap((objective) =>
    objective.target && objective.target.value.compare(0) >= 0 && objective.target.value.compare(ONE) < 0
      ? [{ objective, target: objective.target.value }]
      : [],
  );
  const silent = promises.filter(({ target }) => !canFire(target, burn, operator));
  return promises.flatMap((promise): Report[] => {
    const fires = !silent.includes(promise);
    const needed = thresholdErrorRatio(burn, promise.target);
    if (fires && needed.compare(HALF) < 0) return [];
    // It may still do its work for the SLO's other objectives.
    const severity = fires || silent.length < promises.length ? "warning" : "error";
    const related = [...whereDefined(alert), ...whereTarget(promise.objective)];
    return [
      {
        span: alert.span,
        severity,
        message: messageOf(burn, promise, needed, { fires, operator, slo }),
        related,
      },
    ];
  });
}

interface Circumstances {
  readonly fires: boolean;
  readonly operator: BurnOperator;
  readonly slo: Slo;
}

function messageOf(
  burn: Rational,
  promise: { objective: Objective; target: Rational },
  needed: Rational,
  { fires, operator, slo }: Circumstances,
) {
  const bad = slo.budgetingMethod?.value === "Timeslices" ? "bad slices" : "errors";
  const reach = `${operator === "gt" ? "over " : ""}${formatPercent(needed, "up")} ${bad}`;
  const name = promise.objective.displayName?.value;
  const whose = slo.objectives.length > 1 && name !== undefined ? ` (\`${name}\`)` : "";
  const most = formatRatio(maxBurn(promise.target) ?? ONE, "down");
  const what = `Burn rate ${formatRatio(burn)} at a target of ${formatPercent(promise.target)}${whose} needs ${reach}`;
  return fires
    ? {
        what: `${what}.`,
        why: needed.equals(ONE)
          ? "Nothing short of a total outage fires this alert."
          : `Outages of ${operator === "gt" ? "up to" : "less than"} ${formatPercent(needed)} never fire this alert.`,
        todo: `A total outage burns at ${most}. Use a lower threshold over a longer lookback.`,
      }
    : {
        what: `${what}; a total outage is 100 %.`,
        why: "This alert can never fire.",
        todo: `A total outage burns at ${most}: use a threshold ${operator === "gt" ? "below" : "of at most"} that.`,
      };
}

function whereTarget(objective: Objective) {
  return objective.target ? [{ message: "The target", span: objective.target.span }] : [];
}
