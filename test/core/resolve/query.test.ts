import { describe, expect, it } from "vitest";
import type { Metric } from "../../../server/src/core/model/sli";
import { selectorsIn } from "../../../server/src/core/promql/walk";
import { metricQuery, queryFaults, sourceOfMetric } from "../../../server/src/core/resolve/query";
import { type MetricText, query, read, sloOf } from "./indicator-text";

const REQUESTS = 'sum(rate(http_requests_total{code!~"5.."}[5m]))';

function metricIn(text: string, others: { name: string; text: string }[] = []) {
  const { object, view } = read(text, others);
  const use = object.body.type === "slo" ? object.body.indicator : undefined;
  const metric = use?.kind === "inline" ? use.sli.metrics[0] : undefined;
  if (!metric) throw new Error("The SLO has no metric in place");
  return { metric, view };
}

/** The first metric's query of an SLO whose threshold metric is this. */
function queryOf(threshold: MetricText) {
  const { metric, view } = metricIn(sloOf({ threshold }));
  return metricQuery(metric, view);
}

/** An SLO whose metric names a DataSource, or says nothing of its source. */
const referring = (source: string, text = REQUESTS) =>
  sloOf({ threshold: "x" }).replace(
    "{type: Prometheus, spec: {query: 'x'}}",
    `{${source}spec: ${query(text)}}`,
  );

const dataSource = (type: string) =>
  `apiVersion: openslo/v1\nkind: DataSource\nmetadata: {name: main}\nspec: {type: ${type}, connectionDetails: {}}\n`;

describe("where a metric's query goes", () => {
  it.each([
    ["Prometheus", true],
    ["prometheus", true],
    ["Thanos", true],
    // MetricsQL allows more than PromQL: what looks wrong may be right.
    ["VictoriaMetrics", false],
  ])("is said by its type: %s", (type, certain) => {
    expect(queryOf({ type, spec: query(REQUESTS) })?.certain).toBe(certain);
  });

  it.each(["Datadog", "CloudWatch", "Splunk", "BigQuery", "InHouse"])(
    "has another language by its type, whatever it looks like: %s",
    (type) => {
      expect(queryOf({ type, spec: query(REQUESTS) })).toBeUndefined();
    },
  );

  it("is said by the DataSource that it names, in whatever file", () => {
    const found = (type: string) => {
      const { metric, view } = metricIn(referring("metricSourceRef: main, "), [
        { name: "sources.yaml", text: dataSource(type) },
      ]);
      return { source: sourceOfMetric(metric, view), certain: metricQuery(metric, view)?.certain };
    };
    expect(found("Prometheus")).toEqual({ source: "prometheus", certain: true });
    expect(found("Datadog")).toEqual({ source: "datadog", certain: undefined });
  });

  it("is not known where that DataSource is not there: then the query's looks decide", () => {
    const { metric, view } = metricIn(referring("metricSourceRef: main, "));
    expect(sourceOfMetric(metric, view)).toBeUndefined();
    expect(metricQuery(metric, view)?.certain).toBe(false);
  });

  it.each<[string, boolean]>([
    [REQUESTS, true],
    ["http_requests_total[5m]", true],
    ['http_requests_total{code="200"}', true],
    ["http_requests_total", false],
    ["SELECT count(*) FROM answers WHERE status < 500", false],
    ["sum:trace.http.request.hits{service:shop}.as_count()", false],
    ["sum(rate(http_requests_total[5m])", false],
    ["rate(http_requests_total)", false],
    ["1 - 0.5", false],
    ['{job="shop"}', false],
  ])("is PromQL by its looks only beyond doubt: %s", (text, expected) => {
    const { metric, view } = metricIn(referring("", text));
    expect(metricQuery(metric, view) !== undefined).toBe(expected);
  });

  it("is nothing where there is no query", () => {
    expect(queryOf({ type: "Prometheus", spec: "{query: ''}" })).toBeUndefined();
    expect(queryOf({ type: "Prometheus", spec: "{query: '  '}" })).toBeUndefined();
    expect(queryOf({ type: "Prometheus", spec: "{other: up}" })).toBeUndefined();
  });

  it("is read under the key promql too", () => {
    expect(queryOf({ type: "Prometheus", spec: `{promql: '${REQUESTS}'}` })?.certain).toBe(true);
  });
});

describe("what is wrong with a query", () => {
  const faultsOf = (text: string) => {
    const found = queryOf({ type: "Prometheus", spec: query(text) });
    return found ? queryFaults(found).map(({ kind }) => kind) : undefined;
  };
  it("is its syntax first, then its types, and nothing where it is sound", () => {
    expect(faultsOf(REQUESTS)).toEqual([]);
    expect(faultsOf("sum(rate(http_requests_total[5m])")).toContain("syntax");
    expect(faultsOf("rate(http_requests_total)")).toEqual(["type"]);
  });
});

describe("a place in a query", () => {
  const placed = (metric: Metric, text: string, view: Parameters<typeof metricQuery>[1]) => {
    const found = metricQuery(metric, view);
    const name = found?.promql.expr && selectorsIn(found.promql.expr)[0]?.metric;
    if (!found || !name) throw new Error("No metric was found in the query");
    const { start, end } = found.toSource(name.span);
    return text.slice(start, end);
  };
  it.each([
    ["single quotes", "'sum(http_requests_total{code=\"200\"})'"],
    ["double quotes", '"sum(http_requests_total{code=\\"200\\"})"'],
    ["a folded block", ">-\n              sum(\n                http_requests_total\n              )"],
    ["a literal block", "|\n              sum(\n                http_requests_total\n              )"],
  ])("is found in the file: %s", (_how, written) => {
    const text = `apiVersion: openslo/v1
kind: SLO
metadata: {name: one}
spec:
  indicator:
    spec:
      thresholdMetric:
        metricSource:
          type: Prometheus
          spec:
            query: ${written}
`;
    const { metric, view } = metricIn(text);
    expect(placed(metric, text, view)).toBe("http_requests_total");
  });
});
