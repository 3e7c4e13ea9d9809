import { budgetFractionAtFire } from "./burn";
import { type Rational, ratio, roundToBigInt } from "./rational";

/** One of the four burn rate alerts that Pyrra derives from an SLO's window. Lengths in whole minutes. */
export interface PyrraWindow {
  readonly severity: "critical" | "warning";
  /** The burn that both windows must exceed. */
  readonly factor: 14 | 7 | 2 | 1;
  readonly longMinutes: number;
  /** 0 makes the rule invalid: Prometheus refuses a range of 0m. */
  readonly shortMinutes: number;
  readonly forMinutes: number;
  /** The share of the budget that is spent after one long window at the factor. */
  readonly budgetFraction: Rational;
}

// The divisors of the window that give 1h, 6h, 1d and 4d (long) at 28 days, and their short and `for`.
const SHAPES = [
  { severity: "critical", factor: 14, long: 672, short: 8_064, hold: 20_160 },
  { severity: "critical", factor: 7, long: 112, short: 1_344, hold: 2_688 },
  { severity: "warning", factor: 2, long: 28, short: 336, hold: 672 },
  { severity: "warning", factor: 1, long: 7, short: 112, hold: 224 },
] as const;

/** Below this window (67.2 hours) Pyrra's shortest range rounds to 0m. */
export const PYRRA_SHORTEST_WINDOW_SECONDS: Rational = ratio(241_920);

/**
 * Pyrra's burn rate windows: fixed factors over lengths scaled from 28 days, each rounded to the minute
 * (halves up). Source: Pyrra, slo/rules.go, `Windows`.
 *
 * @param windowSeconds the SLO's window in seconds, above 0
 */
export function pyrraWindows(windowSeconds: Rational): readonly PyrraWindow[] {
  const minutes = (divisor: number): number => Number(roundToBigInt(windowSeconds.div(divisor * 60, 1)));
  return SHAPES.map(({ severity, factor, long, short, hold }) => ({
    severity,
    factor,
    longMinutes: minutes(long),
    shortMinutes: minutes(short),
    forMinutes: minutes(hold),
    budgetFraction: budgetFractionAtFire(ratio(factor), ratio(minutes(long) * 60), windowSeconds) ?? ratio(0),
  }));
}

/** Whether Pyrra writes an invalid rule for this window, because a short window rounds to 0m. */
export function pyrraWindowTooShort(windowSeconds: Rational): boolean {
  return windowSeconds.compare(PYRRA_SHORTEST_WINDOW_SECONDS) < 0;
}
