import { parseDuration } from "../../math/duration";
import { nodeAt } from "../../yaml/node";
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
  // Of the tools that read v1alpha Sloth alone does without a window. Source: slok/sloth,
  // internal/storage/io/openslo.go (`validateTimeWindow`) and `--default-slo-period` in cmd/sloth/commands.
  window(root) {
    const period = parseDuration("30d");
    if (!period.ok || nodeAt(root, ["spec", "timeWindows"]) !== undefined) return undefined;
    return {
      kind: "rolling",
      duration: period.duration,
      assumption: "the file states none, and Sloth, which alone takes it so, has a default period of 30d",
    };
  },
  // The type of a source says it in the newer version's words.
  describedBy: ["source", "queryType"],
};
