import type { PreviewChanges, PreviewTable } from "../ide/preview-model";
import { capital } from "../ide/words";
import type { Objective } from "../model/slo";
import { type Span, shift } from "../text/span";
import type { Workspace } from "../workspace";
import { type ObjectiveChange, verdict } from "./objective-change";
import type { Promised } from "./promised";

const SINCE = "since the last commit";

/** A line above an objective that tells what its change does. */
export interface ChangeLens {
  /** File offsets: the objective's first key; the file's beginning for what is gone. */
  readonly span: Span;
  readonly title: string;
}

/** A line for each objective of a file that is not as it was, and one for those that are gone. */
export function changeLenses(workspace: Workspace, changes: readonly ObjectiveChange[]): ChangeLens[] {
  const gone = changes.flatMap(({ before, after }) => (before && !after ? [nameOf(before)] : []));
  const lenses = changes.flatMap((change): ChangeLens[] => {
    const { after } = change;
    const slot = after && workspace.slotOf(after.place.uri, after.place.document);
    return slot ? [{ span: shift(after.objective.span, slot.start), title: lensTitle(change) }] : [];
  });
  if (gone.length === 0) return lenses;
  return [{ span: { start: 0, end: 0 }, title: `Removed ${SINCE}: ${gone.join(", ")}` }, ...lenses];
}

function lensTitle(change: ObjectiveChange): string {
  const sentence = change.sentence.replaceAll("`", "");
  if (change.kind === "added") return `New ${SINCE}: ${sentence}`;
  return `${capital(verdictWords(change))} ${SINCE}: ${sentence}`;
}

function verdictWords(change: ObjectiveChange): string {
  const word = verdict(change);
  return word === "mixed" ? "loosened and tightened" : word;
}

function nameOf({ name, title }: Promised): string {
  return name === undefined || name === title ? title : `${name} / ${title}`;
}

const EFFECTS = { looser: "looser", tighter: "tighter", mixed: "looser and tighter", neither: "" } as const;

/** What the preview shows of changes. */
export function changesForPreview(changes: readonly ObjectiveChange[]): PreviewChanges {
  const tables = new Map<Objective, PreviewTable>();
  const sentences: string[] = [];
  for (const change of changes) {
    const { before, after } = change;
    if (after) tables.set(after.objective, tableOf(change));
    else if (before) sentences.push(`Removed ${SINCE}: ${nameOf(before)} (${change.sentence}).`);
  }
  return { tables, sentences };
}

function tableOf(change: ObjectiveChange): PreviewTable {
  const rows = change.aspects.map(({ label, before, after, direction, details }, at) => ({
    id: `change-${at + 1}`,
    label: capital(label),
    ...(details ? { detail: details.join(" ").replaceAll("`", "") } : {}),
    cells:
      before === undefined && after === undefined
        ? ["", "changed", EFFECTS[direction]]
        : [before ?? "none", after ?? "none", EFFECTS[direction]],
  }));
  const what = change.kind === "added" ? "new" : verdictWords(change);
  return {
    caption: `${capital(SINCE)}, ${what}: ${change.sentence.replaceAll("`", "")}`,
    columns: [
      { id: "what", label: "What" },
      { id: "before", label: "Then" },
      { id: "after", label: "Now" },
      { id: "effect", label: "Effect" },
    ],
    rows,
  };
}
