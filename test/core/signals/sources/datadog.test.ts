import { describe, expect, it } from "vitest";
import { classOf, namesOf, referencesOf } from "./read";

describe("Datadog queries", () => {
  it("name the metric before each scope", () => {
    expect(
      namesOf(
        "Datadog",
        "spec:\n  query: (sum:shop.hits{env:prod,!code:5xx}.as_count() + avg:shop.late{*}by{host}) / sum:shop.all{*}\n",
      ),
    ).toEqual(["shop.hits", "shop.late", "shop.all"]);
  });

  it("keep the scope's tags, but not of alternatives", () => {
    const [one] = referencesOf("Datadog", "spec: {query: 'sum:a.b{env:prod,!code:5*, $team}'}");
    expect(one?.labels).toEqual([
      { label: "env", op: "=", value: "prod" },
      { label: "code", op: "!~", value: "5.*" },
    ]);
    const [two] = referencesOf("Datadog", "spec: {query: 'sum:a.b{env:prod OR env:stage}'}");
    expect(two?.labels).toEqual([]);
  });

  it("are found under any key, without aggregation, without scope, and as percentiles", () => {
    const yaml = `spec:
  query_good: |
    shop.hits{a:b}
  query_valid: >-
    count(v: v<0.5):shop.time{*}
    / sum:shop.bare
  threshold: 5
`;
    expect(namesOf("datadog", yaml)).toEqual(["shop.hits", "shop.time", "shop.bare"]);
  });

  it("name nothing where a template fills in the name", () => {
    for (const query of [
      "sum:trace.${OPERATION}.hits{*}",
      "sum:{{.metric}}.hits{*}",
      "sum:$metric{*}",
      "sum:shop.$what",
      "sum:shop.{{what}}",
      "avg(last_5m)",
    ])
      expect([query, namesOf("Datadog", `spec:\n  query: '${query}'\n`)]).toEqual([query, []]);
    expect(namesOf("Datadog", "spec:\n  query: 'sum:shop.hits{service:${SERVICE}}'\n")).toEqual([
      "shop.hits",
    ]);
  });

  it.each([
    ["rum", "rum.measure.session.error"],
    ["edge", "aws.applicationelb.httpcode_target_5xx"],
    ["edge", "aws.cloudfront.5xx_error_rate"],
    ["edge", "nginx_ingress.controller.requests"],
    ["server", "trace.flask.request.hits"],
    ["server?", "trace.http.request.hits.by_http_status"],
    ["server", "aws.applicationelb.target_response_time.p99"],
    ["dependency", "trace.redis.command.duration"],
    ["dependency", "trace.http.client.request.errors"],
    ["synthetic", "synthetics.http.response.time"],
    ["async", "aws.sqs.approximate_age_of_oldest_message"],
    ["internal", "aws.applicationelb.healthy_host_count"],
    ["internal", "system.cpu.user"],
    ["unknown", "shop.requests"],
    ["unknown", "trace.checkout.hits"],
    ["unknown", "trace.redis.command_like.hits"],
    ["unknown", "systems.ok"],
    ["unknown", "aws.applicationelb.consumed_lcus"],
  ])("%s: %s", (wanted, name) => {
    const [reference] = referencesOf("Datadog", `spec: {query: 'sum:${name}{*}'}`);
    expect(reference && [reference.name, classOf(reference)]).toEqual([name, wanted]);
  });
});
