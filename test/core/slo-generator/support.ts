import {
  type SloGeneratorParts,
  sloGeneratorExample,
} from "../../../server/src/core/rules/slo-generator-example";
import { LineIndex } from "../../../server/src/core/text/line-index";
import { findingsIn } from "../../support/reading";
import { splitFiles } from "../../support/workspace";

export { objectsIn, sloIn } from "../../support/reading";

/** A whole SLO. */
export function slo(parts: SloGeneratorParts = {}): string {
  return sloGeneratorExample({ more: "exporters: []", ...parts });
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

/** What is found in the first of a text's files: `line code severity`, lines from 1. */
export function findingsOf(text: string): string[] {
  const lines = new LineIndex(splitFiles(text)[0]?.text ?? "");
  return findingsIn(text).map(
    ({ span, code, severity }) => `${lines.positionAt(span.start).line + 1} ${code} ${severity}`,
  );
}
