import { floorToBigInt, formatCount, formatDuration, formatPercent, type Rational } from "../../math";
import type { SpecObject } from "../../model/spec-object";
import { isTierTemplated, tierClaims, tierName, tierOf } from "../../resolve/tier";
import type { WorkspaceView } from "../../resolve/workspace-view";
import { type ObjectiveFacts, objectivesOf } from "../budget/objective-facts";
import type { BudgetLeft, GateAnswer, Plan } from "./gate-model";
import { areGatesReadable, gateStateAt } from "./gate-state";
import { planCost } from "./plan";

export interface GateQuestion {
  /** What is left of the budget, as a ratio from 1 downwards; negative where it is overspent. */
  readonly remaining: Rational;
  readonly plan?: Plan;
  readonly nowEpochMs: number;
}

/** What an SLO's tier says of a release at a remaining budget, now and after a planned risk. */
export function releaseGate(object: SpecObject, view: WorkspaceView, question: GateQuestion): GateAnswer {
  const { remaining, plan, nowEpochMs } = question;
  const name = object.name?.value ?? "The SLO";
  const found = tierOf(object, view);
  if (!found) return { ok: false, why: noTier(object, name, view) };
  const { tier, definition } = found;
  const named = tierName(definition);
  if (!areGatesReadable(tier))
    return {
      ok: false,
      why: `A release gate of the tier ${named} cannot be read, so what it holds back is not known. "slosmith check" says where.`,
    };
  const readings = objectivesOf(object, view, nowEpochMs);
  const facts = readings.flatMap((reading) => (reading.ok ? [reading.facts] : []));
  const budgets = facts.flatMap((one) => budgetLeft(one, remaining) ?? []);
  const answer = { ok: true, tierName: named, now: gateStateAt(tier, remaining), budgets } as const;
  if (!plan) return answer;
  const silent = readings.flatMap((reading) => (reading.ok ? [] : [`${reading.title}: ${reading.why}`]));
  const costs = facts.flatMap((one) => planCost(one, plan, remaining) ?? []);
  const [first, ...more] = costs;
  if (!first)
    return { ok: false, why: `What the plan costs ${name} is not known: ${silent[0] ?? windowFault(facts)}` };
  const least = more.reduce((worst, one) => (one.left.compare(worst.left) < 0 ? one : worst), first);
  const unread = facts.filter(({ window }) => !window).map((one) => `${one.title}: ${windowFault([one])}`);
  const after = gateStateAt(tier, least.left);
  return { ...answer, plan: { plan, costs, remarks: [...silent, ...unread], after } };
}

function windowFault([facts]: readonly ObjectiveFacts[]): string {
  return facts && !facts.windowReading.ok ? facts.windowReading.why : "It has no objective with a budget.";
}

function noTier(object: SpecObject, name: string, view: WorkspaceView): string {
  const [claim] = tierClaims(object, view);
  if (isTierTemplated(object, view))
    return `The tier of ${name} is filled in by a template, so it is not known what a release may do.`;
  if (!claim)
    return `${name} has no tier, so nothing says what a release may do. Name one by the annotation slosmith/tier.`;
  const several = view.tiersNamed(claim.name).length > 1;
  return several
    ? `${name} names the tier "${claim.name}", and several tiers have that name, so it is not known what a release may do.`
    : `${name} names the tier "${claim.name}", and no tier has that name, so it is not known what a release may do.`;
}

/** What an objective has left; undefined where it has no window. */
export function budgetLeft(facts: ObjectiveFacts, remaining: Rational): BudgetLeft | undefined {
  const { time, window, target, title, events, slices } = facts;
  if (!time || !window) return undefined;
  const leftSeconds = time.mul(remaining);
  const promise = `(${formatPercent(target)} in ${window.label})`;
  const counted =
    facts.slo.budgetingMethod?.value === "Timeslices" && slices
      ? leftOf(slices.exact, remaining, "bad slices")
      : events && leftOf(events.exact, remaining, "failures");
  const over = remaining.s < 0n;
  const timed = over
    ? `${formatDuration(leftSeconds.abs(), "up")} of total outage beyond the budget of ${formatDuration(time, "down")}`
    : `${formatDuration(leftSeconds, "down")} of ${formatDuration(time, "down")} of total outage`;
  const words = [counted, timed].filter((part) => part !== undefined).join(", or ");
  return {
    title,
    target,
    windowLabel: window.label,
    budgetSeconds: time,
    leftSeconds,
    words: `${words} ${promise}`,
  };
}

function leftOf(budget: Rational, remaining: Rational, what: string): string | undefined {
  if (remaining.s < 0n) return undefined;
  return `${formatCount(floorToBigInt(budget.mul(remaining)))} of ${formatCount(floorToBigInt(budget))} ${what}`;
}
