import {
  budgetFractionAtFire,
  budgetSeconds,
  durationSeconds,
  exhaustionSeconds,
  formatDuration,
  formatFactor,
  formatPercent,
  formatRatio,
  type Rational,
  ratio,
  shortDuration,
} from "../../math";
import {
  type BurnStep,
  type ErrorBudgetPolicy,
  longestStep,
  roundedThreshold,
  type SoundStep,
  soundSteps,
} from "../../model/burn-steps";
import { sourceInForce } from "../../resolve/made-slo";
import type { Definition } from "../../resolve/workspace-view";
import { alertsOf } from "../budget/alert-facts";
import { canFire, needsWords } from "../budget/alert-words";
import { judgedObjectives } from "../budget/objective-facts";
import { type Lookup, sameSpan } from "../lookup";
import { lines, plain } from "../markdown";
import type { IdeOptions } from "../options";
import { andMore } from "../words";

/** So many SLOs are told one by one. */
const MOST_SLOS = 5;
/** The goal by which a step is told where no SLO names its policy. */
const EXAMPLE_GOAL = ratio(999, 1000);

/** A step of an error budget policy on one of its values: its budget, what it takes, and what it means for each SLO. */
export function burnStepHover(
  lookup: Lookup,
  policy: ErrorBudgetPolicy,
  options: IdeOptions,
): string | undefined {
  const steps = soundSteps(policy);
  const at = policy.steps.find((step) => isOn(step, lookup));
  const step = steps.find(({ index }) => index === at?.index);
  const longest = longestStep(steps);
  if (!step || !longest) return undefined;
  const slos = slosOf(lookup);
  const told = slos.slice(0, MOST_SLOS).flatMap((slo) => onSlo(slo, step, lookup, options));
  return lines(
    inGeneral(step, longest),
    told.length > 0 ? told : onExample(step),
    andMore(slos.length, Math.min(slos.length, MOST_SLOS), "SLO"),
  );
}

function isOn({ name, window, threshold }: BurnStep, { node }: Lookup): boolean {
  return [name, window, threshold].some((value) => sameSpan(value?.span, node.span));
}

/** "9x over 1h: passed where ..., from 9.05 on. By then 1.35 % of a 28d budget is spent." */
function inGeneral({ window, threshold }: SoundStep, longest: SoundStep): string {
  const burn = threshold.value;
  const seconds = durationSeconds(window.value);
  const whole = durationSeconds(longest.window.value);
  const reached = roundedThreshold(burn);
  const spent = budgetFractionAtFire(reached, seconds, whole);
  const lasts = exhaustionSeconds(burn, whole);
  const period = shortDuration(longest.window.value);
  const compared = `Above ${formatRatio(burn)} means from ${formatRatio(reached)} on: the burn rate is rounded to one decimal before it is compared.`;
  const cost =
    spent && spent.compare(1) < 0
      ? ` By then ${formatPercent(spent)} of the budget of ${period} is spent${lasts ? `; at ${formatFactor(burn)} it lasts ${formatDuration(lasts, "down")}` : ""}.`
      : "";
  return `${formatFactor(burn)} over ${shortDuration(window.value)}. ${compared}${cost}`;
}

function onExample(step: SoundStep): string {
  return `No SLO of this workspace names the policy. For a goal of ${formatPercent(EXAMPLE_GOAL)} the step's own budget would be ${budgetWords(step, EXAMPLE_GOAL)}.`;
}

function budgetWords({ window }: SoundStep, goal: Rational): string {
  return `${formatDuration(budgetSeconds(goal, durationSeconds(window.value)), "down")} of total outage`;
}

/** The SLOs that this very policy holds for, in file order. */
function slosOf({ object, uri, view }: Lookup): readonly Definition[] {
  return view.all("SLO").filter((slo) => {
    const { body } = slo.object;
    const source = body.type === "slo" ? body.implied?.source : undefined;
    if (source?.kind !== object.kind || source.name !== object.name?.value) return false;
    return sourceInForce(source, view, slo.uri)?.uri === uri;
  });
}

function onSlo({ object }: Definition, step: SoundStep, lookup: Lookup, options: IdeOptions): string[] {
  return judgedObjectives(object, lookup.view, options.nowEpochMs).flatMap((facts) => {
    const { alerts } = alertsOf(facts, lookup.view);
    const alert = alerts.find(
      ({ burn, longSeconds }) =>
        burn.equals(step.threshold.value) && longSeconds.equals(durationSeconds(step.window.value)),
    );
    if (!alert) return [];
    const head = `${plain(facts.title)}, ${formatPercent(facts.target)}: budget ${budgetWords(step, facts.target)}; needs ${needsWords(alert)}`;
    const soon = canFire(alert) && alert.detectTotal;
    return [`${head}${soon ? `; a total outage passes it after ${formatDuration(soon, "up")}` : ""}.`];
  });
}
