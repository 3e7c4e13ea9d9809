import {
  durationSeconds,
  maxOf,
  minOf,
  ONE,
  outageCourse,
  type Rational,
  ratio,
  type SimulatedAlert,
  type Simulation,
  type SimulationInput,
  simulate,
  ZERO,
} from "../../math";
import type { AlertFacts } from "../budget/alert-facts";
import type { ObjectiveFacts } from "../budget/objective-facts";
import type { OutageFigures } from "./question";

/** How often rules are taken to be evaluated. */
export const EVALUATION_SECONDS: Rational = ratio(30);
const POINTS = 120;
/** So many times an outage's length are shown at most, for the sake of alerts that have yet to reset. */
const LOOK_AFTER = 8;
const TWELFTH = ratio(1, 12);

/** An outage on one objective. The clock's 0 is the outage's beginning. */
export interface SimulatedOutage {
  /** Until everything has reset. */
  readonly whole: Simulation;
  /** The part that is worth a look. */
  readonly shown: Simulation;
  /** The share that is spent when it begins, by the errors before. */
  readonly leftAtStart: Rational;
}

/** Simulates an outage on an objective; undefined where the objective has no window or no budget. */
export function simulateOutage(
  facts: ObjectiveFacts,
  alerts: readonly AlertFacts[],
  outage: OutageFigures,
  nowEpochMs: number,
): SimulatedOutage | undefined {
  const { window, target } = facts;
  if (!window) return undefined;
  const effective = asCounted(facts, outage);
  const after = alerts.reduce((most, { longSeconds, condition }) => {
    const hold = condition.alertAfter ? durationSeconds(condition.alertAfter.value) : ZERO;
    return maxOf(most, longSeconds.add(hold));
  }, ZERO);
  const untilSeconds = outage.seconds.add(after).add(EVALUATION_SECONDS.mul(2, 1));
  const { calendar } = window;
  const beginsAt = calendar && ratio(calendar.startMs - Math.trunc(nowEpochMs), 1_000).sub(outage.startsIn);
  const input: SimulationInput = {
    target,
    window: { seconds: window.seconds, ...(beginsAt ? { beginsAt } : {}) },
    course: outageCourse({
      startSeconds: ZERO,
      lengthSeconds: outage.seconds,
      errorShare: effective.errors,
      traffic: effective.traffic,
      background: effective.background,
    }),
    alerts: alerts.map((alert) => simulatedAlert(alert, effective, facts)),
    evaluationSeconds: EVALUATION_SECONDS,
    fromSeconds: EVALUATION_SECONDS.neg(),
    untilSeconds,
    points: 2,
  };
  const whole = simulate(input);
  if (!whole) return undefined;
  const last = lastMoment(whole, outage.seconds);
  const lead = last.mul(TWELFTH);
  const shown = simulate({
    ...input,
    alerts: [],
    fromSeconds: lead.neg(),
    untilSeconds: last.add(lead),
    points: POINTS,
  });
  const leftAtStart = shown?.points.findLast(({ seconds }) => seconds.compare(0) <= 0)?.budgetLeft ?? ONE;
  return shown && { whole, shown, leftAtStart };
}

/**
 * Until when a look is worth while: all that fires, and what resets within a few times the outage's length. An alert
 * over days would squeeze a short outage into a line.
 */
function lastMoment(simulation: Simulation, outageSeconds: Rational): Rational {
  const firings = simulation.firings.flat();
  const resets = firings.map(({ firesSeconds, resetSeconds }) => resetSeconds ?? firesSeconds);
  const near = minOf(resets.reduce(maxOf, ZERO), outageSeconds.mul(LOOK_AFTER, 1));
  const fires = firings.map(({ firesSeconds }) => firesSeconds.mul(5, 4)).reduce(maxOf, near);
  return [outageSeconds.mul(5, 4), EVALUATION_SECONDS].reduce(maxOf, fires);
}

/**
 * The outage as the objective's method counts it. Slices count alike however much traffic they hold; one is bad as
 * a whole where more of it fails than its own target lets.
 */
function asCounted(facts: ObjectiveFacts, outage: OutageFigures): OutageFigures {
  const method = facts.slo.budgetingMethod?.value;
  if (method !== "Timeslices" && method !== "RatioTimeslices") return outage;
  const even = { ...outage, traffic: ONE };
  if (method === "RatioTimeslices") return even;
  const allowed = ONE.sub(facts.objective.timeSliceTarget?.value ?? ONE);
  const asSlice = (share: Rational) => (share.compare(allowed) > 0 ? ONE : ZERO);
  return { ...even, errors: asSlice(outage.errors), background: asSlice(outage.background) };
}

function simulatedAlert(
  { condition, burn, longSeconds, op }: AlertFacts,
  { errors }: OutageFigures,
  { share }: ObjectiveFacts,
): SimulatedAlert {
  const { alsoNeeds } = condition;
  const shortSeconds = condition.shortLookback && durationSeconds(condition.shortLookback.value);
  const isReached = !alsoNeeds || errors.compare(alsoNeeds.mul(share)) >= 0;
  return {
    pairs: isReached ? [{ burn: condition.firesFrom ?? burn, longSeconds, shortSeconds, op }] : [],
    ...(condition.alertAfter ? { alertAfterSeconds: durationSeconds(condition.alertAfter.value) } : {}),
  };
}
