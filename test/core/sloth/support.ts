import { readSpecDocument } from "../../../server/src/core/dialects/spec-document";
import { hoverAt } from "../../../server/src/core/ide/hover";
import type { SpecObject } from "../../../server/src/core/model/spec-object";
import type { WorkspaceView } from "../../../server/src/core/resolve/workspace-view";
import { TrackingView } from "../../../server/src/core/workspace-view";
import { splitFiles, uriOf, workspaceOf } from "../../support/workspace";

export const NOW = Date.UTC(2026, 0, 15);

/** A plain file with one SLO; the second half is what stands under `alerting`. */
export function plain(objective: string, alerting = "name: CheckoutErrors"): string {
  return `version: prometheus/v1
service: checkout
labels:
  owner: payments
slos:
  - name: requests-availability
    objective: ${objective}
    description: Checkouts are answered.
    labels:
      tier: core
    sli:
      events:
        error_query: sum(rate(browser_checkout_attempts_total{result="error"}[{{.window}}]))
        total_query: sum(rate(browser_checkout_attempts_total[{{.window}}]))
    alerting:
${alerting.replaceAll(/^/gm, "      ")}
`;
}

/** The same SLO as a Kubernetes object. */
export function crd(objective: string): string {
  return `apiVersion: sloth.slok.dev/v1
kind: PrometheusServiceLevel
metadata:
  name: checkout
  annotations:
    slosmith/events-per-day: "1200000"
spec:
  service: checkout
  slos:
    - name: requests-availability
      objective: ${objective}
      sli:
        events:
          errorQuery: sum(rate(browser_checkout_attempts_total{result="error"}[{{.window}}]))
          totalQuery: sum(rate(browser_checkout_attempts_total[{{.window}}]))
      alerting:
        name: CheckoutErrors
        pageAlert:
          labels:
            severity: page
`;
}

/** Sloth's AlertWindows with these four pairs: share in percent, short and long window. */
export function alertWindows(period: string, pairs: readonly (readonly [string, string, string])[]): string {
  const pair = (at: number) => {
    const [percent, short, long] = pairs[at] ?? ["", "", ""];
    return `      errorBudgetPercent: ${percent}\n      shortWindow: ${short}\n      longWindow: ${long}\n`;
  };
  return `apiVersion: sloth.slok.dev/v1
kind: AlertWindows
spec:
  sloPeriod: ${period}
  page:
    quick:
${pair(0)}    slow:
${pair(1)}  ticket:
    quick:
${pair(2)}    slow:
${pair(3)}`;
}

/** The objects of a text's first document. */
export function objectsIn(text: string): readonly SpecObject[] {
  return readSpecDocument(text).objects;
}

/** A file among others, as rules see it. */
export function viewFrom(text: string, name = "main.yaml"): WorkspaceView {
  return new TrackingView(workspaceOf(splitFiles(text)).index, uriOf(name));
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

/** What is found in a text of several files, `code severity`, in the first of them. */
export function findingsOf(text: string): string[] {
  const files = splitFiles(text);
  const { findings, faults } = workspaceOf(files).check(uriOf(files[0]?.name ?? ""));
  if (faults.length > 0) throw new Error(faults.map(({ message }) => message).join("; "));
  return findings.map(({ code, severity }) => `${code} ${severity}`);
}
