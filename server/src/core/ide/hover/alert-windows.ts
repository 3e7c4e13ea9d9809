import {
  burnThreshold,
  durationSeconds,
  formatDuration,
  formatFactor,
  formatPercent,
  shortDuration,
} from "../../math";
import type { AlertWindow, AlertWindows } from "../../model/alert-windows";
import { type Lookup, sameSpan } from "../lookup";
import { lines } from "../markdown";

/** A number of an AlertWindows: the burn rate that follows from its pair, and how long a budget lasts at it. */
export function alertWindowsHover(lookup: Lookup, body: AlertWindows): string | undefined {
  const { node } = lookup;
  const { period, windows } = body;
  if (sameSpan(period?.span, node.span)) return lines(windows.flatMap((window) => told(window, body) ?? []));
  const window = windows.find((one) =>
    [one.budgetFraction, one.longWindow, one.shortWindow].some((value) => sameSpan(value?.span, node.span)),
  );
  return window && told(window, body);
}

/** "page-quick: 2 % of the budget in 1h is a burn rate of 14.4x. …" */
function told({ name, budgetFraction, longWindow, shortWindow }: AlertWindow, { period }: AlertWindows) {
  if (!budgetFraction || !longWindow || !period) return undefined;
  const periodSeconds = durationSeconds(period.value);
  const burn = burnThreshold(budgetFraction.value, durationSeconds(longWindow.value), periodSeconds);
  if (!burn || burn.compare(0) <= 0) return undefined;
  const both = shortWindow
    ? ` over ${shortDuration(longWindow.value)} and ${shortDuration(shortWindow.value)}`
    : "";
  return `${name.replace("-", ", ")}: ${formatPercent(budgetFraction.value)} of a ${shortDuration(period.value)} budget in ${shortDuration(longWindow.value)} is a burn rate of ${formatFactor(burn)}. It fires above that${both}; the budget lasts ${formatDuration(periodSeconds.div(burn), "down")} at it.`;
}
