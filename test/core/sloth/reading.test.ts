import { describe, expect, it } from "vitest";
import { mayHoldSpecs } from "../../../server/src/core/dialects/registry";
import { readSpecDocument } from "../../../server/src/core/dialects/spec-document";
import { codeLenses, inlayHints } from "../../../server/src/core/ide/inlay-hints";
import { documentSymbols } from "../../../server/src/core/ide/symbols";
import { LineIndex } from "../../../server/src/core/text/line-index";
import { uriOf, workspaceOf } from "../../support/workspace";
import { alertWindows, crd, findingsOf, NOW, objectsIn, plain } from "./support";

const SLOS = "slos: [{name: aa, objective: 99, sli: {plugin: {id: x}}, alerting: {name: A}}]";

describe("Sloth's files are recognised", () => {
  it.each([
    ["the plain format", `version: prometheus/v1\nservice: aa\n${SLOS}`, ["SLOs", "SLO"]],
    ["the Kubernetes object", crd("99"), ["SLOs", "SLO"]],
    ["alert windows", alertWindows("28d", []), ["AlertWindows"]],
    ["two SLOs", plain("99").replace("slos:\n", "slos:\n  - name: first\n"), ["SLOs", "SLO", "SLO"]],
    ["somebody's own list of SLOs", "service: aa\nowner: bb\nslos:\n  - name: cc\n    target: 99", []],
    ["a version of something else", "version: 3\nservices: {}\nslos: []", []],
    ["alert windows of another project", "apiVersion: example.com/v1\nkind: AlertWindows\nspec: {}", []],
  ])("%s", (_, text, kinds) => {
    expect(objectsIn(text).map(({ kind }) => kind)).toEqual(kinds);
    if (kinds.length > 0) expect(mayHoldSpecs(text)).toBe(true);
  });

  it.each([
    [`version: prometheus/v2\nservice: aa\n${SLOS}`, "version", "prometheus/v1"],
    [`version: sloth/v1\nservice: aa\n${SLOS}`, "version", "prometheus/v1"],
    [`service: aa\n${SLOS}`, "version", "prometheus/v1"],
    ["apiVersion: slo.slok.dev/v1\nkind: PrometheusServiceLevel", "apiVersion", "sloth.slok.dev/v1"],
    ["apiVersion: sloth.slok.dev/v1alpha1\nkind: AlertWindows", "apiVersion", "sloth.slok.dev/v1"],
    ["apiVersion: v1\nkind: PrometheusSLO", "apiVersion", "sloth.slok.dev/v1"],
    ["apiVersion: sloth.slok.dev/v1\nkind: PrometheusSLO", "kind", "PrometheusServiceLevel"],
    ["apiVersion: sloth.slok.dev/v1\nkind: alertwindows", "kind", "AlertWindows"],
    ["apiVersion: sloth.slok.dev/v1\nkind: SLO\nspec: {slos: []}", "kind", "PrometheusServiceLevel"],
  ])("a near miss: %s", (text, field, suggestion) => {
    expect(readSpecDocument(text).headerFaults).toMatchObject([{ field, suggestion }]);
  });

  it.each([
    ["a byte order mark stands before it", `\uFEFF${plain("99.9")}`],
    ["a comment follows on its line", plain("99.9").replace("prometheus/v1", "prometheus/v1 # Sloth")],
    ["it does not begin its line", `{version: prometheus/v1, service: aa, ${SLOS}}`],
    [undefined, plain("99.9").replaceAll("\n", "\r\n")],
    [undefined, plain("99.9").replace("prometheus/v1", "'prometheus/v1'  ")],
  ])("a header that Sloth's search does not find: %s", (reason, text) => {
    expect(objectsIn(text)[0]?.hiddenHeader?.reason).toBe(reason);
  });

  it("several formats in one stream each are their own", () => {
    const text = `${plain("99.9")}---\n${crd("99.9").replaceAll("checkout", "payment")}---\napiVersion: openslo/v1\nkind: Service\nmetadata:\n  name: checkout\n`;
    expect(findingsOf(text)).toEqual([]);
  });
});

describe("an SLO of a file", () => {
  const [file, slo] = objectsIn(plain("99.9"));

  it("is an object of its own, inside of the file's", () => {
    expect(slo?.path).toEqual(["slos", 0]);
    expect(slo?.name?.value).toBe("requests-availability");
    expect(slo?.description?.value).toBe("Checkouts are answered.");
    expect(slo?.scope).toBe("checkout");
    expect(file?.root.span.start).toBeLessThan(slo?.root.span.start ?? 0);
  });

  it("has its target in percent, its queries by their roles, and no form of another format", () => {
    if (slo?.body.type !== "slo") throw new Error("no SLO");
    const [objective] = slo.body.objectives;
    expect(objective?.target?.value.toString()).toBe("0.999");
    expect(objective?.targetKey).toMatchObject({ name: "objective", unit: "percent" });
    const { indicator } = slo.body;
    const metrics = indicator?.kind === "inline" ? indicator.sli.metrics : [];
    expect(metrics.map(({ role, key }) => `${role} ${key}`)).toEqual([
      "bad error_query",
      "total total_query",
    ]);
    expect(slo.body.form).toBeUndefined();
  });

  it("leaves what its schema refuses to the file", () => {
    const objects = objectsIn(plain("99.9").replace("description:", "descripton:"));
    expect(objects.map(({ schemaErrors }) => schemaErrors.length)).toEqual([1, 0]);
  });

  it("says nothing of what a template may add", () => {
    const text = plain("99.9").replace(
      "    alerting:\n      name: CheckoutErrors\n",
      "    {{- if .Values.alerts }}\n    alerting:\n      name: A\n    {{- end }}\n",
    );
    expect(findingsOf(text).filter((one) => one.endsWith("error"))).toEqual([]);
  });
});

describe("the editor's services", () => {
  const text = plain("99.9");
  const workspace = workspaceOf([{ name: "main.yaml", text }]);
  const uri = uriOf("main.yaml");

  it("show the SLOs inside of their file", () => {
    const [root, ...others] = documentSymbols(workspace, uri);
    expect(others).toEqual([]);
    expect(root?.children.map(({ name }) => name)).toEqual(["requests-availability"]);
    expect(root?.children[0]?.children.map(({ detail }) => detail)).toEqual(["99.9 %"]);
  });

  it("show the budget behind the objective and above it", () => {
    const [hint, ...more] = inlayHints(workspace, uri, undefined, { nowEpochMs: NOW });
    expect(more).toEqual([]);
    expect(hint?.label).toBe("43m 12s in 30d");
    expect(new LineIndex(text).positionAt(hint?.offset ?? 0).line).toBe(6);
    expect(codeLenses(workspace, uri, { nowEpochMs: NOW }).map(({ title }) => title)).toEqual([
      "43m 12s in 30d",
    ]);
  });
});

describe("MetricsQL", () => {
  const query = "vector(1)[{{.window}}]";
  const text = plain("99.9").replace("sum(rate(browser_checkout_attempts_total[{{.window}}]))", query);

  it("is a mistake in PromQL", () => {
    expect(findingsOf(text)).toContain("promql-syntax error");
  });

  it("is none where a plugin of the chain checks it", () => {
    const chained = text.replace(
      "slos:",
      "slo_plugins:\n  chain:\n    - id: sloth.dev/contrib/validate_victoria_metrics/v1\nslos:",
    );
    expect(findingsOf(chained)).toEqual([]);
  });
});
