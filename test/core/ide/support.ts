import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { hoverAt } from "../../../server/src/core/ide/hover";
import type { Workspace } from "../../../server/src/core/workspace";
import { type NamedText, uriOf, workspaceOf } from "../../support/workspace";

/** A moment in the first quarter of 2026. */
export const NOW = Date.parse("2026-01-15T12:00:00Z");

const EXAMPLES = resolve(__dirname, "../../../examples");

/** All example specs of the project; files whose name begins with a dot are settings. */
export function exampleFiles(): NamedText[] {
  return readdirSync(EXAMPLES, { recursive: true, encoding: "utf8" })
    .filter((name) => /(?:^|[\\/])[^.\\/][^\\/]*\.yaml$/.test(name))
    .sort()
    .map((name) => ({ name: name.replaceAll("\\", "/"), text: readFileSync(join(EXAMPLES, name), "utf8") }));
}

export interface SloText {
  readonly name: string;
  readonly target: string;
  readonly window: string;
  readonly eventsPerDay?: string;
  readonly alerts?: readonly { readonly burn: string; readonly lookback: string; readonly op?: string }[];
  readonly method?: string;
  readonly objectiveLines?: readonly string[];
}

/** An SLO as a whole document, with its alerts written in place. */
export function sloText(slo: SloText): string {
  const annotations = slo.eventsPerDay
    ? `  annotations:\n    slosmith/events-per-day: "${slo.eventsPerDay}"\n`
    : "";
  const policies = (slo.alerts ?? []).map(
    ({ burn, lookback, op = "gt" }, at) => `    - kind: AlertPolicy
      metadata:
        name: policy-${at + 1}
      spec:
        alertWhenBreaching: true
        conditions:
          - kind: AlertCondition
            metadata:
              name: condition-${at + 1}
            spec:
              severity: page
              condition:
                kind: burnrate
                op: ${op}
                threshold: ${burn}
                lookbackWindow: ${lookback}
        notificationTargets:
          - targetRef: on-call
`,
  );
  return `apiVersion: openslo/v1
kind: SLO
metadata:
  name: ${slo.name}
${annotations}spec:
  service: shop
  indicatorRef: answered
  timeWindow:
${slo.window}
  budgetingMethod: ${slo.method ?? "Occurrences"}
  objectives:
    - ${[slo.target, ...(slo.objectiveLines ?? [])].join("\n      ")}
${policies.length > 0 ? `  alertPolicies:\n${policies.join("")}` : ""}`;
}

export function rolling(duration: string): string {
  return `    - duration: ${duration}\n      isRolling: true`;
}

export function calendar(duration: string, startTime: string, timeZone: string): string {
  return `    - duration: ${duration}
      isRolling: false
      calendar:
        startTime: ${startTime}
        timeZone: ${timeZone}`;
}

export const CHECKOUT = sloText({
  name: "checkout",
  target: "target: 0.9995",
  window: rolling("28d"),
  eventsPerDay: "1200000",
  alerts: [{ burn: "13.44", lookback: "1h" }],
});

export const EXPORT = sloText({
  name: "export",
  target: "target: 0.99",
  window: rolling("30d"),
  eventsPerDay: "300",
  alerts: [{ burn: "14.4", lookback: "1h" }],
});

export const LEGACY = sloText({
  name: "legacy",
  target: "targetPercent: 90",
  window: rolling("30d"),
  alerts: [
    { burn: "14.4", lookback: "1h" },
    { burn: "6", lookback: "6h" },
  ],
});

/** A workspace of one file, and that file's address. */
export function single(text: string): { workspace: Workspace; uri: string } {
  return { workspace: workspaceOf([{ name: "main.yaml", text }]), uri: uriOf("main.yaml") };
}

/** The hover in the middle of the first stretch of `needle` after `after`, as one text; empty where there is none. */
export function hoverText(text: string, needle: string, after = "", now = NOW): string {
  const from = after === "" ? 0 : text.indexOf(after);
  const at = text.indexOf(needle, from);
  if (from < 0 || at < 0) throw new Error(`"${needle}" after "${after}" is not in the text`);
  const { workspace, uri } = single(text);
  const offset = at + Math.floor(needle.length / 2);
  return hoverAt(workspace, uri, offset, { nowEpochMs: now })?.markdown ?? "";
}

/** The hover's lines. */
export function linesOf(markdown: string): string[] {
  return markdown.split("\n").filter((line) => line.trim() !== "");
}
