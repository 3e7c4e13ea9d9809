import { formatDuration, formatPercent, ONE, shortDuration } from "../../math";
import type { AlertCondition } from "../../model/alert";
import type { SpecObject } from "../../model/spec-object";
import { alertsOfSlo } from "../../resolve/alerts";
import { type AlertFacts, alertFacts, isReversed } from "../budget/alert-facts";
import { alertSentences, canFire, unitNote } from "../budget/alert-words";
import { judgedObjectives } from "../budget/objective-facts";
import { assumptionSentence, isLowTraffic } from "../budget/promise";
import type { Lookup } from "../lookup";
import { lines, plain } from "../markdown";
import type { IdeOptions } from "../options";
import { andMore, burnNumber, capital, shownOf } from "../words";

/** A field of a burn condition that means something in numbers. */
export type BurnField = "threshold" | "lookback" | "alertAfter";

const MOST_SLOS = 3;

/** A burn condition's field, told for each objective that the condition watches. */
export function burnHover(
  lookup: Lookup,
  condition: AlertCondition,
  field: BurnField,
  options: IdeOptions,
): string {
  const intro = introduction(condition, field);
  if (isReversed(condition))
    return lines(
      intro,
      `With \`${condition.op?.value}\` this condition holds while the budget burns slowly, that is while all is well.`,
    );
  const watched = watchedObjectives(lookup, condition, options);
  if (watched.length === 0) return lines(intro, notUsed(lookup.object));
  const shown = watched.slice(0, shownOf(watched.length, MOST_SLOS));
  return lines(
    intro,
    shown.map((alert) =>
      watched.length === 1 && lookup.object.kind === "SLO"
        ? capital(detail(alert, field))
        : `${about(alert)} ${detail(alert, field)}`,
    ),
    andMore(watched.length, shown.length, "objective"),
    shown[0] && assumptionSentence(shown[0].objective),
  );
}

function introduction(condition: AlertCondition, field: BurnField): string[] {
  const { threshold, lookback, alertAfter } = condition;
  if (field === "lookback" && lookback) {
    const note = unitNote(lookback.value, "lookback");
    const text = `The burn rate is averaged over the last ${shortDuration(lookback.value)}. Shorter finds outages sooner, longer raises fewer false alarms.`;
    return note ? [text, note] : [text];
  }
  if (field === "alertAfter" && alertAfter) {
    const note = unitNote(alertAfter.value, "lookback");
    const text = `The condition must hold for ${shortDuration(alertAfter.value)} before the alert is sent: every alert comes that much later.`;
    return note ? [text, note] : [text];
  }
  if (!threshold) return [];
  if (threshold.value.compare(0) <= 0)
    return ["A burn rate of 0 or less is no limit: the condition holds always."];
  if (threshold.value.equals(ONE)) return ["Burn rate 1: the budget lasts exactly one window."];
  const number = burnNumber(threshold.value);
  return [
    `Burn rate ${number}: spending ${number} times as fast as when the budget lasts exactly one window.`,
  ];
}

function notUsed(object: SpecObject): string | undefined {
  if (object.partial) return undefined;
  return "No SLO of this workspace uses this condition, or its numbers cannot be read. What it means depends on an SLO's target and window.";
}

/** The objectives that a condition watches: of its own SLO, or of all that lead to it. */
function watchedObjectives(lookup: Lookup, condition: AlertCondition, options: IdeOptions): AlertFacts[] {
  const slos =
    lookup.object.kind === "SLO" ? [lookup.object] : lookup.view.all("SLO").map(({ object }) => object);
  return slos.flatMap((object) => {
    if (object.body.type !== "slo") return [];
    const uses = alertsOfSlo(object.body, lookup.view).alerts.find(
      (alert) => alert.condition === condition || alert.written?.includes(condition),
    );
    if (!uses) return [];
    return judgedObjectives(object, lookup.view, options.nowEpochMs).flatMap(
      (facts) => alertFacts(uses.condition, facts) ?? [],
    );
  });
}

function about(alert: AlertFacts): string {
  const { objective } = alert;
  const name = objective.object.name?.value ?? objective.title;
  const several = objective.slo.objectives.length > 1 ? `, ${plain(objective.title)}` : "";
  const window = objective.window ? ` over ${objective.window.label}` : "";
  return `**${plain(name)}**${several} (${formatPercent(objective.target)}${window}):`;
}

function detail(alert: AlertFacts, field: BurnField): string {
  const all = alertSentences(alert, false);
  if (field !== "lookback" || !canFire(alert) || !alert.reset || isLowTraffic(alert.objective)) return all;
  return `${all} After recovery from a total outage it ends within ${formatDuration(alert.reset, "up")}.`;
}
