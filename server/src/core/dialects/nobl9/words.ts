import type { TargetKey } from "../../model/slo";
import type { ObjectKind, Reader } from "../../model/spec-object";

export const NOBL9_V1ALPHA = "n9/v1alpha";

/** Every kind that Nobl9 has. Source: nobl9-go, manifest/kind.go. */
export const KINDS = [
  "SLO",
  "Service",
  "Project",
  "AlertPolicy",
  "AlertMethod",
  "AlertSilence",
  "Agent",
  "Direct",
  "Annotation",
  "BudgetAdjustment",
  "DataExport",
  "Report",
  "RoleBinding",
  "UserGroup",
  "Alert",
] as const satisfies readonly ObjectKind[];

export type Nobl9Kind = (typeof KINDS)[number];

/** The kinds whose names are unique in the organization, not in a project. Source: manifest/kind_project_scoped.go. */
export const WITHOUT_PROJECT: ReadonlySet<ObjectKind> = new Set([
  "Project",
  "RoleBinding",
  "UserGroup",
  "BudgetAdjustment",
  "Report",
]);

/** The keys of an objective that say what it measures. */
export const MEASURES = ["rawMetric", "countMetrics", "composite"] as const;

/** The keys of `countMetrics` that hold a query. */
export const COUNTS = ["good", "bad", "total", "goodTotal"] as const;

export const READER: Reader = {
  refuses: "Nobl9 refuses it.",
  ignores: "Nobl9's `sloctl` passes over it without a word.",
  twins: "Nobl9's `sloctl` refuses to apply both together.",
};

/** Source: nobl9-go, manifest/v1alpha/slo/validation.go (at least 0, below 1). */
export const TARGET: TargetKey = { name: "target", unit: "ratio", takesNone: true, takesAll: false };
