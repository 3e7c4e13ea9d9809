import { burnThreshold } from "./burn";
import { type Rational, ratio } from "./rational";

/** Which of Sloth's four alert windows: a page or a ticket fires on quick or slow. */
export type SlothWindowName = "page-quick" | "page-slow" | "ticket-quick" | "ticket-slow";

/** One window of Sloth's `AlertWindows`. */
export interface SlothWindowSpec {
  readonly name: SlothWindowName;
  /** Share of the budget, as a ratio: errorBudgetPercent / 100. */
  readonly budgetFraction: Rational;
  readonly longSeconds: Rational;
  readonly shortSeconds: Rational;
}

/** A window with the burn factor that Sloth computes from it. */
export interface SlothWindow extends SlothWindowSpec {
  /** b = f * P / L. */
  readonly factor: Rational;
}

/**
 * The windows that Sloth has built in for 28 and 30 days; it needs an AlertWindows file for any other.
 * Source: Sloth, google-28d.yaml and google-30d.yaml, after the SRE Workbook, chapter 5.
 */
export const SLOTH_BUILT_IN_WINDOWS: readonly SlothWindowSpec[] = [
  { name: "page-quick", budgetFraction: ratio(2, 100), longSeconds: ratio(3_600), shortSeconds: ratio(300) },
  {
    name: "page-slow",
    budgetFraction: ratio(5, 100),
    longSeconds: ratio(21_600),
    shortSeconds: ratio(1_800),
  },
  {
    name: "ticket-quick",
    budgetFraction: ratio(10, 100),
    longSeconds: ratio(86_400),
    shortSeconds: ratio(7_200),
  },
  {
    name: "ticket-slow",
    budgetFraction: ratio(10, 100),
    longSeconds: ratio(259_200),
    shortSeconds: ratio(21_600),
  },
];

/** Whether Sloth has windows of its own for this period (28d or 30d). */
export function slothHasBuiltInWindows(periodSeconds: Rational): boolean {
  return [28, 30].some((days) => periodSeconds.equals(ratio(days * 86_400)));
}

/**
 * Sloth's windows with their burn factors: 14.4, 6, 3, 1 for 30 days; 13.44, 5.6, 2.8, 14/15 for 28.
 *
 * @param periodSeconds P, the SLO period in seconds
 * @param windows the AlertWindows in force; the built-in ones if left out
 * @returns the windows in the order given; those whose long window has no length are left out
 */
export function slothWindows(
  periodSeconds: Rational,
  windows: readonly SlothWindowSpec[] = SLOTH_BUILT_IN_WINDOWS,
): readonly SlothWindow[] {
  return windows.flatMap((window) => {
    const factor = burnThreshold(window.budgetFraction, window.longSeconds, periodSeconds);
    return factor === undefined ? [] : [{ ...window, factor }];
  });
}
