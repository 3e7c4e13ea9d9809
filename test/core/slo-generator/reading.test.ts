import { describe, expect, it } from "vitest";
import { readSpecDocument } from "../../../server/src/core/dialects/spec-document";
import { formatRatio } from "../../../server/src/core/math/format";
import { config, findingsOf, GOOGLE, objectsIn, slo, sloIn } from "./support";

const METRICS = ["role", "key", "sourceType"] as const;

/** An SLO's metrics in short: role, key, source. */
function metricsOf(text: string): string[] {
  const { indicator } = sloIn(text);
  if (indicator?.kind !== "inline") return [];
  return indicator.sli.metrics.map((metric) =>
    METRICS.map((key) => (key === "sourceType" ? metric.sourceType?.value : metric[key])).join(" "),
  );
}

describe("which documents are slo-generator's", () => {
  const faultsIn = (text: string) =>
    readSpecDocument(text).headerFaults.map(
      ({ field, suggestion, older }) => suggestion ?? older?.key ?? field,
    );

  it("reads SLOs by the schema of their backend", () => {
    const keyFor = (backend: string) => objectsIn(slo({ backend }))[0]?.schemaKey;
    expect(keyFor("prometheus")).toBe("sre.google.com/v2#ServiceLevelObjective/prometheus");
    expect(keyFor("cloud_monitoring/team2")).toBe("sre.google.com/v2#ServiceLevelObjective/cloud_monitoring");
    expect(keyFor("shop.backends.Checkout")).toBe("sre.google.com/v2#ServiceLevelObjective");
    expect(keyFor("${BACKEND}")).toBe("sre.google.com/v2#ServiceLevelObjective");
  });

  it.each([
    ["another version", slo().replace("/v2", "/v1"), "sre.google.com/v2"],
    ["no version", slo().replace(/^apiVersion.*\n/, ""), "sre.google.com/v2"],
    ["neither version nor kind", slo().replace(/^apiVersion.*\nkind.*\n/, ""), "sre.google.com/v2"],
    ["another kind", slo().replace("ServiceLevelObjective", "ServiceLevel"), "ServiceLevelObjective"],
    ["a group like it", slo().replace("sre.google.com", "sre.google"), "sre.google.com/v2"],
    [
      "version 1",
      "service_name: a\nfeature_name: b\nslo_name: c\nslo_target: 0.9\nbackend:\n  class: Datadog\n",
      "slo_target",
    ],
  ])("takes %s for a near miss", (_what, text, suggestion) => {
    expect(faultsIn(text)).toEqual([suggestion]);
  });

  it("names the command that rewrites version 1", () => {
    const text = "slo_name: c\nslo_target: 0.9\nbackend:\n  class: Datadog\n  measurement: {}\n";
    const [finding] = findingsOf(text);
    expect(finding).toBe("2 header error");
  });

  it.each([
    [
      "Pyrra's object",
      "apiVersion: pyrra.dev/v1alpha1\nkind: ServiceLevelObjective\nspec:\n  target: '99'\n",
    ],
    ["another's kind", "apiVersion: example.com/v1\nkind: ServiceLevelObjective\nspec:\n  goal: 0.9\n"],
    ["a collector's configuration", "exporters:\n  otlp: {}\nreceivers:\n  otlp: {}\n"],
    ["a map with backends", "backends:\n  a: {}\nfrontends:\n  b: {}\n"],
    ["a map with a target", "slo_target: 0.9\nname: a\n"],
  ])("leaves %s alone", (_what, text) => {
    const { objects, headerFaults } = readSpecDocument(text);
    expect(objects.filter(({ dialect }) => dialect.startsWith("slo-generator"))).toEqual([]);
    expect(headerFaults.filter(({ known }) => known.includes("sre.google.com/v2"))).toEqual([]);
  });

  it("reads a shared configuration with all that SLOs may name", () => {
    const kinds = objectsIn(config()).map(({ kind, name }) => `${kind} ${name?.value ?? ""}`.trim());
    expect(kinds).toEqual(["SharedConfig", "Backend prometheus", "ErrorBudgetPolicy default"]);
  });

  it("reads one that only exports", () => {
    const text = "default_exporters: [pubsub]\nexporters:\n  pubsub:\n    topic_name: a\n";
    expect(objectsIn(text).map(({ kind }) => kind)).toEqual(["SharedConfig", "Exporter"]);
    expect(findingsOf(text)).toEqual([]);
  });
});

describe("what an SLO says", () => {
  it("has its goal as a ratio, quoted or not", () => {
    for (const goal of ["0.999", '"0.999"']) {
      const [objective] = sloIn(slo({ goal })).objectives;
      expect(objective?.target && formatRatio(objective.target.value)).toBe("0.999");
    }
    expect(findingsOf(slo({ goal: '"0.999"' }))).toEqual([]);
  });

  it("leaves what the environment fills in unjudged", () => {
    const text = slo({ goal: "${GOAL}", more: "error_budget_policy: ${POLICY}", backend: "${BACKEND}" });
    expect(findingsOf(text).map((one) => one.split(" ")[1])).toEqual(["template-not-judged"]);
    expect(sloIn(text).implied?.source?.missing).toMatch(/a template names the error budget policy/);
  });

  it("belongs to the service that its labels name", () => {
    expect(sloIn(slo()).service?.value).toBe("checkout");
  });

  it("names its backend and the policy that is taken without a word", () => {
    const [object] = objectsIn(slo());
    expect(object?.references.map(({ kind, name, implied }) => [kind, name, implied ?? false])).toEqual([
      ["Backend", "prometheus", false],
      ["ErrorBudgetPolicy", "default", true],
    ]);
  });

  it.each([
    ["filters", slo(), ["good filter_good prometheus", "total filter_valid prometheus"]],
    [
      "bad events before valid ones",
      slo({ indicator: "filter_good: a_total\nfilter_bad: b_total\nfilter_valid: c_total" }),
      ["good filter_good prometheus", "bad filter_bad prometheus"],
    ],
    [
      "an expression",
      slo({
        method: "query_sli",
        indicator: "expression: sum(rate(a_total[window])) / sum(rate(b_total[window]))",
      }),
      ["raw expression prometheus"],
    ],
    [
      "Splunk's searches",
      slo({ backend: "splunk", indicator: "search_query_good: a\nsearch_query_bad: b" }),
      ["good search_query_good splunk", "bad search_query_bad splunk"],
    ],
    [
      "what Google measures itself",
      slo({
        backend: "cloud_service_monitoring",
        method: "basic",
        indicator: "app_engine:\n  project_id: a\n  module_id: b\nlatency:\n  threshold: 5",
      }),
      ["good latency cloud_service_monitoring"],
    ],
    [
      "nothing of an SLO elsewhere",
      slo({ backend: "datadog", method: "query_slo", indicator: "slo_id: a" }),
      [],
    ],
    ["nothing of a class of one's own", slo({ backend: "a.b.C", indicator: "anything: goes" }), []],
  ])("measures by %s", (_what, text, metrics) => {
    expect(metricsOf(text)).toEqual(metrics);
  });

  it("sends each filter with its range and its operators", () => {
    const { indicator } = sloIn(
      slo({ indicator: 'filter_good: a_total{b="c"}\nfilter_valid: a_total[window]' }),
    );
    const sent = indicator?.kind === "inline" ? indicator.sli.metrics.map((metric) => metric.sent?.text) : [];
    expect(sent).toEqual(['sum(increase(a_total{b="c"}[window]))', "sum(increase(a_total[window]))"]);
  });

  it("sends a histogram with its bound", () => {
    const text = slo({
      method: "distribution_cut",
      indicator: 'expression: a_bucket{b="c"}\nthreshold_bucket: 0.25',
    });
    const { indicator } = sloIn(text);
    expect(indicator?.kind === "inline" && indicator.sli.metrics[0]?.sent?.text).toBe(
      'sum(increase(a_bucket{b="c", le="0.25"}[window]))',
    );
  });

  it("takes a subquery's window for the placeholder", () => {
    const expression = "avg_over_time(job:browser_checkout_good:ratio[window:1m])";
    expect(findingsOf(slo({ method: "query_sli", indicator: `expression: ${expression}` }))).toEqual([]);
  });

  it("finds the same text on both sides", () => {
    const text = slo({ indicator: "filter_good: a_total[window]\nfilter_valid: a_total[window]" });
    expect(findingsOf(text)).toContain("14 good-equals-total warning");
  });

  it("says which of two filters is passed over", () => {
    const text = slo({
      indicator: 'filter_good: a_total{b="c"}\nfilter_bad: a_total{b="d"}\nfilter_valid: a_total',
    });
    expect(findingsOf(text)).toContain("16 key-choice warning");
  });
});

describe("the shared configuration's own mistakes", () => {
  it("accepts Google's own policy", () => {
    expect(findingsOf(config())).toEqual([]);
  });

  it("finds an exporter that nothing defines", () => {
    const text = `default_exporters: [bigqery]\n${config({ default: GOOGLE }).replace("exporters: {}", "exporters:\n  bigquery: {}")}`;
    expect(findingsOf(text)).toEqual(["1 dangling-reference warning"]);
  });
});
