import { formatRatio } from "../../math/format";
import { readDecimal } from "../../model/located";
import type { Rule } from "../rule";
import { consequence } from "./format-of";

const example = (buckets: string) => `apiVersion: slosmith/v1
kind: Workspace
spec:
  measurement:
    buckets: ${buckets}
`;

export const rule: Rule = {
  code: "bucket-order",
  concern: "schema",
  severity: "error",
  fix: "none",
  docs: {
    summary: "Histogram buckets whose bounds do not rise.",
    why: "Each bucket of a histogram counts what lies below its bound, so bounds rise. One below its predecessor is a slip of the pen, most often a missing decimal point: what was meant is not known, and latency thresholds are not held against the list.",
    bad: example("[0.1, 0.25, 0.05, 1]"),
    good: example("[0.1, 0.25, 0.5, 1]"),
    references: [
      {
        title: "Prometheus, histograms and summaries",
        url: "https://prometheus.io/docs/practices/histograms/",
      },
    ],
  },
  checkObject(object, report) {
    for (const { type, node } of object.meanings?.values ?? []) {
      if (type !== "rising-numbers" || node.kind !== "seq") continue;
      const bounds = node.items.map(readDecimal);
      const at = bounds.findIndex((bound, index) => {
        const before = bounds[index - 1];
        return bound !== undefined && before !== undefined && bound.value.compare(before.value) < 0;
      });
      const [bound, before] = [bounds[at], bounds[at - 1]];
      if (!bound || !before) continue;
      report({
        span: bound.span,
        message: {
          what: `The bound ${formatRatio(bound.value)} stands after ${formatRatio(before.value)}.`,
          why: consequence(object),
          todo: "Write the bounds in rising order, in the metric's own unit.",
        },
      });
    }
  },
};
