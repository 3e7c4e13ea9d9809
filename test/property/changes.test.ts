import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Direction } from "../../server/src/core/change/aspect";
import type { ObjectiveChange } from "../../server/src/core/change/objective-change";
import { between, betweenShared, SHOP } from "../core/change/specs";

/** Parts of the shop's files with what may stand in their place. */
const PLACES: readonly (readonly [string, readonly string[]])[] = [
  [
    "target: 0.999\n",
    [
      "target: 0.9995\n",
      "target: 0.99\n",
      "target: 1\n",
      "target: x\n",
      "target: {{ .t }}\n",
      "targetPercent: 99.9\n",
    ],
  ],
  [
    "target: 0.95\n",
    ["target: 0.9\n", "{target: 0.95, displayName: Quick}\n", "target: 0.95\n    - target: 0.5\n"],
  ],
  ["duration: 28d", ["duration: 4w", "duration: 7d", "duration: 1M", "duration: soon"]],
  [
    "    - alertPolicyRef: fast\n",
    ["", "    - alertPolicyRef: slow\n", "    - {alertPolicyRef: fast}\n    - {alertPolicyRef: fast}\n"],
  ],
  ["threshold: 14.4", ["threshold: 6", "threshold: 20", "threshold: 2000", "threshold: -1"]],
  ["lookbackWindow: 1h", ["lookbackWindow: 6h", "lookbackWindow: 5m"]],
  ["op: gt", ["op: gte", "op: lt"]],
  ["severity: page", ["severity: ticket", "severity: whatever"]],
  ["slosmith/tier: gold", ["slosmith/tier: bronze", "slosmith/tier: tin", "a: b"]],
  ["rank: 0", ["rank: 1", "rank: 3"]],
  ["floorPercent: 99.9", ["floorPercent: 99", "floorPercent: 99.99"]],
  ['le="0.3"', ['le="0.5"', 'le="0.1"', 'le=~"0.3|0.5"']],
  ['status!~"5.."', ['status!~"50."', 'status!~"5.."} or vector(0']],
  ["name: checkout", ["name: pay", "name: search"]],
  ["name: search", ["name: find"]],
  ["indicatorRef: answered", ["indicatorRef: nowhere"]],
  ["type: Prometheus\n  connection", ["type: Datadog\n  connection"]],
  ["budgetingMethod: Occurrences", ["budgetingMethod: Timeslices"]],
  ['"1000000"', ['"10"', '"many"']],
  ["kind: SLI", ["kind: SLO", "kind: ["]],
];

const edited = fc.array(fc.tuple(fc.nat(PLACES.length - 1), fc.nat(9)), { maxLength: 4 }).map((choices) => {
  let text = SHOP;
  for (const [place, which] of choices) {
    const [part, others] = PLACES[place] ?? ["", [""]];
    text = text.replace(part, others[which % others.length] ?? "");
  }
  return text;
});

const MIRRORED: Readonly<Record<Direction, Direction>> = {
  looser: "tighter",
  tighter: "looser",
  mixed: "mixed",
  neither: "neither",
};
const KINDS = { added: "removed", removed: "added", changed: "changed" } as const;

/** All that can be told of a change from either side. */
function told(change: ObjectiveChange, mirrored: boolean): string {
  const [before, after] = mirrored ? [change.after, change.before] : [change.before, change.after];
  const turn = (direction: Direction) => (mirrored ? MIRRORED[direction] : direction);
  const aspects = change.aspects.map((one) => {
    const [was, is] = mirrored ? [one.after, one.before] : [one.before, one.after];
    return [one.aspect, was, is, turn(one.direction)];
  });
  return JSON.stringify([
    mirrored ? KINDS[change.kind] : change.kind,
    before?.name,
    after?.name,
    before?.title,
    after?.title,
    turn(change.direction),
    aspects.map((one) => JSON.stringify(one)).sort(),
  ]);
}

const RUNS = { numRuns: 60 };

describe("changes of any files", () => {
  it("are none from a state to itself", () => {
    fc.assert(
      fc.property(edited, (text) => {
        expect(between(text, text)).toEqual([]);
      }),
      RUNS,
    );
  });

  it("are mirrored the other way round: what loosened one way tightens the other", () => {
    fc.assert(
      fc.property(edited, edited, (one, other) => {
        const there = between(one, other).map((change) => told(change, false));
        const back = between(other, one).map((change) => told(change, true));
        expect(back.sort()).toEqual(there.sort());
      }),
      RUNS,
    );
  });

  it("are the same whether the states share what is the same or were read apart", () => {
    fc.assert(
      fc.property(edited, edited, (one, other) => {
        const apart = between(one, other).map((change) => told(change, false));
        const shared = betweenShared(one, other).map((change) => told(change, false));
        expect(shared.sort()).toEqual(apart.sort());
      }),
      RUNS,
    );
  });
});
