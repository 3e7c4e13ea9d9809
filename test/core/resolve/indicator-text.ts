import type { SpecObject } from "../../../server/src/core/model/spec-object";
import type { WorkspaceView } from "../../../server/src/core/resolve/workspace-view";
import type { Workspace } from "../../../server/src/core/workspace";
import { TrackingView } from "../../../server/src/core/workspace-view";
import { type NamedText, uriOf, workspaceOf } from "../../support/workspace";

/** A metric of an SLI: a PromQL query, or a source's own description as a YAML flow map. */
export type MetricText = string | { readonly type: string; readonly spec: string };

export interface IndicatorText {
  readonly good?: MetricText;
  readonly bad?: MetricText;
  readonly total?: MetricText;
  readonly raw?: MetricText;
  readonly threshold?: MetricText;
}

function source(metric: MetricText): string {
  const text = typeof metric === "string" ? { type: "Prometheus", spec: query(metric) } : metric;
  return `{metricSource: {type: ${text.type}, spec: ${text.spec}}}`;
}

/** A query as a source's description. */
export function query(text: string): string {
  return `{query: '${text.replaceAll("'", "''")}'}`;
}

/** The `spec` of an SLI as a YAML flow map. */
export function sliSpec(text: IndicatorText): string {
  if (text.threshold !== undefined) return `{thresholdMetric: ${source(text.threshold)}}`;
  const parts = (["good", "bad", "total", "raw"] as const).flatMap((role) => {
    const metric = text[role];
    return metric === undefined ? [] : [`${role}: ${source(metric)}`];
  });
  return `{ratioMetric: {counter: true, ${parts.join(", ")}}}`;
}

/** An SLO with its indicator in place. Its names say nothing of a category. */
export function sloOf(text: IndicatorText, metadata = "{name: one}"): string {
  return `apiVersion: openslo/v1
kind: SLO
metadata: ${metadata}
spec:
  service: shop
  indicator:
    metadata: {name: asked}
    spec: ${sliSpec(text)}
  budgetingMethod: Occurrences
  timeWindow: [{duration: 28d, isRolling: true}]
  objectives: [{target: 0.99}]
`;
}

export interface Read {
  readonly workspace: Workspace;
  readonly view: WorkspaceView;
  readonly object: SpecObject;
}

/** A workspace of `main.yaml` and other files, and the first object of `main.yaml`. */
export function read(text: string, others: readonly NamedText[] = []): Read {
  const workspace = workspaceOf([{ name: "main.yaml", text }, ...others]);
  const uri = uriOf("main.yaml");
  const object = workspace.files.get(uri)?.slots[0]?.document.objects[0];
  if (!object) throw new Error("main.yaml holds no object");
  return { workspace, view: new TrackingView(workspace.index, uri), object };
}
