import { describe, expect, it } from "vitest";
import { completionsAt } from "../../../server/src/core/ide/completion/completion";
import { type NamedText, uriOf, workspaceOf } from "../../support/workspace";

const NOW = { nowEpochMs: Date.UTC(2026, 0, 15) };

const SEEN: NamedText = {
  name: "seen.yaml",
  text: `apiVersion: openslo/v1
kind: SLI
metadata: {name: seen}
spec:
  ratioMetric:
    counter: true
    good: {metricSource: {type: Prometheus, spec: {query: 'sum(shop_orders_total{outcome="good", region="eu"})'}}}
    total: {metricSource: {type: Prometheus, spec: {query: 'sum(shop_orders_total{outcome=~"good|bad"})'}}}
---
groups:
  - name: a
    rules:
      - record: shop:orders:rate5m
        expr: rate(shop_orders_total[5m])
`,
};

/** What is offered at the mark in a query, and the document with it. */
function at(text: string) {
  const offset = text.indexOf("¦");
  const clean = text.replace("¦", "");
  const workspace = workspaceOf([{ name: "a.yaml", text: clean }, SEEN]);
  return completionsAt(workspace, uriOf("a.yaml"), offset, NOW).map((one) => ({
    ...one,
    written: clean.slice(0, one.replace.start) + one.newText + clean.slice(one.replace.end),
  }));
}

const sli = (query: string, type = "Prometheus") => `apiVersion: openslo/v1
kind: SLI
metadata: {name: a}
spec:
  thresholdMetric:
    metricSource:
      type: ${type}
      spec:
        query: ${query}
`;
const sloth = (query: string) => `version: prometheus/v1
service: shop
slos:
  - name: a
    objective: 99
    sli:
      events:
        error_query: ${query}
        total_query: sum(rate(b[{{.window}}]))
    alerting: {name: A}
`;
const labels = (text: string) => at(text).map(({ label }) => label);

describe("names in a query", () => {
  it("are metrics, the workspace's first, with where they are measured", () => {
    const found = at(sli("sum(rate(shop¦))"));
    expect(found[0]).toMatchObject({ label: "shop:orders:rate5m", kind: "metric" });
    expect(found.slice(0, 2).map(({ label }) => label)).toContain("shop_orders_total");
    const edge = at(sli("sum(rate(nginx_ing¦))")).find(
      ({ label }) => label === "nginx_ingress_controller_requests",
    );
    expect(edge?.detail).toMatch(/^Edge/);
    expect(edge?.written).toBe(sli("sum(rate(nginx_ingress_controller_requests))"));
  });

  it("are functions and aggregations with their signature", () => {
    const found = at(sli("ra¦"));
    expect(found.find(({ label }) => label === "rate")).toMatchObject({
      detail: "rate(range) -> vector",
      newText: "rate(",
      snippet: "rate($1)",
      kind: "function",
    });
    expect(labels(sli("¦"))).toEqual(
      expect.arrayContaining(["sum", "histogram_quantile", "shop_orders_total"]),
    );
    expect(at(sli("ra¦(a[5m])")).find(({ label }) => label === "rate")?.written).toBe(sli("rate(a[5m])"));
  });

  it("are words that hold two parts together, behind an operand", () => {
    expect(labels(sli("sum(rate(a[5m])) ¦"))).toEqual(expect.arrayContaining(["unless", "by"]));
    expect(labels(sli("sum(rate(a[5m])) ¦"))).not.toContain("rate");
  });
});

describe("labels", () => {
  it("are those that the metric was seen with, but for those that stand there", () => {
    expect(labels(sli("rate(shop_orders_total{¦}[5m])"))).toEqual(["outcome", "region"]);
    expect(labels(sli('rate(shop_orders_total{region="eu", ¦}[5m])'))).toEqual(["outcome"]);
    expect(labels(sli("sum by (¦) (rate(shop_orders_total[5m]))"))).toEqual(["outcome", "region"]);
  });

  it("have the values seen, by the way they are compared", () => {
    expect(labels(sli('rate(shop_orders_total{outcome="¦"}[5m])'))).toEqual(["good"]);
    expect(labels(sli('rate(shop_orders_total{outcome=~"¦"}[5m])'))).toEqual(["good|bad"]);
    expect(at(sli("rate(shop_orders_total{outcome=¦}[5m])"))[0]?.written).toBe(
      sli('rate(shop_orders_total{outcome="good"}[5m])'),
    );
    expect(at(sli('"rate(shop_orders_total{outcome=¦}[5m])"'))[0]?.written).toBe(
      sli("\"rate(shop_orders_total{outcome='good'}[5m])\""),
    );
  });
});

describe("ranges", () => {
  it("are lengths of time, the tool's placeholder first", () => {
    expect(labels(sli("rate(a[¦])"))).toEqual(["1m", "5m", "10m", "30m", "1h", "6h", "1d", "3d"]);
    expect(labels(sloth("sum(rate(a[¦]))"))[0]).toBe("{{.window}}");
    expect(at(sloth("sum(rate(a[{{.w¦"))[0]?.written).toBe(sloth("sum(rate(a[{{.window}}"));
  });
});

describe("a query's place", () => {
  it.each([
    ["plain", "sum(rate(shop_or¦[5m]))"],
    ["in single quotes", "'sum(rate(shop_or¦[5m]))'"],
    ["in double quotes", '"sum(rate(shop_or¦[5m]))"'],
    ["in quotes that never end", '"sum(rate(shop_or¦'],
    ["in a literal block", "|\n          sum(\n            rate(shop_or¦[5m])\n          )"],
    ["in a folded block", ">-\n          sum(\n          rate(shop_or¦[5m]))"],
    ["over several plain lines", "sum(\n          rate(shop_or¦[5m]))"],
  ])("is found %s", (_how, query) => {
    const found = at(sli(query)).find(({ label }) => label === "shop_orders_total");
    expect(found?.written).toBe(sli(query.replace("shop_or¦", "shop_orders_total")));
  });

  it("is none where the source speaks another language", () => {
    expect(labels(sli("sum:shop¦", "Datadog"))).toEqual([]);
  });

  it("is none in a comment of it", () => {
    expect(labels(sli("|\n          sum(a) # rat¦"))).toEqual([]);
  });
});
