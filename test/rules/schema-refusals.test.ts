import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { catalogue } from "../../server/src/core/rules/catalogue";
import { ruleNamed } from "../../server/src/core/rules/run";
import { SPEAKERS } from "../../server/src/core/rules/schema/refusals";
import { tierExample } from "../../server/src/core/rules/tier/example";
import type { SchemaError } from "../../server/src/core/schema/errors";
import { toData } from "../../server/src/core/yaml/data";
import { parseYaml } from "../../server/src/core/yaml/parse";
import { uriOf, workspaceOf } from "../support/workspace";

const SCHEMAS = join(__dirname, "../../schemas");

/** Keywords of JSON Schema that can refuse a value. */
const REFUSING = new Set([
  ...["type", "enum", "const", "pattern", "format", "required", "additionalProperties", "uniqueItems"],
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength"],
  ...["minItems", "maxItems", "contains", "minProperties", "maxProperties", "dependentRequired", "not"],
  ...["anyOf", "oneOf", "allOf", "if", "dependentSchemas", "unevaluatedProperties", "unevaluatedItems"],
]);

/** Every refusing keyword of the schemas; inside `propertyNames` it is named as the errors name it. */
function keywordsUsed(): Set<string> {
  const used = new Set<string>();
  const visit = (schema: unknown, ofNames: boolean): void => {
    if (Array.isArray(schema)) for (const part of schema) visit(part, ofNames);
    if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return;
    for (const [key, value] of Object.entries(schema)) {
      if (key === "examples" || key === "default") continue;
      if (key === "additionalProperties" && value !== false) visit(value, false);
      // Below these, keys are names of values and not keywords.
      else if (key === "properties" || key === "$defs")
        for (const part of Object.values(value)) visit(part, false);
      else if (REFUSING.has(key) && key !== "type") used.add(ofNames ? `key-${key}` : key);
      else if (key === "type" && !ofNames) used.add(key);
      else visit(value, key === "propertyNames");
    }
  };
  for (const name of readdirSync(SCHEMAS, { recursive: true, encoding: "utf8" })) {
    if (name.endsWith(".schema.json")) visit(JSON.parse(readFileSync(join(SCHEMAS, name), "utf8")), false);
  }
  return used;
}

describe("what the schemas refuse", () => {
  it("has a rule that speaks of it, for every keyword in use", () => {
    const used = keywordsUsed();
    expect(used.size).toBeGreaterThan(12);
    expect([...used].filter((keyword) => SPEAKERS[keyword] === undefined)).toEqual([]);
  });

  it("is spoken of by rules that exist", () => {
    const codes = new Set(catalogue.map((rule) => rule.code));
    expect(
      Object.values(SPEAKERS)
        .flat()
        .filter((code) => !codes.has(code)),
    ).toEqual([]);
  });
});

const SLO = `apiVersion: openslo/v1
kind: SLO
metadata:
  name: checkout-availability
  displayName: Checkout
  labels: {team: [shop, web], stage: prod}
  annotations: {example.com/owner: shop}
spec:
  description: Orders that go through
  service: checkout
  indicator:
    metadata: {name: good-requests}
    spec:
      ratioMetric:
        counter: true
        good: {metricSource: {type: Prometheus, spec: {query: good}}}
        total: {metricSource: {metricSourceRef: main, spec: {query: total}}}
  budgetingMethod: Timeslices
  timeWindow:
    - duration: 1M
      isRolling: false
      calendar: {startTime: "2026-01-01 00:00:00", timeZone: UTC}
  objectives:
    - {displayName: usual, target: 0.99, timeSliceTarget: 0.95, timeSliceWindow: 5m, compositeWeight: 2}
  alertPolicies:
    - {alertPolicyRef: fast-burn}
    - kind: AlertPolicy
      metadata: {name: slow-burn}
      spec:
        alertWhenNoData: true
        conditions:
          - kind: AlertCondition
            metadata: {name: slow}
            spec:
              severity: ticket
              condition: {kind: burnrate, op: gte, threshold: 1, lookbackWindow: 3d, alertAfter: 5m}
        notificationTargets:
          - {targetRef: on-call}
`;
const TIER = tierExample({
  aliases: '["1", t1]',
  segments: "- name: enterprise\n  targetFloorPercent: {availability: 99.9}",
  measurement:
    "signals: [rum, edge]\nmaxSampleInterval: 30s\nminEventsPerWindow: 600\nretention: 13w\nfamilies: [{match: shop_*, class: edge}]",
  alerting: "- severity: page\n  burnRate: 14.4\n  longWindow: 1h\n  shortWindow: 5m",
  review: "cadence: 1w\nroles: [dev, sre]",
});

const WORKSPACE = `apiVersion: slosmith/v1
kind: Workspace
metadata: {name: shop, labels: {team: [shop, web]}}
spec:
  description: What is known of the shop
  measurement:
    eventsPerDay: 1200000
    sampleInterval: 30s
    retention: 13w
    client: browser
    buckets: [0.1, 0.3, 1.2, 5]
    dependencies: {card-network: 99.95}
  signals:
    - match: shop_answers_*
      class: rum
      source: prometheus
      measures: answers that reached the browser
      type: histogram
      buckets: [0.1, 0.3]
      why: Counted after the page is drawn.
`;

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const JUNK = fc.oneof(
  fc.constantFrom<Json>(null, true, 0, -1, 2.5, 100, "", "A b", "yes", "0.5", "x".repeat(1100), [], {}, [
    null,
  ]),
  fc.constantFrom<Json>(
    [1, 1],
    ["dev", "dev"],
    [{}, {}],
    { odd: 1 },
    { "a b/": "x" },
    "5",
    5,
    "1mo",
    "late",
    "Gte",
  ),
);

/** Changes one value, or adds or removes one, at a place that `path` points to in its own way. */
function mutate(value: Json, path: readonly number[], junk: Json, kind: number): Json {
  const [first, ...rest] = path;
  if (first === undefined || value === null || typeof value !== "object") return junk;
  const keys = Object.keys(value);
  const key = keys[first % Math.max(keys.length, 1)];
  const copy: Record<string, Json> = Array.isArray(value)
    ? (Object.assign([], value) as unknown as Record<string, Json>)
    : { ...value };
  if (key === undefined || (rest.length === 0 && kind === 1)) {
    if (Array.isArray(value)) return [...value, junk];
    return { ...value, odd: junk };
  }
  if (rest.length === 0 && kind === 2 && !Array.isArray(value)) delete copy[key];
  else copy[key] = mutate(copy[key] ?? null, rest, junk, kind);
  return copy as unknown as Json;
}

const mutation = fc.tuple(
  fc.array(fc.nat(12), { minLength: 1, maxLength: 7 }),
  JUNK,
  fc.integer({ min: 0, max: 2 }),
);

/** Of a key without a value OpenSLO's checker says nothing, unless the key is required. */
function mayBePassedOver(error: SchemaError): boolean {
  return error.node?.kind === "scalar" && error.node.value === null;
}

describe("no refusal goes unreported, and none is said twice", () => {
  const bases = [SLO, TIER, WORKSPACE].map((text) => toData(parseYaml(text).root as never) as Json);

  it("nor is a value judged whose key is refused", () => {
    const text = TIER.replace("{availability: 99.9}", "{availability: 99.9, odd: [1, 1]}");
    const { findings } = workspaceOf([{ name: "a.yaml", text }]).check(uriOf("a.yaml"));
    const ofSchema = findings.filter(({ code }) => ruleNamed(code)?.concern === "schema");
    const said = ofSchema.map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);
    expect(said).toEqual(["unknown-key odd"]);
  });

  it("on valid objects with random mistakes", () => {
    let seen = 0;
    const check = (base: number, mutations: [number[], Json, number][]) => {
      let value = bases[base] as Json;
      for (const [path, junk, kind] of mutations) value = mutate(value, path, junk, kind);
      const text = stringify(value, { lineWidth: 0 });
      const workspace = workspaceOf([{ name: "a.yaml", text }]);
      const { findings, faults } = workspace.check(uriOf("a.yaml"));
      expect(faults).toEqual([]);
      const objects =
        workspace.files.get(uriOf("a.yaml"))?.slots.flatMap((slot) => slot.document.objects) ?? [];
      for (const error of objects.flatMap((object) => object.schemaErrors)) {
        seen++;
        // Of a repeated entry is spoken where it stands, and not at the list's key.
        const place = error.keyword === "uniqueItems" && error.node ? error.node.span : error.span;
        // An object without a whole header is spoken of as such.
        const ofHeader =
          error.path.length === 0 && /^(?:apiVersion|kind)$/.test(String(error.params.missingProperty));
        const at = ofHeader
          ? findings.some(({ code }) => code === "header")
          : findings.some(({ span }) => span.start <= place.end && place.start <= span.end);
        if (!at && !mayBePassedOver(error)) {
          expect.fail(`unreported: ${error.keyword} at ${error.path.join(".")}\n${text}`);
        }
      }
      const said = new Map<string, string>();
      for (const { code, span } of findings) {
        if (ruleNamed(code)?.concern !== "schema" || code === "missing-key") continue;
        const place = `${span.start}-${span.end}`;
        if (said.has(place)) expect.fail(`${said.get(place)} and ${code} speak of one value\n${text}`);
        said.set(place, code);
      }
    };
    fc.assert(
      fc.property(fc.nat(bases.length - 1), fc.array(mutation, { minLength: 1, maxLength: 3 }), check),
      { numRuns: 600 },
    );
    expect(seen).toBeGreaterThan(300);
  });
});
