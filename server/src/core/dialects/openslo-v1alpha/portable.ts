import type { PortableSource } from "../portable";

const METADATA = [
  "apiVersion",
  "kind",
  "metadata.name",
  "metadata.displayName",
  "metadata.labels",
  "metadata.annotations",
];

/** The keys of OpenSLO v1alpha that the common model holds and writers of other formats are given. */
export const opensloV1alphaPortable: PortableSource = {
  carries: {
    SLO: [
      ...METADATA,
      ...["description", "service", "budgetingMethod", "timeWindows", "indicator"].map(
        (key) => `spec.${key}`,
      ),
      ...["displayName", "target", "op", "value", "timeSliceTarget"].map((key) => `spec.objectives[].${key}`),
      ...["good", "total", "incremental"].map((key) => `spec.objectives[].ratioMetrics.${key}`),
    ],
    Service: [...METADATA, "spec.description"],
  },
  // The type of a source says it in the newer version's words.
  describedBy: ["source", "queryType"],
};
