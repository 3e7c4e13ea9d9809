import type { Duration } from "../math/duration";
import type { Rational } from "../math/rational";
import type { Span } from "../text/span";
import type { YamlMap } from "../yaml/node";
import type { Form } from "./form";
import type { Located } from "./located";
import type { Tag } from "./tag";

/** A burn-rate condition: it holds while the burn rate over the lookback window compares to the threshold. */
export interface AlertCondition {
  readonly type: "alertCondition";
  /** The condition's own name, or its first line. */
  readonly span: Span;
  readonly name?: string;
  readonly severity?: Located<string>;
  readonly conditionKind?: Located<string>;
  readonly op?: Located<string>;
  readonly threshold?: Located<Rational>;
  readonly lookback?: Located<Duration>;
  /** The second, shorter window that must burn too; OpenSLO v1 cannot say it. */
  readonly shortLookback?: Located<Duration>;
  /** How long the condition must hold before the alert fires. */
  readonly alertAfter?: Located<Duration>;
  /** No key of the file states it: the tool makes it, and the spans only say where to speak of it. */
  readonly implied?: true;
  /** The burn rate that is really needed, where the tool rounds what it measures before it compares. */
  readonly firesFrom?: Rational;
  /** The tool counts a budget of its own over the lookback, beside that of the SLO's window. */
  readonly ownBudget?: true;
  /** A burn rate above the threshold that has to be reached too, over whatever time. */
  readonly alsoNeeds?: Rational;
  /** No burn rate is stated, but what comes to one with an SLO's window. */
  readonly pace?: BudgetPace;
  /** The only comparison that the tool takes of such a condition. */
  readonly onlyOp?: string;
  /** What it is compared with as written, and what the tool wants to be there. */
  readonly statedValue?: {
    readonly text: Located<string>;
    readonly wants: "number" | "time";
    readonly fits: boolean;
  };
}

/** How fast a budget goes: how long a whole one lasts, in seconds, or which share of it goes in the lookback. */
export type BudgetPace =
  | { readonly kind: "lasts"; readonly seconds: Rational; readonly span: Span }
  | { readonly kind: "drop"; readonly share: Rational; readonly span: Span };

export type AlertConditionUse =
  | { readonly kind: "inline"; readonly condition: AlertCondition }
  | { readonly kind: "ref"; readonly name: Located<string> };

/** A key that does something beside a map of labels, and is a mere word inside of it. */
export interface MislaidSwitch {
  /** Its name. */
  readonly key: string;
  /** The labels that it stands among. */
  readonly labels: YamlMap;
  readonly labelsSpan: Span;
  /** The map that the labels and the switch belong to. */
  readonly holder: YamlMap;
}

/** When to alert, and whom. */
export interface AlertPolicy {
  readonly type: "alertPolicy";
  readonly span: Span;
  readonly name?: string;
  /** What the alert carries, where the format writes that beside it. */
  readonly labels?: readonly Tag[];
  readonly annotations?: readonly Tag[];
  /** Empty where none could be read. */
  readonly conditions: readonly AlertConditionUse[];
  readonly alertWhenNoData?: boolean;
  /** It fires only while all of its conditions hold. */
  readonly joint?: true;
  /** A label that was meant for a switch: `disable: true` among the alert's labels. */
  readonly mislaidSwitch?: MislaidSwitch;
  /** OpenSLO's `spec` of the policy. */
  readonly form?: Form;
}

export type AlertPolicyUse =
  | { readonly kind: "inline"; readonly policy: AlertPolicy }
  /** `scope`: where names are unique by scope, the one in which it is looked for. */
  | { readonly kind: "ref"; readonly name: Located<string>; readonly scope?: string };

/** The burn rate that a condition needs to fire, whatever else it needs; undefined where it is not known. */
export function burnNeeded({ threshold, alsoNeeds }: AlertCondition): Rational | undefined {
  if (!threshold || !alsoNeeds) return threshold?.value;
  return alsoNeeds.compare(threshold.value) > 0 ? alsoNeeds : threshold.value;
}
