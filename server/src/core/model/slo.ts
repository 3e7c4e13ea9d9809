import type { Duration } from "../math/duration";
import type { Rational } from "../math/rational";
import type { Span } from "../text/span";
import type { AlertPolicyUse } from "./alert";
import type { Form } from "./form";
import type { ImpliedAlerts } from "./implied-alerts";
import type { Located } from "./located";
import type { Sli } from "./sli";
import type { SloFields } from "./slo-fields";
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
  /** Count and unit stand under two keys: no single text can take the duration's place. */
  readonly inParts?: true;
  /** What its tool can work with of windows of this kind. */
  readonly limits?: WindowLimits;
}

/** The lengths, in seconds, and the units that a tool can work with. */
export interface WindowLimits {
  readonly shortest?: Rational;
  readonly longest?: Rational;
  /** What follows from a shorter window, as a whole sentence, where the tool does not refuse it. */
  readonly whenShorter?: string;
  /** The words for its unit, the one of them for days, and the one that is written. */
  readonly units?: readonly string[];
  readonly dayUnit?: string;
  readonly unit?: Located<string>;
  /** Of a rolling window: how it is aligned with the calendar, where that takes other units, as an imperative clause. */
  readonly howToAlign?: string;
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
  /** The number is written as text, in quotes. */
  readonly isText?: true;
  /** What the tool does with a target beyond all events, and with one of all of them, where it refuses neither. */
  readonly consequences?: { readonly beyond: string; readonly all: string };
}

/** A number as a target's key wants it written. */
export function targetText(key: TargetKey | undefined, number: string): string {
  return key?.isText ? `"${number}"` : number;
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
  /** What stands in the target's place, where it is no number. */
  readonly unreadTarget?: Located<string>;
  readonly timeSliceTarget?: Located<Rational>;
  readonly timeSliceWindow?: Located<Duration>;
  readonly indicator?: IndicatorUse;
  readonly compositeWeight?: Located<Rational>;
  /** How the values of a threshold indicator are compared, and with what; OpenSLO v1's are in `form`. */
  readonly op?: Located<string>;
  readonly value?: Located<Rational>;
  /** A template fills the value in, or it is no number. */
  readonly valueOpen?: true;
  /** The one by which the SLO is shown, where the format lets an author choose it. */
  readonly primary?: Located<boolean>;
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
  /** Where to speak of them together; OpenSLO's are found by its `form`. */
  readonly alertsPlace?: Span;
  /** Its entry of the list of windows, in OpenSLO's words: `isRolling`, `calendar`. */
  readonly windowForm?: Form;
  /** All its queries go to one source of metrics: the name of that. */
  readonly metricSource?: Located<string>;
  /** Each objective has a budget to itself, whether it has an indicator of its own or not. */
  readonly eachAlone?: true;
  /** The tool refuses two objectives with one `value`; one that is left out counts as 0. */
  readonly valuesDiffer?: true;
  /** Where the format has a place of its own for whom to tell when the data stops: that key, and whether it is given. */
  readonly silence?: { readonly key: string; readonly told: boolean };
  /** The tier that a field of the format names, in words that need not be those of this workspace. */
  readonly tier?: Located<string>;
  /** Where the format leaves window and alerts to its tool: what the tool makes of them, and how that is changed. */
  readonly implied?: ImpliedAlerts;
  /** The name of the alerts that a tool makes, where the format wants one. */
  readonly alertName?: AlertName;
  /** OpenSLO's `spec` of the SLO. */
  readonly form?: Form;
  /** What OpenSLO's version calls its fields; v1's names if left out. */
  readonly fields?: SloFields;
}
