import type { Duration } from "../math/duration";
import type { Rational } from "../math/rational";
import type { Span } from "../text/span";
import type { AlertPolicyUse } from "./alert";
import type { Form } from "./form";
import type { Located } from "./located";
import type { Sli } from "./sli";

/** How bad time is counted: by events, by bad slices, or by the mean ratio of all slices. */
export type BudgetingMethod = "Occurrences" | "Timeslices" | "RatioTimeslices";

/** The period over which an SLO's budget is counted. */
export interface SloWindow {
  readonly kind: "rolling" | "calendar";
  readonly duration: Located<Duration>;
  readonly span: Span;
  /** Calendar windows: the first window's start, `YYYY-MM-DD HH:MM:SS`, in `timeZone`. */
  readonly startTime?: Located<string>;
  readonly timeZone?: Located<string>;
}

/** What is measured: written in place, or named. */
export type IndicatorUse =
  | { readonly kind: "inline"; readonly sli: Sli; readonly span: Span }
  | { readonly kind: "ref"; readonly name: Located<string> };

/** One promise of an SLO. */
export interface Objective {
  readonly index: number;
  /** The objective's first line: where to speak of it as a whole. */
  readonly span: Span;
  readonly displayName?: Located<string>;
  /** The share of good events or slices, as a ratio: `99.9` in `targetPercent` is 999/1000 here. Not checked for range. */
  readonly target?: Located<Rational>;
  readonly targetField?: "target" | "targetPercent";
  readonly timeSliceTarget?: Located<Rational>;
  readonly timeSliceWindow?: Located<Duration>;
  readonly indicator?: IndicatorUse;
  readonly compositeWeight?: Located<Rational>;
  /** The item of OpenSLO's `objectives`. */
  readonly form?: Form;
}

/** A service level objective, whatever format it was written in. */
export interface Slo {
  readonly type: "slo";
  readonly service?: Located<string>;
  readonly budgetingMethod?: Located<BudgetingMethod>;
  readonly window?: SloWindow;
  readonly indicator?: IndicatorUse;
  readonly objectives: readonly Objective[];
  readonly alertPolicies: readonly AlertPolicyUse[];
  /** OpenSLO's `spec` of the SLO. */
  readonly form?: Form;
}
