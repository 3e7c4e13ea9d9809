import { verdict } from "../../core/change/objective-change";
import type { Promised } from "../../core/change/promised";
import type { AlertFacts } from "../../core/ide/budget/alert-facts";
import { canFire } from "../../core/ide/budget/alert-words";
import { shortDuration } from "../../core/math/format";
import type { Rational } from "../../core/math/rational";
import { tierName } from "../../core/resolve/tier";
import type { CliIo } from "../io";
import type { DiffReport, Place } from "./compare";
import type { Failure } from "./fail-on";
import { countsOf, formerName } from "./words";

/** So many digits of a number tell all that a target or a length of time can. */
const DIGITS = 12;

/** The machine's format, as docs/diff.md describes it. What is not known is left out. */
export function printDiffJson(report: DiffReport, failed: readonly Failure[], io: CliIo): void {
  const { comparison, changes, objectives, notes } = report;
  const { base, head } = comparison;
  const json = {
    version: 1,
    base: { name: base.name, commit: base.id },
    head: head ? { name: head.name, commit: head.id } : { name: "working tree", commit: null },
    summary: { objectives, ...countsOf(changes) },
    failed,
    notes,
    changes: changes.map((change) => {
      const one = change.after ?? change.before;
      return {
        kind: change.kind,
        verdict: verdict(change),
        direction: change.direction,
        slo: one?.name,
        objective: one?.title,
        renamedFrom: formerName(change),
        sentence: change.sentence,
        untiered: change.becameUntiered,
        unmeasurable: change.becameUnmeasurable,
        before: change.before && side(change.before, change.places.before),
        after: change.after && side(change.after, change.places.after),
        aspects: change.aspects,
      };
    }),
  };
  io.out(`${JSON.stringify(json, null, 2)}\n`);
}

function side(promised: Promised, place: Place | undefined) {
  const { slo, target, facts, window, tier, category, alerts, eventsPerDay } = promised;
  return {
    path: place?.path,
    line: place?.line,
    format: promised.place.object.dialect,
    service: slo.service?.value,
    target: number(target),
    method: slo.budgetingMethod?.value,
    window: window?.text,
    windowSeconds: number(facts?.window?.seconds),
    budget: promised.budget,
    budgetSeconds: number(facts?.time),
    budgetEvents: facts?.events && Number(facts.events.allowed),
    budgetSlices: facts?.slices && Number(facts.slices.allowed),
    eventsPerDay: number(eventsPerDay),
    tier: tier.resolved ? tierName(tier.resolved.definition) : tier.claimed,
    category,
    alerts: alerts.alerts.map(alertOf),
  };
}

function alertOf(alert: AlertFacts) {
  const { condition, burn, lookback, needs, detectTotal, spent } = alert;
  const fires = canFire(alert);
  return {
    severity: condition.severity?.value,
    burnRate: number(burn),
    lookback: shortDuration(lookback),
    shortLookback: condition.shortLookback && shortDuration(condition.shortLookback.value),
    canFire: fires,
    errorShare: number(needs),
    firesAfterSeconds: fires ? number(detectTotal) : undefined,
    budgetSpent: fires ? number(spent) : undefined,
  };
}

function number(value: Rational | undefined): number | undefined {
  return value && Number(Number(value.valueOf()).toPrecision(DIGITS));
}
