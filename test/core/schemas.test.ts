import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { parseDuration, parseFineDuration } from "../../server/src/core/math/duration";
import { validators } from "../../server/src/core/schema/generated/validators";
import { readSchemas, subschemas } from "../support/schemas";

const schemas = readSchemas();
const all = [...schemas].flatMap(([file, schema]) => [...subschemas(file, schema)]);

const MEANINGS = [
  ...["duration", "fine-duration", "start-time", "time-zone", "dns-label", "metric-query"],
  ...["identifier", "prometheus-duration", "spec"],
  ...["target-ratio", "target-percent", "burn-rate", "events-per-day", "rising-numbers", "metric-pattern"],
  ...["SLI", "Service", "DataSource", "AlertPolicy", "AlertCondition", "AlertNotificationTarget"].map(
    (kind) => `ref:${kind}`,
  ),
];

/** One line a violation: place, keyword and what it is about. */
function violations(document: unknown): string[] {
  const { apiVersion, kind } = document as Record<string, unknown>;
  const validate = validators[`${apiVersion}#${kind}`];
  if (!validate) return [`no schema for ${apiVersion}#${kind}`];
  if (validate(document)) return [];
  return (validate.errors ?? []).map(({ instancePath, keyword, params, propertyName }) => {
    const about = propertyName ?? params.missingProperty ?? params.additionalProperty ?? "";
    return `${instancePath} ${keyword} ${about}`.trim();
  });
}

/** The objects of a YAML file; a list at the top counts as its items, an empty document as nothing. */
function objectsOf(file: string): unknown[] {
  return parseAllDocuments(readFileSync(file, "utf8"))
    .flatMap((document) => document.toJS() as unknown)
    .filter((value) => value !== null && value !== undefined);
}

describe("what the schemas say to people", () => {
  it.each(all.filter((one) => one.property !== undefined))("$file$pointer is described", ({ schema }) => {
    const borrowed =
      typeof schema.$ref === "string" && schema.title === undefined ? follow(schema.$ref) : schema;
    expect(borrowed.title).toMatch(/^\S.{1,40}$/);
    expect(borrowed.description).toMatch(/^\S.{8,320}[.]$/);
  });

  it("every allowed word is explained", () => {
    const lists = all.filter(({ schema }) => schema.enum);
    expect(lists.length).toBeGreaterThan(8);
    for (const { file, pointer, schema } of lists) {
      expect(schema.enumDescriptions?.length, file + pointer).toBe(schema.enum?.length);
    }
  });

  it("every meaning is one that the rules know", () => {
    for (const { file, pointer, schema } of all) {
      const meaning = schema["x-slosmith"]?.type;
      if (meaning !== undefined) expect(MEANINGS, file + pointer).toContain(meaning);
    }
  });

  function follow(reference: string) {
    const found = all.find(({ file, pointer }) => `${file.split("/").at(-1)}#${pointer}` === reference);
    if (!found) throw new Error(`nothing at ${reference}`);
    return found.schema;
  }
});

describe("what the schemas ask", () => {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
  ajv.addVocabulary(["enumDescriptions", "x-slosmith"]);
  for (const [file, schema] of schemas) ajv.addSchema(schema, `file:///${file}`);

  it("leaves alternatives to the rules, which can explain them", () => {
    for (const { file, pointer, schema } of all) {
      for (const keyword of [
        "oneOf",
        "anyOf",
        "allOf",
        "not",
        "if",
        "dependentRequired",
        "dependentSchemas",
      ]) {
        expect(schema, file + pointer).not.toHaveProperty(keyword);
      }
    }
  });

  it("accepts its own defaults and examples", () => {
    let tried = 0;
    for (const { file, pointer, schema } of all) {
      const values = [...(schema.examples ?? []), ...("default" in schema ? [schema.default] : [])];
      const validate = values.length > 0 ? ajv.getSchema(`file:///${file}#${pointer}`) : undefined;
      for (const value of values) {
        expect(validate?.(value), `${file}${pointer}: ${JSON.stringify(value)}`).toBe(true);
        const meaning = schema["x-slosmith"]?.type;
        if (meaning === "duration" && value !== "0m")
          expect(parseDuration(String(value)).ok, String(value)).toBe(true);
        if (meaning === "fine-duration")
          expect(parseFineDuration(String(value)).ok, String(value)).toBe(true);
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(80);
  });

  it("closes every map but those that are free by design", () => {
    const open = all
      .filter(({ schema }) => schema.properties !== undefined && schema.additionalProperties !== false)
      .map(({ file, pointer }) => file + pointer);
    expect(open.sort()).toEqual([
      "openslo/v1/sli.schema.json/$defs/metricSource/properties/spec",
      // Kubernetes' own, which has many more keys.
      "sloth/v1/prometheus-service-level.schema.json/properties/metadata",
    ]);
  });
});

describe("the table of annotations", () => {
  const table = JSON.parse(readFileSync("schemas/slosmith/v1/annotations.json", "utf8")) as Record<
    string,
    Record<string, unknown>
  >;

  it.each(Object.entries(table))("%s is described", (key, entry) => {
    expect(key).toMatch(/^slosmith\/[a-z]+(-[a-z]+)*$/);
    expect(entry.title).toMatch(/^\S.{1,40}$/);
    expect(entry.description).toMatch(/^\S.{8,320}[.]$/);
    expect(entry.appliesTo).toEqual(
      ["SLO", "SLI", "Service"].filter((kind) => (entry.appliesTo as string[]).includes(kind)),
    );
    expect((entry.examples as unknown[]).every((example) => typeof example === "string")).toBe(true);
    if (entry.enum) {
      expect(entry.enum).toEqual(expect.arrayContaining(entry.examples as string[]));
      expect((entry.enumDescriptions as unknown[]).length).toBe((entry.enum as unknown[]).length);
    }
  });

  it("has the same words as the schema of facts", () => {
    const facts = schemas.get("slosmith/v1/measurement.schema.json")?.$defs as Record<
      string,
      { enum?: unknown; enumDescriptions?: unknown; properties?: Record<string, { enum?: unknown }> }
    >;
    expect(table["slosmith/client"]?.enum).toEqual(facts.client?.enum);
    expect(table["slosmith/client"]?.enumDescriptions).toEqual(facts.client?.enumDescriptions);
    expect(table["slosmith/signal"]?.enum).toEqual(facts.family?.properties?.class?.enum);
  });

  it("knows the tier's categories", () => {
    const targets = schemas.get("slosmith/v1/tier-targets.schema.json")?.$defs as Record<
      string,
      { enum?: unknown }
    >;
    expect(table["slosmith/category"]?.enum).toEqual(targets.category?.enum);
  });
});

describe("the compiled validators", () => {
  const file = "server/src/core/schema/generated/validators.js";

  it("exist for every kind", () => {
    const kinds = [
      "AlertCondition",
      "AlertNotificationTarget",
      "AlertPolicy",
      "DataSource",
      "SLI",
      "SLO",
      "Service",
    ];
    expect(Object.keys(validators).sort()).toEqual([
      ...kinds.map((kind) => `openslo/v1#${kind}`),
      "prometheus/v1#SLO",
      "prometheus/v1#SLOs",
      "slosmith/v1#ReliabilityTier",
      "slosmith/v1#Workspace",
      "sloth.slok.dev/v1#AlertWindows",
      "sloth.slok.dev/v1#PrometheusServiceLevel",
      "sloth.slok.dev/v1#SLO",
    ]);
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

describe("examples", () => {
  const files = readdirSync("examples", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => `examples/${name.replaceAll("\\", "/")}`);
  const ours = (document: unknown) =>
    /^(openslo\/v1|slosmith\/v1)$/.test(String((document as Record<string, unknown>).apiVersion));

  it.each(files.filter((file) => !file.includes("mistakes")))("%s has nothing to refuse", (file) => {
    expect(objectsOf(file).filter(ours).flatMap(violations)).toEqual([]);
  });

  it("checkout.yaml shows every kind of OpenSLO", () => {
    const kinds = new Set(
      objectsOf("examples/checkout.yaml").map((document) => (document as Record<string, unknown>).kind),
    );
    expect([...kinds].map((kind) => `openslo/v1#${kind}`).sort()).toEqual(
      Object.keys(validators)
        .filter((key) => key.startsWith("openslo"))
        .sort(),
    );
  });

  it("mistakes.yaml has the mistakes that a schema can see, and is plain YAML", () => {
    expect(objectsOf("examples/mistakes.yaml").flatMap(violations)).toEqual([
      "/spec/objectives/0/target exclusiveMaximum",
      "/spec additionalProperties indicatorref",
      "/metadata/name pattern",
      "/metadata/labels pattern slosmith/tier",
      "/metadata/labels propertyNames",
      "/spec/conditions maxItems",
    ]);
  });
});

const corpus = ["../shared/corpus/openslo-v1", "../shared/reference"];
const corpusIsThere = corpus.every(existsSync);
if (!corpusIsThere) console.log("schemas.test: ../shared is not there; the corpus was left out");

describe.runIf(corpusIsThere)("the corpus", () => {
  const verdicts = (directory: string) =>
    readdirSync(directory)
      .filter((name) => name.endsWith(".yaml"))
      .map((name) => ({ name, refused: objectsOf(`${directory}/${name}`).flatMap(violations) }));

  it("valid files are refused only where OpenSLO's own checker does so today", () => {
    const notes = readFileSync("../shared/corpus/INDEX.tsv", "utf8").split("\n");
    for (const { name, refused } of verdicts("../shared/corpus/openslo-v1/valid")) {
      const note = notes.find((line) => line.startsWith(`openslo-v1/valid/${name}\t`)) ?? "";
      if (!note.includes("CHECKER:")) expect(refused, name).toEqual([]);
    }
  });

  it("most invalid files are refused by their schema alone", () => {
    const files = verdicts("../shared/corpus/openslo-v1/invalid");
    const refused = files.filter((file) => file.refused.length > 0);
    expect(refused.length / files.length).toBeGreaterThan(0.6);
  });

  it("the reference's two tiers are accepted", () => {
    for (const name of ["tier-critical.yaml", "tier-low.yaml"]) {
      expect(objectsOf(`../shared/reference/${name}`).flatMap(violations)).toEqual([]);
    }
  });
});
