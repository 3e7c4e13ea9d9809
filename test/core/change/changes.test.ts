import { describe, expect, it } from "vitest";
import { between, betweenShared, inShort, replaced, SHOP } from "./specs";

/** What a replacement in the shop's files does; both ways of making the two workspaces agree. */
function change(part: string, by: string, text = SHOP): string[] {
  const after = replaced(text, part, by);
  const shared = inShort(betweenShared(text, after));
  expect(inShort(between(text, after))).toEqual(shared);
  return shared;
}

describe("what is no change", () => {
  const same: [string, (text: string) => string][] = [
    ["the same text", (text) => text],
    ["comments and blank lines", (text) => text.replaceAll("spec:\n", "spec: # said below\n\n")],
    ["line ends", (text) => text.replaceAll("\n", "\r\n")],
    ["quotes and another spelling of a number", (text) => replaced(text, "target: 0.999", "target: 0.9990")],
    [
      "a query on several lines",
      (text) =>
        replaced(
          text,
          'query: sum(nginx_ingress_controller_requests{ingress="shop",status',
          'query: |-\n            sum(nginx_ingress_controller_requests{\n              ingress="shop", status',
        ),
    ],
    [
      "the order of a query's matchers",
      (text) => replaced(text, 'job="search",le="0.3"', 'le="0.3",job="search"'),
    ],
    [
      "the order of keys",
      (text) =>
        replaced(
          text,
          "    - duration: 28d\n      isRolling: true",
          "    - isRolling: true\n      duration: 28d",
        ),
    ],
    [
      "a description",
      (text) => replaced(text, "  service: shop\n", "  description: Takes orders\n  service: shop\n"),
    ],
    [
      "an object that no SLO uses",
      (text) => `${text}---\napiVersion: openslo/v1\nkind: Service\nmetadata:\n  name: other\nspec: {}\n`,
    ],
  ];
  for (const [what, edit] of same)
    it(what, () => {
      expect(inShort(between(SHOP, edit(SHOP)))).toEqual([]);
      expect(inShort(betweenShared(SHOP, edit(SHOP)))).toEqual([]);
    });

  it("another order of documents, and another file", () => {
    const [first = "", ...rest] = SHOP.split("# file: slis.yaml");
    const [head = "", second = ""] = first.split("---\n");
    const swapped = `${replaced(head, "# file: slos/checkout.yaml\n", `# file: elsewhere.yaml\n${second}---\n`)}# file: slis.yaml${rest.join("")}`;
    expect(inShort(between(SHOP, swapped))).toEqual([]);
    expect(inShort(betweenShared(SHOP, swapped))).toEqual([]);
  });

  it("a reference in place of what it leads to", () => {
    const inline = replaced(
      SHOP,
      "    - alertPolicyRef: fast\n",
      `    - kind: AlertPolicy
      metadata:
        name: fast
      spec:
        conditions:
          - kind: AlertCondition
            metadata:
              name: fast
            spec:
              severity: page
              condition: {kind: burnrate, op: gt, threshold: 14.4, lookbackWindow: 1h, alertAfter: 0m}
`,
    );
    expect(inShort(between(SHOP, inline))).toEqual([]);
  });
});

describe("what loosens and what tightens", () => {
  const cases: [string, string, string, string[]][] = [
    [
      "a higher target",
      "target: 0.999",
      "target: 0.9995",
      ["checkout tightened: target tighter, page over 1h tighter"],
    ],
    ["a lower target", "target: 0.999", "target: 0.99", ["checkout mixed"]],
    ["a longer window", "duration: 28d", "duration: 56d", ["checkout loosened: window looser"]],
    ["a shorter window", "duration: 28d", "duration: 7d", ["checkout tightened: window tighter"]],
    [
      "an alert that needs more errors",
      "threshold: 14.4",
      "threshold: 20",
      ["checkout loosened: page over 1h looser"],
    ],
    [
      "an alert that comes later",
      "lookbackWindow: 1h",
      "lookbackWindow: 2h",
      ["checkout loosened: page over 1h -> page over 2h looser"],
    ],
    ["an alert that waits", "alertAfter: 0m", "alertAfter: 5m", ["checkout loosened: page over 1h looser"]],
    [
      "an alert that wakes nobody",
      "severity: page",
      "severity: ticket",
      ["checkout loosened: page over 1h -> ticket over 1h looser"],
    ],
    ["a bucket for slower answers", 'le="0.3"', 'le="0.5"', ["search loosened: good query looser"]],
    ["another query", 'status!~"5.."', 'status!~"50."', ["checkout changed: good query neither"]],
    [
      "another data source",
      'metricSourceRef: main\n        spec:\n          query: sum(nginx_ingress_controller_requests{ingress="shop"})',
      'metricSourceRef: spare\n        spec:\n          query: sum(nginx_ingress_controller_requests{ingress="shop"})',
      ["checkout changed: source of total neither"],
    ],
    [
      "what a data source says",
      "https://prometheus.example",
      "https://other.example",
      ["checkout changed: what the source of good says neither, what the source of total says neither"],
    ],
    [
      "a less important tier",
      "slosmith/tier: gold",
      "slosmith/tier: bronze",
      ["checkout loosened: tier looser, floor of tier bronze looser"],
    ],
    [
      "a lower floor",
      "floorPercent: 99.9",
      "floorPercent: 99.5",
      ["checkout loosened: floor of tier gold looser"],
    ],
    ["a tier that is less important", "rank: 0", "rank: 1", ["checkout loosened: tier looser"]],
    ["more traffic", '"1000000"', '"2000000"', ["checkout changed: stated traffic neither"]],
    ["another service", "service: shop", "service: store", ["checkout changed: service neither"]],
  ];
  for (const [what, part, by, expected] of cases)
    it(what, () => {
      const found = change(part, by);
      if (expected[0] === "checkout mixed") expect(found[0]).toMatch(/^checkout loosened: target looser/);
      else expect(found.map((line) => line.replace(/, measurability \w+$/, ""))).toEqual(expected);
    });

  it("no tier any more", () => {
    const found = between(SHOP, replaced(SHOP, "    slosmith/tier: gold\n", ""));
    expect(inShort(found)[0]).toMatch(/^checkout loosened: tier looser/);
    expect(found[0]).toMatchObject({ becameUntiered: true });
  });

  it("an alert less, and one more", () => {
    const [less] = between(SHOP, replaced(SHOP, "  alertPolicies:\n    - alertPolicyRef: fast\n", ""));
    expect(less).toMatchObject({ direction: "looser", sentence: "page over 1h removed" });
    const [more] = between(replaced(SHOP, "  alertPolicies:\n    - alertPolicyRef: fast\n", ""), SHOP);
    expect(more).toMatchObject({ direction: "tighter", sentence: "page over 1h added, at 1.44 % errors" });
  });

  it("an alert policy that is gone while the SLO still names it", () => {
    const found = between(
      SHOP,
      replaced(SHOP, "  name: fast\nspec:\n  alertWhen", "  name: other\nspec:\n  alertWhen"),
    );
    expect(inShort(found)[0]).toMatch(/^checkout loosened: page over 1h looser/);
  });

  it("a target with a longer window is mixed", () => {
    const after = replaced(
      replaced(SHOP, "target: 0.999", "target: 0.9999"),
      "duration: 28d",
      "duration: 84d",
    );
    expect(between(SHOP, after)[0]?.direction).toBe("mixed");
  });

  it("a rolling window is tighter than a calendar's", () => {
    const calendar = replaced(
      SHOP,
      "    - duration: 28d\n      isRolling: true",
      "    - duration: 4w\n      isRolling: false\n      calendar:\n        startTime: 2026-01-05 00:00:00\n        timeZone: Europe/Berlin",
    );
    expect(between(SHOP, calendar)[0]).toMatchObject({ direction: "looser" });
    expect(between(calendar, SHOP)[0]).toMatchObject({ direction: "tighter" });
  });

  it("what cannot be measured any more", () => {
    const blind = replaced(
      SHOP,
      'query: sum(nginx_ingress_controller_requests{ingress="shop",status',
      'query: sum(etcd_http_successful_requests{ingress="shop",status',
    );
    const found = between(
      SHOP,
      blind.replace(
        'query: sum(nginx_ingress_controller_requests{ingress="shop"})',
        'query: sum(etcd_http_requests{ingress="shop"})',
      ),
    );
    expect(found[0]?.aspects.map(({ aspect }) => aspect)).toContain("indicator");
  });
});

describe("which SLO is which", () => {
  const second = `---\napiVersion: openslo/v1\nkind: SLO\nmetadata:\n  name: pay\nspec:\n  service: shop\n  indicatorRef: answered\n  timeWindow:\n    - duration: 28d\n      isRolling: true\n  budgetingMethod: Occurrences\n  objectives:\n    - target: 0.99\n`;
  const withSecond = replaced(SHOP, "# file: slis.yaml", `${second}# file: slis.yaml`);

  it("tells of what is added and removed", () => {
    expect(inShort(between(SHOP, withSecond))).toEqual(["pay added"]);
    expect(inShort(between(withSecond, SHOP))).toEqual(["pay removed"]);
    expect(between(SHOP, withSecond)[0]).toMatchObject({ direction: "tighter", becameUntiered: true });
    expect(between(withSecond, SHOP)[0]).toMatchObject({ direction: "looser", becameUntiered: false });
  });

  it("knows a renamed SLO by all else", () => {
    expect(inShort(between(withSecond, replaced(withSecond, "name: pay", "name: payment")))).toEqual([
      "payment changed: name neither",
    ]);
  });

  it("does not take one SLO for another that promises something else", () => {
    const other = replaced(withSecond, "name: pay", "name: payment").replace(
      "target: 0.99\n",
      "target: 0.98\n",
    );
    expect(inShort(between(withSecond, other))).toEqual(["pay removed", "payment added"]);
  });

  it("leaves a rename open where two would fit", () => {
    const twice = replaced(
      withSecond,
      "# file: slis.yaml",
      `${second.replace("pay", "pay-again")}# file: slis.yaml`,
    );
    const renamed = twice.replace("name: pay\n", "name: a\n").replace("name: pay-again", "name: b");
    expect(inShort(between(twice, renamed)).sort()).toEqual([
      "a added",
      "b added",
      "pay removed",
      "pay-again removed",
    ]);
  });

  it("keeps SLOs of one name in two folders apart", () => {
    const both = (prod: string, test: string) =>
      ["prod", "test"]
        .map(
          (name, at) =>
            `# file: ${name}/slo.yaml\n${second.slice(4).replace("0.99", at === 0 ? prod : test)}`,
        )
        .join("");
    const found = between(both("0.99", "0.9"), both("0.99", "0.95"));
    expect(found).toHaveLength(1);
    expect(found[0]?.after?.place.uri).toMatch(/test\/slo\.yaml$/);
  });

  it("pairs objectives by name, then by what they measure", () => {
    const objectives = (...lines: string[]) =>
      replaced(SHOP, "    - target: 0.999\n", lines.map((line) => `    - ${line}\n`).join(""));
    const before = objectives("{displayName: Fine, target: 0.999}", "{displayName: Good, target: 0.99}");
    const swapped = objectives("{displayName: Good, target: 0.99}", "{displayName: Fine, target: 0.999}");
    expect(inShort(between(before, swapped))).toEqual([]);
    const inserted = objectives(
      "{displayName: New, target: 0.95}",
      "{displayName: Fine, target: 0.999}",
      "{displayName: Good, target: 0.98}",
    );
    // What is said of all objectives of an SLO together may be said of one more.
    const found = between(before, inserted)
      .filter(
        ({ aspects }) => aspects.length === 0 || aspects.some(({ aspect }) => aspect !== "measurability"),
      )
      .map(({ kind, after }) => `${kind} ${after?.title}`);
    expect(found.sort()).toEqual(["added New", "changed Good"]);
  });
});

describe("what cannot be read", () => {
  it("is no change while it stays the same, and never throws", () => {
    const open = replaced(SHOP, "target: 0.999", "target: {{ .Values.target }}");
    expect(inShort(between(open, open))).toEqual([]);
    expect(inShort(between(SHOP, open))[0]).toMatch(/^checkout changed: target neither/);
    expect(inShort(between(open, SHOP))[0]).toMatch(/^checkout changed: target neither/);
  });

  it("says nothing of an alert's direction where a template may hold it", () => {
    const open = replaced(
      SHOP,
      "    - alertPolicyRef: fast\n",
      "    {{- range .Values.alerts }}\n    - alertPolicyRef: {{ . }}\n    {{- end }}\n",
    );
    expect(between(SHOP, open)[0]?.direction).toBe("neither");
  });

  it("survives broken files on either side", () => {
    for (const broken of [
      "# file: slos/checkout.yaml\napiVersion: openslo/v1\nkind: SLO\nspec: {",
      SHOP.slice(0, 400),
      "",
    ]) {
      expect(() => between(SHOP, broken)).not.toThrow();
      expect(() => between(broken, SHOP)).not.toThrow();
    }
  });
});

describe("the sentence", () => {
  const cases: [string, string, string][] = [
    [
      "target: 0.999",
      "target: 0.9995",
      "99.9 % -> 99.95 %: budget 40m 19.2s -> 20m 9.6s (28,000 -> 14,000 events), page now at 0.72 % errors",
    ],
    [
      "duration: 28d",
      "duration: 30d",
      "window 28d rolling -> 30d rolling: budget 40m 19.2s -> 43m 12s (28,000 -> 30,000 events)",
    ],
    ["threshold: 14.4", "threshold: 2000", "page over 1h can never fire"],
    ["lookbackWindow: 1h", "lookbackWindow: 2h", "page now 1m 43.68s into a total outage"],
    ["severity: page", "severity: ticket", "page over 1h -> ticket over 1h"],
    [
      "slosmith/tier: gold",
      "slosmith/tier: bronze",
      "tier gold (rank 0) -> bronze (rank 2), floor of tier bronze changed",
    ],
    ["service: shop", "service: store", "service shop -> store"],
  ];
  for (const [part, by, sentence] of cases)
    it(`of ${by}`, () => {
      const [found] = between(SHOP, replaced(SHOP, part, by));
      expect(found?.sentence.replace(/, now reported: .*$/, "")).toBe(sentence);
    });
});
