import { formatCount } from "../../math/format";
import type { SpecObject } from "../../model/spec-object";
import type { Span } from "../../text/span";
import type { YamlNode } from "../../yaml/node";
import { slisOf } from "../indicator/slis";
import type { Rule } from "../rule";

export const rule: Rule = {
  code: "template-not-judged",
  concern: "syntax",
  severity: "information",
  fix: "none",
  docs: {
    summary: "The document is a template, and parts of it were not judged.",
    why: "What Helm or the environment fills in (`{{ .Values.target }}`, `${TARGET}`) is not known here. SLOsmith judges the rest: nothing is said of such values, nor of what seems to be absent around lines such as `{{- if … }}`. To have everything checked, check what the template renders to.",
    bad: `apiVersion: openslo/v1
kind: Service
metadata:
  name: {{ .Values.service }}
`,
    good: `apiVersion: openslo/v1
kind: Service
metadata:
  name: checkout
`,
    references: [{ title: "Helm, values", url: "https://helm.sh/docs/chart_template_guide/values_files/" }],
  },
  checkDocument(document, report) {
    if (!document.claimed) return;
    const { root, control } = document.yaml;
    const queries = new Set(document.objects.flatMap(judgedQueries));
    const values = root ? templatedValues(root, queries) : [];
    const first = firstOf([...values, ...control]);
    if (!first) return;
    report({
      span: first,
      message: {
        what: `This document is a template: ${counts(values.length, control.length)} not judged.`,
        why:
          control.length > 0
            ? "Nothing is said of what they fill in, nor of what seems to be absent."
            : "Nothing is said of what they fill in.",
        todo: "To have all of it checked, check what it renders to.",
      },
    });
  },
};

/** Queries in PromQL are judged around their placeholders. */
function judgedQueries(object: SpecObject): YamlNode[] {
  const texts = slisOf(object).flatMap((sli) => sli.metrics.flatMap(({ queryText }) => queryText ?? []));
  return texts.flatMap(({ promql, scalar }) =>
    promql.expr && promql.expr.kind !== "unreadable" && promql.faults.length === 0 ? [scalar] : [],
  );
}

function counts(values: number, lines: number): string {
  const parts: string[] = [];
  if (values > 0) parts.push(`${formatCount(values)} ${values === 1 ? "value" : "values"}`);
  if (lines > 0) parts.push(`${formatCount(lines)} control ${lines === 1 ? "line" : "lines"}`);
  return `${parts.join(" and ")} ${values + lines === 1 ? "was" : "were"}`;
}

/** The places of templated keys and values, each once however often an alias repeats it. */
function templatedValues(root: YamlNode, judged: ReadonlySet<YamlNode>): Span[] {
  const places = new Map<number, Span>();
  const visited = new Set<unknown>();
  const visit = (node: YamlNode): void => {
    if (node.kind === "scalar") {
      if (node.templated && !judged.has(node)) places.set(node.span.start, node.span);
      return;
    }
    // An alias' copy shares its entries with the original.
    const entries: readonly unknown[] = node.kind === "map" ? node.pairs : node.items;
    if (visited.has(entries)) return;
    visited.add(entries);
    if (node.kind === "seq") node.items.forEach(visit);
    else {
      for (const pair of node.pairs) {
        visit(pair.key);
        visit(pair.value);
      }
    }
  };
  visit(root);
  return [...places.values()];
}

function firstOf(spans: readonly Span[]): Span | undefined {
  let first: Span | undefined;
  for (const span of spans) if (!first || span.start < first.start) first = span;
  return first;
}
