import { type Duration, durationSeconds } from "../math/duration";
import { type SlothWindowSpec, slothWindows } from "../math/sloth-windows";
import { wholeDuration } from "../math/whole-duration";
import type { AlertWindows } from "./alert-windows";
import type { WindowSet } from "./implied-alerts";

/**
 * The burn alerts that follow from windows at a period: share of the budget x period / long window.
 *
 * @returns undefined where a window is no whole number of minutes
 */
export function windowSet(period: Duration, windows: readonly SlothWindowSpec[]): WindowSet | undefined {
  const made = slothWindows(durationSeconds(period), windows);
  const pairs = made.flatMap(({ name, factor, longSeconds, shortSeconds }) => {
    const long = wholeDuration(longSeconds);
    const short = wholeDuration(shortSeconds);
    const [severity = "", speed = ""] = name.split("-");
    return long && short ? [{ severity, name: speed, burn: factor, long, short }] : [];
  });
  return pairs.length === windows.length ? { period, pairs } : undefined;
}

/** The same from an AlertWindows; undefined where it is not complete. */
export function windowSetOf({ period, windows }: AlertWindows): WindowSet | undefined {
  const specs = windows.flatMap(({ name, budgetFraction, longWindow, shortWindow }) =>
    budgetFraction && longWindow && shortWindow
      ? [
          {
            name,
            budgetFraction: budgetFraction.value,
            longSeconds: durationSeconds(longWindow.value),
            shortSeconds: durationSeconds(shortWindow.value),
          },
        ]
      : [],
  );
  return period && specs.length === 4 ? windowSet(period.value, specs) : undefined;
}
