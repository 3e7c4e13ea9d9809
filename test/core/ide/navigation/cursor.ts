import type { Workspace } from "../../../../server/src/core/workspace";
import { splitFiles, uriOf, workspaceOf } from "../../../support/workspace";

/** Files with one cursor, `¦`. */
export interface Marked {
  readonly workspace: Workspace;
  readonly uri: string;
  readonly offset: number;
}

/** Reads a text of several files (`# file: name.yaml`) with a cursor in one of them. */
export function marked(text: string): Marked {
  const files = splitFiles(text);
  const holder = files.find((file) => file.text.includes("¦"));
  if (!holder || text.split("¦").length !== 2) throw new Error("one cursor is wanted");
  const workspace = workspaceOf(files.map((file) => ({ ...file, text: file.text.replace("¦", "") })));
  return { workspace, uri: uriOf(holder.name), offset: holder.text.indexOf("¦") };
}

/** A place as people say it: file, line from 1, text. */
export function placeWords(
  workspace: Workspace,
  { uri, span }: { readonly uri: string; readonly span: { readonly start: number; readonly end: number } },
): string {
  const text = workspace.files.get(uri)?.text ?? "";
  const line = text.slice(0, span.start).split("\n").length;
  return `${uri.slice(uri.lastIndexOf("/") + 1)}:${line} ${text.slice(span.start, span.end)}`;
}

/** OpenSLO objects of which only names matter; keys of `spec` are given without their indentation. */
export function object(kind: string, name: string, spec = "", metadata = ""): string {
  const indent = (text: string, by: string) => text.replaceAll(/^(?=.)/gm, by);
  return `apiVersion: openslo/v1
kind: ${kind}
metadata:
  name: ${name}
${indent(metadata, "  ")}spec:
${indent(spec === "" ? "description: One.\n" : spec, "  ")}`;
}

export const SLI_SPEC = `thresholdMetric:
  metricSource:
    type: Prometheus
    spec:
      query: max(queue_age_seconds)
`;

/** An SLO's spec that names a service and an SLI. */
export function sloSpec(service: string, sli: string): string {
  return `service: ${service}
indicatorRef: ${sli}
timeWindow:
  - duration: 28d
    isRolling: true
budgetingMethod: Occurrences
objectives:
  - target: 0.99
    op: lte
    value: 5
`;
}

export const TIER = `apiVersion: slosmith/v1
kind: ReliabilityTier
metadata:
  name: gold
spec:
  rank: 0
  aliases: [tier-0, "0"]
  objectives:
    - category: availability
      floorPercent: 99.9
`;
