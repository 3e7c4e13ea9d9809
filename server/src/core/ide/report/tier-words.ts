import {
  formatDuration,
  formatPercent,
  isPositive,
  type Rational,
  spokenDuration,
  spokenPeriod,
} from "../../math";
import type { EscalationStep, Tier } from "../../model/tier";
import { leadBudget, objectiveName } from "../budget/tier-facts";
import { gatesInWords } from "../gate/gate-state";
import { incidentTimes, postmortemSentence } from "../incident-words";
import { PLAIN_VOICE, stepActions, stepDecision } from "../policy-words";
import { listed, spaced } from "../words";
import type { ReportFact } from "./report-model";

const CRITICALITY: Readonly<Record<string, string>> = {
  critical: "critical: users or revenue are lost within minutes when it fails",
  high: "high: a failure is felt the same day",
  medium: "medium: a nuisance that users can work around",
  low: "low: a failure can wait for working hours",
};

/** Who keeps a tier, whom it serves, and how it is looked at. */
export function tierFacts(tier: Tier): ReportFact[] {
  const { criticality, owner, journeys, segments, window, review } = tier;
  const words = (located: readonly { readonly value: string }[]) =>
    listed(located.map(({ value }) => PLAIN_VOICE.name(value)));
  const importance = criticality?.value;
  return [
    fact("Importance", importance && (CRITICALITY[importance] ?? importance)),
    fact("Kept by", owner?.team?.value),
    fact("Answers for it", owner?.accountable?.value),
    fact("Journeys", journeys.length > 0 ? words(journeys) : undefined),
    fact(
      "More is promised to",
      segments.length > 0 ? words(segments.flatMap(({ name }) => name ?? [])) : undefined,
    ),
    fact("Usual window", window?.default && spokenDuration(window.default.value)),
    fact(
      "Reviewed",
      review?.cadence &&
        `every ${spokenPeriod(review.cadence.value)}${review.forum ? `, in ${PLAIN_VOICE.name(review.forum.value)}` : ""}${review.roles.length > 0 ? `, with ${words(review.roles)}` : ""}`,
    ),
    fact("Asked of each service", askedOf(tier)),
  ].flatMap((one) => one ?? []);
}

function fact(label: string, value: string | undefined): ReportFact | undefined {
  return value === undefined || value.trim() === "" ? undefined : { label, value: PLAIN_VOICE.name(value) };
}

function askedOf({ objectives }: Tier): string | undefined {
  const required = objectives.filter((objective) => objective.required);
  if (required.length === 0) return undefined;
  return listed(
    required.map((objective) => {
      const floor = objective.floor ? ` at least ${formatPercent(objective.floor.value)}` : "";
      const threshold = objective.threshold ? ` within ${spokenDuration(objective.threshold.value)}` : "";
      return `${spaced(objectiveName(objective))}${threshold}${floor}`;
    }),
  );
}

/** The tier's escalation, a sentence a step: when it begins, who decides, what is done. */
export function escalationSentences(tier: Tier): string[] {
  return (tier.escalation?.steps ?? []).map((step) =>
    [stepBegins(step, tier), stepDecision(step, PLAIN_VOICE), stepActions(step, PLAIN_VOICE)]
      .filter((part) => part !== undefined)
      .join(" "),
  );
}

function stepBegins({ consumed }: EscalationStep, tier: Tier): string | undefined {
  const share = consumed?.value;
  if (!share) return undefined;
  const lead = leadBudget(tier);
  const spent =
    share.compare(1) === 0
      ? "When the budget is spent"
      : `When ${formatPercent(share)} of the budget is spent`;
  return lead ? `${spent} (${formatDuration(lead.seconds.mul(share), "up")} of total outage):` : `${spent}:`;
}

/** What the times of escalation and gates are told by; undefined where they have none. */
export function yardstick(tier: Tier): string | undefined {
  const lead = leadBudget(tier);
  if (!lead) return undefined;
  return `Times are for ${spaced(objectiveName(lead.objective))} at ${formatPercent(lead.target)} in ${lead.window.label}: ${formatDuration(lead.seconds, "down")} of total outage.`;
}

/** The tier's release gates, a sentence each. */
export function gateSentences(tier: Tier): string[] {
  const lead = leadBudget(tier);
  return gatesInWords(tier).map(({ below, asks }) => `${gateBegins(below, lead?.seconds)} ${asks}`);
}

function gateBegins(below: Rational, budget: Rational | undefined): string {
  if (!isPositive(below)) return "Once the whole budget is spent:";
  const time = budget ? ` (${formatDuration(budget.mul(below), "down")} of total outage)` : "";
  return `While ${formatPercent(below)} or less of the budget remains${time}:`;
}

const DECISIONS: Readonly<Record<string, string>> = {
  rollback: "takes a release back",
  featureThrottle: "slows down or switches off features",
  techDebt: "puts reliability work before new features",
};

/** Who decides on the costly measures, and who has the last word. */
export function decisionSentences({ escalation }: Tier): string[] {
  if (!escalation) return [];
  const decided = escalation.decisions.flatMap(({ name, decider }) => {
    const what = Object.hasOwn(DECISIONS, name) ? DECISIONS[name] : undefined;
    return decider ? [`${PLAIN_VOICE.decider(decider.value)} ${what ?? `decides on ${spaced(name)}`}.`] : [];
  });
  const arbiter = escalation.arbiter?.value;
  return [
    ...decided,
    ...(arbiter ? [`${PLAIN_VOICE.decider(arbiter)} has the last word when teams disagree.`] : []),
  ];
}

/** How fast incidents are handled, and which of them are written up. */
export function incidentSentences(tier: Tier): string[] {
  return [...(incidentTimes(tier, PLAIN_VOICE) ?? []), postmortemSentence(tier, PLAIN_VOICE)].flatMap(
    (one) => one ?? [],
  );
}
