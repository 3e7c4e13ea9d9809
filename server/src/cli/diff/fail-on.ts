import type { ObjectiveChange } from "../../core/change/objective-change";

/** What `--fail-on` takes. */
export const FAILURES = ["loosened", "untiered", "unmeasurable"] as const;

export type Failure = (typeof FAILURES)[number];

/** The changes for which a run is to fail. What was tightened and loosened at once counts as loosened. */
export function failing<C extends ObjectiveChange>(failure: Failure, changes: readonly C[]): readonly C[] {
  return changes.filter(({ direction, becameUntiered, becameUnmeasurable }) => {
    if (failure === "untiered") return becameUntiered;
    if (failure === "unmeasurable") return becameUnmeasurable;
    return direction === "looser" || direction === "mixed";
  });
}
