import { readSpecDocument } from "../../../server/src/core/dialects/spec-document";
import { hoverAt } from "../../../server/src/core/ide/hover";
import type { Slo } from "../../../server/src/core/model/slo";
import type { SpecObject } from "../../../server/src/core/model/spec-object";
import { splitFiles, uriOf, workspaceOf } from "../../support/workspace";

export const NOW = Date.UTC(2026, 0, 15);

const indent = (text: string, by: number) => text.replaceAll(/^(?=.)/gm, " ".repeat(by));

export interface Parts {
  readonly project?: string;
  readonly service?: string;
  readonly method?: string;
  readonly window?: string;
  readonly objective?: string;
  readonly more?: string;
}

export const COUNTS = `name: availability
target: 0.999
value: 1
countMetrics:
  incremental: true
  good:
    prometheus:
      promql: sum(browser_attempts_total{result="ok"})
  total:
    prometheus:
      promql: sum(browser_attempts_total)`;

/** An SLO with one objective. */
export function slo(parts: Parts = {}): string {
  return `apiVersion: n9/v1alpha
kind: SLO
metadata:
  name: checkout-availability
  project: ${parts.project ?? "shop"}
  annotations:
    slosmith/owner: payments
spec:
  service: ${parts.service ?? "checkout"}
  indicator:
    metricSource:
      name: prometheus
  budgetingMethod: ${parts.method ?? "Occurrences"}
  timeWindows:
    - ${indent(parts.window ?? "unit: Day\ncount: 28\nisRolling: true", 6).trimStart()}
  objectives:
    - ${indent(parts.objective ?? COUNTS, 6).trimStart()}
  anomalyConfig:
    noData:
      alertMethods:
        - name: on-call
${parts.more === undefined ? "" : `${indent(parts.more, 2)}\n`}`;
}

/** A policy; each condition is the text of one. */
export function policy(name: string, project: string, conditions: readonly string[]): string {
  const list = conditions.map((one) => `    - ${indent(one, 6).trimStart()}\n`).join("");
  return `apiVersion: n9/v1alpha
kind: AlertPolicy
metadata:
  name: ${name}
  project: ${project}
spec:
  severity: High
  conditions:
${list}`;
}

export function objectsIn(text: string): readonly SpecObject[] {
  return readSpecDocument(text).objects;
}

/** @throws Error where the first object is no SLO */
export function sloIn(text: string): Slo {
  const body = objectsIn(text)[0]?.body;
  if (body?.type !== "slo") throw new Error("no SLO");
  return body;
}

/** The codes of what is found in the first file of a text, with its lines. */
export function findingsOf(text: string): string[] {
  const files = splitFiles(text);
  const [first] = files;
  if (!first) return [];
  const { findings, faults } = workspaceOf(files).check(uriOf(first.name));
  if (faults.length > 0) throw new Error(faults.map((one) => one.message).join("; "));
  return findings.map(({ code, span }) => `${first.text.slice(0, span.start).split("\n").length} ${code}`);
}

/** The hover at the first place of a word in a text of several files. */
export function hoverOn(text: string, word: string): string {
  const files = splitFiles(text);
  const [first] = files;
  if (!first) return "";
  const at = first.text.indexOf(word);
  if (at < 0) throw new Error(`no ${word}`);
  return hoverAt(workspaceOf(files), uriOf(first.name), at + 1, { nowEpochMs: NOW })?.markdown ?? "";
}
