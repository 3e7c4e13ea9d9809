import { formatDuration } from "../../math";
import type { AlertPolicy } from "../../model/alert";
import { type AlertFacts, alertsOf } from "../budget/alert-facts";
import { alertSentences, canFire } from "../budget/alert-words";
import { judgedObjectives } from "../budget/objective-facts";
import { assumptionSentence } from "../budget/promise";
import { type Lookup, sameSpan } from "../lookup";
import { lines } from "../markdown";
import type { IdeOptions } from "../options";

/**
 * What a tool makes of an alert that the file only switches or labels: every pair of windows that fires it.
 *
 * @returns undefined where the cursor is on no such alert's key
 */
export function madeAlertHover(lookup: Lookup, options: IdeOptions): string | undefined {
  const { object, onKey, span } = lookup;
  if (object.body.type !== "slo" || !onKey) return undefined;
  const here = object.body.alertPolicies.flatMap((use) =>
    use.kind === "inline" && isMade(use.policy) && sameSpan(use.policy.span, span) ? [use.policy] : [],
  );
  if (here.length === 0) return undefined;
  const severities = new Set(here.flatMap(({ conditions }) => conditions.map(severityOf)));
  return lines(
    judgedObjectives(object, lookup.view, options.nowEpochMs).map((facts) => {
      const { alerts } = alertsOf(facts, lookup.view);
      const own = alerts.filter(({ condition }) => severities.has(condition.severity?.value));
      return lines(own.map(sentenceOf), own.length > 0 ? assumptionSentence(facts) : undefined);
    }),
  );
}

function isMade({ conditions }: AlertPolicy): boolean {
  return conditions.some((use) => use.kind === "inline" && use.condition.implied === true);
}

function severityOf(use: AlertPolicy["conditions"][number]): string | undefined {
  return use.kind === "inline" ? use.condition.severity?.value : undefined;
}

function sentenceOf(alert: AlertFacts): string {
  const told = alertSentences(alert);
  if (!canFire(alert) || !alert.reset) return told;
  return `${told} After recovery from a total outage it ends within ${formatDuration(alert.reset, "up")}.`;
}
