import {
  alertBehaviour,
  type BurnOperator,
  budgetFractionAtFire,
  burnOfOneFailure,
  canFire,
  consumed,
  type Duration,
  durationSeconds,
  exhaustionSeconds,
  failuresToFire,
  isPositive,
  maxBurn,
  ONE,
  type Rational,
  ratio,
  thresholdErrorRatio,
  ZERO,
} from "../../math";
import { budgetSeconds, eventsIn } from "../../math/budget";
import type { AlertCondition } from "../../model/alert";
import { alertsOfSlo } from "../../resolve/alerts";
import type { WorkspaceView } from "../../resolve/workspace-view";
import type { ObjectiveFacts } from "./objective-facts";

/** What one burn alert means for one objective. */
export interface AlertFacts {
  readonly condition: AlertCondition;
  readonly lookback: Duration;
  readonly objective: ObjectiveFacts;
  readonly burn: Rational;
  readonly op: BurnOperator;
  readonly longSeconds: Rational;
  /** b * e0: the share that must fail. */
  readonly needs: Rational;
  /** Whether any outage can fire it. */
  readonly possible: boolean;
  /** 1 / e0, the fastest burn there is. */
  readonly fastest?: Rational;
  /** From the start of a total outage until it fires. */
  readonly detectTotal?: Rational;
  /** The same when 5 % fail; absent where that never fires it. */
  readonly detectFive?: Rational;
  /** From recovery of a total outage until it ends. */
  readonly reset?: Rational;
  /** The share of the budget that is spent when it fires. */
  readonly spent?: Rational;
  /** Seconds of total outage: the budget of the look back itself, where the tool counts one. */
  readonly ownBudget?: Rational;
  /** How long a whole budget lasts at this burn. */
  readonly lasts?: Rational;
  /** Where traffic is stated: failures in the look back that fire it, of how many events. */
  readonly failures?: { readonly needed: bigint; readonly of: Rational; readonly burnOfOne: Rational };
  /** Time slices: bad ones in the look back that fire it. */
  readonly badSlices?: { readonly needed: bigint; readonly of: Rational };
}

const FIVE_PERCENT = ratio(5, 100);

/**
 * An alert's figures on an objective.
 *
 * @returns undefined where threshold or look back cannot be read, and for conditions that fire while all is well
 */
export function alertFacts(condition: AlertCondition, objective: ObjectiveFacts): AlertFacts | undefined {
  const burn = condition.threshold?.value;
  const lookback = condition.lookback?.value;
  const op = readOperator(condition);
  if (!burn || !isPositive(burn) || !lookback || !op) return undefined;
  const { target, window } = objective;
  const longSeconds = durationSeconds(lookback);
  const after = condition.alertAfter ? durationSeconds(condition.alertAfter.value) : ZERO;
  const shortSeconds = condition.shortLookback && durationSeconds(condition.shortLookback.value);
  // What is needed, and how soon it comes, is told by the burn rate that is really reached.
  const reached = condition.firesFrom ?? burn;
  const scenario = { target, burn: reached, longSeconds, op, alertAfterSeconds: after, shortSeconds };
  const least =
    condition.alsoNeeds && condition.alsoNeeds.compare(reached) > 0 ? condition.alsoNeeds : reached;
  const total = alertBehaviour({ ...scenario, errorRate: ONE });
  const five = alertBehaviour({ ...scenario, errorRate: FIVE_PERCENT });
  const slices = sliceFacts(objective, reached, longSeconds, op);
  const detectTotal = slices ? slices.detect?.add(after) : total.detectSeconds;
  const share = window && spentAtFire(objective, window.seconds, reached, longSeconds, after, detectTotal);
  // Where a policy's longest window is short, more than its whole budget says nothing.
  const spent = condition.ownBudget && share && share.compare(ONE) >= 0 ? undefined : share;
  const lasts = window && exhaustionSeconds(burn, window.seconds);
  const failures = failureFacts(objective, reached, longSeconds, op);
  const fastest = maxBurn(target);
  return {
    condition,
    lookback,
    objective,
    burn,
    op,
    longSeconds,
    needs: thresholdErrorRatio(least, target),
    possible: canFire(target, least, op),
    ...(fastest && { fastest }),
    ...(detectTotal && { detectTotal }),
    // How many slices 5 % errors make bad depends on how they are spread.
    ...(five.detectSeconds &&
      !slices &&
      FIVE_PERCENT.compare(thresholdErrorRatio(least, target)) >= 0 && { detectFive: five.detectSeconds }),
    ...(total.resetSeconds && { reset: total.resetSeconds }),
    ...(spent && { spent }),
    ...(condition.ownBudget ? { ownBudget: budgetSeconds(target, longSeconds) } : {}),
    ...(lasts && { lasts }),
    ...(failures && { failures }),
    ...(slices && { badSlices: { needed: slices.needed, of: slices.of } }),
  };
}

/** The burn alerts of an objective that have figures, and in a sentence what is to be said of the others. */
export function alertsOf(
  facts: ObjectiveFacts,
  view: WorkspaceView,
): { readonly alerts: readonly AlertFacts[]; readonly remark?: string } {
  const found = alertsOfSlo(facts.slo, view);
  const conditions = found.alerts.map(({ condition }) => condition);
  const alerts = conditions.flatMap((condition) => alertFacts(condition, facts) ?? []);
  const reversed = conditions.filter(isReversed);
  const [first] = reversed;
  if (first)
    return {
      alerts,
      remark: `An alert with \`${first.op?.value}\` holds while the budget burns slowly, that is while all is well.`,
    };
  const { missing } = found;
  // The promise says why there is no window, and there are no alerts for the same reason.
  if (missing !== undefined && alerts.length === 0) return { alerts };
  if (!found.complete || alerts.length < conditions.length)
    return { alerts, remark: "Some of its alerts are not defined in this workspace or cannot be read." };
  if (alerts.length === 0 && !facts.object.partial)
    return { alerts, remark: "No burn alert watches this objective." };
  return { alerts };
}

/** Whether a condition compares the wrong way round: it holds on slow burning. */
export function isReversed({ op }: AlertCondition): boolean {
  return op?.value === "lt" || op?.value === "lte";
}

/** `gt` where the condition does not say; undefined for a condition that fires on slow burning. */
function readOperator(condition: AlertCondition): BurnOperator | undefined {
  const written = condition.op?.value ?? "gt";
  return written === "gt" || written === "gte" ? written : undefined;
}

/** Without a delay it is b*L/P whatever fails; with one it depends on the outage, and a total one is meant. */
function spentAtFire(
  objective: ObjectiveFacts,
  windowSeconds: Rational,
  burn: Rational,
  longSeconds: Rational,
  after: Rational,
  detectTotal: Rational | undefined,
): Rational | undefined {
  if (!isPositive(after)) return budgetFractionAtFire(burn, longSeconds, windowSeconds);
  return detectTotal && consumed(objective.target, ONE, detectTotal, windowSeconds);
}

function failureFacts(
  objective: ObjectiveFacts,
  burn: Rational,
  longSeconds: Rational,
  op: BurnOperator,
): AlertFacts["failures"] {
  if (!objective.eventsPerDay) return undefined;
  const of = eventsIn(objective.eventsPerDay, longSeconds);
  const burnOfOne = burnOfOneFailure(objective.target, of);
  return burnOfOne && { needed: failuresToFire(burn, objective.target, of, op), of, burnOfOne };
}

function sliceFacts(objective: ObjectiveFacts, burn: Rational, longSeconds: Rational, op: BurnOperator) {
  const { sliceSeconds } = objective;
  if (!sliceSeconds || objective.slo.budgetingMethod?.value !== "Timeslices") return undefined;
  const of = longSeconds.div(sliceSeconds);
  const needed = failuresToFire(burn, objective.target, of, op);
  const fires = of.compare(ratio(needed)) >= 0;
  return { needed, of, detect: fires ? sliceSeconds.mul(ratio(needed)) : undefined };
}
