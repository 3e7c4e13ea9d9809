import { parseDuration } from "../../math/duration";
import { nodeAt } from "../../yaml/node";
import { type PortableSource, under } from "../portable";

const METADATA = [
  "apiVersion",
  "kind",
  ...under("metadata", ["name", "displayName", "labels", "annotations"]),
];

/** The keys of OpenSLO v1alpha that the common model holds and writers of other formats are given. */
export const opensloV1alphaPortable: PortableSource = {
  title: "OpenSLO v1alpha",
  carries: {
    SLO: [
      ...METADATA,
      ...under("spec", ["description", "service", "budgetingMethod", "timeWindows", "indicator"]),
      ...under("spec.objectives[]", ["displayName", "target", "op", "value", "timeSliceTarget"]),
      ...under("spec.objectives[].ratioMetrics", ["good", "total", "incremental"]),
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
