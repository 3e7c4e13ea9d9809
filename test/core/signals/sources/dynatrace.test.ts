import { describe, expect, it } from "vitest";
import { classOf, namesOf, referencesOf } from "./read";

describe("Dynatrace selectors", () => {
  it("name their metric keys", () => {
    const yaml = `spec:
  goodMetric: builtin:service.errors.server.successCount:splitBy():sum
  query: "metricSelector=(builtin:apps.web.actionCount.load.browser:avg/ext:shop.x:sum)&entitySelector=type(SERVICE)"
  entitySelector: type(builtin:x)
`;
    expect(namesOf("Dynatrace", yaml)).toEqual([
      "builtin:service.errors.server.successCount",
      "builtin:apps.web.actionCount.load.browser",
      "ext:shop.x",
    ]);
  });

  it("are read in DQL, as user sessions, and with a metric of one's own", () => {
    expect(
      namesOf(
        "dynatrace",
        "spec: {dql: 'timeseries sum(dt.service.request.count), by: {dt.entity.service}'}",
      ),
    ).toEqual(["dt.service.request.count"]);
    expect(namesOf("dynatrace", "spec: 'USQL;TABLE;AVG;SELECT avg(duration) FROM usersession'")).toEqual([
      "usersession",
    ]);
    expect(namesOf("dynatrace", "spec: {metricSelector: 'shop.orders.done:splitBy():sum'}")).toEqual([
      "shop.orders.done",
    ]);
    expect(namesOf("dynatrace", "spec: {metricSelector: 'builtin:service.${X}:sum'}")).toEqual([]);
    expect(namesOf("dynatrace", "spec: {metricSelector: 'shop.$X:sum'}")).toEqual([]);
  });

  it.each([
    ["rum", "builtin:apps.mobile.reportedError.count"],
    ["edge", "builtin:cloud.aws.alb.errors.target.http5xx"],
    ["edge", "builtin:cloud.azure.appGateway.http.status.response"],
    ["server", "builtin:service.response.time"],
    ["server", "builtin:service.errors.total.rate"],
    ["server", "builtin:cloud.aws.elb.latency"],
    ["server?", "calc:service.checkout"],
    ["dependency", "builtin:service.nonDbChildCallCount"],
    ["synthetic", "builtin:synthetic.http.availability.location.total"],
    ["synthetic", "dt.synthetic.http.availability"],
    ["internal", "builtin:host.cpu.usage"],
    ["internal", "builtin:service.cpu.time"],
    ["unknown", "builtin:service.errors.client.count"],
    ["unknown", "builtin:cloud.aws.alb.lcus"],
    ["unknown", "calc:apps.web.shop"],
  ])("%s: %s", (wanted, key) => {
    const [reference] = referencesOf("Dynatrace", `spec: {metricSelector: '${key}:splitBy():avg'}`);
    expect(reference && [reference.name, classOf(reference)]).toEqual([key, wanted]);
  });
});
