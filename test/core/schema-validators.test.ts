import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { schemaKeys } from "../../server/src/core/schema/registry";
import { readSchemas, type SchemaNode, violations } from "../support/schemas";

const schemas = readSchemas();

/** The key under which a schema of a kind is compiled; undefined for files of shared parts. */
function keyOf(file: string, schema: SchemaNode): string | undefined {
  const own = (schema["x-slosmith"] as { readonly key?: string } | undefined)?.key;
  if (own !== undefined) return own;
  const properties = schema.properties as Record<string, SchemaNode> | undefined;
  if (properties?.kind?.const === undefined) return undefined;
  const version = properties.apiVersion as SchemaNode;
  const [shared = "", pointer = ""] = String(version.$ref ?? "").split("#/");
  const named = pointer
    .split("/")
    .reduce<unknown>(
      (node, part) => (node as Record<string, unknown> | undefined)?.[part],
      schemas.get(posix.join(posix.dirname(file), shared)),
    ) as SchemaNode | undefined;
  return `${version.const ?? named?.const}#${properties.kind.const}`;
}

describe("the validators", () => {
  const file = "server/src/core/schema/generated/checks.js";

  it("exist for every schema of a kind, and for no other", () => {
    const kinds = [...schemas].flatMap(([file, schema]) => keyOf(file, schema) ?? []);
    expect(kinds.length).toBeGreaterThan(10);
    expect([...schemaKeys].sort()).toEqual(kinds.sort());
  });

  it("need nothing else at run time, and no eval", () => {
    expect(readFileSync(file, "utf8")).not.toMatch(/\brequire\(|\bimport\b|\beval\(|new Function\b/);
  });

  it("are not built again when they are up to date", () => {
    const build = () => execFileSync(process.execPath, ["scripts/build-schemas.mjs"]);
    build();
    const before = statSync(file).mtimeMs;
    build();
    expect(statSync(file).mtimeMs).toBe(before);
  });

  it("count characters, not UTF-16 units", () => {
    const named = (displayName: string) =>
      parse(`{apiVersion: openslo/v1, kind: Service, metadata: {name: a, displayName: "${displayName}"}}`);
    expect(violations(named("😀".repeat(63)))).toEqual([]);
    expect(violations(named("😀".repeat(64)))).toEqual(["/metadata/displayName maxLength"]);
  });
});

const SLO = `
apiVersion: openslo/v1
kind: SLO
metadata: {name: a}
spec:
  service: s
  indicatorRef: i
  budgetingMethod: Occurrences
  timeWindow: [{duration: 28d, isRolling: true}]
  objectives: [{target: 0.99}]
`;

describe("verdicts", () => {
  it.each([
    ["a plain SLO", SLO, []],
    ["empty optional fields", SLO.replace("name: a", "name: a, labels: , annotations: , displayName: "), []],
    ["a ratio of 0", SLO.replace("0.99", "0"), []],
    ["a ratio of 1", SLO.replace("0.99", "1"), ["/spec/objectives/0/target exclusiveMaximum"]],
    [
      "a percentage of 100",
      SLO.replace("target: 0.99", "targetPercent: 100"),
      ["/spec/objectives/0/targetPercent exclusiveMaximum"],
    ],
    ["a quoted target", SLO.replace("0.99", '"0.99"'), ["/spec/objectives/0/target type"]],
    ["both targets, left to a rule", SLO.replace("target: 0.99", "target: 0.99, targetPercent: 99"), []],
    ["a slice target of 1", SLO.replace("0.99", "0.99, timeSliceTarget: 1, timeSliceWindow: 5"), []],
    [
      "a slice target of 0",
      SLO.replace("0.99", "0.99, timeSliceTarget: 0"),
      ["/spec/objectives/0/timeSliceTarget exclusiveMinimum"],
    ],
    [
      "a weight of 0",
      SLO.replace("0.99", "0.99, compositeWeight: 0"),
      ["/spec/objectives/0/compositeWeight exclusiveMinimum"],
    ],
    ["no objectives", SLO.replace("[{target: 0.99}]", "[]"), ["/spec/objectives minItems"]],
    ["two windows", SLO.replace("true}]", "true}, {duration: 7d}]"), ["/spec/timeWindow maxItems"]],
    ["a name with a capital", SLO.replace("name: a", "name: A"), ["/metadata/name pattern"]],
    ["a service of the old form", SLO.replace("service: s", "service: TheService"), []],
    [
      "an unknown key",
      SLO.replace("indicatorRef", "indicatorref"),
      ["/spec additionalProperties indicatorref"],
    ],
    ["a status", `${SLO}status: {}\n`, ["additionalProperties status"]],
    [
      "an inline apiVersion",
      SLO.replace("indicatorRef: i", "indicator: {apiVersion: openslo/v1, metadata: {name: i}, spec: {}}"),
      ["/spec/indicator additionalProperties apiVersion"],
    ],
    ["a label of a list", SLO.replace("name: a", "name: a, labels: {env: [p, q]}"), []],
    [
      "a label of a number",
      SLO.replace("name: a", "name: a, labels: {env: 1}"),
      ["/metadata/labels/env type"],
    ],
    [
      "a label key with a slash",
      SLO.replace("name: a", "name: a, labels: {slosmith/tier: x}"),
      ["/metadata/labels pattern slosmith/tier", "/metadata/labels propertyNames"],
    ],
    [
      "an annotation key with a slash",
      SLO.replace("name: a", "name: a, annotations: {slosmith/tier: x}"),
      [],
    ],
    ["a policy by name", SLO.replace("service: s", "service: s\n  alertPolicies: [{alertPolicyRef: p}]"), []],
    [
      "a policy as a bare word",
      SLO.replace("service: s", "service: s\n  alertPolicies: [p]"),
      ["/spec/alertPolicies/0 type"],
    ],
    ["a service without spec", "{apiVersion: openslo/v1, kind: Service, metadata: {name: a}}", []],
    [
      "connection details as a list",
      "{apiVersion: openslo/v1, kind: DataSource, metadata: {name: a}, spec: {type: x, connectionDetails: [1]}}",
      [],
    ],
  ])("%s", (_, text, expected) => {
    expect(violations(parse(text))).toEqual(expected);
  });

  it("a tier needs no more than what cannot be guessed", () => {
    const tier = parse(`
      apiVersion: slosmith/v1
      kind: ReliabilityTier
      metadata: {name: a}
      spec:
        rank: 1
        criticality: medium
        owner: {team: t, accountable: p}
        window: {default: 28d}
        objectives: [{category: availability, floorPercent: 99}]
        escalation:
          decisions: {rollback: p, featureThrottle: p, techDebt: p}
          steps: [{consumedPercent: 100, actions: [techDebt], decider: p, within: 1d}]`);
    expect(violations(tier)).toEqual([]);
    for (const key of Object.keys(tier.spec)) {
      const { [key]: _, ...rest } = tier.spec;
      expect(violations({ ...tier, spec: rest })).toEqual([`/spec required ${key}`]);
    }
    tier.spec.objectives[0].floorPercent = 100;
    tier.spec.escalation.steps[0].actions = ["freeze", "review", "review"];
    tier.spec.aliases = [1];
    expect(violations(tier).sort()).toEqual([
      "/spec/aliases/0 type",
      "/spec/escalation/steps/0/actions uniqueItems",
      "/spec/escalation/steps/0/actions/0 enum",
      "/spec/objectives/0/floorPercent exclusiveMaximum",
    ]);
  });
});
