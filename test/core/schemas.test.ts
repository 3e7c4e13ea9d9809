import { existsSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { parseDuration, parseFineDuration } from "../../server/src/core/math/duration";
import { schemaKeys } from "../../server/src/core/schema/registry";
import { readSchemas, subschemas, violations } from "../support/schemas";

const schemas = readSchemas();
const all = [...schemas].flatMap(([file, schema]) => [...subschemas(file, schema)]);

const MEANINGS = [
  ...["duration", "fine-duration", "start-time", "time-zone", "dns-label", "metric-query"],
  ...["label-value", "windows", "decimal", "any-case"],
  ...["go-duration", "labels", "deprecated", "ref:Agent", "ref:Project", "ref:AlertMethod", "ref:SLO"],
  ...["identifier", "prometheus-duration", "spec", "map", "text"],
  ...["target-ratio", "target-percent", "burn-rate", "events-per-day", "rising-numbers", "metric-pattern"],
  ...["SLI", "Service", "DataSource", "AlertPolicy", "AlertCondition", "AlertNotificationTarget"].map(
    (kind) => `ref:${kind}`,
  ),
];

/** The objects of a YAML file; a list at the top counts as its items, an empty document as nothing. */
function objectsOf(file: string): unknown[] {
  return parseAllDocuments(readFileSync(file, "utf8"))
    .flatMap((document) => document.toJS() as unknown)
    .filter((value) => value !== null && value !== undefined);
}

describe("what the schemas say to people", () => {
  it.each(all.filter((one) => one.property !== undefined))(
    "$file$pointer is described",
    ({ file, schema }) => {
      const borrowed =
        typeof schema.$ref === "string" && schema.title === undefined ? follow(file, schema.$ref) : schema;
      expect(borrowed.title).toMatch(/^\S.{1,40}$/);
      expect(borrowed.description).toMatch(/^\S.{8,320}[.]$/);
    },
  );

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

  function follow(from: string, reference: string) {
    const target = reference.startsWith("#") ? from + reference : posix.join(posix.dirname(from), reference);
    const found = all.find(({ file, pointer }) => `${file}#${pointer}` === target);
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
      // Nobl9 once gave out the alert methods of a policy whole.
      "nobl9/v1alpha/alert-policy.schema.json/properties/spec/properties/alertMethods/items",
      "nobl9/v1alpha/alert-policy.schema.json/properties/spec/properties/alertMethods/items/properties/metadata",
      // Of kinds that are known by name only.
      "nobl9/v1alpha/common.schema.json/$defs/anyMetadata",
      "openslo/v1/sli.schema.json/$defs/metricSource/properties/spec",
      // Kubernetes' own, which has many more keys.
      "pyrra/v1alpha1/service-level-objective.schema.json/properties/metadata",
      // Each kind of backend and exporter has keys of its own, and all metadata goes into the reports.
      "slo-generator/v2/backend.schema.json",
      "slo-generator/v2/common.schema.json/$defs/metadata",
      "slo-generator/v2/exporter.schema.json",
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
      [
        "SLO",
        "SLI",
        "Service",
        "DataSource",
        "AlertPolicy",
        "AlertCondition",
        "AlertNotificationTarget",
      ].filter((kind) => (entry.appliesTo as string[]).includes(kind)),
    );
    expect((entry.examples as unknown[]).every((example) => typeof example === "string")).toBe(true);
    if (entry.enum) {
      const words = (entry.examples as string[]).flatMap((example) => example.split(", "));
      expect(entry.enum).toEqual(expect.arrayContaining(words));
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

describe("examples", () => {
  const files = readdirSync("examples", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => `examples/${name.replaceAll("\\", "/")}`);
  const ours = (document: unknown) =>
    /^(openslo\/v1|slosmith\/v1)$/.test(String((document as Record<string, unknown>).apiVersion));

  it.each(files.filter((file) => !file.includes("mistakes")))("%s has nothing to refuse", (file) => {
    expect(objectsOf(file).filter(ours).flatMap(violations)).toEqual([]);
  });

  it("checkout.yaml shows every kind of OpenSLO v1", () => {
    const kinds = new Set(
      objectsOf("examples/checkout.yaml").map((document) => (document as Record<string, unknown>).kind),
    );
    expect([...kinds].map((kind) => `openslo/v1#${kind}`).sort()).toEqual(
      schemaKeys.filter((key) => key.startsWith("openslo/v1#")).sort(),
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
