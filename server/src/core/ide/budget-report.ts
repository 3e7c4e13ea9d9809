import type { Workspace } from "../workspace";
import type { IdeOptions } from "./options";
import { previewOf } from "./preview";
import type { Preview } from "./preview-model";

/** The budgets of several files: what the preview shows, without a cursor. */
export interface BudgetReport {
  /** Files that hold an SLO or a tier, in the order they were named. */
  readonly files: readonly Preview[];
  /** How many objectives have figures, and how many have none. */
  readonly told: number;
  readonly untold: number;
  /** What holds for all of it. */
  readonly notes: readonly string[];
}

/** The error budgets of files, for the command line. */
export function budgetReport(
  workspace: Workspace,
  uris: readonly string[],
  options: IdeOptions,
): BudgetReport {
  const files = uris
    .map((uri) => previewOf(workspace, uri, options))
    .filter(({ sections }) => sections.length > 0);
  const parts = files.flatMap(({ sections }) => sections.flatMap((section) => section.parts));
  const told = parts.filter((part) => part.budgets !== undefined).length;
  return { files, told, untold: parts.length - told, notes: files[0]?.notes ?? [] };
}
