import type { MeasurementKey, MeasurementStatements } from "../model/measurement";
import type { SpecObject } from "../model/spec-object";
import { pairOf, valueAt } from "../yaml/node";
import { nearestWorkspace } from "./nearest-workspace";
import { tierOf } from "./tier";
import type { Definition, WorkspaceView } from "./workspace-view";

/** Who states a fact: an annotation of the SLO, its SLI or its Service; its tier; the workspace it lies in. */
export type FactSource = "annotation" | "tier" | "workspace";

/** The `measurement` section of a tier or a workspace that holds for an object. */
export interface StatementSection {
  readonly statedBy: "tier" | "workspace";
  readonly definition: Definition;
  readonly statements: MeasurementStatements;
}

/** The sections that hold for an object, the nearest first: its tier's, the nearest workspace's. */
export function statementSections(object: SpecObject, view: WorkspaceView): StatementSection[] {
  const tier = tierOf(object, view);
  const workspace = nearestWorkspace(view);
  const ofTier = tier?.tier.measurement;
  const ofWorkspace = workspace?.settings.measurement;
  return [
    ...(tier && ofTier
      ? [{ statedBy: "tier" as const, definition: tier.definition, statements: ofTier }]
      : []),
    ...(workspace && ofWorkspace
      ? [{ statedBy: "workspace" as const, definition: workspace.definition, statements: ofWorkspace }]
      : []),
  ];
}

/** Whether a section has a key at all, readable or not. */
export function states(section: StatementSection, key: MeasurementKey): boolean {
  const measurement = valueAt(valueAt(section.definition.object.root, "spec"), "measurement");
  return pairOf(measurement, key) !== undefined;
}
