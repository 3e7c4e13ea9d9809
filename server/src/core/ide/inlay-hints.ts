import type { WorkspaceView } from "../resolve/workspace-view";
import { type Span, shift } from "../text/span";
import type { Workspace } from "../workspace";
import { type ObjectiveFacts, objectiveFacts } from "./budget/objective-facts";
import { budgetLine, promiseSentence } from "./budget/promise";
import { objectsOf, type PlacedObject, viewOf } from "./lookup";
import type { IdeOptions } from "./options";

/** A text that the editor shows behind a value. */
export interface InlayHint {
  /** File offset: the end of the target. */
  readonly offset: number;
  readonly label: string;
  /** A whole sentence in plain text. */
  readonly tooltip: string;
}

/** A line that the editor shows above an objective. */
export interface CodeLens {
  /** File offsets: the objective's first key. */
  readonly span: Span;
  readonly title: string;
}

/** Each objective's budget in one line, behind its target. With a span (file offsets) only those that lie in it. */
export function inlayHints(
  workspace: Workspace,
  uri: string,
  span: Span | undefined,
  options: IdeOptions,
): InlayHint[] {
  return budgetLines(workspace, uri, options).flatMap(({ facts, line, placed }) => {
    const target = facts.objective.target?.span;
    if (!target) return [];
    const offset = target.end + placed.slot.start;
    if (span && (offset < span.start || offset > span.end)) return [];
    return [{ offset, label: line, tooltip: promiseSentence(facts) }];
  });
}

/** The same lines above the objectives. */
export function codeLenses(workspace: Workspace, uri: string, options: IdeOptions): CodeLens[] {
  return budgetLines(workspace, uri, options).map(({ facts, line, placed }) => ({
    span: shift(facts.objective.span, placed.slot.start),
    title: line,
  }));
}

interface BudgetLine {
  readonly facts: ObjectiveFacts;
  readonly line: string;
  readonly placed: PlacedObject;
}

function budgetLines(workspace: Workspace, uri: string, options: IdeOptions): BudgetLine[] {
  const view = viewOf(workspace, uri);
  return objectsOf(workspace.files.get(uri)).flatMap((placed) => linesOf(placed, view, options));
}

function linesOf(placed: PlacedObject, view: WorkspaceView, options: IdeOptions): BudgetLine[] {
  const { body } = placed.object;
  if (body.type !== "slo") return [];
  return body.objectives.flatMap((objective) => {
    const reading = objectiveFacts(placed.object, objective, view, options.nowEpochMs);
    const line = reading.ok ? budgetLine(reading.facts) : undefined;
    return reading.ok && line ? [{ facts: reading.facts, line, placed }] : [];
  });
}
