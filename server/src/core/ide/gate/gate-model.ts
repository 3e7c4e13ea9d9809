import type { Rational } from "../../math";
import type { ReleaseGate } from "../../model/tier";

/** What a tier says of releases, from the mildest to the strictest. */
export type GateVerdict = "allowed" | "progressive" | "approval" | "blocked";

/** A release gate of the tier, with what it asks in words. */
export interface GateWords {
  readonly gate: ReleaseGate;
  readonly verdict: Exclude<GateVerdict, "allowed">;
  /** As a ratio: it holds when at most this much of the budget remains. */
  readonly below: Rational;
  /** "Each release needs a yes from service-owner." Plain text. */
  readonly asks: string;
}

/** Where releases stand at one remaining share of the budget. */
export interface GateState {
  /** As a ratio; negative where the budget is overspent. */
  readonly remaining: Rational;
  readonly verdict: GateVerdict;
  /** The gates that hold: the one that decides first, then the others from the strictest to the mildest. */
  readonly holding: readonly GateWords[];
  /** The gate that begins next as the budget shrinks. */
  readonly next?: GateWords;
}

/** What one objective has left, in words and in seconds of total outage. */
export interface BudgetLeft {
  readonly title: string;
  /** As a ratio. */
  readonly target: Rational;
  readonly windowLabel: string;
  /** The whole budget. */
  readonly budgetSeconds: Rational;
  /** Negative where it is overspent. */
  readonly leftSeconds: Rational;
  /** "4m 1.92s of 20m 9.6s of total outage (99.95 % in 28d)". */
  readonly words: string;
}

/** An outage, or a risk of one, that somebody means to take. */
export interface Plan {
  readonly seconds: Rational;
  /** The share of events that fails meanwhile, as a ratio. */
  readonly errors: Rational;
}

/** What a plan costs one objective. */
export interface PlanCost {
  readonly title: string;
  /** The share of the budget, as a ratio; may exceed 1. */
  readonly cost: Rational;
  /** What is left after it, as a ratio; may be negative. */
  readonly left: Rational;
  readonly words: string;
}

export interface PlanAnswer {
  readonly plan: Plan;
  /** The objectives that have a budget, in file order. */
  readonly costs: readonly PlanCost[];
  /** What was left out, as whole sentences. */
  readonly remarks: readonly string[];
  /** The gate after it, by the objective that it costs most. */
  readonly after: GateState;
}

/** What the tier says, or in a whole sentence why there is no answer. */
export type GateAnswer =
  | {
      readonly ok: true;
      readonly tierName: string;
      readonly now: GateState;
      readonly budgets: readonly BudgetLeft[];
      readonly plan?: PlanAnswer;
    }
  | { readonly ok: false; readonly why: string };
