import { type ObjectiveChange, verdict } from "../../core/change/objective-change";
import { plural } from "../words";
import type { DiffReport } from "./compare";

/** "checkout-availability / Answered requests"; the SLO's name alone where the objective has no name of its own. */
export function nameOf({ before, after }: ObjectiveChange): string {
  const one = after ?? before;
  if (!one) return "";
  const slo = one.name ?? "SLO without a name";
  return one.title === slo ? slo : `${slo} / ${titleOf(one.title, slo)}`;
}

/** "objective 2" for what is called "checkout, objective 2". */
function titleOf(title: string, slo: string): string {
  return title.startsWith(`${slo}, `) ? title.slice(slo.length + 2) : title;
}

/** What an SLO was called before, where it has been renamed. */
export function formerName({ before, after }: ObjectiveChange): string | undefined {
  return before && after && before.name !== after.name ? before.name : undefined;
}

export type Counts = Readonly<
  Record<
    "added" | "removed" | "loosened" | "tightened" | "mixed" | "changed" | "untiered" | "unmeasurable",
    number
  >
>;

/** How many changes there are of each kind; each of the first six kinds once. */
export function countsOf(changes: readonly ObjectiveChange[]): Counts {
  const counts = {
    added: 0,
    removed: 0,
    loosened: 0,
    tightened: 0,
    mixed: 0,
    changed: 0,
    untiered: 0,
    unmeasurable: 0,
  };
  for (const change of changes) {
    counts[verdict(change)]++;
    if (change.becameUntiered) counts.untiered++;
    if (change.becameUnmeasurable) counts.unmeasurable++;
  }
  return counts;
}

/** "1 loosened, 2 tightened, 1 changed otherwise". */
export function countWords(changes: readonly ObjectiveChange[]): string {
  const counts = countsOf(changes);
  const kinds = [
    [counts.loosened, "loosened"],
    [counts.mixed, "loosened and tightened"],
    [counts.removed, "removed"],
    [counts.tightened, "tightened"],
    [counts.added, "added"],
    [counts.changed, "changed otherwise"],
  ] as const;
  return kinds
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count} ${words}`)
    .join(", ");
}

/** "main" and "the working tree". */
export function sidesOf({ comparison: { base, head } }: DiffReport): { from: string; to: string } {
  return { from: base.name, to: head?.name ?? "the working tree" };
}

/** "3 of 12 objectives: 1 loosened, 2 tightened"; where nothing has changed, that. */
export function closingWords(report: DiffReport): string {
  const { from, to } = sidesOf(report);
  const { changes, objectives } = report;
  if (changes.length === 0)
    return objectives === 0
      ? `No SLO on either side of ${from} and ${to}.`
      : `No promise has changed from ${from} to ${to} (${plural(objectives, "objective")}).`;
  return `From ${from} to ${to}: ${countWords(changes)}.`;
}
