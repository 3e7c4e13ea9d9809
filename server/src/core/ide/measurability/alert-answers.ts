import { budgetSeconds, durationSeconds, formatDuration, shortDuration } from "../../math";
import type { AlertPolicy } from "../../model/alert";
import type { Slo } from "../../model/slo";
import { alertsOfSlo, policyNamed } from "../../resolve/alerts";
import { tierName } from "../../resolve/tier";
import type { WorkspaceView } from "../../resolve/workspace-view";
import { counted } from "../words";
import type { MeasurabilityContext } from "./context";
import { accepted, type Evidence, judged, noAlert, noFigures, notJudged, takesAnnotations } from "./evidence";

/** Whether the budget lasts until people can act. */
export function responseAnswer({ object, slo, tier, view, figures, window }: MeasurabilityContext): Evidence {
  if (slo.alertPolicies.length === 0) return withoutAlerts(slo, view);
  if (!tier)
    return notJudged(
      "The SLO names no tier, which says how soon people respond.",
      takesAnnotations(object) ? "State `slosmith/tier`." : "Name it by the label `tier`.",
    );
  const name = `\`${tierName(tier.definition)}\``;
  const respond = tier.tier.incident?.timeToRespond;
  if (!respond)
    return notJudged(
      `Tier ${name} does not say how soon people respond.`,
      "State `incident.timeToRespond` in the tier.",
    );
  if (!alertsOfSlo(slo, view).complete) return notJudged("An alert policy or condition could not be read.");
  if (!figures || !window) return noFigures();
  const seconds = budgetSeconds(figures.target, window.shortest);
  const words = `A total outage spends the budget in ${formatDuration(seconds, "down")}; tier ${name} gives ${shortDuration(respond.value)} to respond.`;
  // The rule is silent where nobody is to be woken.
  return seconds.compare(durationSeconds(respond.value)) < 0
    ? accepted(words, "No alert wakes anybody.")
    : judged(words);
}

/** Whether somebody is told when the data stops. */
export function silenceAnswer({ slo, view }: MeasurabilityContext): Evidence {
  if (slo.silence) {
    const key = `\`${slo.silence.key}\``;
    return slo.silence.told
      ? judged(`${key} says whom to tell.`)
      : notJudged("Nothing says whom to tell when the data stops.", `State ${key}.`);
  }
  if (slo.alertPolicies.length === 0) return withoutAlerts(slo, view);
  if (slo.implied?.noticesSilence !== undefined)
    return slo.implied.noticesSilence
      ? judged("The tool makes an alert of its own for the time when the data stops.")
      : accepted("The file switches the tool's alert on absent data off.");
  const policies: AlertPolicy[] = [];
  for (const use of slo.alertPolicies) {
    const body = use.kind === "inline" ? use.policy : policyNamed(use, view)?.object.body;
    if (body?.type === "alertPolicy") policies.push(body);
  }
  const noticing = policies.filter(({ alertWhenNoData }) => alertWhenNoData === true);
  if (noticing.length > 0) return judged(`${ofPolicies(noticing, policies)} \`alertWhenNoData: true\`.`);
  if (policies.length < slo.alertPolicies.length)
    return notJudged("An alert policy is not in the workspace.");
  if (slo.implied)
    return notJudged(
      "The alerts are made by the tool, and the file does not say whether one of them notices it.",
    );
  const refusing = policies.filter(({ alertWhenNoData }) => alertWhenNoData === false);
  if (refusing.length > 0) return accepted(`${ofPolicies(refusing, policies)} \`alertWhenNoData: false\`.`);
  return notJudged("No alert policy says what happens when the data stops.", "State `alertWhenNoData`.");
}

/** No alert at all, or none that the workspace tells of. */
function withoutAlerts(slo: Slo, view: WorkspaceView): Evidence {
  const { missing } = alertsOfSlo(slo, view);
  return missing === undefined ? noAlert() : notJudged(missing);
}

/** "Policy `page` says", "2 of 3 policies say". */
function ofPolicies(some: readonly AlertPolicy[], all: readonly AlertPolicy[]): string {
  const [first] = some;
  if (some.length === 1 && first?.name !== undefined) return `Alert policy \`${first.name}\` says`;
  if (some.length < all.length)
    return `${some.length} of ${counted(all.length, "alert policy", "alert policies")} say`;
  return some.length === 1 ? "The alert policy says" : `All ${some.length} alert policies say`;
}
