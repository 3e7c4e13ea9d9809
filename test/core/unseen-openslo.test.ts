import { describe, expect, it } from "vitest";
import { ruleNamed } from "../../server/src/core/rules/run";
import { LineIndex } from "../../server/src/core/text/line-index";
import { uriOf, workspaceOf } from "../support/workspace";

/**
 * Lines of a text that have an error, counted from 1. That a target cannot be measured is an error of SLOsmith's
 * own: no checker of the format knows it.
 */
function errorLines(text: string): number[] {
  const { findings, faults } = workspaceOf([{ name: "main.yaml", text }]).check(uriOf("main.yaml"));
  expect(faults).toEqual([]);
  const lines = new LineIndex(text);
  const errors = findings.filter(
    ({ severity, code }) => severity === "error" && ruleNamed(code)?.concern !== "measurability",
  );
  return [...new Set(errors.map(({ span }) => lines.positionAt(span.start).line + 1))].sort((a, b) => a - b);
}

/** The line of a text that holds these words. */
function lineOf(text: string, words: string): number {
  const at = text.split("\n").findIndex((line) => line.includes(words));
  expect(at, `a line with ${words}`).toBeGreaterThanOrEqual(0);
  return at + 1;
}

const service = (metadata: string) => `apiVersion: openslo/v1
kind: Service
metadata:
  name: ledger
  ${metadata}
`;

const slo = ({ method = "Timeslices", window = "duration: 4w", objective = "target: 0.99", more = "" }) =>
  `apiVersion: openslo/v1
kind: SLO
metadata:
  name: ledger-postings
spec:
  service: ledger
  indicatorRef: posted-entries
  budgetingMethod: ${method}
  timeWindow:
    - {${window}, isRolling: true}
  objectives:
    - displayName: Posted
      timeSliceTarget: 0.95
      timeSliceWindow: 5m
      ${objective}
${more}`;

const condition = (fields: string) => `apiVersion: openslo/v1
kind: AlertCondition
metadata:
  name: ledger-burns
spec:
  severity: page
  condition: {${fields}}
`;

const part = (length: number) => "q".repeat(length);

describe("what OpenSLO's own checker accepts at the borders has no error", () => {
  it.each([
    ["a label key of 63 characters", service(`labels: {${part(63)}: []}`)],
    [
      "labels as a word, a list, an empty list, nothing",
      service('labels: {a: x, b: [x, y], c: [], d: "", e: }'),
    ],
    ["signs within a label key", service("labels: {net_.-this: [a], 9net: a, nEt: a}")],
    [
      "an annotation prefix of several long parts",
      service(`annotations: {${part(63)}.${part(63)}/${part(63)}: ""}`),
    ],
    ["a display name of 63 letters outside ASCII", service(`displayName: ${"é".repeat(63)}`)],
    ["a target of 0", slo({ objective: "target: 0" })],
    ["a target just below 1", slo({ objective: "target: 0.99999999" })],
    ["99.9999 percent", slo({ objective: "targetPercent: 99.9999" })],
    ["a null beside the target that counts", slo({ objective: "target: 0.9\n      targetPercent: null" })],
    ["a weight without a composite", slo({ objective: "target: 0.9\n      compositeWeight: 0" })],
    ["quarters", slo({ window: "duration: 1Q" })],
    ["an empty list of policies", slo({ more: "  alertPolicies: []\n" })],
    [
      "no wait before an alert",
      condition("kind: burnrate, op: gte, threshold: 2, lookbackWindow: 1h, alertAfter: 0m"),
    ],
    ["a threshold of 0", condition("kind: burnrate, op: gte, threshold: 0, lookbackWindow: 1Y")],
    [
      "a file in JSON",
      JSON.stringify([{ apiVersion: "openslo/v1", kind: "Service", metadata: { name: "a" }, spec: {} }]),
    ],
    [
      "an alias for metadata",
      "apiVersion: openslo/v1\nkind: Service\nmetadata: &m {name: a}\nspec: {}\n---\n- apiVersion: openslo/v1\n  kind: Service\n  metadata: {name: b}\n",
    ],
  ])("%s", (_, text) => {
    expect(errorLines(text)).toEqual([]);
  });
});

describe("what it refuses has an error on the line of the field", () => {
  it.each([
    ["a label key of 64 characters", service(`labels: {${part(64)}: []}`), "labels"],
    ["a label key that ends with a sign", service("labels: {net_: []}"), "net_"],
    ["an annotation prefix of 254 characters", service(`annotations: {${part(254)}/net: a}`), "annotations"],
    [
      "an annotation prefix with an empty part",
      service("annotations: {ledger..example.org/team: a}"),
      "ledger..",
    ],
    ["a display name of 64 characters", service(`displayName: ${part(64)}`), "displayName"],
    ["a target of 1", slo({ objective: "target: 1.0" }), "target: 1.0"],
    ["a negative percentage", slo({ objective: "targetPercent: -0.1" }), "targetPercent"],
    ["no method", slo({ method: "null" }), "budgetingMethod"],
    ["a method in lower case", slo({ method: "occurrences" }), "budgetingMethod"],
    ["a negative window", slo({ window: "duration: -1w" }), "duration"],
    ["a unit in the wrong case", slo({ window: "duration: 1D" }), "duration"],
    [
      "a policy named and written out",
      slo({ more: "  alertPolicies:\n    - {alertPolicyRef: '', kind: AlertPolicy}\n" }),
      "alertPolicyRef",
    ],
    ["no operator", condition("kind: burnrate, op: null, threshold: 2, lookbackWindow: 1h"), "op: null"],
    ["no kind of condition", condition("kind: , op: gte, threshold: 2, lookbackWindow: 1h"), "kind: ,"],
  ])("%s", (_, text, words) => {
    expect(errorLines(text)).toContain(lineOf(text, words));
  });

  it("a rolling window with a calendar: on the window's first line", () => {
    const text = slo({}).replace(
      "- {duration: 4w, isRolling: true}",
      "- duration: 4w\n      isRolling: true\n      calendar:\n        startTime: 2026-01-01 00:00:00\n        timeZone: UTC",
    );
    expect(errorLines(text)).toEqual([lineOf(text, "duration: 4w")]);
  });

  it("a lone `indicator`: under `spec`", () => {
    const text = slo({}).replace("indicatorRef: posted-entries", "indicator: null");
    expect(errorLines(text)).toEqual([lineOf(text, "spec:")]);
  });
});

describe("an object whose version is nobody's", () => {
  const text = (version: string, kind: string) => `apiVersion: ${version}
kind: ${kind}
metadata:
  name: ledger
  displayName: Ledger
spec:
  description: Where the entries are kept
`;

  it("is known by its kind and its display name, though nothing in the file says OpenSLO", () => {
    expect(errorLines(text("v0.1", "SLO"))).toEqual([1]);
    expect(errorLines(text("v0.1", "AlertPolicy"))).toEqual([1]);
  });

  it("is left alone where it may be another project's", () => {
    expect(errorLines(text("v1", "Service"))).toEqual([]);
    expect(errorLines(text("slo.example.com/v1", "SLO"))).toEqual([]);
    expect(errorLines(text("v0.1", "Budget"))).toEqual([]);
  });
});
