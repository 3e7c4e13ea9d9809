import type { Slo } from "./slo";

/**
 * What a version of OpenSLO calls those fields of its SLOs that rules compare with one another, and what its checker
 * makes of them. Rules ask it only of SLOs that have a form.
 */
export interface SloFields {
  /** Under `spec`: the keys that hold an indicator, written in place first, by name last. */
  readonly indicators: readonly string[];
  /** The same in an objective. */
  readonly ownIndicators: readonly string[];
  /** The keys of an objective that hold its target, of which one is wanted. */
  readonly targets: readonly string[];
  /** The keys of an objective that say what a slice is. */
  readonly slices: readonly ("timeSliceTarget" | "timeSliceWindow")[];
  /** Whether the checker looks at an objective's own indicator when it compares `op` and `value` with it. */
  readonly comparesOwnIndicators: boolean;
  /** The checker wants `value` of a ratio too, and refuses only `op`. */
  readonly ratioHasValue: boolean;
  /**
   * The tool that reads the format without what only the checker asks for (`isRolling`, `value` of a ratio), as it was
   * meant. Absent where every tool follows the checker.
   */
  readonly lenient?: string;
}

/** OpenSLO v1's own. */
export const OPENSLO_FIELDS: SloFields = {
  indicators: ["indicator", "indicatorRef"],
  ownIndicators: ["indicator", "indicatorRef"],
  targets: ["target", "targetPercent"],
  slices: ["timeSliceTarget", "timeSliceWindow"],
  comparesOwnIndicators: false,
  ratioHasValue: false,
};

/** The fields of an SLO's format: OpenSLO v1's where it does not say otherwise. */
export function fieldsOf(slo: Slo): SloFields {
  return slo.fields ?? OPENSLO_FIELDS;
}
