import { describe, expect, it } from "vitest";
import { prepareRename, renameAt } from "../../../../server/src/core/ide/navigation/rename";
import { applyEdits } from "../../../../server/src/core/text/edits";
import { marked, object, SLI_SPEC, sloSpec, TIER } from "./cursor";

/** The lines that a renaming changes, file by file; or why it is refused. */
function renamed(text: string, name: string): string[] {
  const { workspace, uri, offset } = marked(text);
  const answer = renameAt(workspace, uri, offset, name);
  if (!answer.ok) return [answer.why];
  return [...answer.edits].flatMap(([file, edits]) => {
    const before = workspace.files.get(file)?.text ?? "";
    const after = applyEdits(before, edits);
    const was = before.split(/\r?\n/);
    const changed = after.split(/\r?\n/).filter((line, at) => line !== was[at]);
    return changed.map((line) => `${file.slice(file.lastIndexOf("/") + 1)}: ${line.trim()}`);
  });
}

const SLO = object("SLO", "orders", sloSpec("shop", "orders-age"));

describe("renaming", () => {
  it("follows a name through the files, and keeps how it is written", () => {
    const files = (name: string) => `# file: sli.yaml
${object("SLI", name, SLI_SPEC)}# file: slo.yaml
${SLO}---
${object("SLO", "second", sloSpec("shop", "'orders-age' # the same"))}---
${object("SLO", "third", sloSpec("shop", '"orders-age"'))}`;
    const expected = [
      "sli.yaml: name: age",
      "slo.yaml: indicatorRef: age",
      "slo.yaml: indicatorRef: 'age' # the same",
      'slo.yaml: indicatorRef: "age"',
    ];
    expect(renamed(files("orders¦-age"), "age").sort()).toEqual([...expected].sort());
    expect(renamed(files("orders-age").replace("'orders-age'", "'orders-age¦'"), "age").sort()).toEqual(
      [...expected].sort(),
    );
  });

  it("leaves objects of other kinds and places that only look like names", () => {
    const text = `${object("Service", "shop¦")}---
${object("SLI", "shop", SLI_SPEC)}---
${object("SLO", "shop", sloSpec("shop", "shop"), "annotations:\n  team: shop\n")}`;
    expect(renamed(text, "store")).toEqual(["main.yaml: name: store", "main.yaml: service: store"]);
  });

  it("puts a name in quotes where YAML would read something else", () => {
    const text = `${object("SLI", "orders-age¦", SLI_SPEC)}---\n${SLO}`;
    expect(renamed(text, "404")).toEqual(['main.yaml: name: "404"', 'main.yaml: indicatorRef: "404"']);
    expect(renamed(text, "on")).toEqual(['main.yaml: name: "on"', 'main.yaml: indicatorRef: "on"']);
    expect(renamed(text, "1e3")).toEqual(['main.yaml: name: "1e3"', 'main.yaml: indicatorRef: "1e3"']);
    expect(renamed(text, "2x")).toEqual(["main.yaml: name: 2x", "main.yaml: indicatorRef: 2x"]);
  });

  it("changes an entry of a list of dependencies, and what is stated of it", () => {
    const text = `${object("Service", "bank¦")}---
${object(
  "SLO",
  "orders",
  sloSpec("shop", "age"),
  `annotations:
  slosmith/depends-on: queue, bank , banking
  slosmith/dependencies: "bank=99.9, queue=99.5"
`,
)}`;
    expect(renamed(text, "card-bank")).toEqual([
      "main.yaml: name: card-bank",
      "main.yaml: slosmith/depends-on: queue, card-bank , banking",
      'main.yaml: slosmith/dependencies: "card-bank=99.9, queue=99.5"',
    ]);
  });

  it("takes a Service before an SLO where a dependency may be either", () => {
    const needs = "annotations:\n  slosmith/depends-on: bank\n";
    const orders = object("SLO", "orders", sloSpec("shop", "age"), needs);
    const bank = object("SLO", "bank", sloSpec("x", "age"));
    expect(renamed(`${bank.replace("bank", "bank¦")}---\n${orders}`, "till")).toHaveLength(2);
    expect(
      renamed(`${object("Service", "bank")}---\n${bank.replace("bank", "bank¦")}---\n${orders}`, "till"),
    ).toEqual(["main.yaml: name: till"]);
  });

  it("changes a tier's name where it is named, and an alias where that is", () => {
    const slo = (tier: string) =>
      object("SLO", `in-${tier}`, sloSpec("shop", "age"), `annotations:\n  slosmith/tier: ${tier}\n`);
    const text = `${TIER}---\n${slo("gold")}---\n${slo("tier-0")}---\n${object(
      "Service",
      "shop",
      "",
      "labels:\n  tier: gold\n",
    )}`;
    expect(renamed(text.replace("name: gold", "name: gol¦d"), "top")).toEqual([
      "main.yaml: name: top",
      "main.yaml: slosmith/tier: top",
      "main.yaml: tier: top",
    ]);
    expect(renamed(text.replace("tier: tier-0", "tier: ¦tier-0"), "top")).toEqual([
      'main.yaml: aliases: [top, "0"]',
      "main.yaml: slosmith/tier: top",
    ]);
    expect(renamed(text.replace("name: gold", "name: gol¦d"), "tier-0")).toEqual([
      "A ReliabilityTier has the alias `tier-0` already, in main.yaml.",
    ]);
  });

  it("keeps to the project that a name is unique in", () => {
    const service = (project: string, name: string) =>
      `apiVersion: n9/v1alpha\nkind: Service\nmetadata:\n  name: ${name}\n  project: ${project}\nspec: {}\n`;
    const silence = (project: string) => `apiVersion: n9/v1alpha
kind: Annotation
metadata:
  name: note
  project: ${project}
spec:
  slo: orders
  description: A change.
  startTime: 2026-01-01T00:00:00Z
  endTime: 2026-01-01T01:00:00Z
`;
    const two = `${service("a", "shop¦")}---\n${service("b", "shop")}`;
    expect(renamed(two, "store")).toEqual(["main.yaml: name: store"]);
    const project = `apiVersion: n9/v1alpha\nkind: Project\nmetadata:\n  name: a¦\nspec: {}\n`;
    expect(renamed(`${project}---\n${service("a", "shop")}---\n${silence("a")}`, "c")).toEqual([
      "main.yaml: name: c",
      "main.yaml: project: c",
      "main.yaml: project: c",
    ]);
  });

  it("changes the service that files of Sloth share, though no file describes it", () => {
    const sloth = (service: string) => `version: prometheus/v1
service: ${service}
slos:
  - name: answered
    objective: 99.9
    sli:
      events:
        error_query: sum(rate(a[{{.window}}]))
        total_query: sum(rate(b[{{.window}}]))
    alerting: { name: A }
`;
    const text = `# file: a.yaml\n${sloth("pay¦ment")}# file: b.yaml\n${sloth("payment").replace("answered", "quick")}`;
    expect(renamed(text, "Pay.ments_2")).toEqual([
      "a.yaml: service: Pay.ments_2",
      "b.yaml: service: Pay.ments_2",
    ]);
    expect(renamed(text, "pay ments")[0]).toMatch(/pay ments/);
  });

  it("changes keys that are names", () => {
    const config = "error_budget_policies:\n  default: { steps: [] }\n  weekly¦: { steps: [] }\n";
    const slo = `apiVersion: sre.google.com/v2
kind: ServiceLevelObjective
metadata: { name: a }
spec:
  description: A.
  goal: 0.99
  backend: prometheus
  method: good_bad_ratio
  error_budget_policy: weekly
  service_level_indicator: { filter_good: a, filter_valid: a }
`;
    const files = `# file: config.yaml\n${config}# file: slo.yaml\n${slo}`;
    expect(renamed(files, "sprint")).toEqual([
      "config.yaml: sprint: { steps: [] }",
      "slo.yaml: error_budget_policy: sprint",
    ]);
    expect(renamed(files.replace("error_budget_policy: weekly\n", "x: 1\n"), "default")[0]).toMatch(
      /named `default` already, in config\.yaml/,
    );
    const implied = files
      .replace("¦", "")
      .replace("  default", "  ¦default")
      .replace("  error_budget_policy: weekly\n", "");
    expect(renamed(implied, "sprint")[0]).toMatch(
      /`spec\.error_budget_policy` is not written, as in slo\.yaml/,
    );
  });
});

describe("renaming is refused", () => {
  const sli = object("SLI", "orders-age¦", SLI_SPEC);

  it("for a name that the format does not take, in its own words", () => {
    expect(renamed(`${sli}---\n${SLO}`, "Orders Age")[0]).toMatch(
      /^The name `Orders Age` .*Names are lower-case letters, digits and hyphens/,
    );
    expect(renamed(sli, "x".repeat(64))[0]).toMatch(/64/);
    expect(renamed(sli, " ")).toEqual(["The new name is empty."]);
  });

  it("where the name is taken, and says where", () => {
    const text = `# file: a.yaml\n${sli}# file: other/b.yaml\n${object("SLI", "taken", SLI_SPEC)}`;
    expect(renamed(text, "taken")).toEqual(["An SLI is named `taken` already, in b.yaml."]);
    expect(renamed(`${sli}---\n${object("Service", "taken")}`, "taken")).toEqual(["main.yaml: name: taken"]);
  });

  it("where something says the name already", () => {
    const text = `${sli}---\n${object("SLO", "lost", sloSpec("shop", "gone"))}`;
    expect(renamed(text, "gone")).toEqual([
      "`spec.indicatorRef` in main.yaml says `gone` already, and would lead to this SLI from then on.",
    ]);
  });

  it("where no name stands, or one that leads nowhere, or a template's", () => {
    const ask = (text: string) => {
      const { workspace, uri, offset } = marked(text);
      const place = prepareRename(workspace, uri, offset);
      return place.ok ? place.name : place.why;
    };
    expect(ask(SLO.replace("28d", "28¦d"))).toBe("This is no name of an object.");
    expect(ask(SLO.replace("kind", "ki¦nd"))).toBe("This is no name of an object.");
    expect(ask(SLO.replace("orders-age", "orders¦-age"))).toBe(
      "No SLI of this workspace is named `orders-age`: there is nothing to rename. Define it, or correct the name.",
    );
    expect(ask(SLO.replace("orders-age", '"{{ .Values.¦sli }}"'))).toMatch(/left to a template/);
    expect(ask(SLO.replace("service: shop", "service: sho¦p"))).toBe("shop");
  });
});

describe("a name behind an alias", () => {
  it("is changed at its anchor where all that repeat it are the same name", () => {
    const text = `- ${object("SLO", "a", sloSpec("&shop shop", "age")).replaceAll("\n", "\n  ").trimEnd()}
- ${object("SLO", "b", sloSpec("*sho¦p", "age")).replaceAll("\n", "\n  ").trimEnd()}
`;
    expect(renamed(text, "store")).toEqual(["main.yaml: service: &shop store"]);
  });

  it("is left where something else repeats it", () => {
    const text = object("SLO", "&n ord¦ers", sloSpec("*n", "age"));
    expect(renamed(text, "bills")).toEqual([
      "`orders` in main.yaml stands in a text that other values share (`&n`). Write it out there first.",
    ]);
    const display = object("Service", "&n sh¦op", "", "displayName: *n\n");
    expect(renamed(display, "store")[0]).toMatch(/share \(`&n`\)/);
  });

  it("is left where a merged map brings it to something else", () => {
    const text = `- apiVersion: openslo/v1
  kind: Service
  metadata: &m
    name: sh¦op
  spec: { description: A. }
- apiVersion: openslo/v1
  kind: DataSource
  metadata: *m
  spec: { type: Prometheus, connectionDetails: {} }
`;
    expect(renamed(text, "store")[0]).toMatch(/other values share/);
    expect(renamed(text.replace("*m", "{ name: prom }"), "store")).toEqual(["main.yaml: name: store"]);
  });
});
