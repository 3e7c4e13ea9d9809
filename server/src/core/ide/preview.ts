import type { Objective } from "../model/slo";
import type { WorkspaceView } from "../resolve/workspace-view";
import { shift } from "../text/span";
import type { Workspace } from "../workspace";
import { type ObjectiveReading, objectivesOf } from "./budget/objective-facts";
import { type PlacedObject, viewOf } from "./lookup";
import { objectMeasurability } from "./measurability/summary";
import type { MeasurabilitySummary } from "./measurability/summary-model";
import { summaryTable } from "./measurability/summary-table";
import type { IdeOptions } from "./options";
import type { Preview, PreviewChanges, PreviewPart, PreviewSection } from "./preview-model";
import { objectivePart } from "./preview-objective";
import { tierParts, tierTables } from "./preview-tier";
import { whatIfControls } from "./what-if/controls";
import { partId, previewedObjects } from "./what-if/place";

export type { Preview, PreviewPart, PreviewRow, PreviewSection, PreviewTable } from "./preview-model";

export interface PreviewOptions extends IdeOptions {
  /** The cursor, a file offset: the object that it is in is marked. */
  readonly offset?: number;
  /** The page can ask what would be: objectives get fields for it. */
  readonly interactive?: boolean;
  /** What an edit has changed. */
  readonly changes?: PreviewChanges;
}

const NOTES = [
  "Times are what a total outage would have to last to spend the budget. For counted events they are an equivalent, not an allowance of downtime.",
  "The marked row is the declared window. The other rows are the same target scaled to other windows, to compare with: they are not separate promises.",
  "Budgets are rounded down, what an alert takes is rounded up.",
];

/** The error budgets of all SLOs and tiers of a file, as they stand at `nowEpochMs`. */
export function previewOf(workspace: Workspace, uri: string, options: PreviewOptions): Preview {
  const view = viewOf(workspace, uri);
  const shown = previewedObjects(workspace, uri);
  const sections = shown.map((placed, index) => section(workspace, placed, index, view, options));
  return {
    uri,
    title: "Error budgets",
    sections,
    ...(options.changes && options.changes.sentences.length > 0 ? { gone: options.changes.sentences } : {}),
    notes:
      sections.length > 0
        ? NOTES
        : ["This file holds no SLO and no reliability tier, so there is no budget to show."],
  };
}

function section(
  workspace: Workspace,
  placed: PlacedObject,
  index: number,
  view: WorkspaceView,
  options: PreviewOptions,
): PreviewSection {
  const { object, slot } = placed;
  const id = `s${index + 1}`;
  const display = object.displayName?.value;
  const description = object.description?.value;
  const name = object.name?.value;
  const span = shift(object.root.span, slot.start);
  const isTier = object.body.type === "tier";
  const summaries = objectMeasurability(workspace, view.uri, placed, options);
  return {
    id,
    kind: isTier ? "ReliabilityTier" : "SLO",
    title: display ?? name ?? `${isTier ? "Tier" : "SLO"} without a name`,
    ...(display && name && { name }),
    ...(description && { description: description.trim() }),
    parts:
      object.body.type === "tier"
        ? tierParts(object.body, id, slot.start, options)
        : objectivesOf(object, view, options.nowEpochMs).map((reading, at) =>
            withWhatIf(
              withChanges(
                withMeasurability(
                  objectivePart(reading, object, at, partId(index, at), slot.start, view, options),
                  summaries[at],
                ),
                object.body.type === "slo" ? object.body.objectives[at] : undefined,
                options,
              ),
              reading,
              options,
            ),
          ),
    tables: object.body.type === "tier" ? tierTables(object.body) : [],
    active: options.offset !== undefined && span.start <= options.offset && options.offset <= span.end,
    span,
  };
}

function withMeasurability(part: PreviewPart, summary: MeasurabilitySummary | undefined): PreviewPart {
  return summary ? { ...part, measurability: summaryTable(summary) } : part;
}

function withChanges(
  part: PreviewPart,
  objective: Objective | undefined,
  options: PreviewOptions,
): PreviewPart {
  const changes = objective && options.changes?.tables.get(objective);
  return changes ? { ...part, changes } : part;
}

function withWhatIf(part: PreviewPart, reading: ObjectiveReading, options: PreviewOptions): PreviewPart {
  if (!options.interactive || !reading.ok || !reading.facts.window) return part;
  const { object, objective, window } = reading.facts;
  if (object.body.type !== "slo") return part;
  const whatIf = whatIfControls(object.body, objective, window.calendar !== undefined);
  return whatIf ? { ...part, whatIf } : part;
}
