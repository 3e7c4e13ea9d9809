import { readSpecDocument } from "../../../server/src/core/dialects/spec-document";
import { hoverAt } from "../../../server/src/core/ide/hover";
import type { Slo } from "../../../server/src/core/model/slo";
import type { SpecObject } from "../../../server/src/core/model/spec-object";
import type { WorkspaceView } from "../../../server/src/core/resolve/workspace-view";
import type { Finding } from "../../../server/src/core/rules/rule";
import { TrackingView } from "../../../server/src/core/workspace-view";
import { splitFiles, uriOf, workspaceOf } from "../../support/workspace";

export const NOW = Date.UTC(2026, 0, 15);

const RATIO = `ratio:
  errors:
    metric: browser_checkout_attempts_total{result="error"}
  total:
    metric: browser_checkout_attempts_total`;

export interface Parts {
  readonly target?: string;
  readonly window?: string;
  readonly indicator?: string;
  /** Lines under `spec`. */
  readonly more?: string;
  readonly apiVersion?: string;
  readonly kind?: string;
}

/** One SLO for Pyrra. */
export function pyrra(parts: Parts = {}): string {
  return `apiVersion: ${parts.apiVersion ?? "pyrra.dev/v1alpha1"}
kind: ${parts.kind ?? "ServiceLevelObjective"}
metadata:
  name: checkout-availability
  namespace: shop
  labels:
    pyrra.dev/owner: checkout
    tier: core
  annotations:
    slosmith/events-per-day: "1200000"
spec:
  target: ${parts.target ?? '"99.9"'}
  window: ${parts.window ?? "28d"}
${(parts.more ?? "").replaceAll(/^(?=.)/gm, "  ")}
  indicator:
${(parts.indicator ?? RATIO).replaceAll(/^/gm, "    ")}
`;
}

export function sloIn(text: string): SpecObject & { readonly body: Slo } {
  const [object] = readSpecDocument(text).objects;
  if (object?.body.type !== "slo") throw new Error("no SLO");
  return { ...object, body: object.body };
}

/** A file among others, as rules see it. */
export function viewFrom(text: string): WorkspaceView {
  return new TrackingView(workspaceOf(splitFiles(text)).index, uriOf("main.yaml"));
}

/** The hover in the middle of a needle of the first file. */
export function hoverIn(text: string, needle: string): string {
  const files = splitFiles(text);
  const [first] = files;
  const at = first?.text.indexOf(needle) ?? -1;
  if (!first || at < 0) throw new Error(`"${needle}" is not in the first file`);
  const offset = at + Math.floor(needle.length / 2);
  return hoverAt(workspaceOf(files), uriOf(first.name), offset, { nowEpochMs: NOW })?.markdown ?? "";
}

/** What is found in the first of several files. */
export function findingsIn(text: string): readonly Finding[] {
  const files = splitFiles(text);
  const { findings, faults } = workspaceOf(files).check(uriOf(files[0]?.name ?? ""));
  if (faults.length > 0) throw new Error(faults.map(({ message }) => message).join("; "));
  return findings;
}

/** `code severity` of each finding. */
export function codesIn(text: string): string[] {
  return findingsIn(text).map(({ code, severity }) => `${code} ${severity}`);
}

/** The text after the first fix of a rule's finding. */
export function mended(text: string, code: string): string {
  const fix = findingsIn(text).find((finding) => finding.code === code)?.fixes?.[0];
  if (!fix) throw new Error(`no fix of ${code}`);
  return [...fix.edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((now, { span, newText }) => now.slice(0, span.start) + newText + now.slice(span.end), text);
}
