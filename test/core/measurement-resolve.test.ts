import { describe, expect, it } from "vitest";
import { formatRatio } from "../../server/src/core/math/format";
import type { SpecObject } from "../../server/src/core/model/spec-object";
import { annotationOf, type Fact, measurementFacts } from "../../server/src/core/resolve/measurement";
import { annotationDoc } from "../../server/src/core/schema/annotations";
import { TrackingView } from "../../server/src/core/workspace-view";
import { splitFiles, uriOf, workspaceOf } from "../support/workspace";

interface Layers {
  readonly slo?: string;
  readonly inline?: string;
  readonly sli?: string;
  readonly service?: string;
  readonly tier?: string;
  readonly above?: string;
  readonly root?: string;
}

const tags = (text: string | undefined) => (text === undefined ? "" : `, annotations: {${text}}`);

/** The files of a workspace in which facts stand on all levels that are given. */
function filesOf(layers: Layers): string {
  const indicator =
    layers.inline === undefined
      ? "indicatorRef: fast"
      : `indicator: {metadata: {name: own${tags(layers.inline)}}, spec: {}}`;
  const workspace = (facts: string) =>
    `apiVersion: slosmith/v1\nkind: Workspace\nspec: {measurement: {${facts}}}\n`;
  return [
    "# file: shop/checkout.yaml",
    "apiVersion: openslo/v1",
    "kind: SLO",
    `metadata: {name: checkout, labels: {tier: core}${tags(layers.slo)}}`,
    `spec: {service: shop, ${indicator}}`,
    "# file: shop/others.yaml",
    `{apiVersion: openslo/v1, kind: SLI, metadata: {name: fast${tags(layers.sli)}}, spec: {}}`,
    "---",
    `{apiVersion: openslo/v1, kind: Service, metadata: {name: shop${tags(layers.service)}}, spec: {}}`,
    "---",
    `{apiVersion: slosmith/v1, kind: ReliabilityTier, metadata: {name: core}, spec: {measurement: {${layers.tier ?? ""}}}}`,
    ...(layers.above === undefined ? [] : ["# file: shop/.slosmith.yaml", workspace(layers.above)]),
    ...(layers.root === undefined ? [] : ["# file: .slosmith.yaml", workspace(layers.root)]),
    "",
  ].join("\n");
}

function factsOf(text: string, name = "checkout", file = "shop/checkout.yaml") {
  const workspace = workspaceOf(splitFiles(text));
  const view = new TrackingView(workspace.index, uriOf(file));
  const objects: SpecObject[] = [...workspace.files.values()].flatMap(({ slots }) =>
    slots.flatMap(({ document }) => document.objects),
  );
  const object = objects.find((one) => one.name?.value === name);
  if (!object) throw new Error(`${name} was not read`);
  const own = workspace.files.get(uriOf(file))?.slots[0]?.document.yaml.text ?? "";
  const facts = measurementFacts(object, view);
  /** Who states a fact, and the text at its place. */
  const seen = (fact: Pick<Fact<unknown>, "statedBy" | "definition" | "span"> | undefined) => {
    if (!fact) return undefined;
    const document = fact.definition?.document.yaml.text ?? own;
    const by = fact.definition ? `${fact.statedBy} of ${fact.definition.object.kind}` : fact.statedBy;
    return `${by}: ${document.slice(fact.span.start, fact.span.end)}`;
  };
  return { facts, seen };
}

describe("who states a fact", () => {
  const all: Layers = {
    slo: "slosmith/retention: 1d",
    inline: "slosmith/retention: 2d",
    sli: "slosmith/retention: 3d",
    service: "slosmith/retention: 4d",
    tier: "retention: 5d",
    above: "retention: 6d",
    root: "retention: 7d",
  };
  const without = (...keys: (keyof Layers)[]): Layers =>
    Object.fromEntries(Object.entries(all).filter(([key]) => !keys.includes(key as keyof Layers)));

  it.each([
    [all, "annotation: 1d"],
    [without("slo"), "annotation: 2d"],
    [without("slo", "inline"), "annotation of SLI: 3d"],
    [without("slo", "inline", "sli"), "annotation of Service: 4d"],
    [without("slo", "inline", "sli", "service"), "tier of ReliabilityTier: 5d"],
    [without("slo", "inline", "sli", "service", "tier"), "workspace of Workspace: 6d"],
    [without("slo", "inline", "sli", "service", "tier", "above"), "workspace of Workspace: 7d"],
  ])("is whoever stands nearest (%#)", (layers, expected) => {
    const { facts, seen } = factsOf(filesOf(layers));
    expect(seen(facts.retention)).toBe(expected);
    expect(facts.retention?.text).toBe(expected.split(": ")[1]);
  });

  it("is nobody where nothing is said", () => {
    const { facts } = factsOf(filesOf({}));
    expect(facts).toEqual({ dependencies: [], unknownDependencies: [], dependenciesComplete: true });
  });

  it("is nobody where the nearest cannot be read, or is left to a template", () => {
    expect(factsOf(filesOf({ ...all, slo: "slosmith/retention: long" })).facts.retention).toBeUndefined();
    const templated = filesOf({ ...all, slo: 'slosmith/retention: "{{ .Values.kept }}"' });
    expect(factsOf(templated).facts.retention).toBeUndefined();
    const tier = filesOf({ tier: "retention: long", above: "retention: 6d" });
    expect(factsOf(tier).facts.retention).toBeUndefined();
  });

  it("is the nearest workspace alone, whatever those further up say", () => {
    const { facts } = factsOf(filesOf({ above: "sampleInterval: 30s", root: "retention: 7d" }));
    expect(facts.sampleInterval?.value.text).toBe("30s");
    expect(facts.retention).toBeUndefined();
  });

  it("is no workspace beside or below the file, nor one whose folder only begins alike", () => {
    const beside = (folder: string) =>
      `${filesOf({})}# file: ${folder}/.slosmith.yaml\napiVersion: slosmith/v1\nkind: Workspace\nspec: {measurement: {retention: 6d}}\n`;
    for (const folder of ["shopping", "sho", "shop/below"])
      expect(factsOf(beside(folder)).facts.retention).toBeUndefined();
    expect(factsOf(beside("shop")).facts.retention?.value.text).toBe("6d");
  });

  it("is an objective's own indicator, where it has one", () => {
    const text = `# file: shop/checkout.yaml
apiVersion: openslo/v1
kind: SLO
metadata: {name: checkout}
spec:
  objectives:
    - {target: 0.9, indicator: {metadata: {name: a, annotations: {slosmith/client: mobile}}, spec: {}}}
    - {target: 0.9, indicator: {metadata: {name: b}, spec: {}}}
`;
    const workspace = workspaceOf(splitFiles(text));
    const object = workspace.files.get(uriOf("shop/checkout.yaml"))?.slots[0]?.document.objects[0];
    if (object?.body.type !== "slo") throw new Error("no SLO was read");
    const view = new TrackingView(workspace.index, uriOf("shop/checkout.yaml"));
    const clients = object.body.objectives.map((one) => measurementFacts(object, view, one).client?.value);
    expect(clients).toEqual(["mobile", undefined]);
  });
});

describe("what facts are", () => {
  const { facts } = factsOf(
    filesOf({
      slo: 'slosmith/events-per-day: "1_200_000", slosmith/sample-interval: 500ms, slosmith/signal: User facing, slosmith/client: Browser, slosmith/buckets: "0.1, 0.3,5,+Inf"',
    }),
  );

  it("are read as people write them", () => {
    expect(facts.eventsPerDay && formatRatio(facts.eventsPerDay.value)).toBe("1,200,000");
    expect(facts.sampleInterval?.value).toMatchObject({ count: 500, unit: "ms" });
    expect(facts.signal?.value).toBe("user-facing");
    expect(facts.client?.value).toBe("browser");
    expect(facts.buckets?.value.map((bound) => formatRatio(bound))).toEqual(["0.1", "0.3", "5"]);
  });

  it.each([
    ['slosmith/events-per-day: "0"', "eventsPerDay"],
    ["slosmith/sample-interval: often", "sampleInterval"],
    ["slosmith/retention: 15s", "retention"],
    ['slosmith/buckets: "0.3, 0.1"', "buckets"],
    ['slosmith/buckets: "+Inf"', "buckets"],
    ["slosmith/client: fridge", "client"],
    ["slosmith/signal: unknown", "signal"],
  ])("are absent where they cannot be read: %s", (annotation, key) => {
    expect(factsOf(filesOf({ slo: annotation })).facts).not.toHaveProperty(key);
  });

  it("have the same names as the documented annotations", () => {
    const keys = [
      "eventsPerDay",
      "sampleInterval",
      "retention",
      "buckets",
      "client",
      "dependencies",
    ] as const;
    for (const key of keys) expect(annotationDoc(annotationOf(key)), key).toBeDefined();
  });
});

describe("hard dependencies", () => {
  const promises = (name: string, spec: string, metadata = "") =>
    `---\n{apiVersion: openslo/v1, kind: SLO, metadata: {name: ${name}${metadata}}, spec: {${spec}}}\n`;
  const PAYMENTS = [
    "---\n{apiVersion: openslo/v1, kind: Service, metadata: {name: payments}, spec: {}}\n",
    promises("payments-availability", "service: payments, objectives: [{target: 0.999}, {target: 0.9995}]"),
    promises("payments-latency", "service: payments, objectives: [{target: 0.99999}]"),
    promises("search-availability", "service: search, objectives: [{targetPercent: 99.5}]"),
  ].join("");
  const dependencies = (layers: Layers, more = PAYMENTS) => {
    const { facts, seen } = factsOf(`${filesOf(layers)}# file: shop/more.yaml\n${more}`);
    return {
      known: facts.dependencies.map((one) => `${one.name} ${formatRatio(one.target)} (${seen(one)})`),
      unknown: facts.unknownDependencies.map((one) => seen(one)),
      complete: facts.dependenciesComplete,
    };
  };

  it("have the targets that are stated, each at its place", () => {
    expect(dependencies({ slo: "slosmith/dependencies: 'card=99.95, sms = 99.9'" })).toEqual({
      known: ["card 0.9995 (annotation: card=99.95)", "sms 0.999 (annotation: sms = 99.9)"],
      unknown: [],
      complete: true,
    });
    expect(dependencies({ above: "dependencies: {card: 99.95}" }).known).toEqual([
      "card 0.9995 (workspace of Workspace: card)",
    ]);
  });

  it("or those that the workspace promises: a service's highest for availability, an SLO's own", () => {
    expect(dependencies({ service: "slosmith/depends-on: 'payments, search-availability, gone'" })).toEqual({
      known: [
        "payments 0.9995 (annotation of Service: payments)",
        "search-availability 0.995 (annotation of Service: search-availability)",
      ],
      unknown: ["annotation of Service: gone"],
      complete: true,
    });
  });

  it("count once, with the stated target", () => {
    const both = "slosmith/depends-on: payments, slosmith/dependencies: payments=99";
    expect(dependencies({ slo: both }).known).toEqual(["payments 0.99 (annotation: payments=99)"]);
  });

  it("are not the service itself, nor the SLO", () => {
    expect(dependencies({ service: "slosmith/depends-on: 'shop, checkout'" })).toEqual({
      known: [],
      unknown: [],
      complete: true,
    });
  });

  it("are not all known where a list is left to a template or cannot be read", () => {
    expect(dependencies({ slo: 'slosmith/depends-on: "{{ .Values.needs }}"' }).complete).toBe(false);
    expect(
      dependencies({ slo: "slosmith/dependencies: card=often", tier: "dependencies: {card: 99}" }),
    ).toEqual({
      known: [],
      unknown: [],
      complete: false,
    });
  });
});
