import { budgetSeconds, eventsIn } from "../../math/budget";
import { durationSeconds } from "../../math/duration";
import { eventsToProve } from "../../math/evidence";
import { shortDuration } from "../../math/format";
import { ONE, type Rational, ratio } from "../../math/rational";
import type { Fact } from "../../resolve/measurement";
import { type Sampled, sampledBy } from "../../resolve/sampled";
import type { JudgedWindow, TargetBasis } from "./basis";

/**
 * A budget is measured in whole things: events, samples, slices. Three rules ask whether there are enough of them,
 * and on a target only one speaks, the first of these:
 *
 * 1. budget-below-event (error): not one event may fail.
 * 2. sample-resolution (error): not one sample or slice may be bad.
 * 3. unprovable-target: so few events that even a perfect record proves nothing. It takes about three events of
 *    budget, so this is the worse part of the next.
 * 4. budget-below-event (warning): fewer than ten events may fail.
 * 5. sample-resolution (warning): fewer than ten samples or slices may be bad.
 *
 * one-failure-page is silent where the first speaks: each failure that pages breaks the promise too.
 */
export type Verdict =
  | ({ readonly rule: "budget-below-event"; readonly breaks: boolean } & EventBudget)
  | ({ readonly rule: "unprovable-target"; readonly toProve: bigint } & EventBudget)
  | ({ readonly rule: "sample-resolution"; readonly breaks: boolean } & SampleBudget);

export interface EventBudget {
  readonly window: JudgedWindow;
  /** N, in the shortest window. */
  readonly events: Rational;
  /** e0 * N. */
  readonly allowed: Rational;
  readonly stated: Fact<Rational>;
}

export interface SampleBudget {
  readonly window: JudgedWindow;
  readonly unit: "slice" | Sampled;
  /** How long one sample or slice stands for. */
  readonly unitSeconds: Rational;
  /** As it is written: "60s". */
  readonly unitWords: string;
  /** e0 * P, in the shortest window. */
  readonly seconds: Rational;
  /** e0 * P / q: bad ones allowed. */
  readonly allowed: Rational;
  readonly stated?: Fact<unknown>;
}

/** With ten things of budget one costs a tenth of it. */
export const ENOUGH = ratio(10);

/** What is to be said of a target's resolution, and by which rule; nothing where no fact tells. */
export function resolutionOf(basis: TargetBasis): Verdict | undefined {
  return basis.view.once(basis.objective, "resolution", () => judgedResolution(basis));
}

function judgedResolution(basis: TargetBasis): Verdict | undefined {
  const events = eventBudget(basis);
  const samples = sampleBudget(basis);
  const tooFew = (budget: { readonly allowed: Rational } | undefined, least: Rational) =>
    budget !== undefined && budget.allowed.compare(least) < 0;
  if (events && tooFew(events, ONE)) return { rule: "budget-below-event", breaks: true, ...events };
  if (samples && tooFew(samples, ONE)) return { rule: "sample-resolution", breaks: true, ...samples };
  const toProve = eventsToProve(basis.target);
  if (events && toProve !== undefined && events.events.compare(ratio(toProve)) < 0) {
    return { rule: "unprovable-target", toProve, ...events };
  }
  if (events && tooFew(events, ENOUGH)) return { rule: "budget-below-event", breaks: false, ...events };
  if (samples && tooFew(samples, ENOUGH)) return { rule: "sample-resolution", breaks: false, ...samples };
  return undefined;
}

/** The budget in events. Only where each event counts alike: a bad slice may be one event or thousands. */
function eventBudget(basis: TargetBasis): EventBudget | undefined {
  const { slo, facts, share, composite } = basis;
  const stated = facts.eventsPerDay;
  if (!stated || composite || slo.budgetingMethod?.value !== "Occurrences") return undefined;
  const { window } = basis;
  if (!window) return undefined;
  const events = eventsIn(stated.value, window.shortest);
  return { window, events, allowed: share.mul(events), stated };
}

/** The budget in samples or slices. */
function sampleBudget(basis: TargetBasis): SampleBudget | undefined {
  const grain = grainOf(basis);
  const window = grain && basis.window;
  if (!window) return undefined;
  // A slice that fills the window is told by time-slice-window.
  if (grain.unit === "slice" && grain.unitSeconds.compare(window.shortest) >= 0) return undefined;
  const seconds = budgetSeconds(basis.target, window.shortest);
  return { window, seconds, allowed: seconds.div(grain.unitSeconds), ...grain };
}

type Grain = Pick<SampleBudget, "unit" | "unitSeconds" | "unitWords" | "stated">;

/**
 * What an objective is measured in, the longer of its slices and its samples. A slice that is good or bad stands for
 * its whole length; the mean of slices' ratios (`RatioTimeslices`) does not.
 */
function grainOf({ object, slo, objective, facts, view, document }: TargetBasis): Grain | undefined {
  const slice = slo.budgetingMethod?.value === "Timeslices" ? objective.timeSliceWindow?.value : undefined;
  const sliceGrain: Grain | undefined = slice && {
    unit: "slice",
    unitSeconds: durationSeconds(slice),
    unitWords: shortDuration(slice),
  };
  const interval = facts.sampleInterval;
  const sampled = interval && sampledBy(object, objective, view, document);
  if (!interval || !sampled) return sliceGrain;
  const unitSeconds = durationSeconds(interval.value);
  if (sliceGrain && sliceGrain.unitSeconds.compare(unitSeconds) >= 0) return sliceGrain;
  return { unit: sampled, unitSeconds, unitWords: shortDuration(interval.value), stated: interval };
}
