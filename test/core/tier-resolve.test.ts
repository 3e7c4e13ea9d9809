import { describe, expect, it } from "vitest";
import type { SpecObject } from "../../server/src/core/model/spec-object";
import { categoryOf, inferCategory, readCategory } from "../../server/src/core/resolve/category";
import { hasOwner } from "../../server/src/core/resolve/facts";
import { isTierTemplated, nearestTierName, tierOf } from "../../server/src/core/resolve/tier";
import { TrackingView } from "../../server/src/core/workspace-view";
import { uriOf, workspaceOf } from "../support/workspace";

const tier = (name: string, rank: number, aliases = "[]") => `apiVersion: slosmith/v1
kind: ReliabilityTier
metadata: {name: ${name}}
spec: {rank: ${rank}, aliases: ${aliases}}
`;

const slo = (metadata: string, spec = "service: search") => `apiVersion: openslo/v1
kind: SLO
metadata: ${metadata}
spec:
  ${spec}
`;

function objectsOf(...documents: string[]) {
  const workspace = workspaceOf([{ name: "main.yaml", text: documents.join("---\n") }]);
  const view = new TrackingView(workspace.index, uriOf("main.yaml"));
  const slots = workspace.files.get(uriOf("main.yaml"))?.slots ?? [];
  const objects = slots.flatMap((slot) => slot.document.objects);
  const named = (name: string): SpecObject => {
    const object = objects.find((one) => one.name?.value === name);
    if (!object) throw new Error(`${name} was not read`);
    return object;
  };
  return { view, named };
}

const TIERS = [tier("core", 1, '["1", tier-1]'), tier("internal", 2, '["2", tier-2]')];
const SERVICE =
  "apiVersion: openslo/v1\nkind: Service\nmetadata: {name: search, annotations: {slosmith/tier: internal}, labels: {team: discovery}}\nspec: {}\n";

describe("which tier an SLO belongs to", () => {
  const { view, named } = objectsOf(
    ...TIERS,
    SERVICE,
    slo("{name: by-annotation, annotations: {slosmith/tier: tier-1}, labels: {tier: internal}}"),
    slo('{name: by-label, labels: {tier: backend, serviceTier: "1"}}'),
    slo("{name: by-service}"),
    slo("{name: nowhere, annotations: {slosmith/tier: gone}}"),
    slo("{name: other-words, labels: {tier: backend}}", "service: billing"),
    slo('{name: templated, annotations: {slosmith/tier: "{{ .Values.tier }}"}}', "service: billing"),
  );
  const found = (name: string) => tierOf(named(name), view)?.definition.object.name?.value;

  it("is the annotation's, before labels and the service", () => {
    expect(found("by-annotation")).toBe("core");
  });
  it("is the label's that names one; labels that do not are passed over", () => {
    expect(found("by-label")).toBe("core");
    expect(found("other-words")).toBeUndefined();
  });
  it("is the service's, where the SLO says nothing", () => {
    expect(found("by-service")).toBe("internal");
  });
  it("is none where the annotation leads nowhere, whatever the service says", () => {
    expect(found("nowhere")).toBeUndefined();
  });
  it("is unknown where it is left to a template", () => {
    expect(isTierTemplated(named("templated"), view)).toBe(true);
    expect(isTierTemplated(named("other-words"), view)).toBe(false);
  });
  it("is none where two tiers claim the name", () => {
    const twice = objectsOf(
      tier("core", 1, '["1"]'),
      tier("internal", 2, '["1"]'),
      slo('{name: torn, annotations: {slosmith/tier: "1"}}'),
    );
    expect(tierOf(twice.named("torn"), twice.view)).toBeUndefined();
  });
  it("is guessed from misspellings, never from another number", () => {
    expect(nearestTierName("intrenal", view)).toBe("internal");
    expect(nearestTierName("teir-2", view)).toBe("tier-2");
    expect(nearestTierName("tier-3", view)).toBeUndefined();
    expect(nearestTierName("3", view)).toBeUndefined();
    expect(nearestTierName("backend", view)).toBeUndefined();
  });
  it("has an owner through its service's team", () => {
    expect(hasOwner(named("by-service"), view)).toBe(true);
    expect(hasOwner(named("other-words"), view)).toBe(false);
  });
});

/** A ratio SLI in place, with these queries. */
const ratio = (good: string, total: string) => `service: search
  indicator:
    metadata: {name: sli}
    spec:
      ratioMetric:
        counter: true
        good: {metricSource: {type: Prometheus, spec: {query: '${good}'}}}
        total: {metricSource: {type: Prometheus, spec: {query: '${total}'}}}`;

describe("the category of an SLO", () => {
  const categoryFor = (metadata: string, spec?: string) => {
    const { view, named } = objectsOf(slo(metadata, spec));
    const name = /name: ([\w-]+)/.exec(metadata)?.[1] ?? "";
    return categoryOf(named(name), view);
  };

  it("is what the annotation says, then the label", () => {
    expect(
      categoryFor("{name: a, annotations: {slosmith/category: errorRate}, labels: {category: latency}}"),
    ).toEqual({ category: "errorRate", stated: true, by: "annotation" });
    expect(categoryFor("{name: a, labels: {category: Availability}}")?.category).toBe("availability");
  });

  it("is unknown where the annotation is no category or a template, and not inferred then", () => {
    expect(categoryFor("{name: latency, annotations: {slosmith/category: speed}}")).toBeUndefined();
    expect(categoryFor('{name: latency, annotations: {slosmith/category: "{{ .c }}"}}')).toBeUndefined();
  });

  it("passes over labels of other meanings", () => {
    expect(categoryFor("{name: search-latency, labels: {category: test}}")).toEqual({
      category: "latency",
      stated: false,
      by: "name",
    });
  });

  const total = 'sum(http_requests_total{job="api"})';
  it.each([
    ["server errors set apart", 'sum(http_requests_total{job="api",code!~"5.."})', total, "availability"],
    [
      "gRPC codes",
      'sum(grpc_server_handled_total{grpc_code!="Internal"})',
      "sum(grpc_server_handled_total)",
      "availability",
    ],
    [
      "buckets of a duration",
      'sum(http_request_duration_seconds_bucket{le="0.3"})',
      "sum(http_request_duration_seconds_count)",
      "latency",
    ],
    [
      "buckets of a size",
      'sum(http_response_size_bytes_bucket{le="1000"})',
      "sum(http_response_size_bytes_count)",
      undefined,
    ],
    ["a status that is a word", 'sum(orders_total{status="as_ordered"})', "sum(orders_total)", undefined],
    [
      "the same matcher in both",
      'sum(x_total{code=~"2..",right="yes"})',
      'sum(x_total{code=~"2.."})',
      undefined,
    ],
    ["probes", "sum(probe_success)", "count(probe_success)", "availability"],
  ])("is inferred from %s", (_words, good, all, expected) => {
    expect(categoryFor("{name: one}", ratio(good, all))?.category).toBe(expected);
  });

  it("is unknown where the name and the query disagree", () => {
    const good = 'sum(http_requests_total{job="api",code!~"5.."})';
    expect(categoryFor("{name: api-latency}", ratio(good, total))).toBeUndefined();
  });

  it("is not inferred from words of two categories, nor from error rates", () => {
    expect(inferCategory("availability-and-latency", undefined)).toBeUndefined();
    expect(inferCategory("error-rate", undefined)).toBeUndefined();
    expect(inferCategory("api p99", undefined)).toBe("latency");
    expect(inferCategory("mp3-encoding", undefined)).toBeUndefined();
  });

  it("is read in any spelling", () => {
    expect(readCategory("error-rate")).toBe("errorRate");
    expect(readCategory("Error rate")).toBe("errorRate");
    expect(readCategory("errors")).toBeUndefined();
  });
});
