import type { Selector } from "../../server/src/core/promql/expr";
import { parsePromql } from "../../server/src/core/promql/parse";
import { selectorsIn } from "../../server/src/core/promql/walk";
import { referenceOf } from "../../server/src/core/resolve/signal";
import type { SignalReference } from "../../server/src/core/signals/signal";
import { splitStream } from "../../server/src/core/text/split";
import type { YamlNode } from "../../server/src/core/yaml/node";
import { parseYaml } from "../../server/src/core/yaml/parse";
import type { CorpusFile } from "./shared";

/** A selector of a query in a corpus file. */
export interface CorpusMetric {
  readonly file: string;
  readonly reference: SignalReference;
}

/** `sum:requests{...}` and the like are Datadog's, and happen to be valid PromQL. */
const DATADOG = /^(avg|sum|max|min|count):/;

/** Stand-ins of test files, which nobody's monitoring has. */
const MADE_UP = /^(foo(_bucket|_count)?|bar|x|metric|errors|total)$/;

/** Every metric that a file's PromQL names: of all texts with a selector or a range that read without a fault. */
export function metricsIn(file: CorpusFile): CorpusMetric[] {
  return splitStream(file.text).flatMap(({ start, end }) => {
    const { root } = parseYaml(file.text.slice(start, end));
    if (!root) return [];
    return textsIn(root).flatMap((query) =>
      selectorsOf(query).flatMap((selector) => {
        const reference = referenceOf(selector);
        const isReal = selector.metric && !DATADOG.test(reference.name) && !MADE_UP.test(reference.name);
        return isReal ? [{ file: file.name, reference }] : [];
      }),
    );
  });
}

function selectorsOf(query: string): readonly Selector[] {
  const { expr, faults } = parsePromql(query);
  return expr && faults.length === 0 ? selectorsIn(expr) : [];
}

function textsIn(node: YamlNode, key = ""): string[] {
  if (node.kind === "map") return node.pairs.flatMap((pair) => textsIn(pair.value, pair.key.source));
  if (node.kind === "seq") return node.items.flatMap((item) => textsIn(item, key));
  if (node.kind !== "scalar" || typeof node.value !== "string") return [];
  // Pyrra's `metric` may be a bare name.
  return /[[{]/.test(node.value) || (key === "metric" && /^\w+_\w+$/.test(node.value)) ? [node.value] : [];
}
