import { describe, expect, it } from "vitest";
import { semanticTokens } from "../../../../server/src/core/ide/semantic-tokens/semantic-tokens";
import { uriOf, workspaceOf } from "../../../support/workspace";
import { CHECKOUT, exampleFiles, single } from "../support";
import { expectSound, words, wordsIn } from "./support";

/** A Sloth file whose error query is written as `value` (indented by six when it goes on). */
function sloth(value: string): string {
  return `version: prometheus/v1
service: shop
slos:
  - name: answered
    objective: 99.9
    sli:
      events:
        error_query: ${value}
        total_query: sum(rate(shop_requests_total[{{.window}}]))
    alerting:
      page_alert: {disable: true}
      ticket_alert: {disable: true}
`;
}

/** What the error query's parts are, brackets and commas aside. */
function query(value: string): string[] {
  return wordsIn(sloth(value), value).filter((word) => !/^operator [(){}[\],]+$/.test(word));
}

describe("a query", () => {
  it("is told apart into metrics, functions, labels, values, operators, numbers and words", () => {
    const text = 'sum by (job) (rate(shop_requests_total{code=~"5..",env!="dev"}[5m] offset 1h)) > bool 1e3';
    expect(query(text)).toEqual([
      "function sum",
      "keyword by",
      "property job",
      "function rate",
      "variable shop_requests_total",
      "property code",
      "operator =~",
      'regexp "5.."',
      "property env",
      "operator !=",
      'string "dev"',
      "number 5m",
      "keyword offset",
      "number 1h",
      "operator >",
      "keyword bool",
      "number 1e3",
    ]);
  });

  it("has metrics that are named as words of the language are", () => {
    expect(query("count(count) / on(by) group_left(sum) max unless offset")).toEqual([
      "function count",
      "variable count",
      "operator /",
      "keyword on",
      "property by",
      "keyword group_left",
      "property sum",
      "variable max",
      "keyword unless",
      "variable offset",
    ]);
  });

  it("has placeholders alone, glued to names and inside of strings", () => {
    expect(query("'sum(rate({{.prefix}}_total{env=\"a-${ENV}-b\"}[{{ .window }}:$__step]))'")).toEqual([
      "function sum",
      "function rate",
      "macro {{.prefix}}",
      "variable _total",
      "property env",
      "operator =",
      'string "a-',
      "macro ${ENV}",
      'string -b"',
      "macro {{ .window }}",
      "operator :",
      "macro $__step",
    ]);
  });

  it("is placed exactly in double and single quotes, with their escapes", () => {
    expect(query('"rate(a_total{x=\\"1\\\\\\\\d\\"}[{{.window}}])"')).toEqual([
      "function rate",
      "variable a_total",
      "property x",
      "operator =",
      'string \\"1\\\\\\\\d\\"',
      "macro {{.window}}",
    ]);
    expect(query("'rate(a_total{x=''1''}[{{.window}}])'")).toContain("string ''1''");
  });

  it("is placed exactly in blocks, folded ones too, and its comments are comments", () => {
    const lines =
      '\n          sum(\n            rate(a_total{x="1"}[{{.window}}]) # of all {shops}\n          )';
    const expected = [
      "function sum",
      "function rate",
      "variable a_total",
      "property x",
      "operator =",
      'string "1"',
    ];
    const comment = "comment # of all {shops}";
    expect(query(`|${lines}`)).toEqual([...expected, "macro {{.window}}", comment]);
    // Folded, the comment takes all that follows on what has become one line.
    expect(query(`>-${lines.replace(/ #.*/, "")}`)).toEqual([...expected, "macro {{.window}}"]);
    expect(query(`>-\n          rate(a_total{x="one\n          two"}[1m])`)).toEqual([
      "function rate",
      "variable a_total",
      "property x",
      "operator =",
      'string "one',
      'string two"',
      "number 1m",
    ]);
  });

  it("keeps its colours while it is typed", () => {
    expect(query("sum(rate(a_total{code=")).toEqual([
      "function sum",
      "function rate",
      "variable a_total",
      "property code",
      "operator =",
    ]);
  });

  it("of another language is left alone", () => {
    const other = `apiVersion: openslo/v1
kind: SLI
metadata: {name: a}
spec:
  thresholdMetric:
    metricSource:
      type: TYPE
      spec: {query: "sum(rate(a[5m]))"}
`;
    expect(words(other.replace("TYPE", "Prometheus"))).toContain("variable a");
    expect(words(other.replace("TYPE", "Datadog")).filter((word) => /variable|function/.test(word))).toEqual(
      [],
    );
  });

  it("that an alias names is coloured where it stands, once", () => {
    const text = sloth("&q sum(rate(a_total[1m]))").replace(
      "sum(rate(shop_requests_total[{{.window}}]))",
      "*q",
    );
    expect(words(text).filter((word) => word === "variable a_total")).toHaveLength(1);
    expectSound(single(text).workspace, single(text).uri);
  });
});

describe("the values of a spec", () => {
  it("are targets, lengths of time, known words, names and references", () => {
    expect(words(CHECKOUT)).toEqual([
      "enumMember openslo/v1",
      "enumMember SLO",
      "class.declaration checkout",
      "class shop",
      "class answered",
      "number 28d",
      "enumMember Occurrences",
      "number 0.9995",
      "enumMember AlertPolicy",
      "enumMember AlertCondition",
      "enumMember burnrate",
      "enumMember gt",
      "number 13.44",
      "number 1h",
      "class on-call",
    ]);
  });

  it("are left alone where they are not what the schema wants", () => {
    const broken = CHECKOUT.replace("28d", "a month")
      .replace("Occurrences", "Whatever")
      .replace("0.9995", "high");
    for (const word of ["a month", "Whatever", "high"]) {
      expect(words(broken).some((one) => one.endsWith(` ${word}`))).toBe(false);
    }
  });

  it("that a template fills in are placeholders, as are its control lines; not those in comments", () => {
    const text = CHECKOUT.replace("28d", "{{ .Values.window }}")
      .replace("0.9995", '"{{ .Values.target }}"')
      .replace("spec:\n", "{{- if .Values.on }}\nspec:\n  # {{ not this }}\n");
    expect(words(text).filter((word) => word.startsWith("macro"))).toEqual([
      "macro {{- if .Values.on }}",
      "macro {{ .Values.window }}",
      "macro {{ .Values.target }}",
    ]);
  });

  it("under deprecated keys are told by their keys", () => {
    const text = `apiVersion: n9/v1alpha
kind: SLO
metadata: {name: a, project: p}
spec:
  service: s
  indicator: {metricSource: {name: m, project: p}}
  budgetingMethod: Occurrences
  timeWindows: [{unit: Day, count: 28, isRolling: true}]
  objectives: [{target: 0.99, value: 1, displayName: d, op: lte, rawMetric: {query: {prometheus: {promql: up}}}}]
  composite: {target: 0.9}
`;
    expect(words(text)).toContain("property.deprecated composite");
  });

  it("of a label that may mean anything are names only where they lead somewhere", () => {
    const labelled = CHECKOUT.replace("  name: checkout\n", "  name: checkout\n  labels: {tier: backend}\n");
    expect(words(labelled)).not.toContain("class backend");
    const tier = "apiVersion: slosmith/v1\nkind: ReliabilityTier\nmetadata: {name: backend}\n";
    const workspace = workspaceOf([
      { name: "main.yaml", text: labelled },
      { name: "tier.yaml", text: tier },
    ]);
    const found = semanticTokens(workspace, uriOf("main.yaml")).map(({ type, span }) => {
      return `${type} ${labelled.slice(span.start, span.end)}`;
    });
    expect(found).toContain("class backend");
  });
});

describe("other YAML", () => {
  it("has no tokens", () => {
    expect(words("apiVersion: v1\nkind: ConfigMap\ndata: {query: 'rate(a[5m])', x: '{{ .y }}'}\n")).toEqual(
      [],
    );
    expect(words("groups: [{name: a, rules: [{record: b, expr: sum(c)}]}]\n")).toEqual([]);
  });

  it("beside a spec in one file has none either", () => {
    const beside = "kind: ConfigMap\ndata: {window: 5m, x: '{{ .y }}', query: 'rate(a[5m])'}\n";
    expect(words(`${beside}---\n${CHECKOUT}`)).toEqual(words(CHECKOUT));
    expect(words(`${CHECKOUT}---\n${beside}`)).toEqual(words(CHECKOUT));
  });
});

describe("a part of a file", () => {
  it("has the tokens that touch it", () => {
    const text = `${CHECKOUT}---\n${CHECKOUT.replace("0.9995", "0.95")}`;
    const at = text.indexOf("0.95\n");
    expect(words(text, { start: at, end: at + 4 })).toEqual(["number 0.95"]);
    expect(words(text, { start: 0, end: text.length })).toEqual(words(text));
  });
});

describe("the examples", () => {
  it.each(exampleFiles().map(({ name }) => name))("have sound tokens: %s", (name) => {
    expect(expectSound(workspaceOf(exampleFiles()), uriOf(name)).length).toBeGreaterThan(5);
  });
});
