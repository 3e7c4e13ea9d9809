import {
  budgetSeconds,
  durationSeconds,
  floorToBigInt,
  formatDuration,
  formatPercent,
  isPositive,
  ONE,
  type Rational,
  shortDuration,
} from "../../math";
import type { EscalationStep, ReleaseGate, Tier } from "../../model/tier";
import { leadBudget, objectiveName, sound, usualWindow } from "../budget/tier-facts";
import { incidentTimes, postmortemSentence } from "../incident-words";
import { lines, plain } from "../markdown";
import { gateAsks, stepActions, stepDecision, type Voice } from "../policy-words";
import { andMore, counted, shownOf } from "../words";

const MOST_OBJECTIVES = 3;

const IN_HOVER: Voice = { name: plain, decider: (text) => `**${plain(text)}**` };

/** An escalation step: when it begins, in time, who decides, how soon, and what is done. */
export function stepHover(step: EscalationStep, tier: Tier): string {
  const consumed = step.consumed?.value;
  return lines(
    consumed && isPositive(consumed) ? spentLines(consumed, tier) : undefined,
    stepDecision(step, IN_HOVER),
    stepActions(step, IN_HOVER),
  );
}

/** At each usual target: how much total outage a share of the budget is, and how much is left. */
function spentLines(consumed: Rational, tier: Tier): string[] {
  const window = usualWindow(tier);
  const share = formatPercent(consumed);
  if (!window) return [`Begins when ${share} of the budget is spent.`];
  const told = tier.objectives.flatMap((objective) => {
    const target = sound(objective.default);
    if (!target) return [];
    const budget = budgetSeconds(target, window.seconds);
    const spent = budget.mul(consumed);
    const left = budget.sub(spent);
    const rest = isPositive(left)
      ? `${formatDuration(left, "down")} left`
      : left.n === 0n
        ? "nothing left"
        : `${formatDuration(left.abs(), "up")} more than there was`;
    return [
      `${plain(objectiveName(objective))} at ${formatPercent(target)}: ${formatDuration(spent, "up")} of total outage spent, ${rest}.`,
    ];
  });
  const shown = shownOf(told.length, MOST_OBJECTIVES);
  const more = andMore(told.length, shown, "objective");
  return [
    `Begins when ${share} of the budget is spent. In the usual window of ${window.label} that is:`,
    ...told.slice(0, shown).map((line) => `- ${line}`),
    ...(more ? [more] : []),
  ];
}

/** A release gate: from which rest of the budget on it holds, and what a release must do. */
export function gateHover(gate: ReleaseGate, tier: Tier): string {
  const remaining = gate.remainingBelow?.value;
  return lines(remaining && gateBegins(remaining, tier), gateAsks(gate, IN_HOVER));
}

function gateBegins(remaining: Rational, tier: Tier): string {
  if (remaining.n === 0n) return "Holds once the whole budget is spent.";
  const lead = leadBudget(tier);
  const share = `Holds while ${formatPercent(remaining)} or less of the budget remains`;
  if (!lead) return `${share}.`;
  const left = formatDuration(lead.seconds.mul(remaining), "down");
  return `${share}: ${left} of the ${formatDuration(lead.seconds, "down")} that ${plain(objectiveName(lead.objective))} has at ${formatPercent(lead.target)} in ${lead.window.label}.`;
}

/** The incident times held against the usual budget, or the share at which an incident is written up. */
export function incidentHover(what: "times" | "postmortem", tier: Tier): string | undefined {
  if (what === "postmortem") return postmortemSentence(tier, IN_HOVER);
  const times = incidentTimes(tier, IN_HOVER);
  return times && lines(times);
}

/** How the reviews lie in the usual window. */
export function reviewHover(tier: Tier): string | undefined {
  const { review } = tier;
  const window = usualWindow(tier);
  if (!review?.cadence || !window) return undefined;
  const { cadence, retarget, forum } = review;
  const times = window.seconds.div(durationSeconds(cadence.value));
  const often =
    times.compare(ONE) < 0
      ? `less than once in the usual window of ${window.label}`
      : `${counted(floorToBigInt(times), "time")} in the usual window of ${window.label}`;
  return lines(
    `Budgets are reviewed every ${shortDuration(cadence.value)}${forum ? ` in ${plain(forum.value)}` : ""}, ${often}.`,
    retarget && `Targets are reconsidered every ${shortDuration(retarget.value)}.`,
  );
}
