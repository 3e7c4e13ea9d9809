import { type Duration, durationSeconds } from "../math/duration";
import { type Rational, ratio } from "../math/rational";
import type { Span } from "../text/span";
import type { WindowPair, WindowSet } from "./implied-alerts";
import type { Located } from "./located";

/** One step of an error budget policy: a window with a budget of its own, and the burn rate that is too fast in it. */
export interface BurnStep {
  readonly index: number;
  /** The step's first key. */
  readonly span: Span;
  readonly name?: Located<string>;
  /** The window in whole minutes; absent where it is finer or cannot be read. */
  readonly window?: Located<Duration>;
  /** The burn rate above which the step alerts. */
  readonly threshold?: Located<Rational>;
  /** Whether the step is to wake somebody, as its author says. */
  readonly alert?: Located<boolean>;
}

/** The steps by which the budgets of all SLOs that name the policy are watched. */
export interface ErrorBudgetPolicy {
  readonly type: "errorBudgetPolicy";
  /** In the order of the text. */
  readonly steps: readonly BurnStep[];
}

/** A step all of whose figures are known. */
export type SoundStep = BurnStep & Required<Pick<BurnStep, "window" | "threshold">>;

/** The steps with a window and a threshold above 0. */
export function soundSteps({ steps }: ErrorBudgetPolicy): readonly SoundStep[] {
  return steps.flatMap((step) => {
    const { window, threshold } = step;
    return window && threshold && threshold.value.compare(0) > 0 ? [{ ...step, window, threshold }] : [];
  });
}

const TENTH = ratio(1, 10);
const HALF_TENTH = ratio(1, 20);

/**
 * The burn rate that passes a threshold, where burn rates are rounded to one decimal before they are compared by
 * `>`: half a tenth below the next tenth above the threshold. 9 is passed from 9.05 on (it rounds to 9.1), 13.44
 * from 13.45 on. Source: slo-generator, report.py (SLOReport.build).
 */
export function roundedThreshold(threshold: Rational): Rational {
  return threshold.div(TENTH).floor().add(1).mul(TENTH).sub(HALF_TENTH);
}

/** The longest window of a policy: that over which an SLO's budget is counted as a whole. */
export function longestStep(steps: readonly SoundStep[]): SoundStep | undefined {
  return steps.reduce<SoundStep | undefined>(
    (longest, step) =>
      longest && durationSeconds(longest.window.value).compare(durationSeconds(step.window.value)) >= 0
        ? longest
        : step,
    undefined,
  );
}

/** Windows and burn rates of a policy as those of an SLO that names it; undefined where a step cannot be read. */
export function windowSetOfSteps(policy: ErrorBudgetPolicy): WindowSet | undefined {
  const steps = soundSteps(policy);
  const longest = longestStep(steps);
  if (!longest || steps.length < policy.steps.length) return undefined;
  return { period: longest.window.value, pairs: steps.map(pairOf) };
}

function pairOf({ name, alert, window, threshold, index }: SoundStep): WindowPair {
  return {
    severity: alert?.value === false ? REPORT : PAGE,
    name: name?.value ?? `step ${index + 1}`,
    burn: threshold.value,
    long: window.value,
    firesFrom: roundedThreshold(threshold.value),
    ownBudget: true,
  };
}

/** What steps are called among alerts: `alert: true` is to page somebody, the others only report. */
export const PAGE = "page";
export const REPORT = "report";
