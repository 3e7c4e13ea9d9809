import { describe, expect, it } from "vitest";
import { classOf, namesOf, referencesOf } from "./read";

function classesOf(type: string, yaml: string): string[] {
  return referencesOf(type, yaml).map((reference) => `${classOf(reference)}: ${reference.name}`);
}

describe("Splunk", () => {
  it("names the metrics of SignalFlow, with its filters", () => {
    const yaml = `spec:
  program: |
    A = data('service.request.count', filter=filter('sf_service', 'shop*') and not filter('x', 'y')).sum()
    A.publish()
`;
    expect(namesOf("splunkObservability", yaml)).toEqual(["service.request.count"]);
    expect(referencesOf("splunkObservability", yaml)[0]?.labels).toEqual([
      { label: "sf_service", op: "=~", value: "shop.*" },
      { label: "x", op: "!=", value: "y" },
    ]);
    expect(
      classesOf(
        "SignalFx",
        `spec: {program: "data('rum.workflow.count') + data('cpu.utilization') + data('demo.trans.count') + data('$x')"}`,
      ),
    ).toEqual(["rum: rum.workflow.count", "internal: cpu.utilization", "unknown: demo.trans.count"]);
  });

  it("names metrics of mstats, source types, else indexes", () => {
    expect(
      namesOf(
        "splunk",
        `spec: {query: '| mstats avg("shop.time") as a max(shop.other) count(_value) WHERE index="_metrics"'}`,
      ),
    ).toEqual(["shop.time", "shop.other"]);
    expect(
      classesOf(
        "splunk",
        "spec: {query: 'search index=web sourcetype=\"aws:elb:accesslogs\" OR sourcetype=access_combined | stats count'}",
      ),
    ).toEqual(["edge: sourcetype=aws:elb:accesslogs", "server?: sourcetype=access_combined"]);
    expect(namesOf("splunk", "spec: {query: 'index=* index=web host=a | stats count as n9value'}")).toEqual([
      "index=web",
    ]);
  });
});

describe("Sumo Logic", () => {
  it("names metrics, CloudWatch's as CloudWatch does", () => {
    expect(
      classesOf(
        "sumologic",
        "spec: {query: 'namespace=aws/applicationelb metric=HTTPCode_ELB_5XX_Count statistic=sum | sum'}",
      ),
    ).toEqual(["edge: aws/applicationelb HTTPCode_ELB_5XX_Count"]);
    expect(classesOf("sumologic", "spec: {query: '_sourceHost=a metric=CPU_User | avg'}")).toEqual([
      "internal: CPU_User",
    ]);
  });

  it("names fields that only browsers send, else where log messages come from", () => {
    const yaml = `spec:
  query: |
    _index=_trace_spans
    | json field=tags "['rum.session_id']" nodrop
`;
    expect(classesOf("sumologic-logs", yaml)).toEqual(["rum: rum.session_id"]);
    expect(
      classesOf(
        "sumologic-logs",
        `spec: {query: '_sourceCategory="prod/shop" | where code < 500', field: latency}`,
      ),
    ).toEqual(["unknown: _sourceCategory=prod/shop"]);
  });
});

describe("SQL", () => {
  it("names tables, not parts of the query nor functions", () => {
    const yaml = `spec:
  query: |
    WITH good AS (SELECT * FROM \`shop.logs.alb_logs\`)
    SELECT a, b FROM good JOIN "public"."users" u ON true, LATERAL (SELECT 1)
    WHERE x IN (SELECT y FROM generate_series(1, 2)) AND z IN (SELECT 1 FROM \${TABLE})
`;
    expect(namesOf("BigQuery", yaml)).toEqual(["shop.logs.alb_logs", 'public.users @ public"."users']);
    expect(classesOf("BigQuery", yaml)).toEqual(["edge: shop.logs.alb_logs", "unknown: public.users"]);
  });

  it("knows a table only where its maker names it", () => {
    const classes = (table: string) => classesOf("redshift", `spec: {query: 'SELECT 1 FROM ${table}'}`);
    expect(classes("cloudfront_standard_logs")).toEqual(["edge: cloudfront_standard_logs"]);
    expect(classes("ops.run_googleapis_com_requests")).toEqual(["server: ops.run_googleapis_com_requests"]);
    for (const table of ["metrics", "requests", "my_alb_logs_summary", "logs"])
      expect(classes(table)).toEqual([`unknown: ${table}`]);
  });
});

describe("sources told by their keys", () => {
  it.each([
    ["rum: New Relic PageView", "{nrql: 'SELECT count(*) FROM PageView SINCE 1 day ago'}"],
    ["synthetic: New Relic SyntheticCheck", "{nrql: 'SELECT average(duration) FROM SyntheticCheck'}"],
    [
      "server: New Relic apm.service.transaction.duration",
      "{nrql: 'select average(apm.service.transaction.duration) from Metric'}",
    ],
    ["unknown: New Relic ShopOrder", "{nrql: 'SELECT count(*) FROM ShopOrder'}"],
    [
      "rum: AppDynamics End User Experience|App|Slow Requests",
      "{applicationName: a, metricPath: 'End User Experience|App|Slow Requests'}",
    ],
    ["unknown: stats.shop.200", "{metricPath: stats.shop.200}"],
    ["synthetic: ThousandEyes net-loss", "{testID: 1, testType: net-loss}"],
    ["synthetic: Pingdom uptime", "{checkId: '1', checkType: uptime, status: up}"],
    ["synthetic: Pingdom uptime", "{checkId: '1', status: up}"],
    [
      "edge: Microsoft.Network/applicationGateways FailedRequests",
      "{dataType: metrics, resourceId: /subscriptions/1/resourceGroups/g/providers/Microsoft.Network/applicationGateways/a, metricName: FailedRequests}",
    ],
    [
      "synthetic: Microsoft.Insights/components availabilityResults/count",
      "{metricNamespace: Microsoft.Insights/components, metricName: availabilityResults/count}",
    ],
    ["unknown: cpu.utilization", "{typeOfData: metric, uql: 'metric cpu.utilization | rate'}"],
    [
      "unknown: http.code",
      "{query: 'start={{.BeginTime}}&m=none:{{.Resolution}}-count-zero:http.code{code=2xx}'}",
    ],
  ])("%s", (wanted, spec) => {
    expect(classesOf("somethingElse", `spec: ${spec}`)).toEqual([wanted]);
  });
});
