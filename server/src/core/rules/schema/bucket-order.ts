import { formatRatio } from "../../math/format";
import type { Rational } from "../../math/rational";
import { type Located, readDecimal } from "../../model/located";
import type { Fix, Rule } from "../rule";
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
  fix: "unsafe",
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
  checkObject(object, report, document) {
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
        ...sorted(bounds, document.yaml.text),
      });
    }
  },
};

/** The same bounds in rising order, each as it is written. */
function sorted(bounds: readonly (Located<Rational> | undefined)[], text: string): { fixes?: Fix[] } {
  const known = bounds.flatMap((bound) => bound ?? []);
  if (known.length < bounds.length) return {};
  const rising = [...known].sort((a, b) => a.value.compare(b.value));
  if (rising.some((bound, at) => at > 0 && rising[at - 1]?.value.compare(bound.value) === 0)) return {};
  const edits = known.flatMap(({ span }, at) => {
    const wanted = rising[at]?.span;
    if (!wanted || wanted.start === span.start) return [];
    return [{ span, newText: text.slice(wanted.start, wanted.end) }];
  });
  return { fixes: [{ title: "Sort the bounds", safe: false, edits }] };
}
