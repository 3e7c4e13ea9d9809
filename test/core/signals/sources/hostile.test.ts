import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SignalSource } from "../../../../server/src/core/signals/signal";
import { type LocatedSignalReference, referencesIn } from "../../../../server/src/core/signals/sources";
import type { YamlNode } from "../../../../server/src/core/yaml/node";
import { valueAt } from "../../../../server/src/core/yaml/node";
import { parseYaml } from "../../../../server/src/core/yaml/parse";
import { scalarText } from "../../../../server/src/core/yaml/scalar-text";

/** For each source the words that its reader looks for, and keys that it reads. */
const WORDS: Readonly<Record<Exclude<SignalSource, "prometheus">, readonly string[]>> = {
  datadog: [
    "sum:",
    "avg:",
    "shop.hits",
    "trace.a.hits{*}",
    "count(v: v<1):",
    "{a:b,!c:d}",
    ".as_count()",
    "by{host}",
    "by",
  ],
  cloudwatch: [
    "SELECT SUM(",
    "RequestCount",
    ") FROM ",
    'SCHEMA("AWS/ELB", X)',
    '{"Namespace": "AWS/ELB", "MetricName": "Latency"}',
    '"MetricName"',
    ": ",
    "SEARCH('{AWS/ELB,X} MetricName=\"Latency\"')",
    "namespace",
  ],
  "google-cloud-monitoring": [
    'metric.type="run.googleapis.com/request_count"',
    "metric.type=",
    "metric 'a.b/c'",
    "fetch x::a.b/c",
    "resource.type=",
    "metric.labels.a = 'b'",
    "prometheus.googleapis.com/up/gauge",
    " OR ",
  ],
  dynatrace: [
    "builtin:service.response.time",
    "calc:",
    "dt.service.request.count",
    ":splitBy()",
    "metricSelector=",
    "shop.a",
    "FROM usersession",
  ],
  splunk: [
    "data('a.b')",
    "data(",
    "filter('a', 'b')",
    "| mstats avg(a.b)",
    "metric_name=",
    "sourcetype=x",
    'index="y z"',
    " or ",
  ],
  sumologic: [
    "metric=CPU_User",
    "namespace=aws/elb",
    "_sourceCategory=a/b",
    '_index="x"',
    "rum.session_id",
    "http.browser_time_x",
  ],
  sql: [
    "SELECT 1 FROM ",
    "a.b",
    '"a"."b"',
    "`a.b`",
    "[a b]",
    "JOIN a ",
    "FROM a.b ",
    "WITH x AS (",
    "x",
    "generate_series(1)",
  ],
  other: [
    "SELECT count(*) FROM ",
    "Transaction, PageView",
    "Metric",
    "avg(a.b.c)",
    "metric a.b",
    "start=1&m=sum:a.b{c=d}",
    "/providers/A.B/c/d",
  ],
};
const KEYS =
  "query json sql expression namespace metricName filter_good promql metricSelector program search field nrql metricPath testType testID checkId checkType uql resourceId availability app_engine dimensions description".split(
    " ",
  );
const NOISE = [
  "${X}",
  "$x",
  "{{.a}}",
  "%{b}",
  "{",
  "}",
  "(",
  ")",
  '"',
  "'",
  "\\",
  "\n",
  "  ",
  "\t",
  ",",
  "|",
  "=",
  ":",
  "*",
  ".",
  "😀",
  "é",
  "\u2028",
  "#",
  "- ",
];
const SOURCES = Object.keys(WORDS) as (keyof typeof WORDS)[];

const yamlText = (words: readonly string[]) => {
  const query = fc
    .array(fc.constantFrom(...words, ...words, ...NOISE), { maxLength: 14 })
    .map((parts) => parts.join(""));
  const scalar = fc
    .tuple(fc.constantFrom("plain", "single", "double", "literal", "folded"), query)
    .map(([style, text]) => {
      if (style === "single") return `'${text.replaceAll("'", "''").replaceAll("\n", "\n\n    ")}'`;
      if (style === "double") return JSON.stringify(text);
      if (style === "literal" || style === "folded")
        return `${style === "literal" ? "|-" : ">"}\n    ${text.replaceAll("\n", "\n    ")}`;
      return text;
    });
  return fc
    .array(fc.tuple(fc.constantFrom(...KEYS), scalar), { minLength: 1, maxLength: 4 })
    .map((pairs) => `spec:\n${pairs.map(([key, value]) => `  ${key}: ${value}\n`).join("")}`);
};

/** Every scalar of a tree, keys too. */
function scalarsOf(node: YamlNode): YamlNode[] {
  if (node.kind === "seq") return node.items.flatMap(scalarsOf);
  if (node.kind === "map") return node.pairs.flatMap(({ key, value }) => [key, ...scalarsOf(value)]);
  return [node];
}

function check(reference: LocatedSignalReference, text: string, scalars: readonly YamlNode[]): void {
  const { name, span, labels } = reference;
  if (name === "" || !(span.start >= 0 && span.start < span.end && span.end <= text.length))
    expect.fail(`${JSON.stringify(name)} ${span.start}-${span.end} of ${text.length}`);
  for (const { label } of labels) expect(label).not.toBe("");
  const holder = scalars.find((node) => node.span.start <= span.start && span.end <= node.span.end);
  if (holder?.kind !== "scalar") throw new Error(`${name} stands in no scalar`);
  const map = scalarText(holder, text);
  if (!map?.exact) return;
  // The place says what is named: the whole name, or the part of it that comes last.
  const from = map.toText(span.start);
  const to = map.toText(span.end - 1);
  if (from === undefined || to === undefined) throw new Error(`${name} has no place in the text`);
  const written = map.text.slice(from, to + 1);
  const bare = (part: string) => part.replaceAll(/["`[\]\s]/g, "").toLowerCase();
  const keyNamed = reference.source === "google-cloud-monitoring" && written === "app_engine";
  const pingdom = name === "Pingdom uptime" && written === "checkId";
  if (
    !keyNamed &&
    !pingdom &&
    !bare(name).endsWith(bare(written)) &&
    !bare(name).endsWith(bare(written).slice(0, -1))
  )
    expect.fail(`${JSON.stringify(name)} at ${JSON.stringify(written)}`);
}

describe("any text as a source's description", () => {
  it.each(SOURCES)("%s: answers, each name at its place", (source) => {
    let named = 0;
    fc.assert(
      fc.property(yamlText(WORDS[source]), (text) => {
        const { root } = parseYaml(text);
        if (!root) return;
        const spec = valueAt(root, "spec") ?? root;
        const references = referencesIn(source, spec, text);
        named += references.length;
        const scalars = scalarsOf(root);
        for (const reference of references) check(reference, text, scalars);
      }),
      { numRuns: 600, seed: 20260101 },
    );
    expect(named).toBeGreaterThan(50);
  });

  it.each(SOURCES)("%s: needs no more than linear time", (source) => {
    // Each of these is quadratic, or worse, for a pattern that can begin anywhere and read to the end.
    const words = [
      ...WORDS[source],
      "a",
      "a.",
      "{",
      "metric.type=",
      "data(",
      "::",
      "FROM ",
      "(",
      '"',
      " ",
      "a:",
      "a{",
      '\\"',
    ];
    for (const word of words) {
      const text = word.repeat(400_000 / word.length);
      const span = { start: 0, end: text.length };
      const query = { kind: "scalar", style: "plain", value: text, source: text, span } as const;
      const scalar = { ...query, templated: false, missing: false };
      for (const reference of referencesIn(source, scalar, text))
        expect(reference.span.end).toBeLessThanOrEqual(span.end);
    }
  });

  it("leaves out numbers, missing values and what stands nowhere", () => {
    for (const source of SOURCES) {
      for (const spec of ["5", "true", "{query: 5, nrql:, metricName: 1}", "[1, [], {}]"]) {
        const text = `spec: ${spec}\n`;
        const node = valueAt(parseYaml(text).root, "spec");
        if (!node) return expect.fail("no spec");
        expect([source, spec, referencesIn(source, node, text)]).toEqual([source, spec, []]);
      }
    }
  });

  it("gives an alias' own place to what its anchor says", () => {
    const text = "a: &q sum:shop.hits{*}\nspec:\n  query: *q\n";
    const node = valueAt(parseYaml(text).root, "spec");
    if (!node) return expect.fail("no spec");
    const [reference] = referencesIn("datadog", node, text);
    expect(reference?.name).toBe("shop.hits");
    expect(reference && text.slice(reference.span.start, reference.span.end)).toBe("*q");
  });
});
