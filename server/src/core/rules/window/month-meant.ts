import type { Duration } from "../../math/duration";

/**
 * What an SLO's window of some minutes most likely means: `1m` is one minute, and nobody promises anything over
 * that; `1M` is a month. Undefined where the window can be meant as written.
 */
export function monthMeant(window: Duration): string | undefined {
  return window.unit === "m" && window.count <= 12 ? `${window.count}M` : undefined;
}
