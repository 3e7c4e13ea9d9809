import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { looksLikeSpec } from "../../client/src/spec-text";

const EXAMPLES = join(__dirname, "../../examples");

describe("the extension wakes", () => {
  const files = readdirSync(EXAMPLES, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.yaml$/.test(name),
  );

  it.each(files)("for %s", (name) => {
    expect(looksLikeSpec(readFileSync(join(EXAMPLES, name), "utf8"))).toBe(true);
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
