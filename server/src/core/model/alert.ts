import type { Duration } from "../math/duration";
import type { Rational } from "../math/rational";
import type { Span } from "../text/span";
import type { YamlMap } from "../yaml/node";
import type { Form } from "./form";
import type { Located } from "./located";

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
}

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
  /** Empty where none could be read. */
  readonly conditions: readonly AlertConditionUse[];
  readonly alertWhenNoData?: boolean;
  /** A label that was meant for a switch: `disable: true` among the alert's labels. */
  readonly mislaidSwitch?: MislaidSwitch;
  /** OpenSLO's `spec` of the policy. */
  readonly form?: Form;
}

export type AlertPolicyUse =
  | { readonly kind: "inline"; readonly policy: AlertPolicy }
  | { readonly kind: "ref"; readonly name: Located<string> };
