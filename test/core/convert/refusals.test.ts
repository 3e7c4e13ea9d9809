import { describe, expect, it } from "vitest";
import { conversionOf } from "../../support/conversion";
import { workspaceOf } from "../../support/workspace";
import { convertText, openslo, PYRRA, ratioOf, SLOTH, told } from "./specs";

const threshold = `    metadata: { name: lag }
    spec:
      thresholdMetric: { metricSource: { type: Prometheus, spec: { query: "max(lag)" } } }
`;
const datadog = ratioOf("sum:a", "sum:b").replaceAll("Prometheus", "Datadog");
const raw = `    metadata: { name: r }
    spec:
      ratioMetric:
        rawType: failure
        raw: { metricSource: { type: Prometheus, spec: { query: "job:errors:ratio" } } }
`;

/** What is refused, and a part of the reason. */
const CASES: readonly (readonly [string, string, string, string])[] = [
  [
    "a threshold for Pyrra",
    openslo({ indicator: threshold, objectives: "    - { op: lt, value: 3, target: 0.9 }\n" }),
    "pyrra",
    "threshold",
  ],
  [
    "slices for Pyrra",
    openslo({
      method: "Timeslices",
      objectives: "    - { target: 0.9, timeSliceTarget: 0.9, timeSliceWindow: 5m }\n",
    }),
    "pyrra",
    "slices of time",
  ],
  ["a ratio of one query for Pyrra", openslo({ indicator: raw }), "pyrra", "no two counts"],
  [
    "a difference for Pyrra",
    openslo({ indicator: ratioOf("sum(a) - sum(b)", "sum(c)") }),
    "pyrra",
    "more than a sum of one",
  ],
  [
    "a rest that is no series for Pyrra",
    openslo({ indicator: ratioOf('sum(a{x="1",y="2"})', "sum(a)") }),
    "pyrra",
    "no single series",
  ],
  [
    "two groupings for Pyrra",
    openslo({ indicator: ratioOf('sum by (x) (a{c="1"})', "sum(a)") }),
    "pyrra",
    "`x` and nothing",
  ],
  [
    "a window too short for Pyrra",
    openslo({ window: "{ duration: 2d, isRolling: true }" }),
    "pyrra",
    "window is 2d",
  ],
  ["another language for Sloth", openslo({ indicator: datadog }), "sloth", "asked from Datadog"],
  [
    "a placeholder in a matcher",
    openslo({ indicator: ratioOf('sum(a_total{env="${ENV}",c="1"})', 'sum(a_total{env="${ENV}"})') }),
    "sloth",
    "`${ENV}`",
  ],
  [
    "two ranges",
    openslo({ indicator: ratioOf("sum(rate(a[5m]))", "sum(rate(b[1h]))", false) }),
    "sloth",
    "looks back 5m",
  ],
  ["a target of nothing", openslo({ objectives: "    - target: 0\n" }), "sloth", "0 %"],
  [
    "a target that is a percentage",
    openslo({ objectives: "    - target: 99.9\n" }),
    "sloth",
    "It has an error",
  ],
  [
    "broken PromQL",
    openslo({ indicator: ratioOf("sum(a_total{", "sum(a_total)") }),
    "sloth",
    "It has an error",
  ],
  [
    "an indicator that is not there",
    openslo().replace(/ {2}indicator:[\s\S]* {2}timeWindow/, "  indicatorRef: gone\n  timeWindow"),
    "sloth",
    "`gone` was not found",
  ],
  [
    "a plugin of Sloth",
    SLOTH.replace(/ {6}events:[\s\S]* {4}alerting/, "      plugin: { id: my/plugin }\n    alerting"),
    "openslo-v1",
    "`my/plugin`",
  ],
  ["a template", `{{- if .Values.slo }}\n${SLOTH}{{- end }}\n`, "openslo-v1", "template"],
  ["its own format", openslo(), "openslo-v1", "OpenSLO v1 already"],
  ["its own format", PYRRA, "pyrra", "already"],
];

describe("what another format cannot say is refused, and nothing of it written", () => {
  it.each(CASES)("%s", (_, text, to, reason) => {
    const { refused, documents, asked } = convertText(text, to);
    expect(refused.map(({ what }) => what).join()).toContain(reason);
    expect(asked).toBe(1);
    expect(documents).toEqual([]);
    for (const { what, todo } of refused) for (const words of [what, todo]) expect(words).toMatch(/[.?:]$/);
  });

  it("refuses one SLO and converts the other", () => {
    const both = `${openslo({ indicator: datadog })}---\n${openslo().replace("checkout-availability", "other")}`;
    const result = convertText(both, "sloth");
    expect(result.refused.map(({ slo }) => slo)).toEqual(["checkout-availability"]);
    expect(result.text).toContain("- name: other");
    expect(result.text).not.toContain("checkout-availability");
  });

  it("knows no other format, and finds nothing in other YAML", () => {
    const workspace = workspaceOf([{ name: "a.yaml", text: "kind: Deployment\n" }]);
    expect(conversionOf(workspace, "a.yaml", "sloth")).toMatchObject({ asked: 0, text: "", refused: [] });
    expect(() => conversionOf(workspace, "a.yaml", "nobl9")).toThrow("no format");
  });
});

describe("what is not refused", () => {
  it("follows references to other files", () => {
    const slo = openslo().replace(
      / {2}indicator:[\s\S]* {2}timeWindow/,
      "  indicatorRef: answered\n  timeWindow",
    );
    const sli = `apiVersion: openslo/v1\nkind: SLI\n${ratioOf('sum(x_total{c="1"})', "sum(x_total)").replaceAll(/^ {4}/gm, "")}`;
    const workspace = workspaceOf([
      { name: "slo.yaml", text: slo },
      { name: "sli.yaml", text: sli },
    ]);
    expect(conversionOf(workspace, "slo.yaml", "sloth").text).toContain(
      'sum(rate(x_total{c!="1"}[{{.window}}]))',
    );
  });

  it("mends names on the way", () => {
    const result = convertText(SLOTH.replace("orders-placed", "Orders_Placed.v2"), "openslo-v1");
    expect(result.text).toContain("name: orders-placed-v2\n");
    expect(told(result)).toContainEqual("assumed: The SLO `Orders_Placed.v2` is called `orders-placed-v2`.");
  });

  it("gives two SLOs with one name two names", () => {
    const twice = `${SLOTH}---\n${SLOTH.replace("service: orders", "service: other")}`;
    const made = convertText(twice, "openslo-v1");
    expect(meaningNames(made.text)).toEqual(["orders-placed", "orders-placed-2"]);
    const renamed = "assumed: The SLO `orders-placed` is called `orders-placed-2`.";
    expect(told(made)).toContain(renamed);
    expect(told(convertText(twice, "pyrra"))).toContain(renamed);
    expect(told(convertText(twice, "sloth-crd")).join()).not.toContain("is called `orders-placed-2`");
  });

  it("tells nothing of an SLO that is refused", () => {
    const refused = openslo({ indicator: raw.replace("name: r }", "name: r, displayName: R }") });
    expect(convertText(refused, "pyrra").notes).toEqual([]);
  });

  it("takes Sloth's window for an OpenSLO v1alpha file that states none", () => {
    const metric = (query: string) => `{ source: prometheus, queryType: promql, query: "${query}" }`;
    const source = `apiVersion: openslo/v1alpha
kind: SLO
metadata: { name: returns }
spec:
  service: returns
  budgetingMethod: Occurrences
  objectives:
    - target: 0.99
      ratioMetrics:
        good: ${metric('sum(rate(returns_total{ok=\\"1\\"}[{{.window}}]))')}
        total: ${metric("sum(rate(returns_total[{{.window}}]))")}
`;
    const made = convertText(source, "openslo-v1");
    expect(made.text).toContain("timeWindow:\n    - duration: 30d\n      isRolling: true\n");
    expect(told(made)).toEqual([expect.stringMatching(/^assumed: The window is 30d: the file states none/)]);
    expect(convertText(source, "sloth").notes).toEqual([]);
    const unread = `${source}  timeWindows: [{ count: 28 }]\n`;
    expect(convertText(unread, "openslo-v1").refused).toHaveLength(1);
  });

  it("tells keys and objects that nothing takes over, and comments", () => {
    const crowded = PYRRA.replace("spec:\n", "spec:\n  performanceOverAccuracy: true # quicker\n");
    expect(told(convertText(crowded, "openslo-v1"))).toEqual(
      expect.arrayContaining([
        "lost: `spec.performanceOverAccuracy` (true) has no place in the result.",
        expect.stringContaining("1 comment below the file's first lines"),
      ]),
    );
    const source = `${openslo()}---\napiVersion: openslo/v1\nkind: DataSource\nmetadata: { name: main }\nspec: { type: Prometheus, connectionDetails: { url: u } }\n`;
    expect(told(convertText(source, "sloth"))).toEqual(["lost: DataSource `main` is not in the result."]);
  });

  it("says what holds for several SLOs once", () => {
    const metadata = "  annotations:\n    slosmith/path: critical\n";
    const both = `${openslo({ metadata })}---\n${openslo({ metadata }).replace("checkout-availability", "other")}`;
    const [note, ...more] = convertText(both, "sloth").notes;
    expect(note?.slos).toEqual(["checkout-availability", "other"]);
    expect(more).toEqual([]);
  });
});

function meaningNames(text: string): string[] {
  return [...text.matchAll(/kind: SLO\nmetadata:\n {2}name: (.*)/g)].map(([, name = ""]) => name);
}
