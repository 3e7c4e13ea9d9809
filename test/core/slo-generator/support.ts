import { readSpecDocument } from "../../../server/src/core/dialects/spec-document";
import type { Slo } from "../../../server/src/core/model/slo";
import type { SpecObject } from "../../../server/src/core/model/spec-object";
import { LineIndex } from "../../../server/src/core/text/line-index";
import { splitFiles, uriOf, workspaceOf } from "../../support/workspace";

/** Parts of an SLO; each is YAML, not yet indented. */
export interface Parts {
  readonly goal?: string;
  readonly backend?: string;
  readonly method?: string;
  readonly indicator?: string;
  /** Further lines of `spec`. */
  readonly more?: string;
}

const INDICATOR = `filter_good: browser_checkout_attempts_total{result="ok"}[window]
filter_valid: browser_checkout_attempts_total[window]`;

/** A whole SLO. */
export function slo(parts: Parts = {}): string {
  return `apiVersion: sre.google.com/v2
kind: ServiceLevelObjective
metadata:
  name: checkout-requests-availability
  labels:
    service_name: checkout
spec:
  description: Customers can check out.
  goal: ${parts.goal ?? "0.999"}
  backend: ${parts.backend ?? "prometheus"}
  method: ${parts.method ?? "good_bad_ratio"}
${(parts.more ?? "exporters: []").replaceAll(/^(?=.)/gm, "  ")}
  service_level_indicator:
${(parts.indicator ?? INDICATOR).replaceAll(/^(?=.)/gm, "    ")}
`;
}

/** A step of a policy; a value of "" leaves its key out. */
export function step(name: string, window: string, threshold: string, alert = "true"): string {
  const line = (key: string, value: string) => (value === "" ? [] : [`${key}: ${value}`]);
  const lines = [
    ...line("name", name),
    ...line("window", window),
    ...line("burn_rate_threshold", threshold),
    ...line("alert", alert),
    "message_alert: Page",
    "message_ok: On track",
  ];
  return lines.map((text, at) => `${at === 0 ? "      - " : "        "}${text}`).join("\n");
}

/** Google's own policy of four steps. */
export const GOOGLE = [
  step("1 hour", "3600", "9"),
  step("12 hours", "43200", "3"),
  step("7 days", "604800", "1.5", "false"),
  step("28 days", "2419200", "1", "false"),
];

/** A shared configuration with one backend and these policies. */
export function config(policies: Readonly<Record<string, readonly string[]>> = { default: GOOGLE }): string {
  const written = Object.entries(policies).map(
    ([name, steps]) => `  ${name}:\n    steps:\n${steps.join("\n")}\n`,
  );
  return `backends:
  prometheus:
    url: http://prometheus:9090
exporters: {}
error_budget_policies:
${written.join("")}`;
}

/** The objects of a text's first document. */
export function objectsIn(text: string): readonly SpecObject[] {
  return readSpecDocument(text).objects;
}

/** The SLO that a text holds. */
export function sloIn(text: string): Slo {
  const body = objectsIn(text)[0]?.body;
  if (body?.type !== "slo") throw new Error("the text holds no SLO");
  return body;
}

/** What is found in the first of a text's files: `line code severity`, lines from 1. */
export function findingsOf(text: string): string[] {
  const files = splitFiles(text);
  const [first] = files;
  const { findings, faults } = workspaceOf(files).check(uriOf(first?.name ?? ""));
  if (!first || faults.length > 0) throw new Error(faults.map(({ message }) => message).join("; "));
  const lines = new LineIndex(first.text);
  return findings.map(
    ({ span, code, severity }) => `${lines.positionAt(span.start).line + 1} ${code} ${severity}`,
  );
}
