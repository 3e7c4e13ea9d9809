import { describe, expect, it } from "vitest";
import { readSpecDocument } from "../../server/src/core/dialects/spec-document";
import { metricOf, type Sli } from "../../server/src/core/model/sli";
import type { Slo } from "../../server/src/core/model/slo";
import { alertsOfSlo } from "../../server/src/core/resolve/alerts";
import { TrackingView } from "../../server/src/core/workspace-view";
import { uriOf, workspaceOf } from "../support/workspace";

const SLO = (alertPolicies: string) => `apiVersion: openslo/v1
kind: SLO
metadata: { name: checkout }
spec:
  service: checkout
  indicatorRef: requests
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 28d, isRolling: true }]
  objectives: [{ target: 0.999 }]
  alertPolicies: ${alertPolicies}
`;

function slo(text: string): Slo {
  const body = readSpecDocument(text).objects[0]?.body;
  if (body?.type !== "slo") throw new Error("no SLO");
  return body;
}

function alerts(...texts: string[]) {
  const files = texts.map((text, at) => ({ name: `${at}.yaml`, text }));
  const workspace = workspaceOf(files);
  return alertsOfSlo(slo(texts[0] ?? ""), new TrackingView(workspace.index, uriOf("0.yaml")));
}

function fingerprint(spec: string): string | undefined {
  const text = `apiVersion: openslo/v1
kind: SLI
metadata: { name: requests }
spec:
  ratioMetric:
    total:
      metricSource:
        type: Prometheus
        spec: ${spec}
`;
  return metricOf(readSpecDocument(text).objects[0]?.body as Sli, "total")?.fingerprint;
}

const POLICY = (condition: string) => `apiVersion: openslo/v1
kind: AlertPolicy
metadata: { name: fast }
spec:
  conditions: [${condition}]
  notificationTargets: [{ targetRef: on-call }]
`;
const BURN = (kind: string) =>
  `{ kind: AlertCondition, metadata: { name: burning }, spec: { severity: page, condition: { kind: ${kind}, op: gte, threshold: 2, lookbackWindow: 1h } } }`;

describe("an SLO's alert policies", () => {
  it("are read by reference, by bare name and in place", () => {
    const uses = slo(SLO(`[{ alertPolicyRef: one }, two, { kind: AlertPolicy, spec: {} }, 3, null]`));
    expect(uses.alertPolicies.map((use) => (use.kind === "ref" ? use.name.value : use.kind))).toEqual([
      "one",
      "two",
      "inline",
    ]);
  });

  it("make a bare name a reference like any other", () => {
    const { references } = readSpecDocument(SLO("[two]")).objects[0] ?? { references: [] };
    expect(references.map(({ kind, name, field }) => `${field} ${kind} ${name}`)).toContain(
      "spec.alertPolicies[0] AlertPolicy two",
    );
  });
});

describe("the burn alerts of an SLO", () => {
  it("are found through names and in place", () => {
    const found = alerts(SLO("[{ alertPolicyRef: fast }]"), POLICY(BURN("burnrate")));
    expect(found.complete).toBe(true);
    expect(found.alerts.map((alert) => alert.condition.threshold?.value.toFraction())).toEqual(["2"]);
    expect(found.alerts[0]?.definedIn?.uri).toBe(uriOf("1.yaml"));
  });

  it.each([
    ["a policy that is nowhere", SLO("[{ alertPolicyRef: slow }]"), POLICY(BURN("burnrate"))],
    ["a condition that is nowhere", SLO("[{ alertPolicyRef: fast }]"), POLICY("{ conditionRef: burning }")],
    ["a policy without condition", SLO("[{ alertPolicyRef: fast }]"), POLICY("")],
    ["a condition of another kind", SLO("[{ alertPolicyRef: fast }]"), POLICY(BURN("sli"))],
    ["a policy that is being typed", SLO("[{ kind: AlertPolicy }]"), POLICY("")],
    ["broken YAML", SLO("[{ alertPolicyRef: fast }]"), `${POLICY(BURN("burnrate"))}bad: [`],
  ])("are not complete with %s", (_, own, other) => {
    expect(alerts(own, other).complete).toBe(false);
  });
});

describe("the comparable text of a metric source", () => {
  it("does not depend on the order of keys, the layout or the quotes", () => {
    const one = fingerprint('{ region: eu, query: "SELECT 1  FROM x" }');
    const other = fingerprint(
      "\n          query: |\n            SELECT 1\n            FROM x\n          region: eu",
    );
    expect(one).toBeDefined();
    expect(other).toBe(one);
  });

  it("tells values, types and lists apart", () => {
    const texts = ["{ a: 1 }", '{ a: "1" }', "{ a: [1] }", "{ a: { b: 1 } }", "{ b: 1 }", "{ a: [1, 2] }"];
    expect(new Set(texts.map(fingerprint)).size).toBe(texts.length);
  });

  it("is absent where a template or nothing stands", () => {
    expect(fingerprint("{}")).toBeUndefined();
    expect(fingerprint("{ query: '${QUERY}' }")).toBeUndefined();
    expect(fingerprint("\n          query: {{ .Values.query }}")).toBeUndefined();
  });
});
