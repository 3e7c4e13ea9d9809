import { type AspectChange, type Direction, together } from "./aspect";
import { promiseChanges } from "./compare";
import { becameUnmeasurable, measurabilityChanges, type ReadMeasurability } from "./measurability";
import type { Promised } from "./promised";
import { changeSentence } from "./sentence";
import { isUntiered } from "./tier";

/** A promise, and what the rules found about measuring it. */
export interface Judged {
  readonly promised: Promised;
  readonly measurability: ReadMeasurability;
}

/** What a change does to one objective. */
export interface ObjectiveChange {
  readonly kind: "added" | "removed" | "changed";
  readonly before?: Promised;
  readonly after?: Promised;
  readonly direction: Direction;
  /** What is different; empty for what was added or removed. */
  readonly aspects: readonly AspectChange[];
  /** "99.9 % -> 99.95 %: budget 40m 19.2s -> 20m 9.6s, page now at 0.672 % errors". */
  readonly sentence: string;
  /** It was added without a tier, or has lost the one it had. */
  readonly becameUntiered: boolean;
  /** It was added with findings about measuring it, or has new ones. */
  readonly becameUnmeasurable: boolean;
}

/** An objective that was not there before: a promise more. */
export function added({ promised, measurability }: Judged): ObjectiveChange {
  return {
    kind: "added",
    after: promised,
    direction: "tighter",
    aspects: [],
    sentence: changeSentence(undefined, promised, []),
    becameUntiered: isUntiered(promised.tier),
    becameUnmeasurable: becameUnmeasurable(undefined, measurability),
  };
}

/** An objective that is gone: a promise less. */
export function removed(promised: Promised): ObjectiveChange {
  return {
    kind: "removed",
    before: promised,
    direction: "looser",
    aspects: [],
    sentence: changeSentence(promised, undefined, []),
    becameUntiered: false,
    becameUnmeasurable: false,
  };
}

/** What is different about an objective; undefined where nothing is. */
export function changed(before: Judged, after: Judged): ObjectiveChange | undefined {
  const aspects = [
    ...promiseChanges(before.promised, after.promised),
    ...measurabilityChanges(before.measurability, after.measurability),
  ];
  if (aspects.length === 0) return undefined;
  return {
    kind: "changed",
    before: before.promised,
    after: after.promised,
    direction: together(aspects.map(({ direction }) => direction)),
    aspects,
    sentence: changeSentence(before.promised, after.promised, aspects),
    becameUntiered: isUntiered(after.promised.tier) && !isUntiered(before.promised.tier),
    becameUnmeasurable: becameUnmeasurable(before.measurability, after.measurability),
  };
}

/** What happened to an objective, in one word. `changed`: it is neither looser nor tighter. */
export type Verdict = "added" | "removed" | "loosened" | "tightened" | "mixed" | "changed";

/** What happened, for people. */
export function verdict({ direction, kind }: Pick<ObjectiveChange, "direction" | "kind">): Verdict {
  if (kind !== "changed") return kind;
  const words = { looser: "loosened", tighter: "tightened", mixed: "mixed", neither: "changed" } as const;
  return words[direction];
}
