import type { Duration } from "../math/duration";
import type { Rational } from "../math/rational";
import type { SlothWindowName } from "../math/sloth-windows";
import type { Span } from "../text/span";
import type { Located } from "./located";

/** One pair of windows, and the share of the budget that is spent when it fires. */
export interface AlertWindow {
  readonly name: SlothWindowName;
  readonly span: Span;
  /** As a ratio: 2 in `errorBudgetPercent` is 1/50. */
  readonly budgetFraction?: Located<Rational>;
  readonly longWindow?: Located<Duration>;
  readonly shortWindow?: Located<Duration>;
}

/** The windows from which a tool makes the burn alerts of all SLOs with one period. */
export interface AlertWindows {
  readonly type: "alertWindows";
  readonly period?: Located<Duration>;
  /** Those that are written, quick before slow, page before ticket. */
  readonly windows: readonly AlertWindow[];
}
