import { describe, expect, it } from "vitest";
import { definitionsAt } from "../../../../server/src/core/ide/definition";
import { foldingRanges } from "../../../../server/src/core/ide/navigation/folding";
import { documentLinks } from "../../../../server/src/core/ide/navigation/links";
import { highlightsAt, referencesAt } from "../../../../server/src/core/ide/navigation/references";
import { selectionRanges } from "../../../../server/src/core/ide/navigation/selection";
import { slosUsing, usesLenses } from "../../../../server/src/core/ide/navigation/uses-lens";
import { workspaceSymbols } from "../../../../server/src/core/ide/navigation/workspace-symbols";
import { uriOf, workspaceOf } from "../../../support/workspace";
import { exampleFiles, single } from "../support";
import { marked, object, placeWords, SLI_SPEC, sloSpec, TIER } from "./cursor";

describe("references", () => {
  const text = `# file: sli.yaml
${object("SLI", "orders-age", SLI_SPEC)}# file: slo.yaml
${object("SLO", "orders", sloSpec("shop", '"orders-¦age"'))}---
${object("SLO", "other", sloSpec("shop", "orders-age"))}`;

  it("are all places of a name, its own among them if that is wanted", () => {
    const { workspace, uri, offset } = marked(text);
    const found = referencesAt(workspace, uri, offset, true).map((place) => placeWords(workspace, place));
    expect(found).toEqual(["sli.yaml:4 orders-age", "slo.yaml:7 orders-age", "slo.yaml:23 orders-age"]);
    expect(referencesAt(workspace, uri, offset, false)).toHaveLength(2);
  });

  it("are marked in the file, the object's own name as one that is given", () => {
    const { workspace, uri, offset } = marked(text);
    expect(highlightsAt(workspace, uri, offset).map((place) => placeWords(workspace, place))).toEqual([
      "slo.yaml:7 orders-age",
      "slo.yaml:23 orders-age",
    ]);
    const own = marked(text.replace("¦", "").replace("name: orders-age", "name: orders¦-age"));
    expect(highlightsAt(own.workspace, own.uri, own.offset)).toMatchObject([{ isDeclaration: true }]);
  });

  it("are none where no name stands", () => {
    const { workspace, uri, offset } = marked(text.replace("¦", "").replace("kind: SLI", "kind: SL¦I"));
    expect(referencesAt(workspace, uri, offset, true)).toEqual([]);
  });
});

describe("definitions", () => {
  const follow = (text: string) => {
    const { workspace, uri, offset } = marked(text);
    return definitionsAt(workspace, uri, offset).map(({ uri: file, target }) =>
      placeWords(workspace, { uri: file, span: target }),
    );
  };

  it("are found for the entry of a list that the cursor is on", () => {
    const text = `${object("Service", "bank")}---\n${object("Service", "queue")}---\n${object("SLO", "orders", sloSpec("shop", "age"), "annotations:\n  slosmith/depends-on: bank, que¦ue\n")}`;
    expect(follow(text)).toEqual(["main.yaml:11 queue"]);
  });

  it("are found for Nobl9's fields, by project", () => {
    const service = (project: string) =>
      `apiVersion: n9/v1alpha\nkind: Service\nmetadata: { name: shop, project: ${project} }\nspec: {}\n`;
    const text = `# file: a.yaml
${service("a")}# file: b.yaml
${service("b")}# file: slo.yaml
apiVersion: n9/v1alpha
kind: SLO
metadata: { name: orders, project: b }
spec:
  service: sh¦op
`;
    expect(follow(text)).toEqual(["b.yaml:3 shop"]);
  });

  it("are found for slo-generator's backends and exporters", () => {
    const text = `# file: config.yaml
backends:
  prometheus/eu: { url: "http://localhost:9090" }
exporters:
  bigquery: {}
error_budget_policies:
  default: { steps: [] }
# file: slo.yaml
apiVersion: sre.google.com/v2
kind: ServiceLevelObjective
metadata: { name: a }
spec: { backend: prometheus/e¦u, exporters: [bigquery], goal: 0.9 }
`;
    expect(follow(text)).toEqual(["config.yaml:2 prometheus/eu"]);
    expect(follow(text.replace("¦", "").replace("[big", "[¦big"))).toEqual(["config.yaml:4 bigquery"]);
  });

  it("are found for the service of Sloth's SLOs, and for recorded series", () => {
    const text = `# file: service.yaml
${object("Service", "payment")}# file: rules.yaml
groups:
  - name: a
    rules:
      - record: job:errors:rate5m
        expr: sum(rate(errors_total[5m]))
# file: sloth.yaml
version: prometheus/v1
service: pay¦ment
slos:
  - name: answered
    objective: 99.9
    sli: { raw: { error_ratio_query: 'job:errors:rate5m{a="b"} / job:all:rate5m' } }
`;
    expect(follow(text)).toEqual(["service.yaml:4 payment"]);
    expect(follow(text.replace("¦", "").replace("job:errors:rate5m{", "job:err¦ors:rate5m{"))).toEqual([
      "rules.yaml:4 job:errors:rate5m",
    ]);
  });

  it("are found for aliases of YAML", () => {
    const text = object("Service", "shop", "", "labels: &own\n  a: b\nannotations: *ow¦n\n");
    expect(follow(text)).toEqual(["main.yaml:6 a: b"]);
  });
});

describe("symbols of the workspace", () => {
  const names = (query: string) =>
    workspaceSymbols(workspaceOf(exampleFiles()), query).map(({ name, kind }) => `${kind} ${name}`);

  it("are found by their letters, whole names first", () => {
    expect(names("checkout")[0]).toBe("Service checkout");
    expect(names("chktency")).toEqual(["SLO checkout-latency"]);
    expect(names("burn-6x").slice(0, 1)).toEqual(["AlertCondition burn-6x-6h"]);
    expect(names("zzz")).toEqual([]);
  });

  it("are found by kind, by what people call them and by a tier's alias", () => {
    expect(names("reliabilitytier")).toContain("ReliabilityTier critical-journey");
    expect(names("tier-0")[0]).toBe("ReliabilityTier tier-0");
    expect(names("")).not.toContain("ReliabilityTier tier-0");
    expect(names("").length).toBeGreaterThan(60);
  });

  it("stand where the name does", () => {
    const workspace = workspaceOf(exampleFiles());
    for (const symbol of workspaceSymbols(workspace, "")) {
      expect(placeWords(workspace, symbol).split(" ").slice(1).join(" ")).toBe(symbol.name);
    }
  });
});

describe("links", () => {
  const links = (text: string) => {
    const { workspace, uri } = single(text);
    const file = workspace.files.get(uri);
    return file
      ? documentLinks(file).map(({ span, target, tooltip }) => [
          text.slice(span.start, span.end),
          target,
          tooltip,
        ])
      : [];
  };

  it("lead to runbooks, dashboards and pages, without what ends a sentence", () => {
    const text = object(
      "Service",
      "shop",
      "description: |\n  See https://example.com/a_(b), or (https://example.com/c).\n",
      `annotations:
  runbook_url: "https://runbooks.example.com/shop?x=1#top"
  dashboard: 'http://grafana.example.com/d/1'
`,
    );
    expect(links(text)).toEqual([
      ["https://runbooks.example.com/shop?x=1#top", "https://runbooks.example.com/shop?x=1#top", "Runbook"],
      ["http://grafana.example.com/d/1", "http://grafana.example.com/d/1", "Dashboard"],
      ["https://example.com/a_(b)", "https://example.com/a_(b)", "Page"],
      ["https://example.com/c", "https://example.com/c", "Page"],
    ]);
  });

  it("lead to the pages of rules that a comment puts aside", () => {
    const text = `${object("Service", "shop")}# slo-ignore target-range, no-such-rule, M13: because\n`;
    const pages = "https://github.com/slosmith/slosmith/blob/main/docs/rules/";
    expect(links(text)).toEqual([
      ["target-range", `${pages}target-range.md`, "Rule target-range"],
      ["M13", `${pages}never-fires.md`, "Rule never-fires"],
    ]);
  });

  it("are Pyrra's and Sloth's too, and none where a template fills in the rest", () => {
    const pyrra = exampleFiles().find(({ name }) => name === "pyrra/suggestions.yaml")?.text ?? "";
    const sloth = exampleFiles().find(({ name }) => name === "sloth/payment.yaml")?.text ?? "";
    expect(links(sloth)).toContainEqual([
      "https://runbooks.example.com/payment",
      "https://runbooks.example.com/payment",
      "Runbook",
    ]);
    expect(
      links(
        pyrra.replace(
          /^metadata:\n/m,
          "metadata:\n  annotations:\n    pyrra.dev/runbook: https://r.example.com/x\n",
        ),
      ),
    ).toContainEqual(["https://r.example.com/x", "https://r.example.com/x", "Runbook"]);
    const templated = object(
      "Service",
      "shop",
      "",
      "annotations:\n  a: https://example.com/{{ .Values.x }}\n",
    );
    expect(links(templated)).toEqual([]);
    expect(links("a: https://example.com/\n")).toEqual([]);
  });
});

describe("folding", () => {
  const folds = (text: string) => {
    const { workspace, uri } = single(text);
    const file = workspace.files.get(uri);
    const lines = text.split("\n");
    return (
      file &&
      foldingRanges(file)?.map(({ startLine, endLine, kind }) => {
        return `${kind} ${lines[startLine]?.trim()} … ${lines[endLine]?.trim()}`;
      })
    );
  };
  const text = `# About
# this service.
apiVersion: openslo/v1
kind: Service
metadata:
  name: shop
  labels:
    team:
    - a
    - b

  annotations: {
    a: b
  }
spec:
  description: |
    One.

    Two.

---
apiVersion: openslo/v1
kind: Service
metadata:
  name: other
spec: {}
`;

  it("takes documents, maps, lists, texts and comments, without the blank lines behind them", () => {
    expect(folds(text)).toEqual([
      "region # About … Two.",
      "comment # About … # this service.",
      "value metadata: … }",
      "value labels: … - b",
      "value team: … - b",
      "value annotations: { … }",
      "value spec: … Two.",
      "value description: | … Two.",
      "region --- … spec: {}",
      "value metadata: … name: other",
    ]);
  });

  it("goes by indentation where the YAML is broken", () => {
    expect(folds(text.replace("    a: b\n  }", "    a: [b\n  }").replace("team:", 'team: "'))).toEqual(
      expect.arrayContaining(["value metadata: … name: other", "value spec: … Two."]),
    );
  });

  it("leaves other YAML to the editor", () => {
    expect(folds("a:\n  b: 1\n  c: 2\n")).toBeUndefined();
  });
});

describe("selection", () => {
  const grow = (text: string) => {
    const { workspace, uri, offset } = marked(text);
    const whole = workspace.files.get(uri)?.text ?? "";
    return selectionRanges(workspace, uri, offset).map(({ start, end }) => whole.slice(start, end));
  };

  it("grows from a word of a query through its expressions to its key and document", () => {
    const text = `${object(
      "SLI",
      "age",
      `thresholdMetric:
  metricSource:
    type: Prometheus
    spec:
      query: "sum(rate(queue_to¦tal{job=\\"a\\"}[5m])) / 2"
`,
    )}---
${object("Service", "shop")}`;
    const steps = grow(text);
    expect(steps.slice(0, 7)).toEqual([
      "queue_total",
      'queue_total{job=\\"a\\"}[5m]',
      'rate(queue_total{job=\\"a\\"}[5m])',
      'sum(rate(queue_total{job=\\"a\\"}[5m]))',
      'sum(rate(queue_total{job=\\"a\\"}[5m])) / 2',
      '"sum(rate(queue_total{job=\\"a\\"}[5m])) / 2"',
      'query: "sum(rate(queue_total{job=\\"a\\"}[5m])) / 2"',
    ]);
    expect(steps.at(-2)).toMatch(/^apiVersion: openslo\/v1\nkind: SLI[\s\S]*2"$/);
    expect(steps.at(-1)).toBe(text.replace("¦", ""));
  });

  it("grows from a name's part to its pair, its map and its item", () => {
    const text = object("SLO", "orders", sloSpec("shop", "orders-a¦ge")).replace("¦", "");
    expect(grow(text.replace("isRolling: true", "isRolling: tr¦ue")).slice(0, 3)).toEqual([
      "true",
      "isRolling: true",
      "duration: 28d\n      isRolling: true",
    ]);
    expect(grow(text.replace("orders-age", "orders-a¦ge")).slice(0, 3)).toEqual([
      "age",
      "orders-age",
      "indicatorRef: orders-age",
    ]);
  });

  it("holds each range in the next, wherever it begins", () => {
    for (const { name, text } of exampleFiles().slice(0, 6)) {
      const { workspace, uri } = single(text);
      for (let offset = 0; offset <= text.length; offset += 7) {
        const ranges = selectionRanges(workspace, uri, offset);
        for (const [at, range] of ranges.entries()) {
          const outer = ranges[at + 1];
          const holds = !outer || (outer.start <= range.start && range.end <= outer.end);
          expect(holds && range.start <= offset && offset <= range.end, `${name} at ${offset}`).toBe(true);
        }
      }
    }
  });
});

describe("who uses it", () => {
  const text = `# file: tier.yaml
${TIER}# file: service.yaml
${object("Service", "shop", "", "annotations:\n  slosmith/tier: tier-0\n")}# file: slos.yaml
${object("SLO", "one", sloSpec("shop", "age"))}---
${object("SLO", "two", sloSpec("shop", "age"))}---
${object("SLO", "three", sloSpec("bank", "age"), "annotations:\n  slosmith/tier: gold\n  slosmith/depends-on: shop\n")}---
${object("SLI", "age", SLI_SPEC)}---
${object("AlertCondition", "burn", "severity: page\n")}`;
  const workspace = marked(`${text}# ¦\n`).workspace;

  it("counts the SLOs that name an object, and those that do through others", () => {
    const titles = (name: string) => usesLenses(workspace, uriOf(name)).map(({ title }) => title);
    expect(titles("tier.yaml")).toEqual(["Used by 3 SLOs"]);
    expect(titles("service.yaml")).toEqual(["Used by 2 SLOs"]);
    expect(titles("slos.yaml")).toEqual(["Used by 3 SLOs", "Used by no SLO"]);
  });

  it("says where: one place for each SLO", () => {
    const [lens] = usesLenses(workspace, uriOf("tier.yaml"));
    const places = slosUsing(workspace, uriOf("tier.yaml"), lens?.span.start ?? 0);
    expect(places.map((place) => placeWords(workspace, place))).toEqual([
      "slos.yaml:6 shop",
      "slos.yaml:22 shop",
      "slos.yaml:38 gold",
    ]);
  });
});
