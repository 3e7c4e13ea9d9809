import { type PortableSource, under } from "../portable";

const METADATA = ["apiVersion", "kind", "metadata.name", "metadata.displayName", "metadata.annotations"];
const INDICATOR = [
  "metadata.name",
  "metadata.annotations",
  ...under("spec", ["ratioMetric", "thresholdMetric"]),
];
const CONDITION = ["kind", "metadata.name", ...under("spec", ["severity", "condition"])];
const POLICY = [
  "kind",
  "metadata.name",
  ...under("spec", ["alertWhenNoData", "alertWhenBreaching", "alertWhenResolved"]),
  "spec.conditions[].conditionRef",
];
const INLINE_POLICY = [...POLICY, ...under("spec.conditions[]", CONDITION)];

/** The keys of OpenSLO v1 that the common model holds and writers of other formats are given. */
export const opensloV1Portable: PortableSource = {
  title: "OpenSLO v1",
  carries: {
    SLO: [
      ...METADATA,
      "metadata.labels",
      ...under("spec", [
        ...["description", "service", "timeWindow", "budgetingMethod", "indicatorRef"],
        ...under("indicator", INDICATOR),
        ...under("objectives[]", [
          ...["displayName", "target", "targetPercent", "op", "value", "timeSliceTarget", "timeSliceWindow"],
          ...["compositeWeight", "indicatorRef"],
          ...under("indicator", INDICATOR),
        ]),
        "alertPolicies[].alertPolicyRef",
        ...under("alertPolicies[]", INLINE_POLICY),
      ]),
    ],
    SLI: [
      ...METADATA,
      ...under("spec", ["ratioMetric", "thresholdMetric", "description"]),
      "metadata.labels",
    ],
    Service: [...METADATA, "metadata.labels", "spec.description"],
    AlertPolicy: [...METADATA, "metadata.labels", "spec.description", ...INLINE_POLICY],
    AlertCondition: [...METADATA, "spec.description", ...CONDITION],
  },
};
