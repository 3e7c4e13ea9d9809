import type { Duration } from "../math/duration";
import type { Rational } from "../math/rational";
import type { Span } from "../text/span";
import type { AlertPolicyUse } from "./alert";
import type { Form } from "./form";
import type { ImpliedAlerts } from "./implied-alerts";
import type { Located } from "./located";
import type { Sli } from "./sli";
import type { Tag } from "./tag";

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
  /** The file does not state the window: its tool takes this one, and the spans only say where to speak of it. */
  readonly implied?: true;
}

/** The key that a target stands under, and what it may hold. */
export interface TargetKey {
  readonly name: string;
  readonly unit: "ratio" | "percent";
  /** The key that takes the other unit, where the format has one. */
  readonly otherUnit?: string;
  /** Whether the format's tools accept a target of nothing, and one of everything. */
  readonly takesNone: boolean;
  readonly takesAll: boolean;
}

/** What is measured: written in place, or named. */
export type IndicatorUse =
  | {
      readonly kind: "inline";
      readonly sli: Sli;
      readonly span: Span;
      /** The indicator's own name and annotations, where the format has them. */
      readonly name?: Located<string>;
      readonly annotations?: readonly Tag[];
    }
  | { readonly kind: "ref"; readonly name: Located<string> };

/** One promise of an SLO. */
export interface Objective {
  readonly index: number;
  /** The objective's first line: where to speak of it as a whole. */
  readonly span: Span;
  readonly displayName?: Located<string>;
  /** The share of good events or slices, as a ratio: `99.9` in `targetPercent` is 999/1000 here. Not checked for range. */
  readonly target?: Located<Rational>;
  readonly targetKey?: TargetKey;
  readonly timeSliceTarget?: Located<Rational>;
  readonly timeSliceWindow?: Located<Duration>;
  readonly indicator?: IndicatorUse;
  readonly compositeWeight?: Located<Rational>;
  /** The item of OpenSLO's `objectives`. */
  readonly form?: Form;
}

/** The name that an SLO's generated alerts carry. */
export interface AlertName {
  /** The key as people write it: `alerting.name`. */
  readonly key: string;
  /** Where to speak of it when it is absent. */
  readonly place: Span;
  readonly name?: Located<string>;
  /** At least one alert is generated, so the name is needed. */
  readonly needed: boolean;
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
  /** Where the format leaves window and alerts to its tool: what the tool makes of them, and how that is changed. */
  readonly implied?: ImpliedAlerts;
  /** The name of the alerts that a tool makes, where the format wants one. */
  readonly alertName?: AlertName;
  /** OpenSLO's `spec` of the SLO. */
  readonly form?: Form;
}
