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
