import { describe, expect, it } from "vitest";
import { recordedExpr, signalsOf } from "../../../server/src/core/resolve/signal";
import type { NamedText } from "../../support/workspace";
import { type IndicatorText, type MetricText, query, read, sloOf } from "./indicator-text";

function signals(text: IndicatorText, others: readonly NamedText[] = []) {
  const file = sloOf(text);
  const { object, view, workspace } = read(file, others);
  const document = workspace.files.get(view.uri)?.slots[0]?.document;
  const use = object.body.type === "slo" ? object.body.indicator : undefined;
  if (!document || use?.kind !== "inline") throw new Error("The SLO was not read");
  return signalsOf(use.sli, object, document, view).map((signal) => ({
    ...signal,
    written: file.slice(signal.span.start, signal.span.end),
  }));
}

/** "name: class" of each metric; a recorded one with what stands behind it, a joined one in brackets. */
function told(threshold: MetricText, others: readonly NamedText[] = []): string[] {
  return signals({ threshold }, others).map(({ reference, verdict, recordedAs, joined }) => {
    const name = recordedAs === undefined ? reference.name : `${recordedAs} > ${reference.name}`;
    return joined ? `(${name}: ${verdict.class})` : `${name}: ${verdict.class}`;
  });
}

interface RuleText {
  readonly record: string;
  readonly expr: string;
}

function group(rules: readonly RuleText[], indent: string): string {
  const lines = rules.flatMap(({ record, expr }) => [
    `    - record: ${record}`,
    `      expr: '${expr.replaceAll("'", "''")}'`,
  ]);
  return ["groups:", "- name: shop", "  rules:", ...lines].map((line) => `${indent}${line}\n`).join("");
}

/** A plain rule file. */
function ruleFile(name: string, ...rules: RuleText[]): NamedText {
  return { name, text: group(rules, "") };
}

/** The operator's object. */
function prometheusRule(name: string, ...rules: RuleText[]): NamedText {
  const head = "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata:\n  name: shop\nspec:\n";
  return { name, text: `${head}${group(rules, "  ")}` };
}

const SERVER = "http_server_request_duration_seconds_count";
const ANSWERED = { record: "shop:answered:rate5m", expr: `sum(rate(${SERVER}[5m]))` };

describe("the metrics of an SLI", () => {
  it("are those of its queries in their order, with their places", () => {
    const found = signals({
      good: `sum(rate(${SERVER}{code="200"}[5m])) - sum(rate(node_cpu_seconds_total[5m]))`,
      total: "sum(rate(orders_total[5m]))",
    });
    expect(found.map(({ written, metric, verdict }) => [written, metric.role, verdict.class])).toEqual([
      [SERVER, "good", "server"],
      ["node_cpu_seconds_total", "good", "internal"],
      ["orders_total", "total", "unknown"],
    ]);
  });

  it("are those of another source's description, with their places", () => {
    const alb = { type: "CloudWatch", spec: "{namespace: AWS/ApplicationELB, metricName: RequestCount}" };
    const [only, ...more] = signals({ threshold: alb });
    expect(more).toEqual([]);
    expect([only?.reference.name, only?.written, only?.verdict.class]).toEqual([
      "AWS/ApplicationELB RequestCount",
      "RequestCount",
      "edge",
    ]);
  });

  it("are none where the query's source is unknown, and where a template fills in the name", () => {
    expect(told({ type: "InHouse", spec: query("something else") })).toEqual([]);
    expect(told("sum(rate({{ .metric }}[5m]))")).toEqual([]);
  });
});

describe("joined series", () => {
  it.each([
    ["group_left", `sum(rate(${SERVER}[5m]) * on(pod) group_left(node) kube_pod_info)`],
    ["and", `sum(rate(${SERVER}[5m]) and on(pod) kube_pod_info)`],
    ["unless", `sum(rate(${SERVER}[5m]) unless on(pod) kube_pod_info)`],
  ])("only choose or label what is counted: %s", (_how, text) => {
    expect(told(text)).toEqual([`${SERVER}: server`, "(kube_pod_info: internal)"]);
  });

  it("may stand on the left, under group_right", () => {
    const text = `sum(kube_pod_info * on(pod) group_right rate(${SERVER}[5m]))`;
    expect(told(text)).toEqual(["(kube_pod_info: internal)", `${SERVER}: server`]);
  });

  it("are not what is divided, added or put in place", () => {
    for (const op of ["/", "+", "or", "*"]) {
      expect(told(`sum(${SERVER}) ${op} sum(kube_pod_info)`)).toEqual([
        `${SERVER}: server`,
        "kube_pod_info: internal",
      ]);
    }
  });
});

describe("a recorded series", () => {
  const behind = [`shop:answered:rate5m > ${SERVER}: server`];

  it("is what a rule file's rule measures", () => {
    expect(told("sum(shop:answered:rate5m)", [ruleFile("rules.yaml", ANSWERED)])).toEqual(behind);
  });

  it("is what a PrometheusRule's rule measures", () => {
    expect(told("sum(shop:answered:rate5m)", [prometheusRule("rules.yaml", ANSWERED)])).toEqual(behind);
  });

  it("stands where its own name is written", () => {
    const [only] = signals({ threshold: "sum(shop:answered:rate5m)" }, [ruleFile("rules.yaml", ANSWERED)]);
    expect(only?.written).toBe("shop:answered:rate5m");
  });

  it("may be recorded from a recorded one, in another file", () => {
    const slower = { record: "shop:answered:rate1h", expr: "avg_over_time(shop:answered:rate5m[1h])" };
    const files = [ruleFile("a.yaml", slower), prometheusRule("b.yaml", ANSWERED)];
    expect(told("shop:answered:rate1h", files)).toEqual([`shop:answered:rate1h > ${SERVER}: server`]);
  });

  it("names all that its rule names", () => {
    const both = { record: "shop:both", expr: `sum(${SERVER}) + sum(node_cpu_seconds_total)` };
    expect(told("shop:both", [ruleFile("rules.yaml", both)])).toEqual([
      `shop:both > ${SERVER}: server`,
      "shop:both > node_cpu_seconds_total: internal",
    ]);
  });

  it("is unknown in a circle", () => {
    const circle = [
      { record: "shop:a", expr: "sum(shop:b)" },
      { record: "shop:b", expr: "sum(shop:a)" },
    ];
    const found = signals({ threshold: "sum(shop:a)" }, [ruleFile("rules.yaml", ...circle)]);
    expect(found.map(({ verdict }) => verdict.class)).toEqual(["unknown"]);
    const itself = { record: "shop:c", expr: "shop:c + shop:c" };
    expect(told("shop:c", [ruleFile("rules.yaml", itself)])).toEqual(["shop:c: unknown"]);
  });

  it("is unknown where its name is recorded twice", () => {
    const other = { ...ANSWERED, expr: "sum(rate(node_cpu_seconds_total[5m]))" };
    const unknown = ["shop:answered:rate5m: unknown"];
    expect(told("shop:answered:rate5m", [ruleFile("rules.yaml", ANSWERED, other)])).toEqual(unknown);
    const files = [ruleFile("a.yaml", ANSWERED), ruleFile("b.yaml", other)];
    expect(told("shop:answered:rate5m", files)).toEqual(unknown);
  });

  it("is unknown where no rule of the workspace records it", () => {
    const other = { ...ANSWERED, record: "shop:answered:rate1h" };
    expect(told("shop:answered:rate5m", [ruleFile("rules.yaml", other)])).toEqual([
      "shop:answered:rate5m: unknown",
    ]);
    expect(told("shop:answered:rate5m")).toEqual(["shop:answered:rate5m: unknown"]);
  });

  it("is not looked up where the catalogue knows the name", () => {
    const rule = { record: "node_cpu_seconds_total", expr: `sum(rate(${SERVER}[5m]))` };
    expect(told("sum(node_cpu_seconds_total)", [ruleFile("rules.yaml", rule)])).toEqual([
      "node_cpu_seconds_total: internal",
    ]);
  });

  it("has the expression of its only rule", () => {
    const { view } = read(sloOf({ threshold: "up" }), [ruleFile("rules.yaml", ANSWERED)]);
    expect(recordedExpr(ANSWERED.record, view)?.kind).toBe("aggregation");
    expect(recordedExpr("shop:other", view)).toBeUndefined();
  });
});
