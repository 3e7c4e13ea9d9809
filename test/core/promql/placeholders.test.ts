import { describe, expect, it } from "vitest";
import { parsePromql } from "../../../server/src/core/promql/parse";
import { findPlaceholders } from "../../../server/src/core/promql/placeholders";
import { selectorsIn } from "../../../server/src/core/promql/walk";
import { outline } from "./outline";

describe("placeholders", () => {
  it.each([
    ["rate(x[{{.window}}])", ["{{.window}}"]],
    ['{{ printf "}}" }} + 1', ['{{ printf "}}" }}']],
    ["${VAR} + $__rate_interval + ${x:csv} + $(Y)", ["${VAR}", "$__rate_interval", "${x:csv}", "$(Y)"]],
    ["x[[[interval]]] / [[var]]", ["[[interval]]", "[[var]]"]],
    ["rate(x[window])", ["[window]"]],
    ["rate(x[ window ])", ["[ window ]"]],
    ["%(job)s_total", ["%(job)s"]],
    ["${{ a.b }}", ["${{ a.b }}"]],
    ['x{a="$b"}', ["$b"]],
    // None of these is one.
    ['label_replace(x, "a", "$1-${1}", "b", "(.*)$")', []],
    ['x{a=~"[[:alpha:]]+$"} % (b)', []],
    ['x{a="[window]"} < y > z', []],
    ["x # $comment {{ too }}\n", []],
  ])("are found in %s", (text, found) => {
    expect(findPlaceholders(text).map((one) => one.text)).toEqual(found);
    for (const { span, text: written } of findPlaceholders(text)) {
      expect(text.slice(span.start, span.end)).toBe(written);
    }
  });
});

/** Queries whose only oddity is a placeholder, and how they read. */
const READ: readonly [query: string, reading: string][] = [
  // Lengths of time
  ["rate(x[{{.window}}])", "rate(x{}[as {{.window}}])"],
  ["rate(x[window])", "rate(x{}[as window])"],
  ["rate(x[{{.n}}m])", "rate(x{}[as {{.n}}m])"],
  ["x[5m:$__interval] offset $o", "x{}[300s:as $__interval] offset as $o"],
  ["x @ ${t}", "x{}"],
  // Names
  ["rate(${PREFIX}_requests_total[5m])", "rate({}[300s] open)"],
  ["http_${x}_total", "{} open"],
  ['$metric{job="x"}', '{job="x"} open'],
  ["rate($metric[5m])", "rate({}[300s] open)"],
  ["%(a)s_total / %(b)s_total", "({} open / {} open)"],
  // Matchers
  ["up{$filters}", "up{} open"],
  ['up{$filters, job="a"}', 'up{job="a"} open'],
  ['up{job="a", {{ .more }}}', 'up{job="a"} open'],
  ['up{job="a" $more}', 'up{job="a"} open'],
  ['up{{ "{" }}job="x"{{ "}" }} > 0', '(up{job="x"} > 0)'],
  ['up{job="$job", a="b"}', 'up{job="$job"?,a="b"}'],
  ['up{job="{{ printf "a" }}"}', 'up{job="{{ printf \\"a\\" }}"?}'],
  ["up{job=$job}", 'up{job="$job"?} open'],
  ['up{$label="a"}', 'up{$label="a"?} open'],
  ["up$filters", "{} open"],
  // Numbers, operands, operators
  ["x > 99.{{.nines}}", "(x{} > number 99.{{.nines}})"],
  ["x > $threshold", "(x{} > placeholder)"],
  ["$good / ($total - 1)", "(placeholder / ((placeholder - 1)))"],
  ["a $op b", "placeholder of a{} and b{}"],
  ["a / $on b", "(a{} / b{})"],
  ["sum(x) $by", "placeholder of sum <x{}>"],
  ["$agg(rate(x[5m]))", "placeholder of rate(x{}[300s])"],
  ["$agg by (job) (x)", "placeholder of x{}"],
  ["sum by ($labels) (x)", "sum by($labels) <x{}>"],
  ["sum by (job $more) (x)", "sum by(job) <x{}>"],
  // Control actions
  ["{{ if .x }}a{{ else }}b{{ end }}", "{} open"],
];

describe("a query with placeholders", () => {
  it.each(READ.slice(0, -1))("%s", (query, reading) => {
    const read = parsePromql(query);
    expect(read.faults).toEqual([]);
    expect(outline(read.expr)).toBe(reading);
  });

  it("has no faults that a control action may mend", () => {
    for (const query of [
      "{{ if .x }}a{{ else }}b{{ end }}",
      "sum({{ if .x }}rate({{ end }}x))",
      "{% if a %}(b",
    ]) {
      const { expr, faults } = parsePromql(query);
      expect(faults).toEqual([]);
      for (const selector of expr ? selectorsIn(expr) : []) expect(selector.open).toBe(true);
    }
  });

  it("has no expression where it is one placeholder", () => {
    expect(parsePromql("{{ .query }}")).toMatchObject({
      faults: [],
      placeholders: [{ text: "{{ .query }}" }],
    });
    expect(parsePromql("{{ .query }}").expr).toBeUndefined();
    expect(parsePromql("{{ .half").faults).toEqual([]);
  });

  it("has the faults that stand before a placeholder, whatever may be wrong behind it", () => {
    const [fault, ...others] = parsePromql('project=${X} metric.type="a"').faults;
    expect(fault?.what).toBe("`=` compares only inside of `{…}`.");
    expect(others).toEqual([]);
    // The placeholder may hold an operand and an operator.
    expect(parsePromql("a + ${x} b").faults).toEqual([]);
  });

  it("still has its own faults", () => {
    expect(parsePromql("sum(rate(x[{{.window}}])").faults.length).toBe(1);
    expect(parsePromql('x{a="$a" b="c"}').faults.length).toBe(1);
    expect(parsePromql("x[30m1h] / $y").faults.length).toBe(1);
  });
});
