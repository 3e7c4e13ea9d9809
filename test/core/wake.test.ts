import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { looksLikeSpec } from "../../client/src/spec-text";
import { readSpecDocument } from "../../server/src/core/dialects/spec-document";
import { splitStream } from "../../server/src/core/text/split";
import { expandSnippet, readSnippets } from "../support/snippet";

const EXAMPLES = join(__dirname, "../../examples");

describe("the extension wakes", () => {
  const files = readdirSync(EXAMPLES, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.yaml$/.test(name),
  );

  it.each(files)("for %s", (name) => {
    expect(looksLikeSpec(readFileSync(join(EXAMPLES, name), "utf8"))).toBe(true);
  });

  /** A spec without the annotations that no other tool has: most people's files have none. */
  const plain = (text: string) => text.replaceAll(/^.*slosmith\/(?!v1).*\n/gm, "");

  it("for every document of every example and snippet, be it all that a file has", () => {
    const texts = [
      ...files.map((name) => readFileSync(join(EXAMPLES, name), "utf8")),
      ...readdirSync("snippets").flatMap((name) =>
        readSnippets(`snippets/${name}`).map(({ body }) => expandSnippet(body).text),
      ),
    ];
    const documents = texts.flatMap((text) =>
      splitStream(text).map(({ start, end }) => plain(text.slice(start, end))),
    );
    expect(documents.length).toBeGreaterThan(60);
    expect(documents.filter((text) => readSpecDocument(text).claimed && !looksLikeSpec(text))).toEqual([]);
  });

  it.each([
    ["Sloth's plain file", "version: prometheus/v1\nservice: a\nslos: []\n"],
    ["Sloth's Kubernetes object", "apiVersion: sloth.slok.dev/v1\nkind: PrometheusServiceLevel\n"],
    ["a mistyped group of it", "apiVersion: slo.slok.dev/v1\n"],
    ["Pyrra's object", "apiVersion: pyrra.dev/v1alpha1\n"],
    ["its kind under a mistyped version", "apiVersion: v1alpha1\nkind: ServiceLevelObjective\n"],
    ["an SLO of slo-generator", "apiVersion: sre.google.com/v2\nkind: ServiceLevelObjective\n"],
    ["its version 1", "service_name: a\nslo_name: b\nslo_target: 0.99\n"],
    ["the configuration that its SLOs share", "error_budget_policies:\n  default:\n    steps: []\n"],
    ["Nobl9's object", "- apiVersion: n9/v1alpha\n  kind: Service\n"],
    ["a mistyped version of it", "apiVersion: nobl9/v1\nkind: Project\n"],
    ["alert windows", "kind: AlertWindows\n"],
  ])("for %s", (_what, text) => {
    expect(looksLikeSpec(text)).toBe(true);
  });

  it.each([
    ["a deployment", "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\n"],
    ["a pipeline", "on: push\njobs:\n  test:\n    steps: []\n"],
    ["a values file", "prometheus:\n  enabled: true\n"],
  ])("not for %s", (_what, text) => {
    expect(looksLikeSpec(text)).toBe(false);
  });
});
