import { describe, expect, it } from "vitest";
import { mayHoldSpecs } from "../../../server/src/core/dialects/registry";
import { readSpecDocument } from "../../../server/src/core/dialects/spec-document";
import { applyFix, findingsOf, metric, v1alpha, v2alpha } from "./support";

const V2 = v2alpha("serviceRef: returns\nsliRef: returns-announced");
const V1 = V2.replace("openslo.com/v2alpha", "openslo/v1")
  .replace("serviceRef", "service")
  .replace("sliRef", "indicatorRef");

const dialectsIn = (text: string) => readSpecDocument(text).objects.map(({ dialect }) => dialect);

describe("a version of OpenSLO is known by its header", () => {
  it.each([
    ["openslo/v1alpha", v1alpha()],
    ["openslo/v1", V1],
    ["openslo.com/v2alpha", V2],
  ])("%s", (version, text) => {
    expect(dialectsIn(text)).toEqual([version]);
    expect(readSpecDocument(text).headerFaults).toEqual([]);
    expect(mayHoldSpecs(text)).toBe(true);
  });

  it("three versions in one stream are each their own", () => {
    const service = "---\napiVersion: openslo/v1alpha\nkind: Service\nmetadata: { name: search }\n";
    const texts = [v1alpha(), V1.replace("returns-announced }", "of-v1 }"), V2].join("---\n");
    expect(findingsOf(`${texts}${service}`).filter((one) => one.startsWith("header"))).toEqual([]);
  });
});

describe("a body of another version than the header", () => {
  it.each([
    ["v1alpha's under v1", v1alpha(), "openslo/v1alpha", "openslo/v1"],
    ["v1alpha's under v2alpha", v1alpha(), "openslo/v1alpha", "openslo.com/v2alpha"],
    ["v1's under v1alpha", V1, "openslo/v1", "openslo/v1alpha"],
    ["v1's under v2alpha", V1, "openslo/v1", "openslo.com/v2alpha"],
    ["v2alpha's under v1", V2, "openslo.com/v2alpha", "openslo/v1"],
    ["v2alpha's under v1alpha", V2, "openslo.com/v2alpha", "openslo/v1alpha"],
    [
      "a threshold of v1alpha under v1",
      v1alpha({
        objectives: "[{ target: 0.9, op: lte, value: 1 }]",
        more: `  indicator: { thresholdMetric: ${metric("age")} }\n`,
      }),
      "openslo/v1alpha",
      "openslo/v1",
    ],
  ])("%s: one error, and the fix makes it right", (_, text, body, header) => {
    const wrong = text.replace(`apiVersion: ${body}`, `apiVersion: ${header}`);
    expect(dialectsIn(wrong)).toEqual([body]);
    expect(findingsOf(wrong).filter((one) => /header|error/.test(one))).toEqual(["header error"]);
    expect(applyFix(wrong, "header")).toBe(text);
    expect(findingsOf(text).filter((one) => one.endsWith("error"))).toEqual([]);
  });

  it.each([
    ["of two versions at once", V1.replace("indicatorRef", "sliRef: a\n  indicatorRef")],
    ["with a slip in a key", V1.replace("timeWindow:", "timeWindows:")],
    ["with fields that all versions have", V1.replace(/ {2}indicatorRef.*\n/, "")],
  ])("%s leaves the header alone", (_, text) => {
    expect(dialectsIn(text)).toEqual(["openslo/v1"]);
    expect(findingsOf(text).filter((one) => one.startsWith("header"))).toEqual([]);
  });
});

describe("a header that no version has", () => {
  const service = (apiVersion: string) =>
    `apiVersion: ${apiVersion}\nkind: Service\nmetadata: { name: search }\n`;

  it.each([
    ["openslo/v2alpha", "openslo.com/v2alpha"],
    ["openslo.com/v2", "openslo.com/v2alpha"],
    ["openslo.com/v1alpha", "openslo/v1alpha"],
    ["OpenSLO/v1alpha", "openslo/v1alpha"],
    ["openslo.com/v1", "openslo/v1"],
    ["openslo/v99alpha", "openslo/v1"],
    ["openslo", "openslo/v1"],
  ])("%s", (written, suggestion) => {
    expect(readSpecDocument(service(written)).headerFaults).toMatchObject([{ suggestion }]);
    expect(findingsOf(service(written))).toEqual(["header error"]);
  });

  it.each([
    ["openslo/v1beta1", "openslo/v1"],
    ["openslo.com/v2alpha1", "openslo.com/v2alpha"],
  ])("%s is an old draft: a warning, and nothing else is judged", (written, suggestion) => {
    const text = V1.replace("openslo/v1", written);
    expect(readSpecDocument(text).headerFaults).toMatchObject([{ suggestion }]);
    expect(findingsOf(text)).toEqual(["header warning"]);
  });

  it.each([
    ["v1alpha's ratios", v1alpha(), "openslo/v1alpha"],
    ["v2alpha's names", V2, "openslo.com/v2alpha"],
    ["v1's names", V1, "openslo/v1"],
  ])("is guessed by the body: %s", (_, text, suggestion) => {
    for (const apiVersion of ["v1", "openslo", "openslo.com/v3"]) {
      const wrong = text.replace(/apiVersion: .*/, `apiVersion: ${apiVersion}`);
      expect(readSpecDocument(wrong).headerFaults).toMatchObject([{ field: "apiVersion", suggestion }]);
    }
  });

  it.each([
    ["another project's SLO", "apiVersion: example.com/v1\nkind: SLO\nspec: { sliRef: a }\n"],
    ["Kubernetes' Service", "apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { ports: [] }\n"],
    ["an SLO of Nobl9 without a header", "kind: SLO\nmetadata: { name: a, displayName: A, project: b }\n"],
  ])("is nobody's mistake: %s", (_, text) => {
    const { headerFaults } = readSpecDocument(text);
    expect(headerFaults.filter(({ suggestion }) => /openslo/.test(suggestion ?? ""))).toEqual([]);
  });
});
