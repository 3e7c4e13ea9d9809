import { readText } from "../../model/located";
import { QueryText } from "../../model/query-text";
import type { RecordingRule } from "../../model/recording-rules";
import { nodeAt, valueAt, type YamlMap } from "../../yaml/node";
import { itemsOf, lowerFrame } from "../common";
import type { Dialect, Header, Recognition } from "../dialect";

export const PROMETHEUS_RULES = "prometheus-rules";

/**
 * Prometheus' rule files, and the operator's PrometheusRule: an SLI that asks for a recorded series measures what
 * the rule behind it measures. They belong to another tool, which checks them: here nothing is said of them.
 */
export const prometheusRules: Dialect = {
  id: PROMETHEUS_RULES,
  mark: /(?:^|[\s{,])["']?record["']?[ \t]*:/,
  claim: /(?!)/,
  recognise,
  lower(input) {
    return [
      {
        dialect: PROMETHEUS_RULES,
        kind: "RecordingRules",
        ...lowerFrame(input),
        references: [],
        body: { type: "recordingRules", rules: rulesIn(input.root, input.text) },
      },
    ];
  },
};

function recognise(header: Header, root: YamlMap): Recognition | undefined {
  const plain = header.apiVersion === "" && header.kind === "" && valueAt(root, "groups")?.kind === "seq";
  const operator = header.kind === "PrometheusRule" && nodeAt(root, ["spec", "groups"])?.kind === "seq";
  return plain || operator ? { kind: "beside" } : undefined;
}

function rulesIn(root: YamlMap, text: string): RecordingRule[] {
  const groups = itemsOf(valueAt(root, "groups") ?? nodeAt(root, ["spec", "groups"]));
  return groups
    .flatMap((group) => itemsOf(valueAt(group, "rules")))
    .flatMap((rule) => {
      const record = readText(valueAt(rule, "record"));
      const expr = valueAt(rule, "expr");
      if (!record || expr?.kind !== "scalar" || expr.missing) return [];
      return [{ record, expr: new QueryText(expr, text) }];
    });
}
