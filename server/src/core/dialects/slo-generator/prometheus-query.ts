import { readText } from "../../model/located";
import type { Metric } from "../../model/sli";
import { unwrap } from "../../promql/walk";
import { valueAt, type YamlMap } from "../../yaml/node";
import { WINDOW } from "./words";

/** Source: slo-generator, backends/prometheus.py (good_bad_ratio, distribution_cut). */
const OPERATORS: readonly string[] = ["increase", "sum"];

const TOOL = "slo-generator";

/** The functions around a filter, innermost first; undefined where a template fills them in. */
export function operatorsOf(map: YamlMap): readonly string[] | undefined {
  const node = valueAt(map, "operators");
  if (!node) return map.open ? undefined : OPERATORS;
  if (node.kind !== "seq") return undefined;
  const names = node.items.flatMap((item) => readText(item)?.value ?? []);
  return names.length === node.items.length ? names : undefined;
}

/** A metric with what slo-generator makes of its text before it asks Prometheus. */
export function prometheusMetric(metric: Metric, map: YamlMap, method: string): Metric {
  const { queryText } = metric;
  if (!queryText) return metric;
  const text = queryText.text.trim();
  // Without the placeholder the range is put behind the text, which is right behind a selector alone.
  if (method === "query_sli") return { ...metric, needs: WINDOW };
  if (!WINDOW.pattern.test(text) && !isSelector(metric)) return { ...metric, needs: WINDOW };
  const operators = method === "distribution_cut" ? OPERATORS : operatorsOf(map);
  const bound = method === "distribution_cut" ? boundOf(map) : "";
  if (!operators || bound === undefined) return metric;
  const ranged = WINDOW.pattern.test(text) ? text : `${text}[window]`;
  const wrapped = operators.reduce((inner, name) => `${name}(${inner})`, ranged);
  const sent = bound === "" ? wrapped : wrapped.replaceAll("}", `, le="${bound}"}`);
  const how =
    bound === ""
      ? `slo-generator puts ${listed(operators)} around it.`
      : `slo-generator puts ${listed(operators)} around it, and \`, le="${bound}"\` before each closing brace.`;
  if (operators.length === 0 && bound === "") return metric;
  const lost = bound !== "" && !text.includes("}") ? { lost: lostBound(metric, bound) } : {};
  return { ...metric, sent: { text: sent, tool: TOOL, how, ...lost } };
}

/** Source: slo-generator, backends/prometheus.py (_fmt_query replaces each `}`). */
function lostBound({ key }: Metric, bound: string) {
  return {
    what: `\`${key}\` has no braces, so that \`le="${bound}"\` finds no place in it.`,
    why: "slo-generator counts the events of all buckets as good: more than there are.",
    todo: 'Write a matcher behind the name, such as `{job!=""}`.',
  };
}

function isSelector({ queryText }: Metric): boolean {
  const expr = queryText?.promql.expr;
  if (!expr || (queryText?.promql.faults.length ?? 0) > 0) return true;
  const inner = unwrap(expr);
  return inner === expr && inner.kind === "selector" && inner.range === undefined;
}

function boundOf(map: YamlMap): string | undefined {
  return readText(valueAt(map, "threshold_bucket"))?.value;
}

function listed(operators: readonly string[]): string {
  return operators.map((name) => `\`${name}\``).join(", then ");
}
